"""The feed: RSS 2.0 with the elements of Apple, Podcasting 2.0, Podlove and RFC 5005.

Source: https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification,
https://help.apple.com/itc/podcasts_connect/#/itcb54353390,
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md,
https://podlove.org/simple-chapters/
"""

import base64
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import TypeAlias

from lxml import etree

from audionews import __version__
from audionews.clock import full_clock
from audionews.publish.feed.episodes import COVER, PAGE, Episode
from audionews.publish.feed.history import History, Published
from audionews.publish.feed.notes import is_web, notes, shortened
from audionews.publish.feed.phrases import phrase
from audionews.publish.feed.show import Show
from audionews.publish.xhtml import clean, language_tag
from audionews.settings import Feed

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
TRANSCRIPTS = (
    ("transcript.vtt", "text/vtt", "captions"),
    ("transcript.srt", "application/x-subrip", "captions"),
    ("transcript.json", "application/json", None),
    ("transcript.html", "text/html", None),
    ("transcript.txt", "text/plain", None),
)
BOOKS = (
    (".epub", "application/epub+zip", "book"),
    (".daisy.zip", "application/zip", "talking_book"),
    (".m4b", "audio/mp4", "audiobook"),
)
_NAME, _BOOK_TITLE = 128, 32
"""Characters.  Source: the podcast namespace's person, soundbite and alternateEnclosure."""


def pages(
    show: Show, feed: Feed, history: History, published: Sequence[Published], picture: str
) -> dict[str, Element]:
    """The feed by file name, the latest episodes in the first, without the time it was built.

    Args:
        picture: the address of the show's picture.
    """
    starts = range(0, max(len(published), 1), feed.page)
    cut = [published[start : start + feed.page] for start in starts]
    names = [page_name(show.name, number) for number in range(1, len(cut) + 1)]
    made = {}
    for number, (name, episodes) in enumerate(zip(names, cut, strict=True)):
        rss = etree.Element("rss", nsmap=NAMESPACES, version="2.0")
        channel = _add(rss, "channel")
        _channel(channel, show, feed, history, picture)
        _links(channel, show, names, number)
        for one in episodes:
            _item(_add(channel, "item"), one, show, feed)
        made[name] = rss
    return made


def page_name(name: str, number: int) -> str:
    """The file of the feed's page of that number: "feed.xml", "feed-2.xml"."""
    stem, _, ending = name.rpartition(".")
    return name if number == 1 else f"{stem}-{number}.{ending}"


def serialised(rss: Element, built: datetime | None = None) -> bytes:
    """The feed as a file, which says when it was built."""
    if built:
        rss.find("channel/lastBuildDate").text = _when(built)
    data: bytes = etree.tostring(rss, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _channel(channel: Element, show: Show, feed: Feed, history: History, picture: str) -> None:
    category, inner = show.category
    _add(channel, "title", show.title)
    _add(channel, "link", show.link)
    _add(channel, "description", show.description)
    _add(channel, "language", show.language)
    if show.copyright:
        _add(channel, "copyright", show.copyright)
    _add(channel, "lastBuildDate", "-")
    _add(channel, "generator", f"audionews {__version__}")
    rss_image = _add(channel, "image")
    for tag, value in (("url", picture), ("title", show.title), ("link", show.link)):
        _add(rss_image, tag, value)
    _add(channel, "itunes:author", show.author)
    _add(channel, "itunes:image", href=picture)
    outer = _add(channel, "itunes:category", text=category)
    if inner:
        _add(outer, "itunes:category", text=inner)
    _add(channel, "itunes:explicit", _truth(feed.explicit))
    _add(channel, "itunes:type", feed.type)
    if show.email:
        owner = _add(channel, "itunes:owner")
        _add(owner, "itunes:name", show.publisher or show.author)
        _add(owner, "itunes:email", show.email)
    if history.url != show.url:
        _add(channel, "itunes:new-feed-url", show.url)
    _add(channel, "podcast:guid", str(history.guid))
    locked = "yes" if feed.locked else "no"
    _add(channel, "podcast:locked", locked, owner=show.email or None)
    _add(channel, "podcast:medium", feed.medium)
    _add(channel, "podcast:txt", "true", purpose="ai-content")
    if feed.funding:
        _add(channel, "podcast:funding", feed.funding_text, url=feed.funding)


def _links(channel: Element, show: Show, names: Sequence[str], number: int) -> None:
    """The feed's own address, and where there are several pages, those of the others."""
    addresses = [show.url, *map(show.address, names[1:])]
    rels = {"self": number}
    if len(names) > 1:
        others = {"first": 0, "previous": number - 1, "next": number + 1, "last": len(names) - 1}
        rels |= {rel: page for rel, page in others.items() if 0 <= page < len(names)}
    for rel, page in rels.items():
        _add(channel, "atom:link", rel=rel, href=addresses[page], type="application/rss+xml")


def _item(item: Element, published: Published, show: Show, feed: Feed) -> None:
    episode = published.episode
    sound = episode.files[episode.mp3]
    _add(item, "title", episode.title)
    _add(item, "link", _link(episode, show))
    _add(item, "guid", published.guid, isPermaLink="false")
    _add(item, "pubDate", _when(published.date))
    _add(item, "description").text = etree.CDATA(notes(episode))
    _add(
        item,
        "enclosure",
        url=_file(show, episode, episode.mp3),
        length=str(sound.bytes),
        type="audio/mpeg",
    )
    _add(item, "itunes:duration", str(max(1, round(episode.duration))))
    _add(item, "itunes:explicit", _truth(feed.explicit))
    _add(item, "itunes:author", ", ".join(episode.authors) or show.author)
    _add(item, "itunes:episodeType", "full")
    if feed.type == "serial":
        _add(item, "itunes:episode", str(published.number))
    if COVER in episode.files:
        _add(item, "itunes:image", href=_file(show, episode, COVER))
    _companions(item, episode, show)
    _people(item, episode)
    _chapters(item, episode)
    _add(item, "podcast:txt", "true", purpose="ai-content")


def _companions(item: Element, episode: Episode, show: Show) -> None:
    """The transcripts, the chapters, the books and the page that go with the sound."""
    for name, kind, rel in TRANSCRIPTS:
        if name in episode.files:
            url, language = _file(show, episode, name), language_tag(episode.language)
            _add(item, "podcast:transcript", url=url, type=kind, language=language, rel=rel)
    if "chapters.json" in episode.files:
        url = _file(show, episode, "chapters.json")
        _add(item, "podcast:chapters", url=url, type="application/json+chapters")
    for ending, kind, title in BOOKS:
        if name := episode.found(ending):
            _book(item, episode, show, name=name, kind=kind, title=title)
    if PAGE in episode.files:
        page = _file(show, episode, PAGE, versioned=False)
        _add(item, "podcast:contentLink", phrase("page", episode.language), href=page)


def _book(item: Element, episode: Episode, show: Show, *, name: str, kind: str, title: str) -> None:
    file = episode.files[name]
    book = _add(
        item,
        "podcast:alternateEnclosure",
        type=kind,
        length=str(file.bytes),
        lang=language_tag(episode.language),
        title=shortened(phrase(title, episode.language), _BOOK_TITLE),
        rel=title,
    )
    _add(book, "podcast:source", uri=_file(show, episode, name))
    digest = base64.b64encode(bytes.fromhex(file.sha256)).decode()
    _add(book, "podcast:integrity", type="sri", value=f"sha256-{digest}")


def _people(item: Element, episode: Episode) -> None:
    """Who wrote it and who is heard.  Source: the Podcast Taxonomy."""
    for name in filter(str.strip, map(clean, episode.authors)):
        _add(item, "podcast:person", shortened(name, _NAME), group="writing", role="author")
    for voice, narrates in episode.cast:
        role = "narrator" if narrates else "voice actor"
        name = shortened(f"{voice} (synthetic voice)", _NAME)
        _add(item, "podcast:person", name, group="cast", role=role)


def _chapters(item: Element, episode: Episode) -> None:
    if excerpt := episode.excerpt:
        title = shortened(excerpt.title, _NAME)
        start, duration = _seconds(excerpt.start), _seconds(excerpt.duration)
        _add(item, "podcast:soundbite", title, startTime=start, duration=duration)
    if episode.chapters:
        chapters = _add(item, "psc:chapters", version="1.2")
        for one in episode.chapters:
            _add(chapters, "psc:chapter", start=full_clock(one.start), title=one.title)


def _link(episode: Episode, show: Show) -> str:
    """Where people read on: the article, or the edition's page, or the list of editions."""
    if is_web(episode.url):
        return episode.url
    if PAGE in episode.files:
        return _file(show, episode, PAGE, versioned=False)
    return f"{show.folder}#{episode.folder}"


def _file(show: Show, episode: Episode, name: str, *, versioned: bool = True) -> str:
    sha256 = episode.files[name].sha256 if versioned else ""
    return show.address(f"{episode.folder}/{name}", sha256)


def _add(parent: Element, tag: str, words: str | None = None, **attributes: str | None) -> Element:
    """A new element, with its words on one line and without what XML forbids."""
    prefix, _, name = tag.rpartition(":")
    given = {key: _clean(value) for key, value in attributes.items() if value is not None}
    element = etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{name}" if prefix else name, given)
    element.text = words if words is None else _clean(words)
    return element


def _clean(words: str) -> str:
    return " ".join(clean(words).split())


def _truth(value: bool) -> str:  # noqa: FBT001 - there is nothing else to say
    return "true" if value else "false"


def _seconds(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _when(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)
