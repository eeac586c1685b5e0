"""The chapters that the web shows: in an edition's page, and in the feed of its folder."""

from html.parser import HTMLParser
from pathlib import Path

from audionews.article.safely import parse_xml

_PSC = "{http://podlove.org/simple-chapters}"

Shown = tuple[str, float]
"""A chapter's title and its start in seconds."""


def page_chapters(path: Path) -> tuple[Shown, ...]:
    """The chapters that a player page lists.

    Raises:
        ValueError: a chapter's start is no number.
        OSError: it cannot be read.
    """
    page = _Page()
    page.feed(path.read_text("utf-8"))
    return tuple(page.chapters)


class _Page(HTMLParser):
    """Collects the links ``<a class="chapter" data-start="15"><span>Title</span>...``."""

    def __init__(self) -> None:
        super().__init__()
        self.chapters: list[Shown] = []
        self._in_link = self._is_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link begins a chapter, its span without a class the title."""
        given = dict(attrs)
        if tag == "a" and given.get("class") == "chapter":
            self.chapters.append(("", float(given.get("data-start") or "")))
            self._in_link = True
        self._is_title = tag == "span" and self._in_link and "class" not in given

    def handle_endtag(self, tag: str) -> None:
        """The title ends."""
        self._is_title = False
        self._in_link = self._in_link and tag != "a"

    def handle_data(self, data: str) -> None:
        """The title's words."""
        if self._is_title:
            title, start = self.chapters[-1]
            self.chapters[-1] = (title + data, start)


def feed_chapters(path: Path, place: str) -> tuple[Shown, ...]:
    """The chapters that a feed gives for an edition; none where it is not in it.

    Args:
        place: the end of the MP3's address: its folder and its name.

    Raises:
        ArticleError: it is no XML.
        OSError: it cannot be read.
    """
    for item in parse_xml(path.read_bytes(), name=path.name).iter("item"):
        urls = [each.get("url", "").partition("?")[0] for each in item.iter("enclosure")]
        if any(url.endswith(place) for url in urls):
            chapters = item.iter(f"{_PSC}chapter")
            return tuple((one.get("title", ""), _seconds(one.get("start", ""))) for one in chapters)
    return ()


def _seconds(clock: str) -> float:
    seconds = 0.0
    for part in clock.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
