"""What agencies put into the text that is not for the reader, and datelines said twice."""

import re
from collections.abc import Sequence
from dataclasses import replace

from audionews.article.words import fold, same
from audionews.model import Block, BlockKind

_CODE = "code"
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.SUBHEADING})
_FURNITURE = (
    (re.compile(r"[\W_]+"), "a line of marks"),
    (re.compile(r"[a-z]{1,4}(?:[/-][a-z]{1,4}){1,6}"), "the desk's initials"),
    (re.compile(r"(?:[A-Z]{2,6} )+[a-z]{2,3}(?:/[a-z]{2,3})*"), "the agency's end mark"),
    (re.compile(r"[\[(][\s/A-ZÀ-Þ0-9-]+[\])]"), "an editor's note"),
    (re.compile(r"\*\*\*.*\*\*\*"), "an editor's note"),
    (re.compile(r"\(?(?:ends?|more|endit|fin)\)?", re.IGNORECASE), "the agency's end mark"),
    (re.compile(r"<[a-z]+[ >].*</[a-z]+>|<[a-z]+[^>]*/>", re.DOTALL), _CODE),
    (re.compile(r"(?:[A-ZÀ-Þ]{3,10}: )?https?://\S+"), "a web address"),
)
_SHOUTED = re.compile(r"[^a-zß-ÿ.!?]*[A-ZÀ-Þ]{4}[^a-zß-ÿ.!?:]*")
_CREDIT = re.compile(r"(?:foto|photo|bild|picture|credit)s?\s?: ?\S.{0,80}", re.IGNORECASE)
_CAPTION = re.compile(r"(?:BILDE|BILD|PHOTO|FOTO|PICTURE|IMAGE): (?=\S)")
_DASH = re.compile(r"\s*(?:--|[-–—_])\s+")
_DATELINE_LENGTH = 70
_HEADING_LENGTH = 60
_WRAP = 90
"""Characters at most in a line that a wire has wrapped."""
_AFTER_RULE = 6
"""Paragraphs at most that stand below an agency's rule ("___") at the end of a story."""


def tidy(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the agency's furniture known for what it is, and nothing said twice."""
    known = [_known(block) for block in blocks]
    for mend in (_one_dateline, _one_standfirst, _below_the_rule, _headings_with_text):
        known = mend(known)
    return tuple(known)


def paragraphs(text: str, *, path: str = "") -> tuple[Block, ...]:
    """The paragraphs of a plain body without its headline, hard wraps undone."""
    parts = re.split(r"\n\s*\n|\n(?=[ \t]{2,}\S)", text.replace("\r\n", "\n"))
    lines = (words for part in parts for words in _unwrapped(part) if words)
    kind = BlockKind.PARAGRAPH
    return tuple(Block(kind=kind, text=line, path=path, reason="plain text") for line in lines)


def _unwrapped(part: str) -> list[str]:
    """One paragraph where the lines are as long as a wire's, otherwise one a line."""
    lines = [fold(line) for line in part.split("\n")]
    lengths = [len(line) for line in lines if line]
    wrapped = len(lengths) > 1 and max(lengths) <= _WRAP and min(lengths[:-1]) >= _WRAP // 2
    return [" ".join(lines)] if wrapped else lines


def _known(block: Block) -> Block:
    if block.kind is BlockKind.CAPTION and _CREDIT.fullmatch(block.text):
        return replace(block, kind=BlockKind.CREDIT, reason="begins as a credit")
    if block.kind not in {BlockKind.PARAGRAPH, BlockKind.BYLINE}:
        return block
    for pattern, reason in _FURNITURE:
        if pattern.fullmatch(block.text):
            return replace(block, kind=BlockKind.FURNITURE, reason=reason)
    if _CREDIT.fullmatch(block.text):
        return replace(block, kind=BlockKind.CREDIT, reason="begins as a credit")
    if _CAPTION.match(block.text):
        text = _CAPTION.sub("", block.text)
        return replace(block, kind=BlockKind.CAPTION, text=text, reason="begins as a caption")
    if len(block.text) < _HEADING_LENGTH and _SHOUTED.fullmatch(block.text):
        reason = "a short line in capitals"
        return replace(block, kind=BlockKind.SUBHEADING, level=2, confidence=0.8, reason=reason)
    return block


def _one_dateline(blocks: list[Block]) -> list[Block]:
    """Where the text repeats the dateline of the head, the text's own takes its place."""
    lead = next((i for i, b in enumerate(blocks) if b.kind is BlockKind.PARAGRAPH), None)
    place = next((i for i, b in enumerate(blocks) if b.kind is BlockKind.DATELINE), None)
    if lead is None or place is None:
        return blocks
    text, dateline = blocks[lead].text, blocks[place].text.rstrip(" -–—")
    dash = _DASH.search(text, len(dateline), _DATELINE_LENGTH)
    if not text.casefold().startswith(dateline.casefold()) or dash is None:
        return blocks
    own = replace(blocks[lead], kind=BlockKind.DATELINE, text=text[: dash.end()].strip())
    rest = replace(blocks[lead], text=text[dash.end() :])
    return [b for b in (*blocks[:place], *blocks[place + 1 : lead], own, rest) if b.text] + blocks[
        lead + 1 :
    ]


def _one_standfirst(blocks: list[Block]) -> list[Block]:
    """A standfirst that the text begins with again is left out."""
    start = next((i for i, b in enumerate(blocks) if b.kind in _TEXT), None)
    if start is None:
        return blocks
    repeated = "said again at the beginning of the text"
    return [
        replace(block, kind=BlockKind.FURNITURE, reason=repeated)
        if block.kind is BlockKind.STANDFIRST and same(block.text, blocks[start].text)
        else block
        for block in blocks
    ]


def _headings_with_text(blocks: list[Block]) -> list[Block]:
    """A heading above code for a page is as little for the reader as the code is."""
    following = [*blocks[1:], None]
    return [
        replace(block, kind=BlockKind.FURNITURE, reason="stands above code")
        if block.kind is BlockKind.SUBHEADING and after is not None and after.reason == _CODE
        else block
        for block, after in zip(blocks, following, strict=True)
    ]


def _below_the_rule(blocks: list[Block]) -> list[Block]:
    """Below the last rule of a story stand its authors' addresses and thanks."""
    rules = [i for i, b in enumerate(blocks) if b.text.startswith("___")]
    if not rules or len(blocks) - rules[-1] > _AFTER_RULE:
        return blocks
    end = rules[-1] + 1
    below = [
        replace(b, kind=BlockKind.BIO, reason="below the story's last rule")
        if b.kind is BlockKind.PARAGRAPH
        else b
        for b in blocks[end:]
    ]
    return blocks[:end] + below
