"""Verdicts and metadata -> the blocks of the article."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from audionews.article import language
from audionews.article.html.pieces import Piece
from audionews.article.html.verdict import Verdict
from audionews.model import Block, BlockKind

MOST_OMITTED = 100
"""Blocks that are left out and still told."""


def block(piece: Piece, verdict: Verdict, path: str) -> Block:
    """The block that a piece makes by its verdict."""
    leveled = verdict.kind in {BlockKind.SUBHEADING, BlockKind.LIST_ITEM}
    element = piece.element
    return Block(
        kind=verdict.kind,
        text=piece.text,
        line=element.sourceline or 0,
        path=path,
        level=max(2, piece.level)
        if verdict.kind is BlockKind.SUBHEADING
        else leveled * piece.level,
        href=piece.href,
        language=_language(element),
        confidence=verdict.confidence,
        reason=verdict.reason,
    )


def _language(element: HtmlElement) -> str:
    """The language that the element or a container below the page's body is marked with."""
    for one in (element, *element.iterancestors()):
        if one.tag in {"body", "html"}:
            break
        if one.get("lang"):
            return language.normal(one.get("lang"))
    return ""


def insert(blocks: list[Block], kind: BlockKind, text: str) -> None:
    """Put words of the metadata before all blocks, or under the headline."""
    before = (BlockKind.KICKER, BlockKind.HEADLINE)
    at = next((index for index, block in enumerate(blocks) if block.kind not in before), 0)
    at = 0 if kind is BlockKind.HEADLINE else at
    told = Block(kind=kind, text=text, confidence=0.8, reason="from the page's metadata")
    blocks.insert(at, told)


def bounded(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, but only so many of those that are left out."""
    omitted = 0
    for block in blocks:
        omitted += block.kind is BlockKind.BOILERPLATE
        if block.kind is not BlockKind.BOILERPLATE or omitted <= MOST_OMITTED:
            yield block
