"""The errors a person can meet, and the exit code that each one ends the program with.

    AudionewsError (3)
    ├── ArticleError (4)     the article cannot be read or holds nothing to say
    ├── SettingsError (5)    a setting, an option or a side file is wrong
    ├── SpeechError (6)      an engine or a voice is unknown, or an engine failed for good
    ├── AudioError (7)       ffmpeg is missing or refused its work
    ├── OutputError (8)      the edition or the store cannot be written
    └── CheckError (9)       a finished edition is not as it should be

A message says what is wrong, where, and what to type next, on one line.  The errors are caught in
one place, ``audionews.cli.main``; 1 and 2 stay Python's and click's own.
"""

from typing import ClassVar

MAKE_ROOM = "free the disk or name another folder with -o"
"""What to type next where an edition cannot be written."""


class AudionewsError(Exception):
    """Any error that audionews explains to the person who typed the command."""

    exit_code: ClassVar[int] = 3


class ArticleError(AudionewsError):
    """The article cannot be read, or holds nothing to say."""

    exit_code = 4


class SettingsError(AudionewsError):
    """A setting, an option or a side file is wrong."""

    exit_code = 5


class SpeechError(AudionewsError):
    """An engine or a voice is unknown, or an engine failed for good."""

    exit_code = 6


class AudioError(AudionewsError):
    """The encoder is missing or refused its work."""

    exit_code = 7


class OutputError(AudionewsError):
    """The edition or the clip store cannot be written."""

    exit_code = 8


class CheckError(AudionewsError):
    """A finished edition is not as it should be."""

    exit_code = 9
