"""Kokoro-82M: natural voices from one small network, fed with the sounds that eSpeak NG finds.

A voice is a file of styles, one for each length of a text.
Source: hexgrad, Kokoro-82M, and its phonemes in misaki, both of 2025.
"""

import json
import re
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from audionews.errors import SpeechError
from audionews.model import Sex, Voice
from audionews.speech.engine import Sound, Sounds, unknown_voice
from audionews.speech.engines.espeak import Espeak
from audionews.speech.engines.neural import (
    Wave,
    installed_version,
    needed,
    session,
    shortened,
    sound,
)
from audionews.speech.engines.pyttsx3 import pieces
from audionews.speech.sound import sayable
from audionews.speech.voice_files import sums, voices_folder

RATE = 24_000
LONGEST = 500
"""Sounds at a time; the network takes 510."""
STYLES = 510

MODEL = "kokoro-v1.0.int8.onnx"
LANGUAGES = {
    "a": ("en-US", "en-us"),
    "b": ("en-GB", "en"),
    "e": ("es", "es"),
    "f": ("fr", "fr"),
    "i": ("it", "it"),
    "p": ("pt-BR", "pt-br"),
}
"""By the first letter of a voice: its language, and eSpeak NG's voice for the sounds of it.

Hindi, Japanese and Chinese want sounds that eSpeak NG does not give.
"""
SEXES: dict[str, Sex] = {"f": "f", "m": "m"}
"""By the second letter."""
TIE = "^"
FROM_ESPEAK = {
    "ʔˌn\u0329": "tᵊn", "ʔn": "tᵊn", "a^ɪ": "I", "a^ʊ": "W", "d^ʒ": "ʤ", "e^ɪ": "A", "t^ʃ": "ʧ",
    "ɔ^ɪ": "Y", "ə^l": "ᵊl", "ʲo": "jo", "e": "A", "r": "ɹ", "x": "k", "ç": "k", "ɐ": "ə",
    "ɚ": "əɹ", "ɬ": "l", "ʔ": "t", "ʲ": "", "\u0303": "",
}  # fmt: skip
"""The sounds that the English voices were taught, by eSpeak NG's for them."""
AMERICAN = {"o^ʊ": "O", "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪə": "iə", "ː": ""}
BRITISH = {"e^ə": "ɛː", "iə": "ɪə", "ə^ʊ": "Q"}
MARKS = re.compile(r"[;:,.!?—…]")


class Kokoro:
    """The network of ``audionews voices add kokoro``, for every voice that lies beside it."""

    name = "kokoro"
    deterministic = True

    @cached_property
    def version(self) -> str:
        """The versions of the network and of what runs it."""
        model = sums(voices_folder(self.name)).get(MODEL, "")[:12]
        runtime = installed_version("onnxruntime", self.name)
        return f"{MODEL} {model} {runtime} espeak {Espeak().version} 1"

    def voices(self) -> tuple[Voice, ...]:
        """The voices whose files are installed, best understood first."""
        return self._voices

    def say(self, text: str, voice: Voice) -> Sound:
        """The text, some sentences at a time where it is long."""
        return self.pronounce(text, voice, ())

    def pronounce(self, text: str, voice: Voice, sounds: Sounds) -> Sound:
        """The text, of which some words are given as sounds."""
        np = needed("numpy", self.name)
        if voice.id not in {known.id for known in self.voices()}:
            raise unknown_voice(self, voice)
        said = symbols(shortened(sayable(text)), voice.id, sounds)
        waves = [self._wave(piece, voice.id) for piece in pieces(said, LONGEST)]
        return sound(np.concatenate(waves) if waves else np.zeros(0, np.float32), RATE, voice)

    def close(self) -> None:
        """Let go of the network."""
        self.__dict__.pop("_network", None)

    def _wave(self, symbols: str, voice: str) -> Wave:
        np = needed("numpy", self.name)
        known = _numbers()
        numbers = [known[symbol] for symbol in symbols if symbol in known]
        if not numbers:
            return np.zeros(0, np.float32)
        given = {
            "tokens": np.array([[0, *numbers, 0]], np.int64),
            "style": self._styles(voice)[len(numbers) - 1],
            "speed": np.ones(1, np.float32),
        }
        return self._network.run(None, given)[0].ravel()

    @cached_property
    def _network(self) -> Any:  # noqa: ANN401 - onnxruntime has no types
        return session(self._folder / MODEL, self.name)

    @cached_property
    def _folder(self) -> Path:
        needed("onnxruntime", self.name)
        folder = voices_folder(self.name)
        if not (folder / MODEL).is_file():
            raise SpeechError("kokoro has no model yet; type: audionews voices add kokoro")
        return folder

    @cached_property
    def _voices(self) -> tuple[Voice, ...]:
        ids = (path.stem for path in self._folder.glob("??_*.bin"))
        known = [id_ for id_ in ids if id_[0] in LANGUAGES and id_[1] in SEXES]
        return tuple(map(_voice, sorted(known, key=_rank)))

    def _styles(self, voice: str) -> Any:  # noqa: ANN401
        np = needed("numpy", self.name)
        styles = np.fromfile(self._folder / f"{voice}.bin", "<f4")
        if styles.size % STYLES:
            raise SpeechError(f"{voice}.bin is no voice; type: audionews voices add kokoro")
        return styles.reshape(STYLES, 1, -1)


def _voice(id_: str) -> Voice:
    name = id_[3:].replace("_", " ").title()
    language, _ = LANGUAGES[id_[0]]
    return Voice(engine="kokoro", id=id_, name=name, language=language, sex=SEXES[id_[1]])


def _rank(id_: str) -> tuple[bool, int, str]:
    """English first, then those that were measured, in the order of the table."""
    order = [*_measured()]
    return id_[0] not in "ab", order.index(id_) if id_ in order else len(order), id_


@cache
def _measured() -> dict[str, Any]:
    file = files("audionews.data") / "voices" / "kokoro.json"
    measured: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return measured


@cache
def _numbers() -> dict[str, int]:
    """The number of each symbol that the network knows."""
    file = files("audionews.data") / "kokoro_symbols.json"
    numbers: dict[str, int] = json.loads(file.read_text("utf-8"))
    return numbers


def symbols(text: str, voice: str, sounds: Sounds) -> str:
    """The text in the symbols of the network, with the marks at which it pauses."""
    _, reader = LANGUAGES[voice[0]]
    said = " ".join(_read(text, reader, sounds))
    if voice[0] in "ab":
        table = FROM_ESPEAK | (AMERICAN if voice[0] == "a" else BRITISH)
        said = _replaced(said, table)
        said = re.sub(r"(\S)\u0329", r"ᵊ\1", said)
    return re.sub(r"\s+([;:,.!?…])", r"\1", said.replace(TIE, ""))


def _read(words: str, reader: str, sounds: Sounds) -> Iterator[str]:
    """The sounds of each clause by eSpeak NG, with the mark that ends it."""
    voice = Voice(engine="espeak", id=reader)
    for said, written in Espeak().clauses(words, voice, sounds, tie=TIE):
        marks = MARKS.findall(re.sub(r"\[\[.*?\]\]", "", written))  # names of sounds have marks
        yield re.sub(r"\([^)]*\)", "", said) + (marks[-1] if marks else "")


def _replaced(text: str, table: dict[str, str]) -> str:
    longest_first = sorted(table, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), lambda found: table[found.group()], text)
