"""Quotation or not: scare quotes, titles of works and nicknames stay with the narrator."""

from collections.abc import Sequence

from audionews.quotes.tags import Tag
from audionews.quotes.tokens import Token

_SAID = frozenset(("said X", "X said", "X said:", "X:", "according to X"))
_ENOUGH = 4
"""Words; so many between marks are hardly ever anything but somebody's."""
_LONGEST_TITLE = 5
_SPEECH_ENDS = (",", ".", "?", "!", "…", "—", "–", "-")
_ASIDES = frozenset((",", "—", "–", "--", "-"))
_SMALL_WORDS = frozenset(
    "a an and at by for from in la of on or the to with & de du et la le und".split()
)  # noqa: SIM905 - a list of words reads as one


def is_quotation(words: str, tag: Tag | None, *, adjacent: bool, alone: bool) -> bool:
    """Whether marked words are somebody's speech.

    Args:
        words: the words between the marks.
        tag: the said-tag found in the sentence.
        adjacent: whether the tag's verb or subject touches the marks.
        alone: whether the sentence consists of the quotation.
    """
    count = len(words.split())
    said = tag is not None and tag.rule in _SAID
    if alone:
        return not words.endswith(":")
    if _is_title(words) and not (adjacent and said and words.endswith(_SPEECH_ENDS)):
        return False
    if count >= _ENOUGH:
        return True
    if count == _ENOUGH - 1:
        return tag is not None and (
            (adjacent and said) or (tag.rule != "subject" and words.endswith(_SPEECH_ENDS))
        )
    return adjacent and said and words.endswith(_SPEECH_ENDS)


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
        return not _in_phrase(sentence, quote) and all(
            token.kind in _ASIDES for token in sentence[quote + 1 : min(spots)]
        )
    between = sentence[max(s for s in spots if s < quote) + 1 : quote]
    return all(token.kind in {",", ":", "Q"} or token.lower == "that" for token in between)


def _in_phrase(sentence: Sequence[Token], quote: int) -> bool:
    """Whether the marked words belong to the name before them: on Channel One's "Morning"."""
    return quote > 0 and sentence[quote - 1].possessive
