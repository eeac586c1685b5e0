"""Quotation marks: which stretch of a text stands between them.

Marks are paired by what stands around them rather than by which key was pressed, so that
``''They ... "``, ``»so«``, ``« ainsi »`` and ``„so“`` all come out.  Only the outer pair counts;
what is nested stays inside.  An apostrophe, an inch and the letters oʻ and gʻ are no marks.
"""

import re
from typing import NamedTuple

_MARK = re.compile(r"''|’’|‘‘|``|[\"“”„‟«»「」『』＂‘’'‚‹›]")
_SPACE = " \t\u00a0\u202f\u2009"
_BEFORE_OPENING = _SPACE + '([{—–-/…\u200b¡¿"'
_AFTER_CLOSING = ",.;:?!)…—–]"
_FAMILY = dict.fromkeys(("''", "’’", "‘‘", "``", *'"“”„‟＂'), "double") | dict.fromkeys(
    "«»", "guillemet"
)
_FAMILY |= dict.fromkeys("「」", "corner") | dict.fromkeys("『』", "corner inside")
_FAMILY |= dict.fromkeys("‘’'‚‹›", "single")
_ALWAYS_OPEN = frozenset(("„", "「", "『", "``"))
_ALWAYS_CLOSE = frozenset("」』")
_CLOSING_SINGLE = {"‚": re.compile("[‘’]"), "‹": re.compile("›"), "›": re.compile("‹")}
_CLOSING_SINGLE |= {"'": re.compile("'"), "‘": re.compile("’")}
_LONGEST_SINGLE = 1500
"""Characters between single marks, so that apostrophes cost linear time."""
_DEEPEST = 4
"""Marks nested in each other; deeper ones are slips."""


class Span(NamedTuple):
    """A marked stretch of a text: half-open, with the marks and without them."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


class _Open(NamedTuple):
    """An opening mark whose closing one is still to come."""

    family: str
    start: int
    end: int


def pair(text: str, *, single: bool = True) -> list[Span]:
    """The outer marked stretches of one paragraph, in order.

    A mark that is never closed runs to the end of the paragraph, or to the next opening one.

    Args:
        text: the paragraph.
        single: whether single marks can be outer ones; they cannot where double marks are in use.
    """
    spans: list[Span] = []
    stack: list[_Open] = []
    low = "„" in text
    for match in _MARK.finditer(text):
        family = _FAMILY[match[0]]
        if family == "single":
            done = spans[-1].end if spans else 0
            if single and not stack and match.start() >= done:
                spans.extend(_single(text, match.start()))
        elif not (low and match[0] == "“") and _opens(
            text, match, is_open=any(mark.family == family for mark in stack)
        ):
            if stack and stack[-1].family == family and text[stack[-1].start] == match[0][0]:
                left = stack.pop()
                spans.extend([] if stack else [_unclosed(text, left, match.start())])
            if len(stack) < _DEEPEST:
                stack.append(_Open(family, *match.span()))
        elif opening := _close(stack, family):
            spans.extend([] if stack else [_span(text, opening, *match.span())])
    if stack:
        spans.append(_unclosed(text, stack[0], len(text)))
    return [span for span in spans if span.inner_end > span.inner_start]


def _close(stack: list[_Open], family: str) -> _Open | None:
    """Takes the mark that is closed off the stack, with all that was opened after it."""
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].family == family:
            opening = stack[depth]
            del stack[depth:]
            return opening
    return None


def _opens(text: str, match: re.Match[str], *, is_open: bool) -> bool:
    """Whether a mark opens, told by its neighbours and by whether its family is open."""
    mark, at, after = match[0], match.start(), match.end()
    if mark in _ALWAYS_OPEN or mark in _ALWAYS_CLOSE:
        return mark in _ALWAYS_OPEN
    free_left = at == 0 or text[at - 1] in _BEFORE_OPENING
    free_right = after >= len(text) or text[after] in _SPACE
    if mark in "«»" and free_left and free_right:
        return mark == "«"
    if not is_open:
        return after < len(text) and (free_left or _follows_closely(text, mark, at, after))
    if free_right:
        return False
    if mark in "“«":
        return free_left
    return at > 0 and text[at - 1] in _SPACE and text[after] not in _AFTER_CLOSING


def _follows_closely(text: str, mark: str, at: int, after: int) -> bool:
    """Whether a mark opens without a blank before it: he said,"We go"."""
    if mark == "“":
        return not text[at - 1].isalnum()
    return text[at - 1] in ",:" and text[after].isalnum()


def _single(text: str, at: int) -> list[Span]:
    """A stretch between single marks that stands in no other: the outer marks of British papers."""
    mark, after = text[at], at + 1
    if mark not in _CLOSING_SINGLE or (at > 0 and text[at - 1] not in _BEFORE_OPENING):
        return []
    following = text[after : after + 1]
    if not (following.isalpha() or following in "[…." or (following.isdigit() and mark != "'")):
        return []
    likeliest = None
    for close in _CLOSING_SINGLE[mark].finditer(text, after + 1, after + _LONGEST_SINGLE):
        end = close.start()
        right = text[end + 1 : end + 2]
        if text[end - 1] in _SPACE or right.isalnum():
            continue
        if text[end - 1] in ",.?!…" or right == "" or right in _AFTER_CLOSING:
            likeliest = end
            break
        likeliest = likeliest or end
    return [_span(text, _Open("single", at, after), likeliest, likeliest + 1)] if likeliest else []


def _span(text: str, opening: _Open, close: int, end: int) -> Span:
    return Span(opening.start, end, *_trim(text, opening.end, close))


def _unclosed(text: str, opening: _Open, end: int) -> Span:
    inner, end = _trim(text, opening.end, end)
    return Span(opening.start, end, inner, end, closed=False)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
