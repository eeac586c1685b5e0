"""The words by which page furniture, bylines, dates and credits are known, in many languages."""

import re
import unicodedata
from collections import defaultdict
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_EDGE_LETTER = re.compile(r"[a-z\u00df-\u024f\u0370-\u052f]")
_FIGURES = re.compile(r"\d+")
_LONGEST_LINE = 200


class Phrases:
    """A list of phrases that is asked about lines; both are folded to lower case."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._all = phrases
        self._exact = frozenset(bare(phrase) for phrase in phrases)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for phrase in phrases:
            self._by_word[_first_word(phrase)].append(phrase)
        self._unspaced = tuple(phrase for phrase in phrases if not _EDGE_LETTER.search(phrase))

    def whole(self, line: str) -> bool:
        """Whether phrases are all of the line but its figures and punctuation."""
        words = bare(line)
        return words in self._exact or (
            len(words) <= 60 and all(word in self._exact for word in words.split())
        )

    def opening(self, line: str) -> str:
        """The longest phrase that the line begins with; empty where there is none."""
        lower = folded(line).lstrip(" »›>•*-–—[(←→▶►")
        candidates = (*self._by_word.get(_first_word(lower), ()), *self._unspaced)
        fitting = [phrase for phrase in candidates if _begins(lower, phrase)]
        return max(fitting, key=len, default="")

    def inside(self, line: str) -> str:
        """A phrase that stands in the line, if the line is short; else an empty string."""
        if len(line) > _LONGEST_LINE:
            return ""
        lower = folded(line)
        for word in set(_WORD.findall(lower)):
            for phrase in self._by_word.get(word, ()):
                if phrase in lower:
                    return phrase
        return next((phrase for phrase in self._unspaced if phrase in lower), "")


def folded(line: str) -> str:
    """The line in lower case, in Unicode's composed form."""
    return unicodedata.normalize("NFC", line.lower())


def bare(line: str) -> str:
    """The words of a line in lower case, without figures and punctuation, for comparing."""
    return " ".join(_WORD.findall(_FIGURES.sub(" ", folded(line)))) or line.strip().lower()


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found.group() if found else ""


def _begins(line: str, phrase: str) -> bool:
    if not line.startswith(phrase):
        return False
    rest = line[len(phrase) :]
    return not rest or not (phrase[-1].isalnum() and _EDGE_LETTER.match(rest))


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """All lists of the lexicon, by name."""
    found: dict[str, list[str]] = {}
    text = resources.files("audionews.data").joinpath("lexicon.txt").read_text(encoding="utf-8")
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith("[") and line.endswith("]"):
            lines = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("# "):
            lines.append(folded(line))
    return {name: tuple(phrases) for name, phrases in found.items()}


@cache
def phrases(name: str) -> Phrases:
    """One list of the lexicon."""
    return Phrases(lists()[name])


@cache
def words(name: str) -> frozenset[str]:
    """All single words of one list."""
    return frozenset(word for line in lists()[name] for word in line.split())


@cache
def numbers(name: str) -> dict[str, int]:
    """The number of the line, from 1, that a word of the list stands on."""
    return {word: number for number, line in enumerate(lists()[name], 1) for word in line.split()}
