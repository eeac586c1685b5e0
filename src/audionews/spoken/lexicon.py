"""The pronunciation lexicon: how single names, words and initialisms are to be said.

Entries come from the house's own lexicon, the show's file and the article's side file; of two for
the same written form the later one holds.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from audionews.model import Pronunciation
from audionews.spoken.initialisms import spelt
from audionews.spoken.ipa import respelt
from audionews.spoken.language import speech
from audionews.spoken.rule import Match, any_of

_MANNERS: dict[str, Literal["word", "letters"]] = {"word": "word", "letters": "letters"}
_WORD = re.compile(r"\w+")


def said(entry: Pronunciation, language: str) -> str:
    """What an engine of the language is given for an entry; never empty.

    IPA is respelt where the language has a way of respelling.  That a word comes from another
    language changes nothing here, as no spelling can express it.
    """
    if entry.say.strip():
        return " ".join(entry.say.split())
    if entry.manner == "letters":
        return spelt(entry.written, speech(language)) or entry.written
    if entry.manner == "word":
        return entry.written.capitalize()
    return respelt(entry.ipa, language) or entry.written


class Lexicon:
    """The house's lexicon with further entries laid over it.

    Args:
        sources: entries; a later one takes the place of an earlier one of the same written form.
    """

    def __init__(self, *sources: Iterable[Pronunciation]) -> None:
        self._own = tuple(entry for source in sources for entry in source)
        self._by_language: dict[str, _Matcher] = {}

    def entries(self, language: str) -> tuple[Pronunciation, ...]:
        """The entries that hold in articles of the language."""
        return tuple(self._matcher(language).entries.values())

    def apply(self, text: str, language: str) -> str:
        """The text with every word that has an entry respelt; all other words as they were."""
        return self._matcher(language).apply(text)

    def sounds(self, spoken: str, language: str) -> tuple[tuple[str, str], ...]:
        """The words of a spoken text whose sounds are known, each with its IPA."""
        return self._matcher(language).sounds(spoken)

    def _matcher(self, language: str) -> "_Matcher":
        if language not in self._by_language:
            base = _base(language)
            own = [entry for entry in self._own if _base(entry.in_language) in ("", base)]
            self._by_language[language] = _Matcher([*_house(base), *own], language)
        return self._by_language[language]


class _Matcher:
    """Finds the written forms as whole words, the longest where several fit."""

    def __init__(self, entries: list[Pronunciation], language: str) -> None:
        self.entries = {entry.written: entry for entry in entries}
        self._language = language
        self._folded = {
            entry.written.casefold(): entry for entry in self.entries.values() if entry.any_case
        }
        self._first_words = frozenset(_first_words(self.entries.values()))
        self._pattern: re.Pattern[str] | None = None

    def apply(self, text: str) -> str:
        words = set(_WORD.findall(text))
        if self._folded:
            words.update([word.casefold() for word in words])
        if self._first_words.isdisjoint(words):
            return text
        if self._pattern is None:
            self._pattern = self._compiled()
        return self._pattern.sub(self._said, text)

    def sounds(self, spoken: str) -> tuple[tuple[str, str], ...]:
        found = set(_WORD.findall(spoken))
        return tuple(
            (words, ipa) for first, words, ipa in self._ipa if first in found and words in spoken
        )

    @cached_property
    def _ipa(self) -> tuple[tuple[str, str, str], ...]:
        """Of each entry with sounds: its first word as it is said, all of it, and its IPA."""
        spoken = ((said(entry, self._language), entry.ipa) for entry in self.entries.values())
        return tuple(
            (first[0], words, ipa)
            for words, ipa in spoken
            if ipa and (first := _WORD.findall(words))
        )

    def _compiled(self) -> re.Pattern[str]:
        exact = any_of(entry.written for entry in self.entries.values() if not entry.any_case)
        loose = any_of(entry.written for entry in self.entries.values() if entry.any_case)
        either = f"{exact}|(?i:{loose})" if exact and loose else exact or f"(?i:{loose})"
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)(?='s)?")

    def _said(self, found: Match) -> str:
        entry = self.entries.get(found.group()) or self._folded[found.group().casefold()]
        words = said(entry, self._language)
        owns = found.string.startswith("'s", found.end())
        return f"{words}." if owns and entry.manner == "letters" and "." in words else words


def _first_words(entries: Iterable[Pronunciation]) -> Iterator[str]:
    for entry in entries:
        first = _WORD.findall(entry.written)[0]
        yield first.casefold() if entry.any_case else first


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


@cache
def _house(base: str) -> tuple[Pronunciation, ...]:
    """The house's lexicon: a line for each entry, of written form, say or manner, and IPA."""
    file = files("audionews.data") / "lexicon" / f"{base}.tsv"
    if not (base.isalpha() and file.is_file()):
        return ()
    return tuple(
        _house_entry(line) for line in file.read_text("utf-8").splitlines() if "\t" in line
    )


def _house_entry(line: str) -> Pronunciation:
    written, say, ipa = f"{line}\t".split("\t")[:3]
    if say in _MANNERS:
        return Pronunciation(written=written, manner=_MANNERS[say], ipa=ipa)
    return Pronunciation(written=written, say=say, ipa=ipa)
