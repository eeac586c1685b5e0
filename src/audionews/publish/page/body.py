"""The article's text as HTML: each utterance in an element that knows when it is heard."""

from collections.abc import Iterator

from lxml import etree
from markupsafe import Markup

from audionews.model import Role
from audionews.publish import xhtml
from audionews.publish.document import Document, Run, TimedSection
from audionews.publish.xhtml import E, Element, clean

VOICES = 6
"""How many colours the style sheet has for speakers before it begins again."""
UNNAMED = "0"
"""The voice of quotations whose speaker is not known."""
_ONLY_IN_BOOKS = (xhtml.EPUB_TYPE, xhtml.XML_LANG, "role", "aria-label", "aria-labelledby")


def body(text: Document, unnamed: str) -> Markup:
    """The text's sections, one after the other.

    Args:
        text: the edition's text.
        unnamed: the name that readers see for a speaker who is not known.
    """
    sections = (_section(timed, text, unnamed) for timed in text.sections)
    return Markup("\n".join(map(_html, sections)))  # noqa: S704 - lxml has escaped it


def voice(text: Document, speaker: str | None) -> str:
    """The number of a speaker's voice, which the style sheet has a colour for."""
    return str(text.speakers.index(speaker) % VOICES + 1) if speaker else UNNAMED


def _section(timed: TimedSection, text: Document, unnamed: str) -> Element:
    element = xhtml.section(timed, text)
    runs = {run.id: run for run in timed.runs}
    named = None
    for span in list(element.iter(f"{{{xhtml.XHTML}}}span")):
        run = runs[span.get("id")]
        span.set("data-begin", str(run.begin))
        if run.role is Role.QUOTATION:
            place = (span.getparent(), run.speaker)
            if place != named:
                span.addprevious(_name(run, text, unnamed))
                named = place
            span.set("class", f"quotation voice-{voice(text, run.speaker)}")
            span.attrib.pop("title", None)
    return element


def _name(run: Run, text: Document, unnamed: str) -> Element:
    """The name of who is quoted, for readers; it is not heard."""
    name = E.span(clean(run.speaker or unnamed))
    name.set("class", f"who voice-{voice(text, run.speaker)}")
    name.tail = " "
    return name


def _html(section: Element) -> str:
    """XHTML as HTML, without what only books have."""
    for element in section.iter():
        element.tag = etree.QName(element).localname
        for attribute in _ONLY_IN_BOOKS:
            element.attrib.pop(attribute, None)
    section.tag = "div"  # its heading is the page's, not a section's own
    section.set("class", "section")
    etree.cleanup_namespaces(section)
    html: str = etree.tostring(section, method="html", encoding="unicode")
    return html


def score(text: Document) -> Iterator[tuple[str, str]]:
    """Who speaks when, as SVG: for each voice, the outline of all its turns.

    The drawing is 1000 wide and 20 high; the narrator's turns are low, those quoted are high.
    """
    paths = dict[str, list[str]]()
    for number, left, right in _turns(text):
        height = 6 if number == _NARRATOR else 20
        width = max(right - left - 1, 1)
        top = (20 - height) // 2
        paths.setdefault(number, []).append(f"M{left} {top}h{width}v{height}h-{width}z")
    return ((number, "".join(turns)) for number, turns in paths.items())


_NARRATOR = "narrator"


def _turns(text: Document) -> Iterator[tuple[str, int, int]]:
    """The turns of speech, by voice, from left to right; none is narrower than 1."""
    turn: tuple[str, int, int] | None = None
    for run in text.runs:
        number = voice(text, run.speaker) if run.role is Role.QUOTATION else _NARRATOR
        left, right = (round(1000 * at / text.duration) for at in (run.begin, run.until))
        if turn and turn[0] == number:
            turn = (number, turn[1], right)
        elif not turn or left > turn[1]:
            if turn:
                yield turn
            turn = (number, left, right)
    if turn:
        yield turn
