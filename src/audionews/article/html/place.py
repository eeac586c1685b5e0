"""Where on a page its article stands, and what of the page stands beside it."""

from collections.abc import Sequence
from itertools import chain

from lxml.html import HtmlElement

from audionews.article.html.body import Body
from audionews.article.html.pieces import Piece
from audionews.article.html.text import marks
from audionews.article.html.vocabulary import BESIDE, OUTSIDE
from audionews.model import BlockKind

PICTURES = frozenset({BlockKind.PICTURE, BlockKind.CAPTION, BlockKind.CREDIT})
TEXTS = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.BLOCK_QUOTE,
        BlockKind.TABLE_ROW,
        BlockKind.PULL_QUOTE,
    }
)
_KEPT = 0.6  # of a piece's words that are the article's
_OF_ROOT = 0.97  # of the article's letters that its container holds
_MOST_OF_A_SIDE = 0.2  # of the article's letters; a container with more is the article's
_LINKS = 0.5  # of a piece's letters; a piece with more leads elsewhere

Shape = tuple[str, ...]
"""How a page's maker writes an element of its kind: its tag, its container, their classes."""


def unlinked_letters(pieces: Sequence[Piece]) -> int:
    """How many letters all texts of a page have but those that lead elsewhere."""
    texts = (piece for piece in pieces if piece.kind in TEXTS and piece.linked < _LINKS)
    return sum(len(piece.text) for piece in texts)


def shape(element: HtmlElement) -> Shape:
    """The shape of an element."""
    parent = element.getparent()
    around = ("", "") if parent is None else (str(parent.tag), parent.get("class") or "")
    return (str(element.tag), element.get("class") or "", *around)


class Place:
    """The article's place among the pieces of its page; indices are those of the pieces."""

    def __init__(
        self,
        page: HtmlElement,
        pieces: Sequence[Piece],
        body: Body,
        heading: HtmlElement | None = None,
    ) -> None:
        self.page = page
        self.pieces = pieces
        judged = _kept(pieces, body)
        self.judged = bool(judged)
        """Whether the kept pieces were judged to be the article's, rather than all that is left."""
        kept = judged or _unmarked(pieces)
        self._weights = _weights(pieces, kept)
        self._whole = max(self._weights.values(), default=0)
        root = _container(self._weights, self._whole)
        self._above = set() if root is None else {root, *root.iterancestors()}
        self.kept = frozenset(
            index for index in kept if not OUTSIDE.search(self.beside(pieces[index]))
        )
        """The pieces that are the article's text."""
        inside = set() if root is None else set(root.iter())
        within = [index for index, piece in enumerate(pieces) if piece.element in inside]
        own = [index for index in within if index in self.kept] or [0]
        self.first, self.last = own[0], own[-1]
        """The first and the last paragraph."""
        shown = (index for index in range(self.first) if pieces[index].element is heading)
        self.headline = next(shown, -1)
        """The heading; -1 where none shows it before the first paragraph."""
        self.start = min([index for index in (self.headline, *within[:1]) if index >= 0], default=0)
        self.end = _end(pieces, root, self.last)
        """The last piece of the article's container, or of the whole it stands in."""
        paragraphs = [pieces[index].element for index in own] if self.kept else []
        self.shapes = {shape(element) for element in paragraphs}
        self.parents = {element.getparent() for element in paragraphs}
        between = pieces[self.first : self.last]
        self.has_headings = any(piece.kind is BlockKind.SUBHEADING for piece in between)
        self.figures = {shape(piece.element) for piece in between if piece.kind in PICTURES}

    def beside(self, piece: Piece) -> str:
        """The name of a container that marks the piece as the page's; empty for the article's."""
        for element in (piece.element, *piece.element.iterancestors()):
            if element in self._above:
                return ""
            name = page_mark(element)
            if name and self._weights.get(element, 0) < _MOST_OF_A_SIDE * self._whole:
                return name
        return ""


def _end(pieces: Sequence[Piece], root: HtmlElement | None, last: int) -> int:
    """The last piece of the container, or of the ``article`` element that it is the body of."""
    if root is None:
        return -1
    whole = next(chain(root.iterancestors("article"), (root,)))
    inside = set(whole.iter())
    return max((at for at, piece in enumerate(pieces) if piece.element in inside), default=last)


def page_mark(element: HtmlElement) -> str:
    """The word by which an element is a part of the page rather than of the article."""
    if element.tag in {"footer", "aside"}:
        return str(element.tag)
    names = marks(element)
    found = OUTSIDE.search(names) or BESIDE.search(names) if names else None
    return found.group().strip(" -_").lower() if found else ""


def _kept(pieces: Sequence[Piece], body: Body) -> frozenset[int]:
    return frozenset(
        index
        for index, piece in enumerate(pieces)
        if piece.kind in TEXTS and body.share(piece.source or piece.text) >= _KEPT
    )


def _unmarked(pieces: Sequence[Piece]) -> frozenset[int]:
    """All texts but links and the page's own: for a page too short to be judged."""
    return frozenset(
        index
        for index, piece in enumerate(pieces)
        if piece.kind in TEXTS
        and piece.linked < _LINKS
        and not any(map(page_mark, (piece.element, *piece.element.iterancestors())))
    )


def _weights(pieces: Sequence[Piece], kept: frozenset[int]) -> dict[HtmlElement, int]:
    """How many letters of the article each element holds."""
    weights = dict[HtmlElement, int]()
    for index in kept:
        for ancestor in pieces[index].element.iterancestors():
            weights[ancestor] = weights.get(ancestor, 0) + len(pieces[index].text)
    return weights


def _container(weights: dict[HtmlElement, int], whole: int) -> HtmlElement | None:
    """The deepest element that holds nearly all of the article's letters."""
    enough = [element for element, weight in weights.items() if weight >= _OF_ROOT * whole]
    depths = {element: sum(1 for _ in element.iterancestors()) for element in enough}
    return max(enough, key=lambda element: depths[element], default=None)
