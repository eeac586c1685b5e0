"""Dialogue: direct speech that a dash opens, as French, Spanish and Russian print it.

    — Nous partons, dit Ada Holm. — Demain.

From the dash to the dash or the verb of saying is speech; between two speeches stands the tag.
"""

import re

from audionews.quotes.lexicon import Lexicon
from audionews.quotes.marks import Span

_OPENING = re.compile(r"[—–-]\s*(?=\S)")
_TURN = re.compile(r"(?<=[,.!?…])\s+[—–-]\s+|[—–][.,:;]?\s+")
_TAG = re.compile(r"\s+[—–-]\s*(?=\w)")
_INNER_TAG = re.compile(r"(?<=[,.!?…])\s+[—–-]\s*(?=\w)")
_COMMA = re.compile(r"[,!?…]\s+(?![—–-])")
_WORD = re.compile(r"[\w'’-]+")
_NEAR = 4
"""Words after a dash or a comma among which a verb of saying makes a tag of them."""
_NEXT = 3
"""The same inside a quotation, where a dash is more often a pause."""
_WINDOW = 60
"""Characters in which they are looked for."""


def dialogue(text: str, lexicon: Lexicon, *, going_on: bool) -> list[Span]:
    """The speeches of a paragraph that a dash opens.

    Args:
        text: the paragraph.
        lexicon: of its language.
        going_on: whether the paragraph before was speech, or leads to speech with a colon; else
            the paragraph needs a tag, for a list has dashes too.
    """
    opening = _OPENING.match(text)
    if not opening or not lexicon.dialogue:
        return []
    pieces = _pieces(text, opening.end(), lexicon)
    if len(pieces) == 1 and not going_on:
        return []
    spans = [Span(start, end, start, end) for start, end in pieces[::2] if end > start]
    return [Span(0, *spans[0][1:]), *spans[1:]] if spans else []


def interrupted(text: str, span: Span, lexicon: Lexicon) -> list[Span]:
    """The speeches of a quotation whose tag stands between its marks, else the quotation itself.

    «Мы едем, — сказал Рой. — Завтра».
    """
    if not lexicon.dialogue:
        return [span]
    for tag in _INNER_TAG.finditer(text, span.inner_start, span.inner_end):
        words = _WORD.findall(text[tag.end() : span.inner_end])[:_NEXT]
        turn = _TURN.search(text, tag.end(), span.inner_end)
        if turn and any(_says(word.lower(), lexicon) for word in words):
            first = Span(span.start, tag.start(), span.inner_start, tag.start())
            rest = Span(turn.end(), span.end, turn.end(), span.inner_end, span.closed)
            return [first, *interrupted(text, rest, lexicon)]
    return [span]


def _pieces(text: str, start: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Speech and tag by turns, as half-open stretches."""
    pieces: list[tuple[int, int]] = []
    end = len(text.rstrip())
    while start < end:
        speech = len(pieces) % 2 == 0
        found = _next_tag(text, start, lexicon) if speech else _TURN.search(text, start)
        if found is None:
            break
        pieces.append((start, found.start() if found[0][0].isspace() else found.start() + 1))
        start = found.end()
    return [*pieces, (start, end)] if start < end else pieces


def _next_tag(text: str, start: int, lexicon: Lexicon) -> re.Match[str] | None:
    """Where a tag begins: behind a dash, or behind a comma where the language needs no dash."""
    at = start
    while found := min(
        (f for f in (_TAG.search(text, at), _COMMA.search(text, at)) if f),
        key=lambda match: (match.start(), -match.end()),
        default=None,
    ):
        words = _WORD.findall(text[found.end() : found.end() + _WINDOW])[:_NEAR]
        if any(_says(word.lower(), lexicon) for word in words):
            return found
        at = found.end()
    return None


def _says(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon.say:
        return True
    ending = next((end for end in lexicon.clitics if word.endswith(end)), "")
    return bool(ending) and word.removesuffix(ending) in lexicon.say
