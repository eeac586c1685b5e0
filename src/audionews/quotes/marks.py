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


class Span(NamedTuple):
    """A marked stretch of a text: half-open, with the marks and without them."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


def pair(text: str, *, single: bool = True) -> list[Span]:
    """The outer marked stretches of one paragraph, in order.

    A mark that is never closed runs to the end of the paragraph, or to the next opening one.

    Args:
        text: the paragraph.
        single: whether single marks can be outer ones; they cannot where double marks are in use.
    """
    if not _MARK.search(text):
        return []
    spans: list[Span] = []
    stack: list[tuple[str, int, int]] = []
    skip_to = 0
    for match in _MARK.finditer(text):
        at, after = match.span()
        if at < skip_to:
            continue
        family = _FAMILY[match[0]]
        if family == "single":
            if single and not stack and (found := _single(text, at)):
                spans.append(found)
                skip_to = found.end
            continue
        opening = _opens(text, match[0], at, after, open_family=_has(stack, family))
        if opening:
            if stack and stack[-1][0] == family and text[stack[-1][1]] == text[at]:
                _, start, inner = stack.pop()
                if not stack:
                    spans.append(_unclosed(text, start, inner, at))
            stack.append((family, at, after))
        elif _has(stack, family):
            while stack[-1][0] != family:
                stack.pop()
            _, start, inner = stack.pop()
            if not stack:
                spans.append(Span(start, after, *_trim(text, inner, at), True))  # noqa: FBT003 - a tuple's field
    if stack:
        spans.append(_unclosed(text, stack[0][1], stack[0][2], len(text)))
    return [span for span in spans if span.inner_end > span.inner_start]


def _has(stack: list[tuple[str, int, int]], family: str) -> bool:
    return any(entry[0] == family for entry in stack)


def _opens(text: str, mark: str, at: int, after: int, *, open_family: bool) -> bool:
    if mark in _ALWAYS_OPEN:
        return True
    if mark in _ALWAYS_CLOSE:
        return False
    free_left = at == 0 or text[at - 1] in _BEFORE_OPENING
    free_right = after >= len(text) or text[after] in _SPACE
    if mark in "«»" and free_left and free_right:
        return mark == "«"
    if not open_family:
        return after < len(text) and (free_left or (mark == "“" and not text[at - 1].isalnum()))
    if mark in "“«":
        return free_left and not free_right
    return (
        (at > 0 and text[at - 1] in _SPACE) and not free_right and text[after] not in _AFTER_CLOSING
    )


def _single(text: str, at: int) -> Span | None:
    """A stretch between single marks that stands in no other: the outer marks of British papers."""
    mark, after = text[at], at + 1
    if after >= len(text) or not (text[after].isalnum() or text[after] in "[…."):
        return None
    if mark == "’" or (at > 0 and text[at - 1] not in _BEFORE_OPENING):
        return None
    if mark == "'" and text[after].isdigit():
        return None
    best = None
    for close in re.finditer(
        {"‚": "[‘’]", "‹": "›", "›": "‹", "'": "'"}.get(mark, "’"), text[after:]
    ):
        end = after + close.start()
        right = text[end + 1 : end + 2]
        if text[end - 1] in _SPACE or right.isalnum():
            continue
        if text[end - 1] in ",.?!…" or right == "" or right in _AFTER_CLOSING:
            best = end
            break
        best = best or end
    if best is None:
        return None
    return Span(at, best + 1, *_trim(text, after, best), True)  # noqa: FBT003 - a tuple's field


def _unclosed(text: str, start: int, inner: int, end: int) -> Span:
    inner, end = _trim(text, inner, end)
    return Span(start, end, inner, end, False)  # noqa: FBT003 - a tuple's field


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
