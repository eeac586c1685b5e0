"""Quotation or not: scare quotes, titles of works and nicknames stay with the narrator."""

from audionews.quotes.tags import Tag
from audionews.quotes.tokens import Token

_FEW = 3
"""Words; so few are somebody's speech only where a tag stands right at them."""
_SHORT = 6
"""Words; fewer are somebody's speech only where a verb governs them."""
_SPEECH_ENDS = ",.?!…—"


def is_quotation(words: str, tag: Tag | None, *, adjacent: bool, alone: bool) -> bool:
    """Whether marked words are somebody's speech.

    Args:
        words: the words between the marks.
        tag: the said-tag found in the sentence.
        adjacent: whether the tag's verb or subject touches the marks.
        alone: whether the sentence consists of the quotation.
    """
    count = len(words.split())
    if alone or count >= _SHORT:
        return True
    if tag is None:
        return False
    if adjacent and tag.rule not in {"subject", "X called"}:
        return True
    if count > _FEW:
        return tag.rule != "subject" or words[-1:] in _SPEECH_ENDS
    return False


def touches(sentence: list[Token], quote: int, tag: Tag) -> bool:
    """Whether nothing but a comma, a colon or "that" stands between the tag and the quotation."""
    spots = [at for at in (tag.verb, tag.subject.first, tag.subject.last) if at >= 0]
    if min(spots) > quote:
        return all(token.kind in {",", "—", "–"} for token in sentence[quote + 1 : min(spots)])
    between = sentence[max(s for s in spots if s < quote) + 1 : quote]
    return all(token.kind in {",", ":", "Q"} or token.lower == "that" for token in between)
