"""Pictures with their alternative texts, captions and credits."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from audionews.article.captions import is_credit, split_credit
from audionews.article.html.text import hidden, marks, visible_text
from audionews.article.html.vocabulary import CAPTION, COPYRIGHT, CREDIT
from audionews.article.words import fold
from audionews.model import BlockKind

_LABEL = re.compile(
    r"^(?:(?:image|media|video|photo|picture)\s+(?:caption|source)\b[:,]?\s*)+", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:(?:image|photo|video|picture|credit|caption|advertisement|foto|bild|line|copyright)s?"
    r"|(?:view|open|enlarge)(?: this)? (?:image|photo|picture)(?: in (?:full-?screen|gallery))?"
    r"|(?:click|tap) to (?:enlarge|expand|zoom)|(?:hide|show|toggle) caption"
    r"|enlarge|expand|zoom|(?:pre)?load(?:ing)?)\W*",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?i:photo(?:graph|graphie)?|image|picture|illustration|foto|bild)s?"
    r" (?i:by|par|von|di|por|de|courtesy of) [^\W\d_a-z].{1,80}(?<![.!?])"
)
_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|avif)", re.IGNORECASE)
_CREDIT_LABEL = re.compile(r"\s*(?:image |photo )?credits?\W*$", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20]")  # what a browser skips in an address
_SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
_WHOLES = frozenset({"body", "article", "main", "figure", "table", "img", "a"})
_LONGEST_COPYRIGHT = 60  # letters
_LONGEST = 900  # letters of a caption; a figure with more holds an article
_SMALLEST = 60  # pixels of a picture that shows something


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """A picture, a caption or a credit."""

    kind: BlockKind
    text: str
    element: HtmlElement
    href: str = ""


def is_figure(element: HtmlElement) -> bool:
    """Whether the element is one picture with what belongs to it."""
    if not _is_named_figure(element) or _holds(element, "figure", "blockquote", "table", "pre"):
        return False
    return len(visible_text(element)) <= _LONGEST


def _is_named_figure(element: HtmlElement) -> bool:
    return bool(element.tag == "figure" or element.get("role") == "figure")


def is_caption(element: HtmlElement) -> bool:
    """Whether the element is a caption by its tag, its maker's name for it or its picture."""
    if element.tag == "figcaption":
        return not _is_under_quotation(element)
    if element.tag in _WHOLES:
        return False
    names = marks(element)
    if not names or not (CAPTION.search(names) or _describes_picture(element)):
        return False
    return not _holds(element, "h1", "h2", "h3", "img") and len(visible_text(element)) <= _LONGEST


def _is_under_quotation(caption: HtmlElement) -> bool:
    """Whether it says whose words a quotation is, rather than what a picture shows."""
    figure = next(caption.iterancestors("figure"), None)
    return figure is not None and _holds(figure, "blockquote") and not _holds(figure, "img")


def _describes_picture(element: HtmlElement) -> bool:
    """Whether the picture right before an element refers to it."""
    name, before = element.get("id"), element.getprevious()
    if not name or before is None:
        return False
    image = before if before.tag == "img" else next(before.iterdescendants("img"), None)
    return image is not None and any(
        name in (image.get(reference) or "").split()
        for reference in ("aria-describedby", "aria-labelledby")
    )


def _holds(element: HtmlElement, *tags: str) -> bool:
    return next(element.iterdescendants(*tags), None) is not None


def read(element: HtmlElement) -> Iterator[Part]:
    """The picture, the caption and the credit of a figure, or of one of them alone."""
    if element.tag == "img":
        yield from _picture(element)
    elif _is_named_figure(element):
        pictures = (part for image in element.iter("img") for part in _picture(image))
        yield from (part for part in [next(pictures, None)] if part)
        shown = [part for part in element.iter("figcaption") if not hidden(part)]
        named = _outermost(part for part in element.iterdescendants() if is_caption(part))
        for caption in shown or named or [element]:
            yield from _caption(caption)
    else:
        yield from _caption(element)


def _outermost(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    found = dict[HtmlElement, None]()
    for element in elements:
        if not any(ancestor in found for ancestor in element.iterancestors()):
            found[element] = None
    return list(found)


def _picture(image: HtmlElement) -> Iterator[Part]:
    """The picture with its alternative text, unless it is an icon or counts visits."""
    sizes = (image.get("width") or "", image.get("height") or "")
    if any(size.isdecimal() and int(size) < _SMALLEST for size in sizes):
        return
    addresses = (safe(image.get(name) or "") for name in _SOURCES)
    href = next(filter(None, addresses), "")
    text = fold(image.get("alt") or "")
    text = "" if _FILE.fullmatch(text) or _BARE.fullmatch(text) else text
    if href or text:
        yield Part(kind=BlockKind.PICTURE, text=text, element=image, href=href)


def safe(address: str) -> str:
    """The address if it is http, https or relative; empty otherwise."""
    address = address.strip()
    scheme = _SCHEME.match(_INVISIBLE.sub("", address))
    return "" if scheme and scheme[1].lower() not in {"http", "https"} else address


def _caption(element: HtmlElement) -> Iterator[Part]:
    inside = list(element.iterdescendants())
    credited = _outermost(filter(_is_credit, inside)) or _copyrights(element, inside)
    text = _LABEL.sub("", visible_text(element, without=frozenset(credited)))
    credit = " ".join(filter(None, map(visible_text, credited)))
    if not credit:
        alone = _is_credit(element) or is_credit(text) or _BY.fullmatch(text)
        text, credit = ("", text) if alone else split_credit(text)
    if not text and " " not in credit:  # one word alone names nobody
        return
    for kind, words in (
        (BlockKind.CAPTION, _CREDIT_LABEL.sub("", text)),
        (BlockKind.CREDIT, credit),
    ):
        if words and not _BARE.fullmatch(words) and not _FILE.fullmatch(words):
            yield Part(kind=kind, text=words, element=element)


def _copyrights(caption: HtmlElement, inside: Iterable[HtmlElement]) -> list[HtmlElement]:
    """The elements with a name for the copyright, beside words that say what is to be seen."""
    found = _outermost(one for one in inside if COPYRIGHT.search(marks(one)))
    words = visible_text(caption, without=frozenset(found))
    short = all(len(visible_text(one)) <= _LONGEST_COPYRIGHT for one in found)
    return found if words and short else []


def _is_credit(element: HtmlElement) -> bool:
    return bool(CREDIT.search(marks(element)))
