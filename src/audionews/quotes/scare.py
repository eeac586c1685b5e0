"""Quotation or not: scare quotes, titles of works and nicknames stay with the narrator."""

from collections.abc import Sequence

from audionews.quotes.grammar import Grammar
from audionews.quotes.tags import Tag, framing
from audionews.quotes.tokens import Token

_SAID = frozenset(("said X", "X said", "X said:", "X:"))
_ENOUGH = 4
"""Words; so many between marks are hardly ever anything but somebody's."""
_REPORTED = 3
"""Words; so many are somebody's where the verb says that it only reports."""
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
    if framing(sentence, quote, grammar) is not None:
        return True
    rule = tag.rule if tag else ""
    tagged = tag is not None and rule in _SAID and _touches(sentence, quote, tag, grammar)
    ends = words.endswith(_SPEECH_ENDS) or _ends_outside(sentence, quote, grammar)
    owned = quote > 0 and sentence[quote - 1].possessive
    if _is_title(words, grammar, owned=owned) and (
        in_phrase(sentence, quote, grammar) or not (tagged and ends)
    ):
        return False
    count = len(words.split())
    noun = _noun_before(sentence, quote)
    if noun in grammar.lexicon.sayings and count > 1:
        return True
    if count <= _PLENTY and not tagged and _is_apposed(sentence, quote, grammar):
        return False
    if ends and words.endswith((".", "!", "?")) and _is_led_in(sentence, quote, grammar):
        return count > 1
    if count >= _REPORTED and any(t.lower in grammar.lexicon.reported for t in sentence):
        return True
    if count >= _ENOUGH:
        return ends or count >= _PLENTY or tag is not None
    if count == _ENOUGH - 1:
        return tagged or (ends and rule not in {"", "subject"})
    return tagged and ends


def _ends_outside(sentence: Sequence[Token], quote: int, grammar: Grammar) -> bool:
    """Whether a sign of the sentence follows the closing mark, as outside America."""
    return (
        grammar.lexicon.outside
        and quote + 1 < len(sentence)
        and sentence[quote + 1].kind in _SPEECH_ENDS
    )


def _is_apposed(sentence: Sequence[Token], quote: int, grammar: Grammar) -> bool:
    """Whether the marked words are what a noun before them is called: im Magazin "Der Tag"."""
    words = sentence[quote].text
    if not grammar.lexicon.capital_nouns or quote == 0 or words.endswith((".", "!", "?")):
        return False
    before = sentence[quote - 1]
    if before.lower.endswith(tuple(grammar.lexicon.works)):
        return before.kind in {"C", "O", "N"}
    named = before.kind in {"C", "O", "N"} or before.lower in grammar.lexicon.definite
    return named and words[0].isupper()


def _noun_before(sentence: Sequence[Token], quote: int) -> str:
    """The last noun before the marks, with nothing but small words between: Parolen wie."""
    return next(
        (
            t.lower
            for t in reversed(sentence[max(0, quote - 3) : quote])
            if t.kind in {"C", "O", "N"}
        ),
        "",
    )


def _is_led_in(sentence: Sequence[Token], quote: int, grammar: Grammar) -> bool:
    """Whether a verb of saying and a colon stand before the marks."""
    return quote > 1 and sentence[quote - 1].kind == ":" and grammar.is_cue(sentence, quote - 2)


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
        or token.lower in grammar.lexicon.adverbs
        for token in between
    )
