"""Spoken text against cases written by hand, and the house's respellings against eSpeak's reading.

A case is right where it is the expected text to the letter.  A respelling is right where eSpeak's
sounds for it are nearer to the entry's IPA than its sounds for the plain word.
"""

import ctypes
import os
from collections import Counter
from pathlib import Path

from audionews.model import Pronunciation
from audionews.spoken import Lexicon, spoken
from audionews.spoken.lexicon import said

GOLDEN = Path(__file__).resolve().parents[2] / "tests" / "golden" / "spoken"
SAME = {
    **dict.fromkeys("ˈˌː.- _", ""), "ɹ": "r", "ɾ": "t", "ɡ": "g", "ɐ": "ə", "ʌ": "ə", "ᵻ": "ɪ",
    "i": "ɪ", "ɚ": "ər", "ɜ": "ər", "ɔ": "o", "ɑ": "a", "æ": "a", "ɛ": "e", "ʊ": "u", "x": "k",
    "oʊ": "o", "eɪ": "e", "tʃ": "C", "dʒ": "J", "aɪ": "I", "aʊ": "W",
}  # fmt: skip


def cases(language: str) -> list[tuple[str, str, str]]:
    """Class, written and expected text of a language's cases."""
    lines = (GOLDEN / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(line.split("\t")) for line in lines]  # type: ignore[misc] # three columns


def measure(_folder: Path | None, _corpus: Path, _annotations: Path) -> dict[str, float]:
    """Print a line for each language and each wrong case; the share of right ones."""
    figures, right, every = {}, 0, 0
    for path in sorted(GOLDEN.glob("*.tsv")):
        found = cases(path.stem)
        wrong = [case for case in found if spoken(case[1], path.stem) != case[2]]
        for kind, written, expected in wrong:
            got = spoken(written, path.stem)
            print(f"{path.stem} {kind}: {written!r} is {got!r}, not {expected!r}")
        print(f"{path.stem}: {len(found) - len(wrong)} of {len(found)} right", _by_class(found))
        figures[path.stem] = 1 - len(wrong) / len(found)
        right, every = right + len(found) - len(wrong), every + len(found)
    figures["all"] = right / every
    figures["respellings"] = _respellings()
    print("\n".join(f"{name:12} {value:.3f}" for name, value in figures.items()))
    return figures


def _by_class(found: list[tuple[str, str, str]]) -> str:
    return ", ".join(
        f"{kind} {count}" for kind, count in Counter(kind for kind, *_ in found).items()
    )


def _respellings() -> float:
    """The share of the house's English entries with IPA that sound nearer respelt."""
    sounds = Sounds()
    entries = [entry for entry in Lexicon().entries("en") if entry.ipa]
    return sum(_nearer(entry, sounds) for entry in entries) / len(entries)


def _nearer(entry: Pronunciation, sounds: "Sounds") -> bool:
    wanted = plain(entry.ipa)
    respelt, written = (
        distance(wanted, plain(sounds.of(text))) for text in (said(entry, "en"), entry.written)
    )
    if respelt >= written:
        print(f"{entry.written}: {said(entry, 'en')} sounds no nearer to {entry.ipa}")
    return respelt < written


def plain(ipa: str) -> str:
    for sound in sorted(SAME, key=len, reverse=True):
        ipa = ipa.replace(sound, SAME[sound])
    return ipa


def distance(first: str, second: str) -> int:
    """Insertions, deletions and changes between two strings."""
    row = list(range(len(second) + 1))
    for count, one in enumerate(first, 1):
        last, row[0] = row[0], count
        for place, other in enumerate(second, 1):
            cheapest = min(row[place] + 1, row[place - 1] + 1, last + (one != other))
            last, row[place] = row[place], cheapest
    return row[-1]


class Sounds:
    """eSpeak's reading of a text, in IPA."""

    def __init__(self) -> None:
        import espeakng_loader

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = os.path.dirname(espeakng_loader.get_data_path())  # noqa: PTH120 - a C program's path
        self._library.espeak_Initialize(2, 0, data.encode(), 0)
        self._library.espeak_SetVoiceByName(b"en-us")
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def of(self, text: str) -> str:
        rest = ctypes.c_char_p(text.encode())
        pieces = []
        while rest.value:
            pieces.append(self._library.espeak_TextToPhonemes(ctypes.byref(rest), 1, 2) or b"")
        return b" ".join(pieces).decode()
