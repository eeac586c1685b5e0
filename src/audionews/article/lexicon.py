"""The words by which page furniture, bylines, dates and credits are known, in many languages."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SPACED = re.compile("[a-z\u00df-\u024f\u0370-\u052f]")
_LEADING = " \t»›>•*-–—[(←→▶►"
_SIGNS_OF_SENTENCES = (",", ". ", "'", "’", '"', "“", "”")
_ENDS_OF_SENTENCES = " .!?"
_LONGEST_WHOLE = 60
_LONGEST_AROUND = 200
_NOTHING: Mapping[str, str] = {}


def folded(text: str) -> str:
    """The text in lower case, in Unicode's composed form."""
    lower = text.lower()
    return lower if lower.isascii() else unicodedata.normalize("NFC", lower)


def bare(text: str) -> str:
    """The words of a text in lower case, without figures and punctuation, for comparing."""
    lower = folded(text)
    words = mere_words(lower)
    if "".join(words).isalpha():
        return " ".join(words)
    return " ".join(_LETTERS.findall(lower)) or lower.strip()


@lru_cache(maxsize=8)
def mere_words(text: str) -> tuple[str, ...]:
    """The words and figures of a text that holds no other sign than those of any sentence.

    Empty for every other text.  Most lines are such, and cost a tenth of an expression's search.
    """
    for sign in _SIGNS_OF_SENTENCES:
        if sign in text:
            text = text.replace(sign, " ")
    words = tuple(text.rstrip(_ENDS_OF_SENTENCES).split())
    return words if "".join(words).isalnum() else ()


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
    return {name: tuple(lines) for name, lines in found.items()}


@cache
def words(name: str) -> frozenset[str]:
    """All single words of one list."""
    return frozenset(word for line in lists()[name] for word in line.split())


@cache
def numbers(name: str) -> dict[str, int]:
    """The number of the line, from 1, that a word of the list stands on."""
    return {word: number for number, line in enumerate(lists()[name], 1) for word in line.split()}


@cache
def first_words() -> frozenset[str]:
    """The words that a text may begin with that has an opening, or is a whole."""
    by_word, _ = _openings()
    return frozenset(by_word) | {words.partition(" ")[0] for words in _exact("whole")}


@cache
def inner_words(name: str) -> frozenset[str]:
    """A word of each phrase that a text holds whole where it holds the phrase: never the last."""
    phrases = (_WORD.findall(phrase) for phrase in lists()[name])
    return frozenset(max(words[:-1] or words, key=len) for words in phrases)


@lru_cache(maxsize=8)
def openings(text: str) -> Mapping[str, str]:
    """The longest phrase that the text begins with, of each list whose name ends in "start"."""
    head = folded(text[:80]).lstrip(_LEADING)
    by_word, unspaced = _openings()
    first = _WORD.match(head)
    candidates = by_word.get(first.group() if first else head[:1], ())
    if first is None or not _SPACED.match(head):
        candidates = (*candidates, *unspaced)
    if not candidates:
        return _NOTHING
    found: dict[str, str] = {}
    for phrase, name in candidates:  # longest first
        if name not in found and _begins(head, phrase):
            found[name] = phrase
    return found


@cache
def _openings() -> tuple[dict[str, tuple[tuple[str, str], ...]], tuple[tuple[str, str], ...]]:
    by_word = defaultdict[str, list[tuple[str, str]]](list)
    unspaced = list[tuple[str, str]]()
    pairs = [
        (phrase, name)
        for name, phrases in lists().items()
        if name.endswith("start")
        for phrase in phrases
    ]
    for phrase, name in sorted(pairs, key=lambda pair: -len(pair[0])):
        first = _WORD.match(phrase)
        by_word[first.group() if first else phrase[:1]].append((phrase, name))
        if not _SPACED.search(phrase):
            unspaced.append((phrase, name))
    return {word: tuple(found) for word, found in by_word.items()}, tuple(unspaced)


def _begins(text: str, phrase: str) -> bool:
    if not text.startswith(phrase):
        return False
    rest = text[len(phrase) : len(phrase) + 1]
    return not (rest and phrase[-1].isalnum() and _SPACED.match(rest))


def is_whole(name: str, words: str) -> bool:
    """Whether phrases of the list are all that the words consist of, given as by ``bare``."""
    exact = _exact(name)
    if words in exact:
        return True
    return len(words) <= _LONGEST_WHOLE and exact.issuperset(words.split())


@cache
def _exact(name: str) -> frozenset[str]:
    return frozenset(bare(phrase) for phrase in lists()[name])


def around(name: str, text: str) -> str:
    """A phrase of the list that stands anywhere in the text's first 200 characters, or ""."""
    lower = folded(text[:_LONGEST_AROUND])
    by_word, unspaced = _by_first_word(name)
    found = _WORD.findall(lower)
    if not by_word.keys().isdisjoint(found):
        for word in found:
            for phrase in by_word.get(word, ()):
                if phrase in lower:
                    return phrase
    if lower.isascii():
        return ""
    return next((phrase for phrase in unspaced if phrase in lower), "")


@cache
def _by_first_word(name: str) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    by_word = defaultdict[str, list[str]](list)
    for phrase in lists()[name]:
        by_word[_WORD.findall(phrase)[0]].append(phrase)
    unspaced = tuple(phrase for phrase in lists()[name] if not _SPACED.search(phrase))
    return {word: tuple(found) for word, found in by_word.items()}, unspaced
