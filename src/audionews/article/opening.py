"""The lines between a headline and the text, where a format has no marks for them."""

from collections.abc import Sequence
from dataclasses import replace

from audionews.article import bylines, dates
from audionews.model import Block, BlockKind

_LINES = 4
"""Paragraphs at most between the headline and the text."""


def opening(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with byline and date known by their words, directly under the headline."""
    start = next((i for i, b in enumerate(blocks) if b.kind is BlockKind.HEADLINE), -1) + 1
    known = list(blocks)
    for index, block in enumerate(known[start : start + _LINES], start):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        kind = _kind(block.text)
        if kind is None:
            break
        known[index] = replace(block, kind=kind, reason=f"reads as a {kind}, under the headline")
    return tuple(known)


def _kind(text: str) -> BlockKind | None:
    if bylines.is_byline(text):
        return BlockKind.BYLINE
    if dates.is_date(text):
        return BlockKind.DATE
    return None
