"""RSS, Atom and WordPress exports -> their articles, one for each item."""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

import feedparser

from audionews.article import wire
from audionews.article.markup import fragment
from audionews.article.safely import refuse_entities
from audionews.article.words import fold, iso_day, names, same
from audionews.errors import ArticleError
from audionews.model import Article, Block, BlockKind

_POSTS = frozenset({"", "post", "page"})
_PUBLISHED = frozenset({"", "publish"})
_CAPTION = re.compile(r"\[caption([^\]]{0,500})\](.{0,5000}?)\[/caption\]", re.DOTALL)
_CAPTION_ATTRIBUTE = re.compile(r'\bcaption="([^"]*)"')
_PICTURE = re.compile(r"\s*((?:<a\b[^>]{0,500}>\s*)?<img\b[^>]{0,2000}>(?:\s*</a>)?)", re.DOTALL)
_SHORTCODE = re.compile(
    r"\[(?:gallery|embed|playlist|audio|video|youtube|vimeo|contact-form|sc)\b[^\]]{0,500}\]"
    r"(?:[^\[\]]{0,500}\[/(?:embed|audio|video)\])?"
)
_APPEARED = re.compile(r"The post .{1,300} (?:first appeared|appeared first) on .{1,200}\.?")
_WORDPRESS_AUTHOR = re.compile(
    rb"<wp:author_login>(?:<!\[CDATA\[)?([^<\]]{1,100})(?:\]\]>)?</wp:author_login>"
    rb".{0,1000}?<wp:author_display_name>(?:<!\[CDATA\[)?([^<\]]{1,100})",
    re.DOTALL,
)
_AUTHORS_WITHIN = 500_000
_TAG = re.compile(r"<[^<>]{1,500}>")


def read_feed(data: bytes, *, source: str = "") -> tuple[Article, ...]:
    """The articles of a feed, in its order; of a WordPress export, what is published.

    Raises:
        ArticleError: it is no feed, or declares entities of its own.
    """
    refuse_entities(data, name=source)
    feed = feedparser.parse(BytesIO(data), resolve_relative_uris=False)
    if not feed.entries:
        raise ArticleError(f"{source} is a feed without items; give one that has articles")
    people = dict(_display_names(data))
    return tuple(
        _article(entry, feed.feed, people, source) for entry in feed.entries if _is_post(entry)
    )


def _display_names(data: bytes) -> Iterator[tuple[str, str]]:
    """The names of a WordPress export's authors, by the names they log in with."""
    for login, name in _WORDPRESS_AUTHOR.findall(data[:_AUTHORS_WITHIN]):
        yield login.decode("utf-8", "replace"), fold(name.decode("utf-8", "replace"))


def _is_post(entry: Any) -> bool:  # noqa: ANN401 - feedparser has no types
    kind, status = entry.get("wp_post_type", ""), entry.get("wp_status", "")
    return kind in _POSTS and status in _PUBLISHED


def _article(
    entry: Any,  # noqa: ANN401
    feed: Any,  # noqa: ANN401
    people: dict[str, str],
    source: str,
) -> Article:
    headline = _plain(entry.get("title", ""))
    byline = _plain(entry.get("author", ""))
    byline = people.get(byline) or byline
    head = [
        Block(kind=kind, text=text, reason="the item's own")
        for kind, text in ((BlockKind.HEADLINE, headline), (BlockKind.BYLINE, byline))
        if text
    ]
    body = [block for block in _body(entry, headline, source) if not same(block.text, headline)]
    return Article(
        blocks=wire.tidy((*head, *body)),
        language=entry.get("language") or feed.get("language") or "",
        authors=names(byline) or ((byline,) if byline else ()),
        date=_date(entry),
        publication=_plain(feed.get("title", "")),
        url=_link(entry),
        source=source,
    )


def _plain(text: str) -> str:
    return fold(_TAG.sub(" ", text))


def _link(entry: Any) -> str:  # noqa: ANN401
    link = str(entry.get("link", ""))
    return link if link.lower().startswith(("http://", "https://")) else ""


def _date(entry: Any) -> str:  # noqa: ANN401
    """The day in the publisher's own time zone."""
    stamp = str(entry.get("published") or entry.get("updated") or "")
    try:
        return iso_day(stamp) or parsedate_to_datetime(stamp).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _body(entry: Any, headline: str, source: str) -> Iterator[Block]:  # noqa: ANN401
    contents = [str(each.get("value", "")) for each in entry.get("content", ())]
    text = max(contents, key=len, default="") or str(entry.get("summary", ""))
    if "<" not in text and "[caption" not in text:
        yield from wire.paragraphs(text, path="item")
        return
    for block in fragment(_without_shortcodes(text), name=source, headline=headline, path="item"):
        if _APPEARED.fullmatch(block.text):
            reason = "the feed's own end"
            yield Block(kind=BlockKind.BOILERPLATE, text=block.text, path="item", reason=reason)
        else:
            yield block


def _without_shortcodes(text: str) -> str:
    """WordPress's own text -> HTML: captions, players and galleries, blank lines."""
    text = _SHORTCODE.sub("", _CAPTION.sub(_figure, text))
    return text if "<p" in text else re.sub(r"\n[ \t\r]*\n", "<br><br>", text)


def _figure(shortcode: re.Match[str]) -> str:
    attributes, inside = shortcode.groups()
    picture = _PICTURE.match(inside)
    words = inside[picture.end() :] if picture else inside
    attribute = _CAPTION_ATTRIBUTE.search(attributes)
    words = words if words.strip() or not attribute else attribute[1]
    return f"<figure>{picture[1] if picture else ''}<figcaption>{words}</figcaption></figure>"
