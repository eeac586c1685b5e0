"""Quotation or not: scare quotes, titles of works and nicknames stay with the narrator."""

from collections.abc import Sequence

from audionews.quotes.grammar import Grammar
from audionews.quotes.tags import Tag
from audionews.quotes.tokens import Token

_SAID = frozenset(("said X", "X said", "X said:", "X:"))
_ENOUGH = 4
"""Words; so many between marks are hardly ever anything but somebody's."""
_PLENTY = 6
"""Words; so many need no verb of saying near them."""
_LONGEST_TITLE = 5
_SPEECH_ENDS = (",", ".", "?", "!", "…", "—", "–", "-")
_BETWEEN = frozenset((",", "—", "–", "--", "-", ":", "Q"))


def is_quotation(
    sentence: Sequence[Token], quote: int, tag: Tag | None, grammar: Grammar, *, alone: bool
) -> bool:
    """Whether the marked words at an index of the sentence are somebody's speech.

    Args:
        sentence: its tokens.
        quote: the index.
        tag: the said-tag found for it.
        grammar: of the language.
        alone: whether nothing else stands in the sentence.
    """
    words = sentence[quote].text
    if alone:
        return not (words.endswith(":") or (words.isupper() and not words.endswith(_SPEECH_ENDS)))
    rule = tag.rule if tag else ""
    tagged = tag is not None and rule in _SAID and _touches(sentence, quote, tag, grammar)
    ends = words.endswith(_SPEECH_ENDS)
    owned = quote > 0 and sentence[quote - 1].possessive
    if _is_title(words, grammar, owned=owned) and (
        in_phrase(sentence, quote, grammar) or not (tagged and ends)
    ):
        return False
    count = len(words.split())
    if count >= _ENOUGH:
        return ends or count >= _PLENTY or tag is not None
    if count == _ENOUGH - 1:
        return tagged or (ends and rule not in {"", "subject"})
    return tagged and ends


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


def _is_title(words: str, grammar: Grammar, *, owned: bool) -> bool:
    """Whether every word that counts has a capital: the title of a work or a programme."""
    each = words.split()
    if len(each) == 1:
        return owned and words[0].isupper()
    return len(each) <= _LONGEST_TITLE and all(
        word[0].isupper() or word[0].isdigit() or word in grammar.lexicon.small_words
        for word in each
    )


def _touches(sentence: Sequence[Token], quote: int, tag: Tag, grammar: Grammar) -> bool:
    """Whether next to nothing stands between the tag and the quotation: a comma, that, Omsk's."""
    spots = [at for at in (tag.verb, tag.subject.first, tag.subject.last) if at >= 0]
    if min(spots) > quote:
        between = sentence[quote + 1 : min(spots)]
    else:
        between = sentence[max(spot for spot in spots if spot < quote) + 1 : quote]
    return all(
        token.kind in _BETWEEN
        or token.possessive
        or token.lower in grammar.lexicon.subordinators
        or token.lower in grammar.lexicon.determiners
        for token in between
    )
