"""eSpeak NG, called as a library: the same text and voice give the same bytes, always.

The library keeps its random numbers, its flutter and the phase of its waves from clip to clip, and
offers no way to put them back.  So every clip is said by a library that was just loaded, which
costs half a millisecond, and the random numbers start from a seed of ours.
"""

import ctypes
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, c_char_p, c_int, c_short, c_ubyte, c_void_p
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import ClassVar

from audionews.errors import SpeechError
from audionews.model import Sex, Voice
from audionews.speech import ipa
from audionews.speech.engine import Sound, Sounds, unknown_voice
from audionews.speech.sound import sayable

# Source for the numbers: speak_lib.h of eSpeak NG 1.52.
SYNCHRONOUS, DONT_EXIT = 2, 0x8000
RATE, PITCH = 1, 3
UTF8, PHONEMES = 1, 0x100
IPA, TIED = 2, 0x80
OK = 0
LONGEST_PATH = 40
"""Bytes that the library has for a voice's name or path with its variant, and a zero."""

WORDS_A_MINUTE = 175
"""The library's own rate."""

ENGLISH = (
    "en-us",
    "en-us+m2",
    "en-us+edward",
    "en-us+Diogo",
    "en-us+klatt4",
    "en-gb-x-rp+m3",
    "en-us+f5",
    "en-gb-x-rp",
    "en-us+m1",
    "en-us+m3",
    "en-us+f2",
    "en-us+max",
    "en-us+m7",
    "en-us+m4",
    "en-us+Mario",
    "en-us+adam",
    "en-us+Annie",
    "en-gb-x-rp+anika",
    "en-us+steph",
    "en-gb-x-rp+f2",
)
"""Voices of which a speech recogniser gets at most 16% of the words wrong, the best first.

Differences of less than three points mean nothing; "en-us" has 4% and leads as the plainest.
Measured by ``scripts/evaluate speech`` on five texts of 155 words.
"""

VARIANTS: dict[str, Sex] = {
    "": "m",
    "m2": "m",
    "edward": "m",
    "Diogo": "m",
    "klatt4": "m",
    "f5": "f",
    "m1": "m",
    "m3": "m",
    "f2": "f",
    "max": "m",
    "m7": "m",
    "m4": "m",
    "Mario": "m",
    "adam": "m",
    "Annie": "f",
    "anika": "f",
    "steph": "f",
}
"""The larynxes that any language can be said with; their measured pitch agrees with the sex."""

SynthCallback = ctypes.CFUNCTYPE(c_int, POINTER(c_short), c_int, c_void_p)
_SILENT = SynthCallback(lambda *_: 0)


class _VoiceRecord(ctypes.Structure):
    _fields_: ClassVar = [
        ("name", c_char_p),
        ("languages", c_void_p),  # a priority byte and a string, again and again
        ("identifier", c_char_p),
        ("gender", c_ubyte),
        ("age", c_ubyte),
        ("variant", c_ubyte),
    ]


class Espeak:
    """The eSpeak NG of the ``espeakng-loader`` wheel, or else the system's."""

    name = "espeak"
    deterministic = True

    @cached_property
    def version(self) -> str:
        """The version of the library."""
        with _loaded() as library:
            library.espeak_Info.restype = c_char_p
            version: bytes = library.espeak_Info(None)
        return version.decode()

    def voices(self) -> tuple[Voice, ...]:
        """English first, then every other language, each with the variants understood best."""
        return self._voices

    def say(self, text: str, voice: Voice) -> Sound:
        """The text, however long it is."""
        return self.pronounce(text, voice, ())

    def pronounce(self, text: str, voice: Voice, sounds: Sounds) -> Sound:
        """The text, of which some words are given as sounds."""
        chunks: list[bytes] = []

        def keep(samples: "ctypes._Pointer[c_short]", count: int, _events: int) -> int:
            if samples:
                chunks.append(ctypes.string_at(samples, 2 * count))
            return 0

        callback = SynthCallback(keep)  # has to outlive the call
        with self._speaking(voice) as (library, rate):
            library.espeak_SetSynthCallback(callback)
            encoded, flags = _written(sayable(text), voice, sounds)
            done = library.espeak_Synth(encoded, len(encoded), 0, 1, 0, flags, None, None)
        if done != OK:
            raise SpeechError(f"eSpeak NG failed with code {done}; say it again")
        return Sound(rate=rate, samples=b"".join(chunks))

    def phonemes(self, text: str, voice: Voice) -> str:
        """How the voice would say the text, in the International Phonetic Alphabet."""
        return " ".join(said for said, _ in self.clauses(text, voice) if said)

    def clauses(
        self, text: str, voice: Voice, sounds: Sounds = (), tie: str = ""
    ) -> list[tuple[str, str]]:
        """The sounds of each clause in IPA, and the clause as it is written.

        Args:
            sounds: words that are given as sounds.
            tie: a character between the letters of one sound.
        """
        terminated, flags = _written(sayable(text), voice, sounds)
        written = terminated.removesuffix(b"\0")
        buffer = ctypes.create_string_buffer(written)
        begin = ctypes.addressof(buffer)
        rest, mode = c_void_p(begin), IPA | TIED | ord(tie) << 8 if tie else IPA
        clauses, done = list[tuple[str, str]](), 0
        with self._speaking(voice) as (library, _):
            if flags & PHONEMES:  # only speaking has the flag, and reading goes on with it
                library.espeak_SetSynthCallback(_SILENT)
                library.espeak_Synth(b"a\0", 2, 0, 1, 0, flags, None, None)
            library.espeak_TextToPhonemes.restype = c_char_p
            while rest.value is not None:
                said: bytes = library.espeak_TextToPhonemes(ctypes.byref(rest), UTF8, mode)
                # It reads one character of the next clause to know where this one ends.
                end = len(written) if rest.value is None else rest.value - begin - 1
                clauses.append((said.decode().strip(), written[done:end].decode(errors="ignore")))
                done = end
        return clauses

    def close(self) -> None:
        """The library is let go of after every clip."""

    @cached_property
    def _voices(self) -> tuple[Voice, ...]:
        return offered(listed(self.name))

    @contextmanager
    def _speaking(self, voice: Voice) -> Iterator[tuple[ctypes.CDLL, int]]:
        with _ready() as (library, rate):
            if _set(library, voice):
                yield library, rate
                return
        raise unknown_voice(self, voice)  # outside, as it asks the library for its voices


def _written(text: str, voice: Voice, sounds: Sounds) -> tuple[bytes, int]:
    """The text as the library takes it, with the flags that say so."""
    known = tuple(pair for pair in sounds if ipa.espeak(pair[1], voice.id))
    if not known:
        return text.encode() + b"\0", UTF8
    pieces = ipa.cut(text.replace("[[", "[ ["), known)  # or its own brackets would be sounds, too
    said = (f"[[{ipa.espeak(sound, voice.id)}]]" if sound else words for words, sound in pieces)
    return "".join(said).encode() + b"\0", UTF8 | PHONEMES


def listed(engine: str) -> list[Voice]:
    """The library's own voices, one a language or accent, as those of the engine of that name."""
    with _ready() as (library, _):
        return [
            Voice(
                engine=engine,
                id=_text(record.identifier),
                name=_text(record.name),
                language=ctypes.string_at(record.languages + 1).decode(),
            )
            for record in _records(library)
        ]


def offered(plain: Iterable[Voice]) -> tuple[Voice, ...]:
    """Of the library's voices, those worth an offer, with their variants; the best first."""
    known = {
        short_id(voice.id): replace(voice, name=voice.name.strip(), language=_bcp47(voice.language))
        for voice in plain
    }
    others = [id_ for id_, voice in known.items() if not voice.language.startswith("en")]
    english = (id_.partition("+") for id_ in ENGLISH)
    return (
        *(_variant(known[base], base, variant) for base, _, variant in english),
        *(_variant(known[id_], id_, variant) for id_ in others for variant in VARIANTS),
    )


def _variant(base: Voice, id_: str, variant: str) -> Voice:
    return Voice(  # there are thousands, and replace() takes five times as long
        engine=base.engine,
        id=f"{id_}+{variant}" if variant else id_,
        name=f"{base.name}, {variant}" if variant else base.name,
        language=base.language,
        sex=VARIANTS[variant],
    )


_lock = Lock()


def library_files() -> tuple[str, str | None]:
    """The shared library, and the folder that holds its data; None for the built-in one.

    Raises:
        SpeechError: there is none.
    """
    try:
        import espeakng_loader  # noqa: PLC0415 - only who speaks with it pays for it
    except ImportError:
        return _system_library(), None
    data = Path(espeakng_loader.get_data_path())
    return espeakng_loader.get_library_path(), str(data.parent)


def _system_library() -> str:
    from ctypes.util import find_library  # noqa: PLC0415 - starts a compiler to find out

    found = find_library("espeak-ng")
    if found is None:
        raise SpeechError("eSpeak NG is not installed; type: pip install espeakng-loader")
    return found


@contextmanager
def _loaded() -> Iterator[ctypes.CDLL]:
    """The library as it is at birth, for one caller of the process at a time."""
    with _lock:
        library = ctypes.CDLL(library_files()[0])
        try:
            yield library
        finally:
            _unload(library)


@contextmanager
def _ready() -> Iterator[tuple[ctypes.CDLL, int]]:
    """The library ready to speak, with the rate of its samples."""
    _, data = library_files()
    with _loaded() as library:
        if library.espeak_ng_GetSampleRate() != 0:  # set once, by whoever speaks
            raise SpeechError("eSpeak NG is in use elsewhere in this program; say it in another")
        folder = None if data is None else os.fsencode(data)
        rate: int = library.espeak_Initialize(SYNCHRONOUS, 0, folder, DONT_EXIT)
        if rate <= 0:
            raise SpeechError(f"eSpeak NG does not find its data in {data}; install it again")
        library.espeak_ng_SetRandSeed(ctypes.c_long(1))
        try:
            yield library, rate
        finally:
            library.espeak_Terminate()


def _unload(library: ctypes.CDLL) -> None:
    import _ctypes  # noqa: PLC0415 - ctypes itself has no word for it

    if sys.platform == "win32":
        _ctypes.FreeLibrary(library._handle)  # noqa: SLF001
    else:
        _ctypes.dlclose(library._handle)  # noqa: SLF001


def _set(library: ctypes.CDLL, voice: Voice) -> bool:
    """Make the library speak as the voice does; False where it does not know the voice."""
    name = sayable(voice.id)
    known = len(name.encode()) < LONGEST_PATH and (
        _set_by_file(library, name) or library.espeak_SetVoiceByName(name.encode()) == OK
    )
    # An unknown variant is no error to the library: only what it says it speaks with tells.
    if not known or short_id(_current(library)) != voice.id:
        return False
    library.espeak_SetParameter(RATE, round(WORDS_A_MINUTE * voice.rate), 0)
    library.espeak_SetParameter(PITCH, pitch_setting(voice.pitch), 0)
    return True


def _current(library: ctypes.CDLL) -> str:
    library.espeak_GetCurrentVoice.restype = POINTER(_VoiceRecord)
    return _text(library.espeak_GetCurrentVoice().contents.identifier)


def _set_by_file(library: ctypes.CDLL, id_: str) -> bool:
    """Set a voice by its file; by name, the library reads the files of all voices to find it.

    It has room for short paths only, such as those in a folder that is open, on Linux.
    """
    base, plus, variant = id_.partition("+")
    file = _voice_files().get(base)
    if file is None:
        return False
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        path = f"/dev/fd/{folder}/{file.name}{plus}{variant}".encode()
        return len(path) < LONGEST_PATH and library.espeak_ng_SetVoiceByFile(path) == OK
    finally:
        os.close(folder)


@cache
def _voice_files() -> dict[str, Path]:
    """The file of each voice, by its id; none where it cannot be named."""
    data = library_files()[1]
    if data is None or sys.platform != "linux":
        return {}
    return {short_id(file.name): file for file in Path(data, "espeak-ng-data", "lang").glob("*/*")}


def _records(library: ctypes.CDLL) -> Iterator[_VoiceRecord]:
    library.espeak_ListVoices.restype = POINTER(POINTER(_VoiceRecord))
    listed = library.espeak_ListVoices(None)
    index = 0
    while listed[index]:
        yield listed[index].contents
        index += 1


def short_id(id_: str) -> str:
    """A voice's id without the folder of its language family: "gmw/en-US+m2" is "en-us+m2"."""
    base, plus, variant = id_.partition("+")
    return base.rpartition("/")[2].lower() + plus * bool(variant) + variant


def _bcp47(language: str) -> str:
    """The language with the capitals that BCP 47 advises."""
    tag, private, rest = language.partition("-x-")
    primary, *parts = tag.split("-")
    cased = (part.upper() if len(part) == 2 else part.title() for part in parts)  # noqa: PLR2004
    return "-".join([primary, *cased]) + private + rest


def _text(value: bytes | None) -> str:
    return (value or b"").decode()


def pitch_setting(semitones: float) -> int:
    """The library's 0 to 100, of which 50 is the voice's own; measured on "en-us"."""
    return max(0, min(99, round(50 + 6 * semitones - 0.04 * semitones**2)))
