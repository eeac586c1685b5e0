"""The package document: what the book is, what is in it, and how accessible it is."""

from collections.abc import Iterable, Iterator, Sequence

from lxml.builder import ElementMaker

from audionews.publish import xhtml
from audionews.publish.document import Document, Run
from audionews.publish.epub.overlay import AUDIO, clock
from audionews.publish.imprint import UNDATED, Imprint
from audionews.publish.pages import Page, headings
from audionews.publish.xhtml import XML_LANG, Element, clean

ACTIVE, PLAYING = "-epub-media-overlay-active", "-epub-media-overlay-playing"
"""The classes that a reading system sets on what is heard, and on the page meanwhile."""

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_ACCESSIBILITY = (
    ("accessMode", "textual"),
    ("accessMode", "auditory"),
    ("accessModeSufficient", "textual"),
    ("accessModeSufficient", "auditory"),
    ("accessibilityFeature", "synchronizedAudioText"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityHazard", "none"),
)
_SUMMARY = (
    "All of the text can be read, and all of it is heard in synthetic voices, sentence by sentence "
    "in step with the text; each speaker who is quoted by name has a voice of their own. "
    "The headings can be navigated."
)
_O = ElementMaker(namespace=_OPF, nsmap={None: _OPF})
_D = ElementMaker(namespace=_DC, nsmap={"dc": _DC})


def package(book: Imprint, text: Document, pages: Sequence[Page], cover: bytes) -> Element:
    """The package document of the edition."""
    root: Element = _O.package(
        {"version": "3.0", "unique-identifier": "id", XML_LANG: book.language},
        _O.metadata(*_description(book, text), *_meta(book, text, pages)),
        _O.manifest(*_items(text, pages, cover)),
        _O.spine(*(_O.itemref(idref=page.name) for page in pages)),
    )
    root.set("dir", xhtml.direction(book.language))
    return root


def cover_name(cover: bytes) -> str:
    """The name of the cover's file."""
    return "cover.png" if cover.startswith(b"\x89PNG") else "cover.jpg"


def _description(book: Imprint, text: Document) -> Iterator[Element]:
    yield _D.identifier(book.identifier, id="id")
    yield _D.title(clean(text.title))
    yield _D.language(book.language)
    yield from (_D.creator(author) for author in book.authors)
    for name in ("date", "publisher", "source", "rights"):
        if value := getattr(book, name):
            yield _D(name, value)


def _meta(book: Imprint, text: Document, pages: Iterable[Page]) -> Iterator[Element]:
    yield _property("dcterms:modified", f"{book.date or UNDATED}T00:00:00Z")
    total = 0.0
    for name, runs in _overlays(text, pages):
        total += _seconds(runs)
        yield _O.meta(clock(_seconds(runs)), {"property": "media:duration", "refines": f"#{name}"})
    yield _property("media:duration", clock(total))
    yield from (_property("media:narrator", narrator) for narrator in book.narrators)
    yield _property("media:active-class", ACTIVE)
    yield _property("media:playback-active-class", PLAYING)
    yield from (_property(f"schema:{name}", value) for name, value in _ACCESSIBILITY)
    summary = _property("schema:accessibilitySummary", _SUMMARY)
    summary.set(XML_LANG, "en")
    yield summary


def _property(name: str, value: str) -> Element:
    element: Element = _O.meta(value, property=name)
    return element


def _overlays(text: Document, pages: Iterable[Page]) -> Iterator[tuple[str, tuple[Run, ...]]]:
    for page in pages:
        yield f"{page.name}-overlay", page.runs
    if headings(text):
        yield "nav-overlay", tuple(run for runs in headings(text).values() for run in runs)


def _seconds(runs: Iterable[Run]) -> float:
    return sum(run.until - run.begin for run in runs)


def _items(text: Document, pages: Iterable[Page], cover: bytes) -> Iterator[Element]:
    nav = _item("nav", "nav.xhtml", "application/xhtml+xml", properties="nav")
    if headings(text):
        nav.set("media-overlay", "nav-overlay")
        yield _item("nav-overlay", "nav.smil", "application/smil+xml")
    yield nav
    yield _item("style", "style.css", "text/css")
    name = cover_name(cover)
    kind = "image/png" if name.endswith("png") else "image/jpeg"
    yield _item("cover", name, kind, properties="cover-image")
    yield _item("audio", AUDIO, "audio/mpeg")
    for page in pages:
        overlay = {"media-overlay": f"{page.name}-overlay"}
        yield _item(page.name, f"{page.name}.xhtml", "application/xhtml+xml", **overlay)
        yield _item(f"{page.name}-overlay", f"{page.name}.smil", "application/smil+xml")


def _item(name: str, href: str, kind: str, **attributes: str) -> Element:
    element: Element = _O.item({"id": name, "href": href, "media-type": kind, **attributes})
    return element
