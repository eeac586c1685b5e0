"""What stands about the beginning of an article: kicker, standfirst, byline and date."""

from audionews.article import bylines, dates
from audionews.article.html.body import tokens
from audionews.article.html.metadata import Metadata, agree
from audionews.article.html.pieces import Piece
from audionews.article.html.place import TEXTS, Place
from audionews.article.html.text import marks
from audionews.article.html.verdict import Verdict, left_out
from audionews.article.html.vocabulary import KICKER, STANDFIRST
from audionews.model import BlockKind

_ABOUT_ALL = 0.8
_LINKS = 0.5  # of a piece's letters; a piece with more leads elsewhere
_FEW = 5  # words
_BYLINE_WORDS = 8  # beside the names: a role, a paper, a date
_LONGEST_BYLINE, _LONGEST_DATE, _LONGEST_KICKER = 160, 80, 40  # letters


class Beginning:
    """The rules for one page; a second byline or date is no news."""

    def __init__(self, place: Place, metadata: Metadata) -> None:
        self.place = place
        self.metadata = metadata
        self._found = set[BlockKind]()

    def verdict(self, index: int, piece: Piece) -> Verdict | None:
        """A kicker, standfirst, byline or date, if it stands about the beginning."""
        place = self.place
        if index < place.headline:
            if self.is_kicker(index):
                return Verdict(
                    kind=BlockKind.KICKER, confidence=0.8, reason="stands over the headline"
                )
            return None
        if (index <= place.first + 1 or index > place.last) and self._is_byline(piece):
            return self._first(BlockKind.BYLINE, "names the authors")
        if index <= place.first + 1 and self._is_date(index, piece):
            return self._first(BlockKind.DATE, "a date by the headline")
        if self._is_standfirst(index, piece):
            return Verdict(
                kind=BlockKind.STANDFIRST, confidence=0.85, reason="stands under the headline"
            )
        return None

    def _first(self, kind: BlockKind, reason: str) -> Verdict:
        if kind in self._found:
            return left_out(f"a further {kind.value}")
        self._found.add(kind)
        return Verdict(kind=kind, confidence=0.9, reason=reason)

    def is_kicker(self, index: int) -> bool:
        """Whether the piece is a label over the headline."""
        heading = self.metadata.heading
        if index not in range(max(0, self.place.headline - 2), self.place.headline):
            return False
        piece = self.place.pieces[index]
        parent = piece.element.getparent()
        named = KICKER.search(marks(piece.element))
        return (
            piece.kind in TEXTS
            and len(piece.text) <= _LONGEST_KICKER
            and bool(
                named
                or (heading is not None and parent is not None and parent is heading.getparent())
            )
        )

    def _is_byline(self, piece: Piece) -> bool:
        if len(piece.text) > _LONGEST_BYLINE:
            return False
        words = tokens(piece.text)
        names = [tokens(name) for name in self.metadata.authors]
        if names and set(names[0]) <= set(words):
            return len(words) <= sum(map(len, names)) + _BYLINE_WORDS
        return len(words) <= 2 * _BYLINE_WORDS and bool(bylines.authors(piece.text))

    def _is_date(self, index: int, piece: Piece) -> bool:
        if len(piece.text) > _LONGEST_DATE:
            return False
        if next(piece.element.iter("time"), None) is not None or dates.is_date(piece.text):
            return True
        return index < self.place.first and bool(dates.iso_date(piece.text))

    def _is_standfirst(self, index: int, piece: Piece) -> bool:
        place, element = self.place, piece.element
        if not place.headline < index <= place.first or len(tokens(piece.text)) <= _FEW:
            return False
        if piece.linked > _LINKS or place.beside(piece):
            return False
        if STANDFIRST.search(marks(element)) or STANDFIRST.search(marks(element.getparent())):
            return True
        if piece.kind is BlockKind.SUBHEADING:
            return place.headline >= 0
        return index < place.first and agree(piece.text, self.metadata.description) > _ABOUT_ALL
