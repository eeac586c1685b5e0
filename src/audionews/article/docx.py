"""DOCX -> an article: paragraphs by the names of their styles, and by what Word knows of them.

Source: ECMA-376, WordprocessingML.  Built-in styles have English names in every language of
Word.  A document without a single heading is read like plain text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from audionews.article import dates, wire
from audionews.article.captions import split_credit
from audionews.article.markup import local
from audionews.article.opening import opening
from audionews.article.plain import read_plain
from audionews.article.rows import row_text
from audionews.article.safely import Archive, parse_xml
from audionews.article.words import fold, names
from audionews.errors import ArticleError
from audionews.model import Article, Block, BlockKind

_MAIN = "word/document.xml"
_MAX_PART = 10_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = (
    (re.compile(r"title|headline"), BlockKind.HEADLINE),
    (re.compile(r"subtitle|standfirst|deck|abstract"), BlockKind.STANDFIRST),
    (re.compile(r"author|byline"), BlockKind.BYLINE),
    (re.compile(r"date"), BlockKind.DATE),
    (re.compile(r"dateline"), BlockKind.DATELINE),
    (re.compile(r"(?:image |table |picture )?caption"), BlockKind.CAPTION),
    (re.compile(r"(?:photo |picture )?credit"), BlockKind.CREDIT),
    (re.compile(r"quote|intense quote|block text|block quotation"), BlockKind.BLOCK_QUOTE),
    (re.compile(r"pull ?quote"), BlockKind.PULL_QUOTE),
    (re.compile(r"kicker|eyebrow"), BlockKind.KICKER),
    (re.compile(r"list(?: bullet| number| continue)?(?: \d)?"), BlockKind.LIST_ITEM),
    (re.compile(r"toc .*|toc heading|header|footer|bibliography"), BlockKind.FURNITURE),
)
_HEADING = re.compile(r"heading (\d)")
_UNSAID = frozenset({"del", "movefrom", "instrtext", "rt", "fallback", "rpr", "ppr", "pict"})
_SAID = {"tab": " ", "br": " ", "cr": " ", "nobreakhyphen": "-"}


def read_docx(data: bytes, *, source: str = "") -> tuple[Article, ...]:
    """The article of a word processor's document.

    Raises:
        ArticleError: the archive or a part of it is broken, or larger than it may be.
    """
    archive = Archive(data, name=source)
    blocks = tuple(_blocks(archive))
    if not any(b.kind in {BlockKind.HEADLINE, BlockKind.SUBHEADING} for b in blocks):
        blocks = _as_plain(blocks, _language(archive))
    blocks = wire.tidy(opening(_with_headline(blocks)))
    bylines = (block.text for block in blocks if block.kind is BlockKind.BYLINE)
    days = (dates.iso_date(block.text) for block in blocks if block.kind is BlockKind.DATE)
    return (
        Article(
            blocks=blocks,
            language=_language(archive),
            authors=tuple(dict.fromkeys(name for line in bylines for name in names(line))),
            date=next(filter(None, days), ""),
            source=source,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    name: str
    is_list: bool


def _part(archive: Archive, member: str) -> etree._Element:
    data = archive.read(member)
    if len(data) > _MAX_PART:
        raise ArticleError(f"{archive.name} holds more than 10 MB of text; save it in parts")
    return parse_xml(data, name=f"{archive.name}, {member}")


def _blocks(archive: Archive) -> Iterator[Block]:
    styles = dict(_styles(archive))
    body = next((e for e in _part(archive, _MAIN).iter() if local(e) == "body"), None)
    if body is None:
        raise ArticleError(f"{archive.name} has no body; save it anew as DOCX")
    yield from _in_container(body, styles)


def _styles(archive: Archive) -> Iterator[tuple[str, _Style]]:
    if "word/styles.xml" not in archive.names:
        return
    for style in _part(archive, "word/styles.xml"):
        name = _value(style, "name").lower()
        yield style.get(f"{_W}styleId", ""), _Style(name=name, is_list=_has(style, "numpr"))


def _in_container(container: etree._Element, styles: dict[str, _Style]) -> Iterator[Block]:
    """Paragraphs and tables, also inside of content controls and text boxes."""
    for element in container:
        tag = local(element)
        if tag == "p":
            yield from _paragraph(element, styles)
        elif tag == "tbl":
            yield from _table(element)
        elif tag not in _UNSAID:
            yield from _in_container(element, styles)


def _paragraph(element: etree._Element, styles: dict[str, _Style]) -> Iterator[Block]:
    yield from _pictures(element)
    for box in (each for each in _own(element) if local(each) == "txbxcontent"):
        yield from _in_container(box, styles)
    text = fold("".join(_texts(element)))
    if not text:
        return
    block = _styled(element, text, styles)
    caption, credit = split_credit(text) if block.kind is BlockKind.CAPTION else (text, "")
    if caption:
        yield replace(block, text=caption)
    if credit:
        yield replace(block, kind=BlockKind.CREDIT, text=credit, reason="a credit in a caption")


def _styled(element: etree._Element, text: str, styles: dict[str, _Style]) -> Block:
    style = styles.get(_value(element, "pstyle"), _Style(name="", is_list=False))
    reason = f"style {style.name!r}" if style.name else "a paragraph"
    if heading := _HEADING.fullmatch(style.name):
        level = max(int(heading[1]), 1)
        return Block(kind=BlockKind.SUBHEADING, text=text, level=min(level, 6), reason=reason)
    kind = next((k for pattern, k in _STYLES if pattern.fullmatch(style.name)), None)
    if kind in {None, BlockKind.LIST_ITEM} and (_has(element, "numpr") or style.is_list):
        level = int(_value(element, "ilvl") or 0) if _value(element, "ilvl").isdecimal() else 0
        return Block(kind=BlockKind.LIST_ITEM, text=text, level=level + 1, reason="a list's item")
    level = 1 if kind is BlockKind.LIST_ITEM else 0
    return Block(kind=kind or BlockKind.PARAGRAPH, text=text, level=level, reason=reason)


def _table(table: etree._Element) -> Iterator[Block]:
    rows = [each for each in table.iterdescendants() if local(each) == "tr"]
    rows = [row for row in rows if _around(row, "tbl") is table]
    headers: list[str] = []
    for row in rows:
        cells = [fold(" ".join(_texts(cell))) for cell in row if local(cell) == "tc"]
        if not headers and row is not rows[-1] and _has(row, "tblheader"):
            headers = cells
        elif text := row_text(headers, cells):
            yield Block(kind=BlockKind.TABLE_ROW, text=text, reason="a table's row")


def _pictures(element: etree._Element) -> Iterator[Block]:
    for picture in (each for each in _own(element) if local(each) == "docpr"):
        if description := fold(picture.get("descr", "")):
            reason = "a picture's alternative text"
            yield Block(kind=BlockKind.PICTURE, text=description, reason=reason)


def _texts(element: etree._Element) -> Iterator[str]:
    """The words that are seen: no deleted ones, no field codes, no text boxes."""
    for child in element:
        tag = local(child)
        if tag in _UNSAID or tag == "txbxcontent" or (tag == "r" and _has(child, "vanish")):
            continue
        yield (child.text or "") if tag == "t" else _SAID.get(tag, "")
        yield from _texts(child)
    if local(element) == "p":
        yield " "


def _as_plain(blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """The blocks of a document without headings, its plain paragraphs labelled by their words."""
    if any(block.kind is not BlockKind.PARAGRAPH for block in blocks):
        return blocks
    text = "\n\n".join(block.text for block in blocks)
    return tuple(replace(b, line=0) for b in read_plain(text, language=language or "en").blocks)


def _with_headline(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Where nothing has the style of a title, the first heading is the headline."""
    kinds = [block.kind for block in blocks]
    if BlockKind.HEADLINE in kinds or BlockKind.SUBHEADING not in kinds:
        return tuple(_second_level(block) for block in blocks)
    first = kinds.index(BlockKind.SUBHEADING)
    if any(kind is BlockKind.PARAGRAPH for kind in kinds[:first]):
        return tuple(_second_level(block) for block in blocks)
    headline = replace(blocks[first], kind=BlockKind.HEADLINE, level=0)
    return (*blocks[:first], headline, *map(_second_level, blocks[first + 1 :]))


def _second_level(block: Block) -> Block:
    is_first = block.kind is BlockKind.SUBHEADING and block.level < 2
    return replace(block, level=2) if is_first else block


def _language(archive: Archive) -> str:
    """The language of the document's default style."""
    if "word/styles.xml" not in archive.names:
        return ""
    defaults = (e for e in _part(archive, "word/styles.xml").iter() if local(e) == "docdefaults")
    return next((_value(each, "lang") for each in defaults), "")


def _value(element: etree._Element, name: str) -> str:
    """The value of the first property of that name inside of the element."""
    found = (each for each in element.iterdescendants() if local(each) == name)
    return next((each.get(f"{_W}val", "") for each in found), "")


def _own(element: etree._Element) -> Iterator[etree._Element]:
    """All inside of a paragraph but what is inside of its text boxes."""
    for child in element:
        if local(child) != "fallback":
            yield child
            if local(child) != "txbxcontent":
                yield from _own(child)


def _around(element: etree._Element, name: str) -> etree._Element | None:
    return next((each for each in element.iterancestors() if local(each) == name), None)


def _has(element: etree._Element, name: str) -> bool:
    return any(local(each) == name for each in element.iterdescendants())
