"""An EPUB with Media Overlays, as a reading system takes it.

Source: EPUB 3.3, W3C Recommendation of May 2023.
"""

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from audionews.article.safely import parse_xml

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it

_NS = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "h": "http://www.w3.org/1999/xhtml",
    "s": "http://www.w3.org/ns/SMIL",
    "epub": "http://www.idpf.org/2007/ops",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A stretch of the sound, in seconds, and the element that is heard in it."""

    document: str
    element: str
    begin: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A content document with its overlay."""

    name: str
    clips: tuple[Clip, ...]
    texts: dict[str, str]
    """The text of each element that a clip may name."""
    uncovered: tuple[str, ...]
    """Text that no clip belongs to."""
    duration: float | None
    """The length that the package gives for the overlay, in seconds."""

    @property
    def seconds(self) -> float:
        """The length of its clips together."""
        return sum(clip.end - clip.begin for clip in self.clips)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """An EPUB."""

    name: str
    pages: tuple[Page, ...]
    contents: tuple[tuple[str, float | None], ...]
    """Each entry of the table of contents, and when its section is first heard."""
    duration: float | None
    """The length that the package gives for the whole, in seconds."""
    seconds: float
    """The length of all overlays together, that of the table of contents too."""

    @property
    def clips(self) -> tuple[Clip, ...]:
        """All clips, in reading order."""
        return tuple(clip for page in self.pages for clip in page.clips)

    @property
    def texts(self) -> list[str]:
        """What each clip shows, in reading order."""
        return [page.texts.get(clip.element, "") for page in self.pages for clip in page.clips]


def read_book(path: Path) -> Book:
    """The book in a file.

    Raises:
        ValueError: it is no EPUB.
        KeyError: it lacks a part.
        ArticleError: a part of it is no XML.
        OSError: it cannot be read.
    """
    with _opened(path) as file:
        return _Package(file).book(path.name)


def sounds(path: Path) -> dict[str, str]:
    """The SHA-256 of each MP3 in a book of any kind, by its name.

    Raises:
        ValueError: it is no archive.
        OSError: it cannot be read.
    """
    with _opened(path) as file:
        names = [name for name in file.namelist() if name.endswith(".mp3")]
        return {name: hashlib.sha256(file.read(name)).hexdigest() for name in names}


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as file:
            yield file
    except (zipfile.BadZipFile, EOFError) as error:
        raise ValueError(f"it is a broken archive: {error}") from error


class _Package:
    """The package document, and the files that it names."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file = file
        container = parse_xml(file.read("META-INF/container.xml"), name="container.xml")
        self.path = str(container.xpath("string(//c:rootfile/@full-path)", namespaces=_NS))
        self.opf = self.xml(self.path)
        self.items = {item.get("id"): item for item in _all(self.opf, "//o:item")}

    def xml(self, name: str) -> Element:
        return parse_xml(self.file.read(name), name=name)

    def href(self, item: Element) -> str:
        return posixpath.join(posixpath.dirname(self.path), item.get("href", ""))

    def book(self, name: str) -> Book:
        items = [self.items[ref.get("idref")] for ref in _all(self.opf, "//o:itemref")]
        roots = {self.href(item): self.xml(self.href(item)) for item in items}
        pages = tuple(self.page(item, roots[self.href(item)]) for item in items)
        return Book(
            name=name,
            pages=pages,
            contents=tuple(self.contents(roots, [clip for page in pages for clip in page.clips])),
            duration=self.duration(""),
            seconds=sum(self.overlay_seconds()),
        )

    def page(self, item: Element, root: Element) -> Page:
        name, overlay = self.href(item), item.get("media-overlay", "")
        clips = tuple(self.clips(self.href(self.items[overlay]))) if overlay else ()
        named = {clip.element for clip in clips if clip.document == name}
        return Page(
            name=name,
            clips=clips,
            texts={each.get("id", ""): _text(each) for each in _all(root, "//*[@id]")},
            uncovered=tuple(_uncovered(root, named)),
            duration=self.duration(overlay),
        )

    def duration(self, overlay: str) -> float | None:
        """The length that is given for an overlay, or with no name for the whole."""
        for meta in _all(self.opf, "//o:meta[@property='media:duration']"):
            if meta.get("refines", "") == (f"#{overlay}" if overlay else ""):
                return _seconds(meta.text or "")
        return None

    def overlay_seconds(self) -> Iterator[float]:
        for item in self.items.values():
            if item.get("media-type") == "application/smil+xml":
                yield from (clip.end - clip.begin for clip in self.clips(self.href(item)))

    def clips(self, overlay: str) -> Iterator[Clip]:
        for par in _all(self.xml(overlay), "//s:par[s:text and s:audio]"):
            (text, *_), (audio, *_) = _all(par, "s:text"), _all(par, "s:audio")
            href, _, element = text.get("src", "").partition("#")
            yield Clip(
                document=posixpath.normpath(posixpath.join(posixpath.dirname(overlay), href)),
                element=element,
                begin=_seconds(audio.get("clipBegin", "0")),
                end=_seconds(audio.get("clipEnd", "")),
            )

    def contents(
        self, roots: dict[str, Element], clips: list[Clip]
    ) -> Iterator[tuple[str, float | None]]:
        navs = [item for item in self.items.values() if "nav" in item.get("properties", "").split()]
        for nav in navs:
            for link in _all(self.xml(self.href(nav)), "//h:nav[@epub:type='toc']//h:a"):
                href = posixpath.join(posixpath.dirname(self.href(nav)), link.get("href", ""))
                name, _, element = href.partition("#")
                inside = _inside(roots[name], element)
                begins = [clip.begin for clip in clips if clip.element in inside]
                yield _text(link), begins[0] if begins else None


def _all(element: Element, path: str) -> list[Element]:
    found: list[Element] = element.xpath(path, namespaces=_NS)
    return found


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _inside(root: Element, element: str) -> set[str]:
    """The ids of an element and of all that it holds."""
    return {
        inner.get("id", "")
        for found in _all(root, "//*[@id]")
        if found.get("id") == element
        for inner in found.iter()
    } - {""}


def _uncovered(root: Element, named: set[str]) -> Iterator[str]:
    """The words of the body outside of the elements that clips name."""
    words: list[str] = root.xpath("//h:body//text()[normalize-space()]", namespaces=_NS)
    for text in words:
        parent = text.getparent()  # type: ignore[attr-defined]  # lxml's strings know their element
        holder = parent.getparent() if text.is_tail else parent  # type: ignore[attr-defined]
        around = [holder, *holder.iterancestors()]
        if re.search(r"\w", text) and not any(each.get("id") in named for each in around):
            yield " ".join(text.split())


def _seconds(clock: str) -> float:
    """A SMIL clock value in seconds."""
    value = clock.strip()
    if value.endswith("ms"):
        return float(value[:-2]) / 1000
    seconds = 0.0
    for part in value.removesuffix("s").split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds, 3)
