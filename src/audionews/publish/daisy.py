"""DAISY 2.02: what the players that libraries for print-disabled people lend out can read.

Everything lies side by side in one zip file: ``ncc.html`` to navigate by, a SMIL file a section,
the text, and one MP3 that all clips point into, which players are used to.

Source: DAISY 2.02 Specification, recommendation of 28 February 2001.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

from audionews import __version__
from audionews.clock import full_clock
from audionews.model import Edition
from audionews.publish import xhtml
from audionews.publish.archive import archive
from audionews.publish.document import Document, Run, TimedSection, document
from audionews.publish.imprint import UNDATED, Imprint, imprint
from audionews.publish.pages import Page, paginated
from audionews.publish.xhtml import Element, clean
from audionews.settings import Settings

_AUDIO = "audio.mp3"
_XHTML = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
_SMIL = (
    '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">'
)
_PLAIN = {"section": "div", "figure": "div", "figcaption": "div", "main": "div"}
"""What XHTML 1.0 has instead of the elements that came with HTML 5."""
_KNOWN = frozenset({"class", "dir", "href", "id", "lang", "title", xhtml.XML_LANG})

_E = ElementMaker(namespace=xhtml.XHTML, nsmap={None: xhtml.XHTML})
_S = ElementMaker()

_Meta = list[tuple[str, str]]
_COMMON: _Meta = [("dc:format", "Daisy 2.02"), ("ncc:generator", f"audionews {__version__}")]
_NOBODY = "Unknown"
"""The publisher of an article that names none: the format must have one."""
_OTHER_FILES = 4
"""The navigation, the master SMIL, the style sheet and the sound."""


@dataclass(frozen=True, slots=True)
class _Smil:
    """One SMIL file: a section, or what of it stands on one page."""

    name: str
    page: str
    section: TimedSection

    @property
    def begin(self) -> float:
        return self.section.runs[0].begin

    @property
    def seconds(self) -> float:
        return self.section.runs[-1].until - self.begin


def write(edition: Edition, settings: Settings, mp3: Path, cover: bytes, path: Path) -> None:
    """Writes the edition as a zipped DAISY book.

    Args:
        edition: what is written.
        settings: they name the publisher and the rights.
        mp3: the edition's sound.
        cover: not used, the format has no place for it.
        path: the file to write; what was there is replaced.
    """
    del cover
    about, text = imprint(edition, settings), document(edition)
    pages = paginated(text)
    smils = list(_smils(pages))
    with archive(path) as book:
        ncc = _ncc(about, text, smils, len(pages) + len(smils) + _OTHER_FILES)
        book.add("ncc.html", xhtml.serialised(ncc, _XHTML))
        book.add("master.smil", xhtml.serialised(_master(about, text, smils), _SMIL))
        for page in pages:
            book.add(f"{page.name}.html", xhtml.serialised(_content(page, text), _XHTML))
        for smil in smils:
            book.add(smil.name, xhtml.serialised(_smil(smil, about, text), _SMIL))
        book.add("style.css", (files("audionews.data") / "epub.css").read_bytes())
        book.copy(_AUDIO, mp3)


def _smils(pages: Iterable[Page]) -> Iterator[_Smil]:
    parts = ((page, section) for page in pages for section in page.sections)
    for number, (page, section) in enumerate(parts, 1):
        yield _Smil(f"s{number:04}.smil", f"{page.name}.html", section)


def _description(book: Imprint, text: Document) -> _Meta:
    publisher = book.publisher or _NOBODY
    return [
        ("dc:title", text.title),
        *(("dc:creator", author) for author in book.authors or (publisher,)),
        ("dc:publisher", publisher),
        ("dc:date", book.date or UNDATED),
        ("dc:identifier", book.identifier),
        ("dc:language", book.language),
        *_unless_empty("dc:source", book.source),
        *_unless_empty("dc:rights", book.rights),
        *_unless_empty("ncc:sourceDate", book.date),
        *(("ncc:narrator", narrator) for narrator in book.narrators),
    ]


def _unless_empty(name: str, value: str) -> _Meta:
    return [(name, value)] if value else []


def _ncc(book: Imprint, text: Document, smils: list[_Smil], files: int) -> Element:
    entries = list(_entries(smils))
    counts = [
        ("ncc:tocItems", len(entries)),
        *((f"ncc:page{kind}", 0) for kind in ("Front", "Normal", "Special")),
        ("ncc:maxPageNormal", 0),
        ("ncc:depth", max(section.level for section in text.sections)),
        ("ncc:files", files),
    ]
    meta = [
        *_description(book, text),
        *_COMMON,
        ("ncc:charset", "utf-8"),
        ("ncc:multimediaType", "audioFullText"),
        ("ncc:setInfo", "1 of 1"),
        ("ncc:totalTime", full_clock(round(text.duration))),
        *((name, str(count)) for name, count in counts),
    ]
    return _html(text.title, text, entries, meta)


def _entries(smils: Iterable[_Smil]) -> Iterator[Element]:
    """The headings to navigate by, each with a link to where its section begins."""
    number = -1
    for smil in smils:
        section = smil.section
        if section.number != number:
            link = _E.a(clean(section.title), href=f"{smil.name}#p-{section.runs[0].id}")
            heading = _E(f"h{section.level}", link, id=section.id)
            if number < 0:
                heading.set("class", "title")
            number = section.number
            yield heading


def _content(page: Page, text: Document) -> Element:
    sections = [xhtml.section(section, text) for section in page.sections]
    for section in sections:
        for element in section.iter():
            _made_plain(element)
    return _html(text.title, text, sections, [])


def _made_plain(element: Element) -> None:
    """Turns an element of HTML 5 into the next best of XHTML 1.0."""
    name = etree.QName(element).localname
    if name in _PLAIN:
        element.tag = f"{{{xhtml.XHTML}}}{_PLAIN[name]}"
        element.set("class", name)
    for attribute in set(element.attrib) - _KNOWN:
        del element.attrib[attribute]


def _html(title: str, text: Document, body: Iterable[Element], meta: _Meta) -> Element:
    kind = _E.meta({"http-equiv": "Content-type", "content": "text/html; charset=utf-8"})
    head = _E.head(
        _E.title(clean(title)),
        kind,
        *(_E.meta(name=name, content=clean(content)) for name, content in meta),
        _E.link(rel="stylesheet", type="text/css", href="style.css"),
    )
    root: Element = _E.html(head, _E.body(*body))
    xhtml.set_language(root, text.language)
    etree.cleanup_namespaces(root)
    return root


def _smil(smil: _Smil, book: Imprint, text: Document) -> Element:
    meta = [
        ("dc:title", text.title),
        ("title", smil.section.title),
        ("dc:identifier", book.identifier),
        ("ncc:totalElapsedTime", full_clock(round(smil.begin))),
        ("ncc:timeInThisSmil", full_clock(round(smil.seconds))),
    ]
    pars = (_par(run, smil.page) for run in smil.section.runs)
    return _smil_root(meta, _S.seq(*pars, dur=f"{smil.seconds:.3f}s"))


def _par(run: Run, page: str) -> Element:
    audio = _S.audio(
        {
            "src": _AUDIO,
            "clip-begin": f"npt={run.begin:.3f}s",
            "clip-end": f"npt={run.until:.3f}s",
            "id": f"a-{run.id}",
        }
    )
    text = _S.text(src=f"{page}#{run.id}", id=f"t-{run.id}")
    element: Element = _S.par(text, audio, endsync="last", id=f"p-{run.id}")
    return element


def _master(book: Imprint, text: Document, smils: Iterable[_Smil]) -> Element:
    meta = [
        ("dc:title", text.title),
        ("dc:identifier", book.identifier),
        ("ncc:timeInThisSmil", full_clock(round(text.duration))),
    ]
    refs = (
        _S.ref(title=clean(smil.section.title), src=smil.name, id=f"r-{number}")
        for number, smil in enumerate(smils, 1)
    )
    return _smil_root(meta, *refs)


def _smil_root(meta: _Meta, *body: Element) -> Element:
    root: Element = _S.smil(
        _S.head(
            *(_S.meta(name=name, content=clean(value)) for name, value in [*meta, *_COMMON]),
            _S.layout(_S.region(id="text")),
        ),
        _S.body(*body),
    )
    return root
