"""NewsML 1 -> its articles: one for each news item.

Source: IPTC NewsML 1.0 to 1.2.  A component has its lines (headline, byline, dateline) and its
content (NITF, XHTML or bare paragraphs); pictures are components inside of the text's own.
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from audionews.article import wire
from audionews.article.agency.nitf import find, news_items, nitf_article
from audionews.article.markup import XML_LANG, blocks_of, fragment, local, text_of
from audionews.article.words import iso_day, names, same
from audionews.model import Article, Block, BlockKind

_LINES = {
    "headline": BlockKind.HEADLINE,
    "subheadline": BlockKind.STANDFIRST,
    "byline": BlockKind.BYLINE,
    "dateline": BlockKind.DATELINE,
}


def read_newsml(data: bytes, *, source: str = "") -> tuple[Article, ...]:
    """The articles of a NewsML 1 document.

    Raises:
        ArticleError: it is no well-formed XML.
    """
    return tuple(_article(item, source) for item in news_items(data, source))


def _article(item: etree._Element, source: str) -> Article:
    language = _language(item)
    lines = tuple(_lines(item))
    headline = next((block.text for block in lines if block.kind is BlockKind.HEADLINE), "")
    content = tuple(_contents(item, headline, language, source))
    known = {(block.kind, block.text.casefold()) for block in lines}
    body = [b for b in content if (b.kind, b.text.casefold()) not in known]
    if headline:
        body = [_below(block) for block in body]
    byline = next((b.text for b in (*lines, *body) if b.kind is BlockKind.BYLINE), "")
    return Article(
        blocks=wire.tidy((*lines, *body)),
        language=language,
        authors=names(byline),
        date=_date(item),
        publication=_provider(item),
        source=source,
    )


def _lines(item: etree._Element) -> Iterator[Block]:
    """The lines of the outermost component, in the order of a printed page."""
    found: dict[BlockKind, Block] = {}
    for element in item.iterdescendants():
        kind = _LINES.get(local(element))
        if kind and local(element.getparent()) == "newslines" and (text := text_of(element)):
            line, reason = element.sourceline or 0, f"marked <{local(element)}>"
            found.setdefault(kind, Block(kind=kind, text=text, line=line, reason=reason))
    yield from (found[kind] for kind in BlockKind if kind in found)


def _contents(item: etree._Element, headline: str, language: str, source: str) -> Iterator[Block]:
    for content in item.iterdescendants():
        if local(content) != "datacontent":
            continue
        nitf = find(content, "nitf")
        if nitf is not None:
            yield from nitf_article(nitf, source=source, language=language).blocks
        elif len(content):
            yield from blocks_of(content, language=language, headline=headline)
        else:
            yield from _text(content.text or "", headline, source)


def _text(text: str, headline: str, source: str) -> tuple[Block, ...]:
    if "</" in text:
        return fragment(text, name=source, headline=headline)
    return tuple(block for block in wire.paragraphs(text) if not same(block.text, headline))


def _below(block: Block) -> Block:
    """A headline of the content, where the component has another one, is a sub-heading."""
    if block.kind is not BlockKind.HEADLINE:
        return block
    return replace(block, kind=BlockKind.SUBHEADING, level=2)


def _language(item: etree._Element) -> str:
    language = find(item, "descriptivemetadata", "language")
    formal = "" if language is None else language.get("FormalName", "")
    return str(formal or item.get(XML_LANG) or "")


def _date(item: etree._Element) -> str:
    for name in ("firstcreated", "thisrevisioncreated", "dateid"):
        if day := iso_day(text_of(find(item, name))):
            return day
    return ""


def _provider(item: etree._Element) -> str:
    party = find(item, "provider", "party")
    return "" if party is None else str(party.get("FormalName", ""))
