"""ninjs -> its articles: one for each item that holds text.

Source: IPTC ninjs 1.x to 3.x.  Version 1 has ``headline``, ``body_text`` and ``body_xhtml``;
2 and 3 have lists of ``headlines``, ``bodies`` and ``descriptions`` with roles; 3 writes its
names in camel case.  Pictures are associations of the text's item.
"""

from collections.abc import Iterator

from audionews.article import wire
from audionews.article.jsonfile import Json, objects, parse_json, text
from audionews.article.markup import fragment
from audionews.article.safely import refuse_items
from audionews.article.words import fold, iso_day, names, same, web_address
from audionews.model import Article, Block, BlockKind

_PICTURES = frozenset({"picture", "image", "graphic"})
_HTML_BODIES = ("body_xhtml", "body_html")
_SUMMARIES = frozenset({"summary", "standfirst", "intro", "abstract", "subheadline"})


def read_ninjs(data: bytes, *, source: str = "") -> tuple[Article, ...]:
    """The articles of a ninjs item, of a list of items, or of an answer that wraps them.

    Raises:
        ArticleError: it is no valid JSON.
    """
    root = parse_json(data, name=source)
    wrapped = (root.get(key) for key in ("item", "items", "_items") if isinstance(root, dict))
    items = next((each for each in wrapped if each), root)
    found = list(objects(items))
    refuse_items(len(found), name=source)
    return tuple(_article(item, source) for item in found)


def _article(item: Json, source: str) -> Article:
    headline = _headline(item)
    head = tuple(_head(item, headline))
    body = [block for block in _body(item, headline, source) if not same(block.text, headline)]
    if not body and not _is_picture(item):
        body = list(_descriptions(item, BlockKind.PARAGRAPH))
    byline = text(item, "by", "byline")
    return Article(
        blocks=wire.tidy((*head, *body, *_associations(item, body))),
        language=text(item, "language"),
        authors=() if _is_picture(item) else names(byline),
        date=_date(item),
        publication=fold(text(item, "source", "copyrightholder", "copyrightHolder")),
        url=web_address(text(item, "canonicalurl", "canonicalUrl")),
        source=source,
    )


def _head(item: Json, headline: str) -> Iterator[Block]:
    yield from _block(BlockKind.HEADLINE, headline, "headline")
    yield from _standfirst(item)
    byline = text(item, "by", "byline")
    if _is_picture(item):
        yield from _descriptions(item, BlockKind.CAPTION)
        yield from _block(BlockKind.CREDIT, byline, "byline")
    else:
        yield from _block(BlockKind.BYLINE, byline, "byline")
        yield from _block(BlockKind.DATELINE, text(item, "located"), "located")


def _headline(item: Json) -> str:
    every = list(objects(item.get("headlines")))
    main = [each for each in every if text(each, "role") in {"", "main", "headline"}]
    return fold(text(item, "headline") or next((text(each, "value") for each in main + every), ""))


def _standfirst(item: Json) -> Iterator[Block]:
    for each in objects(item.get("descriptions")):
        if text(each, "role") in _SUMMARIES:
            yield from _block(BlockKind.STANDFIRST, text(each, "value"), "descriptions")


def _descriptions(item: Json, kind: BlockKind) -> Iterator[Block]:
    yield from _block(kind, text(item, "description_text"), "description_text")
    for each in objects(item.get("descriptions")):
        if text(each, "role") not in _SUMMARIES:
            yield from _block(kind, text(each, "value"), "descriptions")


def _body(item: Json, headline: str, source: str) -> tuple[Block, ...]:
    """The richest body: HTML with pictures, then HTML, then plain text."""
    pages: list[str] = []
    plain: list[str] = []
    for each in objects(item.get("bodies")):
        kind = text(each, "contenttype", "contentType")
        (pages if "html" in kind or not kind else plain).append(text(each, "value"))
        if kind not in {"", "text/plain"} and "html" not in kind:
            plain.pop()  # an agency's own markup
    pages += [text(item, key) for key in _HTML_BODIES]
    page = max(pages, key=lambda page: ("<figure" in page, len(page)), default="")
    if "</" in page:
        return fragment(page, name=source, headline=headline, path="body")
    return wire.paragraphs(
        next(filter(None, [*plain, text(item, "body_text"), page]), ""), path="body"
    )


def _associations(item: Json, body: list[Block]) -> Iterator[Block]:
    """The pictures that the body does not show already, with caption and credit."""
    known = item.get("associations")
    shown = {block.text for block in body if block.kind is BlockKind.CAPTION}
    for each in objects(list(known.values()) if isinstance(known, dict) else known):
        captions = [b for b in _descriptions(each, BlockKind.CAPTION) if b.text not in shown]
        if captions and (_is_picture(each) or not text(each, "type")):
            yield from captions
            yield from _block(BlockKind.CREDIT, text(each, "by", "byline"), "associations")


def _block(kind: BlockKind, value: str, path: str) -> Iterator[Block]:
    if words := fold(value):
        yield Block(kind=kind, text=words, path=path, reason=f"the value of {path}")


def _is_picture(item: Json) -> bool:
    return text(item, "type") in _PICTURES


def _date(item: Json) -> str:
    keys = ("firstcreated", "firstCreated", "versioncreated", "versionCreated", "contentcreated")
    return next((day for key in keys if (day := iso_day(text(item, key)))), "")
