"""The pronunciation lexicon: how single names, words and initialisms are to be said.

Entries come from the house's own lexicon, the show's file and the article's side file; of two for
the same written form the later one holds.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from msgspec import Meta, Struct

from audionews.spoken.initialisms import spelt
from audionews.spoken.ipa import respelt
from audionews.spoken.language import speech
from audionews.spoken.rule import Match, any_of

Manner = Literal["", "word", "letters"]
_WORD = re.compile(r"\w+")


class Pronunciation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry: a written form, and one way at least in which it is said."""

    written: Annotated[
        str, Meta(pattern=r"\w", description="the word or words as the article has them")
    ]
    say: Annotated[str, Meta(description="respelt as it sounds, for any engine")] = ""
    manner: Annotated[Manner, Meta(description='initialisms: as "word" or by "letters"')] = ""
    ipa: Annotated[str, Meta(description="the sound in IPA")] = ""
    language: Annotated[str, Meta(description="BCP 47: the language the word comes from")] = ""
    any_case: Annotated[bool, Meta(description="whether capitals make no difference")] = False
    in_language: Annotated[str, Meta(description="BCP 47: only in articles of it")] = ""

    def __post_init__(self) -> None:
        """Refuses an entry that says nothing."""
        if not (self.say.strip() or self.manner or self.ipa or self.language):
            raise ValueError(f"{self.written!r} needs a say, a manner, an ipa or a language")

    def said(self, language: str) -> str:
        """What an engine of that language is given in its place; never empty.

        IPA is respelt where the language has a way of respelling; a word's language changes
        nothing here, as no spelling can express it.
        """
        if self.say.strip():
            return " ".join(self.say.split())
        if self.manner == "letters":
            return spelt(self.written, speech(language)) or self.written
        if self.manner == "word":
            return self.written.capitalize()
        return respelt(self.ipa, language) or self.written


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

    def _compiled(self) -> re.Pattern[str]:
        exact = any_of(entry.written for entry in self.entries.values() if not entry.any_case)
        loose = any_of(entry.written for entry in self.entries.values() if entry.any_case)
        either = f"{exact}|(?i:{loose})" if exact and loose else exact or f"(?i:{loose})"
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)(?='s)?")

    def _said(self, found: Match) -> str:
        entry = self.entries.get(found.group()) or self._folded[found.group().casefold()]
        said = entry.said(self._language)
        owns = found.string.startswith("'s", found.end())
        return f"{said}." if owns and entry.manner == "letters" and "." in said else said


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
    if say in ("word", "letters"):
        return Pronunciation(written=written, manner=say, ipa=ipa)  # type: ignore[arg-type] # just seen
    return Pronunciation(written=written, say=say, ipa=ipa)
