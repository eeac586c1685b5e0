"""What the web shows of an edition: its page, its transcript, and the feed of its folder."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from audionews.article.safely import parse_xml

_PSC = "{http://podlove.org/simple-chapters}"
_UTTERANCE = re.compile(r"u\d+")

Shown = tuple[str, float]
"""A chapter's title and its start in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the edition, or its transcript."""

    chapters: tuple[Shown, ...]
    """Those that it lists."""
    texts: tuple[str, ...]
    """What it shows of each utterance, in order."""


def read_page(path: Path) -> Page:
    """What a page shows.

    Raises:
        ValueError: a chapter's start is no number.
        OSError: it cannot be read.
    """
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    return Page(
        chapters=tuple((chapter.words, chapter.start) for chapter in reader.chapters),
        texts=tuple(utterance.words for utterance in reader.utterances),
    )


@dataclass(slots=True)
class _Element:
    start: float = 0.0
    words: str = ""


class _Reader(HTMLParser):
    """Collects ``<a class="chapter" data-start="15"><span>Title</span>`` and ``<span id="u7">``."""

    def __init__(self) -> None:
        super().__init__()
        self.chapters: list[_Element] = []
        self.utterances: list[_Element] = []
        self._spans: list[_Element | None] = []
        """The open spans, each with what its words belong to."""
        self._link: _Element | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link may begin a chapter, and a span the chapter's title or an utterance."""
        given = dict(attrs)
        if tag == "a" and given.get("class") == "chapter":
            self._link = _Element(start=float(given.get("data-start") or ""))
            self.chapters.append(self._link)
        elif tag == "span" and _UTTERANCE.fullmatch(given.get("id") or ""):
            self.utterances.append(_Element())
            self._spans.append(self.utterances[-1])
        elif tag == "span":
            inside = self._spans[-1] if self._spans else None
            self._spans.append(inside if "class" in given else inside or self._link)

    def handle_endtag(self, tag: str) -> None:
        """A link or a span ends."""
        if tag == "a":
            self._link = None
        elif tag == "span" and self._spans:
            self._spans.pop()

    def handle_data(self, data: str) -> None:
        """Words belong to the innermost span."""
        if self._spans and (element := self._spans[-1]):
            element.words += data


def feed_chapters(path: Path, place: str) -> tuple[Shown, ...]:
    """The chapters that a feed gives for an edition; none where it is not in it.

    Args:
        path: the feed.
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
