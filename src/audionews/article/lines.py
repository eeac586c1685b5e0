"""The lines of a text file, hard wraps undone: each piece is one paragraph, heading or label."""

import re
from dataclasses import dataclass
from itertools import pairwise

from audionews.article import bylines

_BULLET = re.compile(r"^\s*(?:[-*•·‣▪◦●–—_]|\d{1,2}[.)])\s+\S")
_COLUMN = re.compile(r"\S\t+(?=\S)")
_INDENTS = ("\t", "  ", "\u3000")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
_NARROWEST, _WIDEST = 36, 100
_NARROWEST_UNSPACED = 16
_SLACK = 3
_SENTENCE_ENDS = (".", "!", "?", ".”", '."', "。", "。」")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One or more lines of the source that belong together."""

    line: int
    """From 1."""
    text: str
    """White space folded, wraps joined; never empty."""
    before: int
    """Blank lines above."""
    columns: int = 1
    """How many columns tabs part it in."""


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a text, in order; blank lines are counted, all else is kept."""
    lines = text.split("\n")
    width = _wrap_width(lines)
    by_indents = bool(width) and _parted_by_indents(lines)
    found: list[Piece] = []
    run: list[str] = []
    start = blank = 0
    for number, line in enumerate(lines, 1):
        written = bool(line.strip())
        if run and not (
            written and width and _continues(run[-1], line, width, by_indents=by_indents)
        ):
            found.append(_piece(run, start, blank))
            run, blank = [], 0
        if not written:
            blank += 1
        elif run:
            run.append(line)
        else:
            run, start = [line], number
    if run:
        found.append(_piece(run, start, blank))
    return tuple(found)


def _piece(run: list[str], start: int, blank: int) -> Piece:
    return Piece(
        line=start,
        text=_joined(run),
        before=blank,
        columns=len(_COLUMN.findall(run[0])) + 1 if len(run) == 1 and "\t" in run[0] else 1,
    )


def _joined(run: list[str]) -> str:
    parts = [" ".join(run[0].split())]
    for line in run[1:]:
        folded = " ".join(line.split())
        glued = parts[-1][-1:] == "-" and parts[-1][-2:-1].isalnum() and folded[:1].isalnum()
        unspaced = _UNSPACED.match(parts[-1][-1:]) and _UNSPACED.match(folded[:1])
        parts.append(folded if glued or unspaced else " " + folded)
    return "".join(parts)


def _wrap_width(lines: list[str]) -> int:
    """The width that the text was wrapped at; 0 where it was not."""
    lengths = [_length(line) for line in lines]
    longest = sorted(filter(None, lengths))
    width = longest[len(longest) * 97 // 100 - 1] if longest else 0
    unspaced = any(_UNSPACED.search(line) for line in lines[:50])
    narrowest = _NARROWEST_UNSPACED if unspaced else _NARROWEST
    if not narrowest <= width <= _WIDEST:
        return 0
    full = [
        (length, below.lstrip()[0].islower())
        for (length, _), (length_below, below) in pairwise(zip(lengths, lines, strict=True))
        if length and length_below and not below.startswith(_INDENTS)
    ]
    if len(full) < 3:
        return 0
    wide = [length >= width * 0.75 for length, _ in full]
    inside = [length >= width * 0.75 for length, goes_on in full if goes_on]  # within a sentence
    wrapped = sum(wide) >= len(wide) * 0.6 or (
        len(inside) >= 3 and sum(inside) >= len(inside) * 0.8
    )
    return width if wrapped and not _are_sentences(lines) else 0


def _length(line: str) -> int:
    """The columns that a line fills; 0 for a blank one."""
    written = line.rstrip()
    return len(written.expandtabs(4) if "\t" in written else written)


def _are_sentences(lines: list[str]) -> bool:
    """Whether nearly every line ends a sentence: paragraphs of one line each, and no wraps."""
    written = [line.rstrip() for line in lines if line.strip()]
    return sum(line.endswith(_SENTENCE_ENDS) for line in written) > len(written) * 0.7


def _parted_by_indents(lines: list[str]) -> bool:
    """Whether an indent, and not a blank line, begins a paragraph."""
    indented = sum(line.startswith(_INDENTS) and bool(line.strip()) for line in lines)
    blank = sum(not line.strip() for line in lines)
    return indented >= 3 and indented > blank


def _continues(line: str, following: str, width: int, *, by_indents: bool) -> bool:
    """Whether the next line goes on with the paragraph: its first word had no room on this one."""
    if following.startswith(_INDENTS) and (by_indents or not line.startswith(_INDENTS)):
        return False
    if by_indents:
        return True
    if _BULLET.match(following) or (following[:1].isupper() and bylines.is_byline(following)):
        return False
    first = following.split(maxsplit=1)[0]
    if following.lstrip()[:1].islower():
        return True
    return _length(line) + 1 + len(first) > width - _SLACK
