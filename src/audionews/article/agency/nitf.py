"""NITF -> an article.

Source: IPTC News Industry Text Format 3.x.  Namespaces vary between agencies (none, or
``http://iptc.org/std/NITF/2006-10-18/``), so elements are known by their local names.
"""

from collections.abc import Iterator

from lxml import etree

from audionews.article import wire
from audionews.article.markup import blocks_of, local, text_of
from audionews.article.safely import parse_xml
from audionews.article.words import fold, iso_day, names, same
from audionews.model import Article, Block, BlockKind


def read_nitf(data: bytes, *, source: str = "") -> tuple[Article, ...]:
    """The article of an NITF document.

    Raises:
        ArticleError: it is no well-formed XML.
    """
    return (nitf_article(parse_xml(data, name=source), source=source),)


def nitf_article(root: etree._Element, *, source: str = "", language: str = "") -> Article:
    """The article of a ``nitf`` element, alone or inside of a NewsML item."""
    language = root.get("baselang") or language
    head = tuple(_head(root))
    body = _content(root)
    content = () if body is None else blocks_of(body, language=language, headline=_title(head))
    end = find(root, "body.end")
    content += () if end is None else blocks_of(end, language=language)
    blocks = wire.tidy((*head, *content))
    byline = next((block.text for block in blocks if block.kind is BlockKind.BYLINE), "")
    return Article(
        blocks=blocks,
        language=language,
        authors=names(byline),
        date=_date(root),
        publication=text_of(find(root, "distributor")),
        source=source,
    )


def find(root: etree._Element, *path: str) -> etree._Element | None:
    """The first element of that local name; of several names, each inside of the one before."""
    for name in path:
        inner = (each for each in root.iterdescendants() if local(each) == name)
        if (found := next(inner, None)) is None:
            return None
        root = found
    return root


def news_items(data: bytes, name: str) -> list[etree._Element]:
    """The news items of a document; one that is none is taken for one.

    Raises:
        ArticleError: it is no well-formed XML.
    """
    root = parse_xml(data, name=name)
    return list(outermost(root, "newsitem")) or [root]


def outermost(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of that local name that are not inside of each other."""
    if local(root) == name:
        yield root
        return
    for child in root:
        yield from outermost(child, name)


def _content(root: etree._Element) -> etree._Element | None:
    """The body's content; an editor's note in the head has a content of its own."""
    contents = (each for each in root.iterdescendants() if local(each) == "body.content")
    return next((each for each in contents if local(each.getparent()) != "note"), None)


def _title(head: tuple[Block, ...]) -> str:
    return next((block.text for block in head if block.kind is BlockKind.HEADLINE), "")


def _head(root: etree._Element) -> Iterator[Block]:
    head = find(root, "body.head")
    if head is None:
        yield from _block(BlockKind.HEADLINE, find(root, "head", "title"))
        return
    headline = text_of(find(head, "hl1"))
    yield from _block(BlockKind.HEADLINE, find(head, "hl1"))
    deck = find(head, "hl2")
    if not same(text_of(deck), headline):
        yield from _deck(deck)
    if not same(text_of(find(head, "abstract")), headline):
        yield from _block(BlockKind.STANDFIRST, find(head, "abstract"))
    yield from _byline(find(head, "byline"))
    yield from _block(BlockKind.DATELINE, find(head, "dateline", "location"))
    if find(head, "dateline", "location") is None and find(head, "dateline", "story.date") is None:
        yield from _block(BlockKind.DATELINE, find(head, "dateline"))


def _deck(element: etree._Element | None) -> Iterator[Block]:
    """An ``hl2`` is a standfirst, but for an agency's keywords in capitals."""
    shouted = text_of(element).isupper()
    yield from _block(BlockKind.FURNITURE if shouted else BlockKind.STANDFIRST, element)


def _byline(element: etree._Element | None) -> Iterator[Block]:
    """The byline without the author's title, which is kept unspoken beside it."""
    if element is None:
        return
    title = find(element, "byttl")
    role = text_of(title)
    if title is not None and (parent := title.getparent()) is not None:
        parent.remove(title)
    name = fold(text_of(element)).rstrip(", ")
    yield from _text_block(BlockKind.BYLINE, name or role, element)
    if name:
        yield from _text_block(BlockKind.FURNITURE, role, element)


def _block(kind: BlockKind, element: etree._Element | None) -> Iterator[Block]:
    if element is not None:
        yield from _text_block(kind, text_of(element), element)


def _text_block(kind: BlockKind, text: str, element: etree._Element) -> Iterator[Block]:
    if text:
        reason = f"marked <{local(element)}>"
        yield Block(kind=kind, text=text, line=element.sourceline or 0, reason=reason)


def _date(root: etree._Element) -> str:
    for name, attribute in (
        ("date.release", "norm"),
        ("date.issue", "norm"),
        ("pubdata", "date.publication"),
        ("story.date", "norm"),
    ):
        element = find(root, name)
        if element is not None and (day := iso_day(element.get(attribute, ""))):
            return day
    return ""
