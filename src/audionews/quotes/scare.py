"""Quotation or not: scare quotes, titles of works and nicknames stay with the narrator."""

from collections.abc import Sequence

from audionews.quotes.grammar import Grammar
from audionews.quotes.tags import Tag
from audionews.quotes.tokens import Token

_SAID = frozenset(("said X", "X said", "X said:", "X:", "according to X"))
_ENOUGH = 4
"""Words; so many between marks are hardly ever anything but somebody's."""
_LONGEST_TITLE = 5
_SPEECH_ENDS = (",", ".", "?", "!", "…", "—", "–", "-")
_ASIDES = frozenset((",", "—", "–", "--", "-"))
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "is",
        "la",
        "my",
        "not",
        "of",
        "our",
        "on",
        "or",
        "that",
        "the",
        "this",
        "to",
        "we",
        "with",
        "you",
        "your",
        "&",
        "de",
        "du",
        "et",
        "la",
        "le",
        "und",
    ]
)


def is_quotation(
    words: str, tag: Tag | None, *, adjacent: bool, alone: bool, embedded: bool
) -> bool:
    """Whether marked words are somebody's speech.

    Args:
        words: the words between the marks.
        tag: the said-tag found in the sentence.
        adjacent: whether the tag's verb or subject touches the marks.
        alone: whether the sentence consists of the quotation.
        embedded: whether the marks stand in the middle of a phrase: the film "...".
    """
    count = len(words.split())
    rule = tag.rule if tag is not None else ""
    said = rule in _SAID
    if alone:
        return not words.endswith(":")
    if _is_title(words) and (embedded or not (adjacent and said and words.endswith(_SPEECH_ENDS))):
        return False
    if count >= _ENOUGH:
        return True
    if count == _ENOUGH - 1:
        return (adjacent and said) or (rule not in {"", "subject"} and words.endswith(_SPEECH_ENDS))
    return adjacent and said and rule != "according to X" and words.endswith(_SPEECH_ENDS)


def _is_title(words: str) -> bool:
    """Whether every word that counts has a capital: the title of a work or a programme."""
    each = words.split()
    return 1 < len(each) <= _LONGEST_TITLE and all(
        word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS for word in each
    )


def touches(sentence: Sequence[Token], quote: int, tag: Tag) -> bool:
    """Whether nothing but a comma, a colon or "that" stands between the tag and the quotation."""
    spots = [at for at in (tag.verb, tag.subject.first, tag.subject.last) if at >= 0]
    if min(spots) > quote:
        return all(token.kind in _ASIDES for token in sentence[quote + 1 : min(spots)])
    between = sentence[max(s for s in spots if s < quote) + 1 : quote]
    return all(token.kind in {",", ":", "Q"} or token.lower == "that" for token in between)


def in_phrase(sentence: Sequence[Token], quote: int, grammar: Grammar) -> bool:
    """Whether the marked words go on with a phrase: on Channel One's "Morning"."""
    if quote == 0:
        return False
    before = sentence[quote - 1]
    if before.kind not in {"w", "C", "N", "O"}:
        return False
    return not (
        grammar.is_cue(sentence, quote - 1) or before.lower in grammar.lexicon.subordinators
    )
