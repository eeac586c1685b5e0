"""RSS, Atom and WordPress exports -> their articles, one for each item.

Source: RSS 2.0 with its content and Dublin Core modules, RSS 1.0, RFC 4287 (Atom), and the
WordPress eXtended RSS that WordPress exports.  Feeds are often ill-formed, so what can be read
of a broken one is read.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from lxml import etree

from audionews.article import wire
from audionews.article.markup import XML_LANG, blocks_of, fragment, local, text_of
from audionews.article.safely import parse_xml, refuse_items
from audionews.article.words import fold, iso_day, names, same, web_address
from audionews.errors import ArticleError
from audionews.model import Article, Block, BlockKind

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MODULES = (_ATOM, _CONTENT, _DC, "{http://purl.org/rss/1.0/}", "{http://wordpress.org/export/")
"""The namespaces whose elements are the item's own; others describe its pictures and sounds."""
_POSTS = frozenset({"", "post", "page"})
_PUBLISHED = frozenset({"", "publish"})
_CAPTION = re.compile(
    r"\[caption([^\]]{0,500})\]((?:(?!\[caption).){0,5000}?)\[/caption\]", re.DOTALL
)
_CAPTION_ATTRIBUTE = re.compile(r'\bcaption="([^"]*)"')
_PICTURE = re.compile(r"\s*((?:<a\b[^>]{0,500}>\s*)?<img\b[^>]{0,2000}>(?:\s*</a>)?)", re.DOTALL)
_SHORTCODE = re.compile(
    r"\[(?:gallery|embed|playlist|audio|video|youtube|vimeo|contact-form|sc)\b[^\[\]]{0,500}\]"
    r"(?:[^\[\]]{0,500}\[/(?:embed|audio|video)\])?"
)
_APPEARED = re.compile(r"The post .{1,300} (?:first appeared|appeared first) on .{1,200}\.?")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_TAG = re.compile(r"<[^<>]{1,500}>")


def read_feed(data: bytes, *, source: str = "") -> tuple[Article, ...]:
    """The articles of a feed, in its order; of a WordPress export, what is published.

    Raises:
        ArticleError: it is no feed, or declares entities of its own.
    """
    root = parse_xml(_ENTITY.sub(_character, data), name=source, leniently=True)
    items = [_Item(each) for each in root.iter() if local(each) in {"item", "entry"}]
    refuse_items(len(items), name=source)
    if not items:
        raise ArticleError(f"{source} is a feed without items; give one that has articles")
    feed = _feed(root)
    return tuple(_article(item, feed, source) for item in items if _is_post(item))


def _character(entity: re.Match[bytes]) -> bytes:
    """The character of an entity that HTML knows and XML does not."""
    if entity[1] in _OF_XML:
        return entity[0]
    return html.unescape(entity[0].decode("ascii")).encode("ascii", "xmlcharrefreplace")


def _channel(root: etree._Element) -> etree._Element:
    return next((each for each in root if local(each) == "channel"), root)


@dataclass(frozen=True, slots=True)
class _Item:
    """An item, or the feed itself, asked for its own elements."""

    element: etree._Element

    def all(self, name: str) -> Iterator[etree._Element]:
        """The children of that name."""
        for child in self.element:
            if local(child) == name and ("}" not in child.tag or child.tag.startswith(_MODULES)):
                yield child

    def text(self, *ways: str) -> str:
        """The text of the first child by one of the names that has any."""
        texts = ("".join(each.itertext()) for name in ways for each in self.all(name))
        return next((text for text in texts if text.strip()), "")


def _is_post(item: _Item) -> bool:
    return item.text("post_type") in _POSTS and item.text("status") in _PUBLISHED


def _display_names(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The names of a WordPress export's authors, by the names they log in with."""
    for author in (_Item(each) for each in root.iter() if local(each) == "author"):
        if login := author.text("author_login"):
            yield login, fold(author.text("author_display_name"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    """What the items of a feed have in common."""

    publication: str
    language: str
    people: dict[str, str]


def _feed(root: etree._Element) -> _Feed:
    channel = _Item(_channel(root))
    return _Feed(
        publication=_plain(channel.text("title")),
        language=_language(channel),
        people=dict(_display_names(root)),
    )


def _article(item: _Item, feed: _Feed, source: str) -> Article:
    headline = _plain(item.text("title"))
    byline = _byline(item)
    byline = feed.people.get(byline) or byline
    head = [
        Block(kind=kind, text=text, reason="the item's own")
        for kind, text in ((BlockKind.HEADLINE, headline), (BlockKind.BYLINE, byline))
        if text
    ]
    body = [block for block in _body(item, headline, source) if not same(block.text, headline)]
    return Article(
        blocks=wire.tidy((*head, *body)),
        language=_language(item) or feed.language,
        authors=names(byline) or ((byline,) if byline else ()),
        date=_date(item),
        publication=feed.publication,
        url=_link(item),
        source=source,
    )


def _plain(text: str) -> str:
    return fold(_TAG.sub(" ", html.unescape(text)))


def _byline(item: _Item) -> str:
    """The author: Dublin Core's creator, Atom's names, or RSS's "mail (name)"."""
    atom = [_plain(_Item(author).text("name")) for author in item.all("author")]
    named = ", ".join(filter(None, atom)) or _plain(item.text("creator", "author"))
    in_brackets = re.search(r"\(([^()]+)\)$", named)
    if "@" in named:
        return in_brackets[1] if in_brackets else ""
    return named


def _language(item: _Item) -> str:
    return fold(item.text("language")) or item.element.get(XML_LANG) or ""


def _link(item: _Item) -> str:
    hrefs = [e.get("href", "") for e in item.all("link") if e.get("rel") in {None, "alternate"}]
    link = next(filter(None, hrefs), "") or item.text("link")
    return web_address(link)


def _date(item: _Item) -> str:
    """The day in the publisher's own time zone."""
    stamp = fold(item.text("pubdate", "published", "issued", "date", "updated"))
    try:
        return iso_day(stamp) or parsedate_to_datetime(stamp).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _body(item: _Item, headline: str, source: str) -> Iterator[Block]:
    for block in _content(item, headline, source):
        if _APPEARED.fullmatch(block.text):
            reason = "the feed's own end"
            yield Block(kind=BlockKind.BOILERPLATE, text=block.text, path="item", reason=reason)
        else:
            yield block


def _content(item: _Item, headline: str, source: str) -> tuple[Block, ...]:
    for xhtml in item.all("content"):
        if len(xhtml) and text_of(xhtml):
            return blocks_of(xhtml, headline=headline, path="item", lined=False)
    text = item.text("encoded", "content") or item.text("description", "summary")
    if "<" not in text and "[caption" not in text:
        return wire.paragraphs(html.unescape(text), path="item")
    text = _without_shortcodes(text)
    return fragment(text, name=source, headline=headline, path="item") if text.strip() else ()


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
