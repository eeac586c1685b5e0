"""What agencies put into the text that is not for the reader, and datelines said twice."""

import re
from collections.abc import Sequence
from dataclasses import replace

from audionews.article.captions import is_credit
from audionews.article.datelines import split_dateline
from audionews.article.lines import pieces
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
_CAPTION = re.compile(r"(?:BILDE|BILD|PHOTO|FOTO|PICTURE|IMAGE): (?=\S)")
_FILED = (
    re.compile(r"[^().]{2,50} \([A-Za-z/ ]{2,20}\)\s?\.\s?[-–—]\s*(?=\S)"),  # Lima, Jan 2 (EFE).-
    re.compile(r"\([A-Z]{2,8}\) - [^-–—]{3,40} [-–—] (?=\S)"),  # (ANSA) - Rome, October 11 -
)
_DASH = re.compile(r"\s*(?:--|[-–—_])\s+")
_DATELINE_LENGTH = 70
_HEADING_LENGTH = 60
_AFTER_RULE = 6
"""Paragraphs at most that stand below an agency's rule ("___") at the end of a story."""


def tidy(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the agency's furniture known for what it is, and nothing said twice."""
    known = [_known(block) for block in blocks]
    for mend in (_credits, _one_dateline, _one_standfirst, _below_the_rule, _headings_with_text):
        known = mend(known)
    return tuple(known)


def paragraphs(text: str, *, path: str = "") -> tuple[Block, ...]:
    """The paragraphs of a plain body that stands without its headline, hard wraps undone."""
    found = (fold(piece.text) for piece in pieces(text.replace("\r\n", "\n")))
    kind, reason = BlockKind.PARAGRAPH, "a paragraph of plain text"
    return tuple(Block(kind=kind, text=words, path=path, reason=reason) for words in found if words)


def _known(block: Block) -> Block:
    if block.kind not in {BlockKind.PARAGRAPH, BlockKind.BYLINE}:
        return block
    for pattern, reason in _FURNITURE:
        if pattern.fullmatch(block.text):
            return replace(block, kind=BlockKind.FURNITURE, reason=reason)
    if _CAPTION.match(block.text):
        text = _CAPTION.sub("", block.text)
        return replace(block, kind=BlockKind.CAPTION, text=text, reason="begins as a caption")
    if len(block.text) < _HEADING_LENGTH and _SHOUTED.fullmatch(block.text):
        reason = "a short line in capitals"
        return replace(block, kind=BlockKind.SUBHEADING, level=2, confidence=0.8, reason=reason)
    return block


def _credits(blocks: list[Block]) -> list[Block]:
    """A paragraph after a picture or its caption can be its credit."""
    pictures = {BlockKind.CAPTION, BlockKind.PICTURE}
    before = [None, *blocks]
    return [
        replace(block, kind=BlockKind.CREDIT, reason="a credit after a caption")
        if block.kind is BlockKind.PARAGRAPH
        and last is not None
        and last.kind in pictures
        and is_credit(block.text)
        else block
        for last, block in zip(before, blocks, strict=False)
    ]


def _one_dateline(blocks: list[Block]) -> list[Block]:
    """The text's own dateline stands by itself; one in the head that it repeats is left out."""
    lead = next((i for i, b in enumerate(blocks) if b.kind is BlockKind.PARAGRAPH), None)
    if lead is None:
        return blocks
    place = next((b for b in blocks[:lead] if b.kind is BlockKind.DATELINE), None)
    dateline, rest = _dateline_of(blocks[lead].text, place)
    if not dateline or not rest:
        return blocks
    own = replace(blocks[lead], kind=BlockKind.DATELINE, text=dateline, reason="where it was filed")
    head = [block for block in blocks[:lead] if block.kind is not BlockKind.DATELINE]
    return [*head, own, replace(blocks[lead], text=rest), *blocks[lead + 1 :]]


def _dateline_of(text: str, place: Block | None) -> tuple[str, str]:
    dateline, rest = split_dateline(text)
    filed = next((found for pattern in _FILED if (found := pattern.match(text))), None)
    if not dateline and filed:
        dateline, rest = filed[0].strip(), text[filed.end() :]
    if dateline or place is None:
        return dateline, rest
    known = place.text.rstrip(" -–—")
    dash = _DASH.search(text, len(known), _DATELINE_LENGTH)
    if dash and text.casefold().startswith(known.casefold()):
        return text[: dash.end()].strip(), text[dash.end() :]
    return "", text


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
    return [
        replace(block, kind=BlockKind.FURNITURE, reason="stands above code")
        if block.kind is BlockKind.SUBHEADING and after is not None and after.reason == _CODE
        else block
        for block, after in zip(blocks, [*blocks[1:], None], strict=False)
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
