"""The reader of plain text: a paste from a page, a press release, an agency's copy."""

from collections.abc import Iterator, Sequence
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
        for block in _blocks(piece, each, its)
    )
    return Article(
        blocks=blocks,
        language=language,
        authors=_authors(blocks),
        date=_date(blocks),
        source=source,
    )


def _blocks(piece: Piece, each: Look, its: Label) -> Iterator[Block]:
    whole = Block(
        kind=its.kind,
        text=piece.text,
        line=piece.line,
        level=its.level,
        confidence=its.confidence,
        reason=its.reason,
    )
    if its.kind is BlockKind.PARAGRAPH and not each.is_mere_words:
        dateline, rest = datelines.split_dateline(each.text)
        if dateline and rest:
            yield replace(
                whole, kind=BlockKind.DATELINE, text=dateline, reason="where it was filed"
            )
            yield replace(whole, text=rest)
            return
    if its.kind is BlockKind.CAPTION:
        caption, credit = captions.split_credit(each.text)
        if caption and credit:
            yield replace(whole, text=caption)
            yield replace(whole, kind=BlockKind.CREDIT, text=credit, reason="after a caption")
            return
    yield whole


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
