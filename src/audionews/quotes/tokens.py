"""Words and sentences of a paragraph, with each quotation standing as one token.

So ``"No," said Mr Ray of Omsk, "never."`` is read as ``Q said Mr Ray of Omsk , Q``: what is quoted
cannot be mistaken for what the reporter tells.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from audionews.quotes.lexicon import Lexicon
from audionews.quotes.marks import Span

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:(?:[-'’ʻʼ‘&]|\.(?=[a-zа-яё\d]|[A-Z]\b))[^\W_]+)*|\.\.\.+|--+|[^\w\s]|_",
)
_POSSESSIVE = ("'s", "’s")
_SENTENCE_END = frozenset(".?!")
_LONGEST = 250
"""Tokens; what goes on for longer is cut, so that no text takes more than linear time."""


class Token(NamedTuple):
    """A word, a sign, or a whole quotation.

    ``kind`` is ``w`` for a word, ``C`` for a word with a capital, ``n`` for a figure, ``Q`` for a
    quotation, ``N`` for a name that `names` has put together, ``O`` for one that turns out to be no
    person's, and the sign itself for a sign.
    """

    kind: str
    text: str
    lower: str
    start: int
    end: int
    possessive: bool = False
    ref: int = -1
    """Of the quotation or of the name."""


def tokenise(text: str, lexicon: Lexicon, spans: Sequence[Span] = ()) -> list[Token]:
    """The tokens of a text, each of the spans as one."""
    tokens: list[Token] = []
    at = 0
    for index, span in enumerate(spans):
        _words(text, at, span.start, lexicon, tokens)
        inner = text[span.inner_start : span.inner_end]
        tokens.append(Token("Q", inner, inner, span.start, span.end, ref=index))
        at = span.end
    _words(text, at, len(text), lexicon, tokens)
    return tokens


def _words(text: str, start: int, end: int, lexicon: Lexicon, tokens: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        first, at, after = word[0], match.start(), match.end()
        if at < start:
            continue
        if not first.isalnum():
            tokens.append(Token(first, word, word, at, after))
            continue
        possessive = word.endswith(_POSSESSIVE)
        if possessive:
            word = word[:-2]
            after -= 2
        lower = word.lower()
        if text.startswith(".", after) and (
            lower in lexicon.abbreviations or (len(word) == 1 and first.isupper())
        ):
            word, after = word + ".", after + 1
            lower = lower if len(lower) > 1 else word.lower()
            start = after
        kind = "n" if first.isdigit() else "C" if first != lower[:1] else "w"
        tokens.append(Token(kind, word, lower, at, after, possessive))


def sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens cut after each full stop that ends a sentence, be it inside a quotation."""
    done: list[list[Token]] = []
    current: list[Token] = []
    for position, token in enumerate(tokens):
        current.append(token)
        if _ends(tokens, position) or len(current) == _LONGEST:
            done.append(current)
            current = []
    if current:
        done.append(current)
    return done


def _ends(tokens: Sequence[Token], position: int) -> bool:
    token = tokens[position]
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if following is None:
        return True
    if token.kind in _SENTENCE_END:
        return following.kind not in {"w", ",", ")", *_SENTENCE_END}
    if token.kind == "Q" and token.text[-1:] in _SENTENCE_END:
        return following.kind in {"C", "N", "O", "Q", "n"} and (
            token.text[-1] == "." or following.kind == "Q"
        )
    return False
