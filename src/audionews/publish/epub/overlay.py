"""The media overlays: which part of the sound belongs to which element of the text."""

from collections.abc import Sequence

from lxml.builder import ElementMaker

from audionews.publish import xhtml
from audionews.publish.document import Document, Run, TimedSection
from audionews.publish.pages import Page, headings
from audionews.publish.xhtml import Element

AUDIO = "audio.mp3"
_SMIL = "http://www.w3.org/ns/SMIL"
_TEXTREF = f"{{{xhtml.EPUB}}}textref"
_ESCAPABLE = frozenset({"figure", "list", "table"})
"""Groups that a listener can leave before their end, by the names EPUB gives them."""

_S = ElementMaker(namespace=_SMIL, nsmap={None: _SMIL, "epub": xhtml.EPUB})


def overlay(page: Page) -> Element:
    """The overlay of a page: one par an utterance, in the order of the text."""
    body = _S.body(*(_section(section, f"{page.name}.xhtml") for section in page.sections))
    root: Element = _S.smil(body, version="3.0")
    return root


def navigation_overlay(text: Document) -> Element:
    """The overlay of the table of contents: each entry is heard as its heading is."""
    seq = _seq("m-toc", "nav.xhtml#toc", "toc")
    for number, runs in headings(text).items():
        seq.append(_par(f"m-n-s{number}", f"nav.xhtml#n-s{number}", runs))
    root: Element = _S.smil(_S.body(seq), version="3.0")
    return root


def _section(section: TimedSection, document: str) -> Element:
    seq = _seq(f"m-{section.id}", f"{document}#{section.id}", "chapter")
    for number, group in enumerate(section.groups):
        parent = seq
        if group.kind in _ESCAPABLE:
            name = xhtml.group_id(section, number)
            parent = _seq(f"m-{name}", f"{document}#{name}", group.kind)
            seq.append(parent)
        for run in group.runs:
            parent.append(_par(f"m-{run.id}", f"{document}#{run.id}", (run,)))
    return seq


def _seq(name: str, place: str, kind: str) -> Element:
    element: Element = _S.seq({"id": name, _TEXTREF: place, xhtml.EPUB_TYPE: kind})
    return element


def _par(name: str, place: str, runs: Sequence[Run]) -> Element:
    begin, until = clock(runs[0].begin), clock(runs[-1].until)
    element: Element = _S.par(
        _S.text(src=place), _S.audio(src=AUDIO, clipBegin=begin, clipEnd=until), id=name
    )
    return element


def clock(seconds: float) -> str:
    """A SMIL clock value, to the millisecond: "0:01:02.345"."""
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60}:{minutes % 60:02}:{milliseconds / 1000:06.3f}"
