"""One walk over a page -> its pieces in reading order: paragraphs, headings, captions and the rest.

Nothing is judged here.  The kinds are those that the tags and class names say.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml.html import HtmlElement

from audionews.article.html import figures, tables
from audionews.article.html.text import hidden, marks, visible_text
from audionews.article.html.vocabulary import PULL_QUOTE
from audionews.article.words import fold
from audionews.model import BlockKind

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "o", "q", "ruby", "rb", "s"),
        *("samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
        "wbr",
    }
)
_LONGEST_BOLD = 80  # letters of a bold line that may be a heading


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """A stretch of the page that stands by itself."""

    kind: BlockKind
    text: str
    element: HtmlElement
    source: str = ""
    """Its words as the page has them, where the text adds to them."""
    level: int = 0
    href: str = ""
    linked: float = 0.0
    """The share of its letters that are links, 0 to 1."""
    bold: bool = False
    """Whether it is one short bold line, as a heading is typed by hand."""


class _Place(NamedTuple):
    """What the containers around a point of the page say of the words there."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    linked: bool = False


@dataclass(slots=True)
class _Walk:
    """The pieces so far, and the run of inline words that is still open."""

    pieces: list[Piece] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    letters: int = 0
    """Letters of the run."""
    linked: int = 0
    """Letters of the run that are links."""
    breaks: int = 0
    """Line breaks at the run's end."""
    items: Counter[HtmlElement] = field(default_factory=Counter)
    """How many items of each list there are so far."""

    def add(self, text: str | None, place: _Place) -> None:
        """Words of the open run."""
        if text:
            self.run.append(text)
            letters = len(text.strip())
            if letters:
                self.breaks = 0
                self.letters += letters
                self.linked += letters if place.linked else 0

    def line_break(self, element: HtmlElement, place: _Place) -> None:
        """A line's end; two of them end a paragraph."""
        self.run.append(" ")
        self.breaks += 1
        if self.breaks > 1:
            self.close(element, place)

    def close(self, element: HtmlElement, place: _Place) -> None:
        """End the open run, a piece of the given element."""
        text = fold("".join(self.run)) if self.letters else ""
        if text:
            self.pieces.append(
                Piece(
                    kind=place.kind,
                    text=text,
                    element=element,
                    level=place.level,
                    linked=min(1.0, self.linked / len(text)),
                    bold=_is_bold(element, text),
                )
            )
        self.run.clear()
        self.letters = self.linked = self.breaks = 0


def walk(page: HtmlElement) -> list[Piece]:
    """All pieces of the page's body, in the order of the source."""
    found, place = _Walk(), _Place()
    body = page.find("body")
    root = page if body is None else body
    _visit(root, place, found)
    found.close(root, place)
    return found.pieces


def _visit(element: HtmlElement, place: _Place, found: _Walk) -> None:
    found.add(element.text, place)
    for child in element:
        if not hidden(child):
            _enter(child, element, place, found)
        found.add(child.tail, place)


def _enter(child: HtmlElement, parent: HtmlElement, place: _Place, found: _Walk) -> None:
    if child.tag == "br":
        found.line_break(parent, place)
    elif child.tag in _INLINE and not figures.is_caption(child):
        _visit(child, place._replace(linked=True) if child.tag == "a" else place, found)
    else:
        if child.tag != "img":
            found.close(parent, place)
        _block(child, place, found)


def _block(element: HtmlElement, place: _Place, found: _Walk) -> None:
    """What stands by itself: a whole unit at once, or a container to walk on in."""
    units = list(_unit(element, place))
    if units:
        found.pieces.extend(units)
        return
    inner = _inside(element, place)
    before = len(found.pieces)
    _visit(element, inner, found)
    if element.tag != "img":
        found.close(element, inner)
    if element.tag == "li" and len(found.pieces) > before:
        item = found.pieces[before]
        number = _number(element, found.items)
        found.pieces[before] = replace(item, text=number + item.text, source=item.text)


def _unit(element: HtmlElement, place: _Place) -> Iterator[Piece]:
    """The pieces of a heading, a picture, a caption or a table of data; none for the rest."""
    if element.tag in _HEADINGS:
        yield from _heading(element, place)
    elif figures.is_figure(element) or figures.is_caption(element) or element.tag == "img":
        for part in figures.read(element):
            yield Piece(
                kind=part.kind,
                text=part.text,
                element=part.element,
                href=part.href,
                linked=float(place.linked),
            )
    elif element.tag == "table" and tables.is_data(element):
        for row, text in tables.rows(element):
            source = visible_text(row)
            yield Piece(kind=BlockKind.TABLE_ROW, text=text, element=row, source=source)


def _heading(element: HtmlElement, place: _Place) -> Iterator[Piece]:
    text = visible_text(element)
    if text:
        links = sum(len(visible_text(link)) for link in element.iter("a"))
        yield Piece(
            kind=BlockKind.SUBHEADING,
            text=text,
            element=element,
            level=int(element.tag[1]),
            linked=1.0 if place.linked else min(1.0, links / len(text)),
        )


def _inside(element: HtmlElement, place: _Place) -> _Place:
    """What an element says of the words in it, besides what is said around it."""
    tag = element.tag
    if place.kind is BlockKind.PULL_QUOTE or PULL_QUOTE.search(marks(element)):
        return place._replace(kind=BlockKind.PULL_QUOTE)
    if tag == "blockquote":
        return place._replace(kind=BlockKind.BLOCK_QUOTE)
    if tag in {"ul", "ol", "dl"}:
        return place._replace(level=place.level + 1)
    if tag in {"li", "dt", "dd"} and place.kind is BlockKind.PARAGRAPH:
        return place._replace(kind=BlockKind.LIST_ITEM)
    return place


def _number(item: HtmlElement, items: Counter[HtmlElement]) -> str:
    """The number that a browser writes before an item of a numbered list."""
    numbered = item.getparent()
    if numbered is None or numbered.tag != "ol" or "list-style" in (numbered.get("style") or ""):
        return ""
    given, start = item.get("value") or "", numbered.get("start") or ""
    first = int(start) if start.isdecimal() else 1
    number = int(given) if given.isdecimal() else first + items[numbered]
    items[numbered] += 1
    return f"{number}. "


def _is_bold(element: HtmlElement, text: str) -> bool:
    if len(text) > _LONGEST_BOLD or text.endswith((".", ":", ",", ";", "!", "…")):
        return False
    return any(visible_text(child) == text for child in element.iterchildren("b", "strong"))
