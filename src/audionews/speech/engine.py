"""What a speech engine is, and where the installed ones are found."""

import sys
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol, cast, runtime_checkable

from audionews.errors import SpeechError
from audionews.model import Voice

GROUP = "audionews.engines"
"""The entry point group that an engine's class is registered under."""
THREADS = "AUDIONEWS_THREADS"
"""The variable that tells an engine's process how many threads are its share of the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Sound as an engine gives it: one channel of 16-bit samples."""

    rate: int
    """Samples a second."""
    samples: bytes
    """int16, little endian."""

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / 2 / self.rate


Sounds = tuple[tuple[str, str], ...]
"""Words of a text, each with its sounds in IPA."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is to be said, in which voice."""

    text: str
    voice: Voice
    sounds: Sounds = ()
    """The words whose sounds are known, for an engine that takes sounds."""


class Engine(Protocol):
    """A speech engine: a class that is made without arguments, and at no great cost.

    What takes time, such as the loading of a model, waits for the first call that needs it.
    """

    name: str
    deterministic: bool
    """Whether the same text and voice give the same bytes, in any order and any process."""

    @property
    def version(self) -> str:
        """The version of all that decides the sound: part of a clip's key."""

    def voices(self) -> tuple[Voice, ...]:
        """The voices that the engine offers, best understood first."""

    def say(self, text: str, voice: Voice) -> Sound:
        """The text in the voice, of which the id, the rate and the pitch count.

        The text is words and never markup.  Where it holds nothing that can be said, the sound is
        silent or empty.

        Raises:
            SpeechError: the voice is unknown, or the sound is not what was asked for.
        """

    def close(self) -> None:
        """Let go of the engine's library, model or process."""


@runtime_checkable
class TakesSounds(Protocol):
    """What an engine has, too, if it can be told how single words sound."""

    def pronounce(self, text: str, voice: Voice, sounds: Sounds) -> Sound:
        """As ``say``, with the sounds in place of the words that they belong to.

        A word whose sounds the engine cannot make is said as it is written.
        """


def engine_names() -> tuple[str, ...]:
    """The names of the installed engines, in alphabetical order."""
    return tuple(sorted(_installed()))


def find(name: str) -> str:
    """Where the engine's class is, as ``module:class``.

    Raises:
        SpeechError: no such engine is installed.
    """
    installed = _installed()
    if name not in installed:
        raise SpeechError(
            f"there is no speech engine {name!r}; set --engine to {', '.join(sorted(installed))}"
        )
    return installed[name]


def load(name: str) -> Engine:
    """The installed engine of that name.

    Raises:
        SpeechError: no such engine is installed.
    """
    return make(find(name))


def make(where: str) -> Engine:
    """The engine whose class stands at ``module:class``.

    Raises:
        SpeechError: it cannot be imported.
    """
    module, _, name = where.partition(":")
    try:
        return cast("Engine", getattr(import_module(module), name)())
    except (ImportError, AttributeError) as error:
        raise SpeechError(
            f"the speech engine {where} does not load: {error}; install it again"
        ) from error


def unknown_voice(engine: Engine, voice: Voice) -> SpeechError:
    """The error for a voice that the engine does not have, with the nearest that it has."""
    offer = nearest(voice.id, [known.id for known in engine.voices()])
    return SpeechError(f"{engine.name} has no voice {voice.id!r}; the nearest are {offer}")


def nearest(name: str, names: "dict[str, str] | list[str]") -> str:
    """The names most like the given one, or the first few, for an error message."""
    from difflib import get_close_matches  # noqa: PLC0415 - only to explain an error

    alike = get_close_matches(name, names, n=5, cutoff=0.5) or list(names)[:5]
    return ", ".join(alike)


def _installed() -> dict[str, str]:
    return _registered(tuple(sys.path))


@cache
def _registered(path: tuple[str, ...]) -> dict[str, str]:  # noqa: ARG001 - what it depends on
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow, and not needed for help

    return {entry.name: entry.value for entry in entry_points(group=GROUP)}
