"""Words that an engine is likely to misread, for a producer to hear before the listeners do."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from audionews.model import Article
from audionews.spoken import vocabulary
from audionews.spoken.initialisms import pronounceable
from audionews.spoken.language import speech
from audionews.spoken.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_](?:[\w'’ʻ-]*\w)?")
_PARTS = re.compile(r"[-'’]")
_INITIALISM = 5
"""The length up to which an unknown word in capitals is taken for an initialism."""
_SHORTEST = 3
_PREFIXES = frozenset({"anti", "inter", "mid", "multi", "non", "pre", "pro", "semi", "trans"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A word, and why it may be misread."""

    word: str
    surprise: float
    """0 to 1: how unlike the language's own words it is."""
    reason: str
    times: int
    """How often the article has it."""
    block: int
    """Index into the article's blocks, of the first."""


def suspects(article: Article, lexicon: Lexicon | None = None) -> tuple[Suspect, ...]:
    """The words of the spoken blocks that may be misread, the most surprising first.

    Args:
        lexicon: whose words are not suspected; None takes the house's, and what the article brings.
    """
    lexicon = lexicon or Lexicon(article.pronunciations)
    known = {word for entry in lexicon.entries(article.language) for word in _words(entry.written)}
    counts, first = Counter[str](), dict[str, int]()
    for index, block in enumerate(article.blocks):
        if block.spoken:
            words = [word for word in _words(block.text) if word not in known]
            counts.update(words)
            first.update({word: index for word in words if word not in first})
    found = [
        Suspect(word=word, surprise=surprise, reason=reason, times=counts[word], block=first[word])
        for word in counts
        for surprise, reason in [_judged(word, article.language)]
        if reason
    ]
    return tuple(sorted(found, key=lambda one: (-one.surprise, -one.times, one.word)))


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        yield re.sub(r"['’]s$", "", found.group())


def _judged(word: str, language: str) -> tuple[float, str]:
    """How surprising a word is, and why; no reason where there is nothing to suspect."""
    if _foreign_script(word, language):
        return 1.0, "letters that the language does not have"
    if word.isupper() and len(word) > 1:
        return _initialism(word, language)
    if not vocabulary.known(language):
        return 0.0, ""
    parts = [part for part in _PARTS.split(word) if len(part) >= _SHORTEST]
    strange = [part for part in parts if not _everyday(part, language)]
    if not strange:
        return 0.0, ""
    name = strange[0][:1].isupper()
    surprise = max(_surprise(part.lower(), language) for part in strange)
    return surprise, "a name that no word list has" if name else "in no word list"


def _everyday(word: str, language: str) -> bool:
    forms = (word.lower(), word, word.capitalize())
    return word in _PREFIXES or any(vocabulary.knows(form, language) for form in forms)


def _foreign_script(word: str, language: str) -> bool:
    """Whether a word is in another alphabet than the language: its names begin with the script."""
    expected = "CYRILLIC" if speech(language).table.cyrillic else "LATIN"
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha()}
    return bool(speech(language).table.numerals) and bool(scripts - {expected, "MODIFIER"})


def _initialism(word: str, language: str) -> tuple[float, str]:
    """An unknown initialism that could be said either way."""
    table = speech(language).table.initialisms
    decided = {*table.letters.split(), *table.words.split(), *table.plain.split()}
    if word in decided or len(word) > _INITIALISM or vocabulary.knows(word.lower(), language):
        return 0.0, ""
    if len(word) > table.letters_up_to and pronounceable(word):
        return 0.6, "an initialism that is taken for a word"
    return (0.3, "an initialism, said letter by letter") if len(word) > _SHORTEST else (0.0, "")


def _surprise(word: str, language: str) -> float:
    """How rare the word's pairs of letters are in the language, 0 to 1."""
    pairs = _pairs(language)
    padded = f" {word} "
    rare = [1 - min(1.0, pairs[a + b] / _COMMON) for a, b in pairwise(padded)]
    return round(min(0.99, 0.4 + sum(rare) / len(rare)), 2)


_COMMON = 400
"""How many words of the list a pair of letters is in at least, if it is no surprise."""


@cache
def _pairs(language: str) -> Counter[str]:
    padded = (f" {word.lower()} " for word in vocabulary.words(language))
    return Counter(a + b for word in padded for a, b in pairwise(word))
