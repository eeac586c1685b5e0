"""A JSON-LD file of schema.org's NewsArticle -> its articles.

The body is flat text there; its paragraphs are its lines.
"""

from collections.abc import Iterator

from audionews.article import wire
from audionews.article.jsonfile import Json, objects, parse_json, text
from audionews.article.markup import fragment
from audionews.article.safely import refuse_items
from audionews.article.words import fold, iso_day, same, web_address
from audionews.model import Article, Block, BlockKind


def read_jsonld(data: bytes, *, source: str = "") -> tuple[Article, ...]:
    """The articles of a JSON-LD file: every object of a kind of article, in the file's order.

    Raises:
        ArticleError: it is no valid JSON.
    """
    root = parse_json(data, name=source)
    found = list(_articles(root))
    refuse_items(len(found), name=source)
    return tuple(_article(item, source) for item in found)


def _articles(root: object) -> Iterator[Json]:
    waiting = list(objects(root))[::-1]
    while waiting:
        item = waiting.pop()
        if _is_article(item):
            yield item
        else:
            inner = [*objects(item.get("@graph")), *objects(item.get("mainEntity"))]
            waiting.extend(reversed(inner))


def _is_article(item: Json) -> bool:
    kinds = item.get("@type")
    named = [kinds] if isinstance(kinds, str) else kinds
    ends = ("Article", "Posting", "Report", "Review")
    return isinstance(named, list) and any(str(kind).endswith(ends) for kind in named)


def _article(item: Json, source: str) -> Article:
    authors = tuple(dict.fromkeys(_names(item.get("author"))))
    return Article(
        blocks=wire.tidy(tuple(_blocks(item, authors, source))),
        language=text(item, "inLanguage"),
        authors=authors,
        date=iso_day(text(item, "datePublished", "dateCreated")),
        publication=next(iter(_names(item.get("publisher"))), ""),
        url=web_address(text(item, "url", "mainEntityOfPage", "@id")),
        source=source,
    )


def _names(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        name = (
            each if isinstance(each, str) else text(each, "name") if isinstance(each, dict) else ""
        )
        if fold(name):
            yield fold(name)


def _blocks(item: Json, authors: tuple[str, ...], source: str) -> Iterator[Block]:
    headline = fold(text(item, "headline", "name"))
    body = text(item, "articleBody", "text", "reviewBody")
    yield from _block(BlockKind.HEADLINE, headline, "headline")
    yield from _block(
        BlockKind.STANDFIRST, text(item, "alternativeHeadline"), "alternativeHeadline"
    )
    yield from _block(BlockKind.BYLINE, ", ".join(authors), "author")
    yield from _block(BlockKind.DATELINE, text(item, "dateline"), "dateline")
    if "</" in body:
        blocks = fragment(body, name=source, headline=headline, path="articleBody")
    else:
        blocks = wire.paragraphs(body, path="articleBody")
    yield from (block for block in blocks if not same(block.text, headline))
    for picture in objects(item.get("image")):
        yield from _block(BlockKind.CAPTION, text(picture, "caption"), "image")
        yield from _block(BlockKind.CREDIT, text(picture, "creditText"), "image")


def _block(kind: BlockKind, value: str, path: str) -> Iterator[Block]:
    if words := fold(value):
        yield Block(kind=kind, text=words, path=path, reason=f"the value of {path}")
