"""What differs between the systems that pyttsx3 drives."""

import ctypes
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from html import escape
from importlib import import_module
from types import SimpleNamespace
from typing import Any, ClassVar

from audionews.model import Sex, Voice
from audionews.speech.engines.espeak import (
    Espeak,
    library_files,
    listed,
    offered,
    pitch_setting,
    short_id,
)

SAID_AS_ONE = 4
"""Words that eSpeak NG may tell the begin of as one, such as "weeks in a row"; seen up to three."""

Events = Sequence[tuple[str, dict[str, Any]]]
"""What pyttsx3 told while it spoke: topics, each with its details."""


class Driver:
    """A system with voices of its own, of which pyttsx3 lists all that we know."""

    name: str

    def prepare(self) -> None:
        """Make the system's speech ready to be imported by pyttsx3."""

    def version(self) -> str:
        """The version of the speech itself, as far as it can be known."""
        return sys.platform

    def voices(self, start: Callable[[], Any]) -> tuple[Voice, ...]:
        """The voices that pyttsx3 lists, once it is started."""
        return tuple(map(_listed, start().getProperty("voices")))

    def set(self, engine: Any, voice: Voice) -> bool:  # noqa: ANN401 - pyttsx3 has no types
        """Choose the voice; False where the system did not take it."""
        engine.setProperty("voice", voice.id)
        return bool(engine.getProperty("voice") == voice.id)

    def settle(self) -> None:
        """Wait until the next clip can be begun."""

    def written(self, text: str, voice: Voice) -> str:
        """The text as the system has to be given it, so that it takes nothing for a command."""
        raise NotImplementedError

    def doubt(self, text: str, events: Events) -> str:  # noqa: ARG002 - for the drivers to come
        """Why the clip may not be whole, by what pyttsx3 told; empty where all is well."""
        for topic, details in events:
            if topic == "error":
                return f"pyttsx3 failed: {details['exception']}"
            if topic == "finished-utterance" and not details["completed"]:
                return "pyttsx3 stopped before the end"
        return ""


class EspeakDriver(Driver):
    """eSpeak NG, on Linux and every system that pyttsx3 does not know."""

    name = "espeak"
    _prepared: ClassVar[bool] = False

    def prepare(self) -> None:
        """Load the library of the wheel: pyttsx3 asks for one by name, and so gets this one."""
        path, data = library_files()
        if data is not None:
            os.environ["ESPEAK_DATA_PATH"] = data
        ctypes.CDLL(path)
        loop: Any = import_module("pyttsx3.drivers.espeak")
        loop.time = SimpleNamespace(sleep=_nap)
        EspeakDriver._prepared = True

    def version(self) -> str:
        """The version of the library."""
        return Espeak().version

    def voices(self, start: Callable[[], Any]) -> tuple[Voice, ...]:
        """Those of our own engine on the same library, as long as pyttsx3 does not hold it."""
        if EspeakDriver._prepared:
            return offered(super().voices(start))
        return offered(listed("pyttsx3"))

    def set(self, engine: Any, voice: Voice) -> bool:  # noqa: ANN401
        """Choose the voice and its pitch; only what is read back tells the voice."""
        engine.setProperty("voice", voice.id)
        engine.setProperty("pitch", pitch_setting(voice.pitch))
        return short_id(engine.getProperty("voice") or "") == voice.id.lower()

    def settle(self) -> None:
        """Wait for the library's own thread, or pyttsx3 stops the clip that it is to begin."""
        library = import_module("pyttsx3.drivers._espeak")
        while library.IsPlaying():
            time.sleep(0.001)
        time.sleep(0.002)

    def written(self, text: str, voice: Voice) -> str:  # noqa: ARG002
        """As it is: pyttsx3 does not ask the library to look for markup."""
        return text

    def doubt(self, text: str, events: Events) -> str:
        """It tells every word that it begins, and the end."""
        if doubt := super().doubt(text, events):
            return doubt
        if not any(topic == "finished-utterance" for topic, _ in events):
            return "pyttsx3 did not say that it is finished"
        begun = max((d["location"] for topic, d in events if topic == "started-word"), default=0)
        return "" if begun > last_words(text) else "pyttsx3 did not come to the last words"


class Sapi5Driver(Driver):
    """SAPI 5, on Windows.

    Source for the markup: Microsoft, SAPI 5.4, XML TTS Tutorial.
    """

    name = "sapi5"

    def written(self, text: str, voice: Voice) -> str:
        """As XML, which it would look for in any text; ten steps of pitch are five semitones."""
        steps = max(-10, min(10, round(2 * voice.pitch)))
        return f'<pitch absmiddle="{steps}">{escape(text, quote=False)}</pitch>'


class NsssDriver(Driver):
    """NSSpeechSynthesizer, on macOS.

    Source for the commands: Apple, Speech Synthesis Programming Guide, "Embedded Commands".
    """

    name = "nsss"

    def written(self, text: str, voice: Voice) -> str:
        """With the pitch as a command in front, and no other command in the text."""
        words = text.replace("[", "[ ")
        return f"[[pbas {voice.pitch:+g}]] {words}" if voice.pitch else words


def _nap(seconds: float) -> None:
    """For pyttsx3, which would look only every 10 ms whether a clip of 10 ms is finished."""
    time.sleep(min(seconds, 0.001))


def driver() -> Driver:
    """The driver that pyttsx3 chooses on this system."""
    if sys.platform == "win32":
        return Sapi5Driver()
    if sys.platform == "darwin":
        return NsssDriver()
    return EspeakDriver()


def last_words(text: str) -> int:
    """Where the last four words with a letter or a figure begin; -1 where there is none."""
    begins = [word.start() for word in re.finditer(r"\S+", text) if any(map(str.isalnum, word[0]))]
    return begins[-SAID_AS_ONE:][0] if begins else -1


def _listed(listed: Any) -> Voice:  # noqa: ANN401
    languages = [str(language) for language in listed.languages or () if language]
    return Voice(
        engine="pyttsx3",
        id=listed.id,
        name=listed.name or listed.id,
        language=languages[0].replace("_", "-") if languages else "",
        sex=_sex(str(listed.gender)),
    )


def _sex(gender: str) -> Sex:
    """Of "Female", "VoiceGenderFemale" and their like."""
    if "female" in gender.lower():
        return "f"
    return "m" if "male" in gender.lower() else ""
