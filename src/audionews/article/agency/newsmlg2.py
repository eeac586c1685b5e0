"""NewsML-G2 -> its articles: one for each news item that holds text.

Source: IPTC NewsML-G2 2.x.  The content stands in ``inlineXML`` (NITF or XHTML) or, escaped or
as plain text, in ``inlineData``.  Elements are known by their local names.
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from audionews.article import wire
from audionews.article.agency.nitf import find, news_items, nitf_article
from audionews.article.markup import XML_LANG, blocks_of, fragment, local, text_of
from audionews.article.words import iso_day, names, same
from audionews.model import Article, Block, BlockKind

_HEAD = (
    BlockKind.HEADLINE,
    BlockKind.STANDFIRST,
    BlockKind.BYLINE,
    BlockKind.FURNITURE,
    BlockKind.DATELINE,
    BlockKind.CAPTION,
)
"""The blocks above the text, in the order of a page."""


def read_newsmlg2(data: bytes, *, source: str = "") -> tuple[Article, ...]:
    """The articles of a NewsML-G2 message, package or item.

    Raises:
        ArticleError: it is no well-formed XML.
    """
    return tuple(_article(item, source) for item in news_items(data, source))


def _article(item: etree._Element, source: str) -> Article:
    language = _language(item)
    head = tuple(_head(item))
    content = _content(item, head, language, source)
    blocks = content.blocks
    if any(block.kind is BlockKind.HEADLINE for block in blocks):
        head = tuple(block for block in head if block.kind is not BlockKind.HEADLINE)
    known = {(block.kind, block.text.casefold()) for block in blocks}
    head = tuple(b for b in head if (b.kind, b.text.casefold()) not in known)
    byline = next((b.text for b in (*head, *blocks) if b.kind is BlockKind.BYLINE), "")
    return replace(
        content,
        blocks=wire.tidy(_in_order(head, blocks)),
        language=content.language or language,
        authors=names(byline) or _creator(item),
        date=_date(item) or content.date,
        publication=content.publication or _publication(item),
    )


def _in_order(head: tuple[Block, ...], content: tuple[Block, ...]) -> tuple[Block, ...]:
    """What only the metadata know stands among the first blocks of the content, as on a page."""
    text = next((i for i, block in enumerate(content) if block.kind not in _HEAD), len(content))
    ranked = sorted((*head, *content[:text]), key=lambda block: _HEAD.index(block.kind))
    return (*ranked, *content[text:])


def _head(item: etree._Element) -> Iterator[Block]:
    meta = find(item, "contentmeta")
    meta = item if meta is None and local(item) == "contentmeta" else meta
    if meta is None:
        return
    kinds = {"headline": BlockKind.HEADLINE, "by": BlockKind.BYLINE, "dateline": BlockKind.DATELINE}
    found: dict[BlockKind, Block] = {}
    for element in meta:
        kind = kinds.get(local(element))
        if kind is BlockKind.HEADLINE and kind in found:
            kind = BlockKind.STANDFIRST
        if local(element) == "description" and "caption" in element.get("role", ""):
            kind = BlockKind.CAPTION
        if kind and (text := text_of(element)):
            line, reason = element.sourceline or 0, f"marked <{local(element)}>"
            found.setdefault(kind, Block(kind=kind, text=text, line=line, reason=reason))
    yield from (found[kind] for kind in BlockKind if kind in found)


def _content(item: etree._Element, head: tuple[Block, ...], language: str, source: str) -> Article:
    """What the item's content says, with the metadata that the content brings along."""
    empty = Article(blocks=(), language="", source=source)
    headline = next((block.text for block in head if block.kind is BlockKind.HEADLINE), "")
    if (nitf := find(item, "nitf")) is not None:
        return nitf_article(nitf, source=source, language=language)
    if (inline := find(item, "inlinexml")) is not None:
        body = find(inline, "body")
        blocks = blocks_of(inline if body is None else body, language=language, headline=headline)
        return replace(empty, blocks=blocks)
    if (data := find(item, "inlinedata")) is not None:
        return replace(empty, blocks=_unpacked("".join(data.itertext()), headline, source))
    return empty


def _unpacked(text: str, headline: str, source: str) -> tuple[Block, ...]:
    """Escaped HTML or plain text; a lone paragraph element around plain text counts for none."""
    if text.count("<p") == 1 and text.strip().startswith("<p>"):
        text = text.strip().removeprefix("<p>").removesuffix("</p>")
    if "</" in text:
        return fragment(text, name=source, headline=headline)
    blocks = wire.paragraphs(text)
    return tuple(block for block in blocks if not same(block.text, headline))


def _language(item: etree._Element) -> str:
    meta = find(item, "contentmeta")
    language = None if meta is None else find(meta, "language")
    tag = "" if language is None else language.get("tag", "")
    return str(tag or item.get(XML_LANG) or "")


def _creator(item: etree._Element) -> tuple[str, ...]:
    return names(text_of(find(item, "contentmeta", "creator", "name")))


def _date(item: etree._Element) -> str:
    for name in ("contentcreated", "firstcreated", "versioncreated"):
        if day := iso_day(text_of(find(item, name))):
            return day
    return ""


def _publication(item: etree._Element) -> str:
    for path in (("infosource", "name"), ("provider", "name"), ("copyrightholder", "name")):
        if name := text_of(find(item, *path)):
            return name
    return ""
