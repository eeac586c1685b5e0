"""The reader of plain text: a paste from a page, a press release, an agency's copy."""

from collections.abc import Sequence
from dataclasses import replace

from audionews.article import bylines, captions, datelines, dates
from audionews.article.lines import Piece, pieces
from audionews.article.plain.kinds import Label
from audionews.article.plain.label import label
from audionews.article.plain.look import Look, looks_at
from audionews.model import Article, Block, BlockKind


def read_plain(text: str, *, source: str = "", language: str = "en") -> Article:
    r"""The article that a plain text holds, every line of it in one block.

    Args:
        text: decoded, its lines ended by ``\\n``.
        source: the name of the file.
        language: BCP 47; the words that tell a page from its article are tried in all languages.
    """
    found = pieces(text)
    looks = looks_at(found)
    blocks = tuple(
        block
        for piece, each, its in zip(found, looks, label(looks), strict=True)
        for block in _parts(_block(piece, its), each)
    )
    return Article(
        blocks=blocks,
        language=language,
        authors=_authors(blocks),
        date=_date(blocks),
        source=source,
    )


def _block(piece: Piece, its: Label) -> Block:
    return Block(
        kind=its.kind,
        text=piece.text,
        line=piece.line,
        level=its.level,
        confidence=its.confidence,
        reason=its.reason,
    )


def _parts(whole: Block, each: Look) -> tuple[Block, ...]:
    """A paragraph and the dateline before it, a caption and the credit after it."""
    if each.is_mere_words:
        return (whole,)
    if whole.kind is BlockKind.PARAGRAPH:
        dateline, rest = datelines.split_dateline(whole.text)
        if dateline and rest:
            filed = replace(
                whole, kind=BlockKind.DATELINE, text=dateline, reason="where it was filed"
            )
            return (filed, replace(whole, text=rest))
    if whole.kind is BlockKind.CAPTION:
        caption, credit = captions.split_credit(whole.text)
        if caption and credit:
            by = replace(whole, kind=BlockKind.CREDIT, text=credit, reason="after a caption")
            return (replace(whole, text=caption), by)
    return (whole,)


def _authors(blocks: Sequence[Block]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for block in blocks:
        if block.kind is BlockKind.BYLINE:
            found.update(dict.fromkeys(bylines.authors(block.text)))
    return tuple(found)


def _date(blocks: Sequence[Block]) -> str:
    kinds = (BlockKind.DATE, BlockKind.BYLINE)
    days = (dates.iso_date(block.text) for kind in kinds for block in blocks if block.kind is kind)
    return next(filter(None, days), "")
