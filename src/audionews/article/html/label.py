"""The pieces of a page -> the blocks of its article, and what is left out between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from lxml.html import HtmlElement

from audionews.article import bylines, dates, language, lexicon
from audionews.article.html.body import Body, Words, grams, tokens
from audionews.article.html.metadata import Metadata, agree
from audionews.article.html.pieces import Piece
from audionews.article.html.place import PICTURES, TEXTS, Place, shape
from audionews.article.html.text import marks, paths
from audionews.article.html.vocabulary import (
    BIO,
    END_MATTER,
    KICKER,
    STANDFIRST,
    VIDEO,
)
from audionews.model import Block, BlockKind

MOST_OMITTED = 100
"""Blocks that are left out and still told."""

_SAME = 0.9  # of the words: one text is another's repetition
_ABOUT_ALL = 0.8
_LINKS = 0.5  # of a piece's letters; a piece with more leads elsewhere
_SOME_LINKS = 0.3
_FEW, _MANY = 5, 20  # words
_NEAR = 4  # containers around a caption that belong to its picture
_AFTER = 3  # pieces about the last paragraph that may be its pictures or its end matter
_UNDER_HEADING = 20  # pieces, pictures and further headings, before its text
_BYLINE_WORDS = 8  # beside the names: a role, a paper, a date
_LONGEST_BYLINE, _LONGEST_DATE, _LONGEST_KICKER, _LONGEST_LINE = 160, 80, 40, 160  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """What a piece is taken for, and why."""

    kind: BlockKind
    confidence: float
    reason: str


def label(
    page: HtmlElement, pieces: list[Piece], body: Body, metadata: Metadata
) -> tuple[Block, ...]:
    """The article's blocks in the order of the page; none where it holds no words.

    What the page knows but does not show, its headline or its authors, stands at the beginning.
    """
    place = Place(page, pieces, body, metadata.heading)
    if not place.kept:
        return ()
    blocks = list(_Labels(place, body, metadata).blocks())
    kinds = {block.kind for block in blocks}
    told = (
        (BlockKind.HEADLINE, metadata.headline),
        (BlockKind.BYLINE, ", ".join(metadata.authors)),
    )
    for kind, text in told:
        if text and kind not in kinds:
            _insert(blocks, kind, text)
    return tuple(_bounded(blocks))


def _insert(blocks: list[Block], kind: BlockKind, text: str) -> None:
    """Put words of the metadata before all blocks, or under the headline."""
    before = (BlockKind.KICKER, BlockKind.HEADLINE)
    at = next((index for index, block in enumerate(blocks) if block.kind not in before), 0)
    at = 0 if kind is BlockKind.HEADLINE else at
    told = Block(kind=kind, text=text, confidence=0.8, reason="from the page's metadata")
    blocks.insert(at, told)


def _bounded(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, but only so many of those that are left out."""
    omitted = 0
    for block in blocks:
        omitted += block.kind is BlockKind.BOILERPLATE
        if block.kind is not BlockKind.BOILERPLATE or omitted <= MOST_OMITTED:
            yield block


class _Labels:
    """The verdicts on the pieces of one page, in their order."""

    def __init__(self, place: Place, body: Body, metadata: Metadata) -> None:
        self.place = place
        self.body = body
        self.metadata = metadata
        paragraphs = (place.pieces[index] for index in sorted(place.kept))
        prose = (tokens(each.text) for each in paragraphs if each.kind is BlockKind.PARAGRAPH)
        self.prose = set(chain.from_iterable(map(grams, prose)))
        self.paths = paths(place.page)
        self.said = set[Words]()
        self.found = set[BlockKind]()

    def blocks(self) -> Iterator[Block]:
        """A block for each piece between the article's beginning and its container's end."""
        place = self.place
        start = place.start - (place.start == place.headline and self._is_kicker(place.start - 1))
        for index in range(start, place.end + 1):
            piece = place.pieces[index]
            verdict = self._once(piece, self._verdict(index, piece))
            if verdict.kind is not BlockKind.BOILERPLATE or piece.kind not in PICTURES:
                self.found.add(verdict.kind)
                yield _block(piece, verdict, self.paths[piece.element])

    def _once(self, piece: Piece, verdict: _Verdict) -> _Verdict:
        """Refuse what was said before: a caption twice, a teaser of the article in itself."""
        words = tokens(piece.text)
        short = len(words) <= _FEW and verdict.kind is not BlockKind.CAPTION
        if short or verdict.kind in {BlockKind.BOILERPLATE, BlockKind.PICTURE}:
            return verdict
        if words in self.said:
            return _left_out("repeats what was said before")
        self.said.add(words)
        return verdict

    def _verdict(self, index: int, piece: Piece) -> _Verdict:
        if index == self.place.headline:
            return _Verdict(kind=BlockKind.HEADLINE, confidence=1.0, reason="the page's heading")
        if piece.kind in PICTURES:
            return self._picture(index, piece)
        if index not in self.place.kept and agree(piece.text, self.metadata.headline) > _SAME:
            return _left_out("the headline again")
        return (
            self._opening(index, piece)
            or (self._subheading(index, piece) if piece.kind is BlockKind.SUBHEADING else None)
            or self._text(index, piece)
        )

    def _picture(self, index: int, piece: Piece) -> _Verdict:
        place = self.place
        beside = place.beside(piece)
        if beside:
            return _left_out(f"a picture of {beside}")
        if index > place.last + _AFTER and shape(piece.element) not in place.figures:
            return _left_out("a picture of what follows the article")
        if piece.kind is not BlockKind.PICTURE and _is_of_video(piece.element):
            return _left_out("the caption of a video")
        return _Verdict(kind=piece.kind, confidence=0.9, reason="a figure of the page")

    def _opening(self, index: int, piece: Piece) -> _Verdict | None:
        """A kicker, standfirst, byline or date, if it stands about the beginning."""
        place = self.place
        if index < place.headline:
            if self._is_kicker(index):
                return _Verdict(
                    kind=BlockKind.KICKER, confidence=0.8, reason="stands over the headline"
                )
            return None
        if (index <= place.first + 1 or index > place.last) and self._is_byline(piece):
            return self._first(BlockKind.BYLINE, "names the authors")
        if index <= place.first + 1 and self._is_date(index, piece):
            return self._first(BlockKind.DATE, "a date by the headline")
        if self._is_standfirst(index, piece):
            return _Verdict(
                kind=BlockKind.STANDFIRST, confidence=0.85, reason="stands under the headline"
            )
        return None

    def _first(self, kind: BlockKind, reason: str) -> _Verdict:
        if kind in self.found:
            return _left_out(f"a further {kind.value}")
        return _Verdict(kind=kind, confidence=0.9, reason=reason)

    def _is_kicker(self, index: int) -> bool:
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

    def _subheading(self, index: int, piece: Piece) -> _Verdict:
        """A heading that the article's text follows, or that was judged to be the article's."""
        place = self.place
        rest = islice(range(index + 1, place.end + 1), _UNDER_HEADING)
        following = next((at for at in rest if place.pieces[at].kind in TEXTS), None)
        over_text = (
            following is not None and self._text(following, place.pieces[following]).kind in TEXTS
        )
        kept = index < place.last and self.body.share(piece.text) == 1
        over_links = following is not None and place.pieces[following].linked > _LINKS
        leads_away = over_links and _announces(piece.text)
        if leads_away or piece.linked > _LINKS or place.beside(piece) or not (kept or over_text):
            return _left_out("a heading of something else")
        return _Verdict(
            kind=BlockKind.SUBHEADING, confidence=0.9, reason="a heading over the article's text"
        )

    def _text(self, index: int, piece: Piece) -> _Verdict:
        place, beside = self.place, self.place.beside(piece)
        quoted = piece.kind in {BlockKind.PULL_QUOTE, BlockKind.BLOCK_QUOTE}
        if (quoted or beside == "aside") and self._repeats_prose(piece):
            return _Verdict(
                kind=BlockKind.PULL_QUOTE, confidence=0.9, reason="repeats words of the text"
            )
        if index > place.last - _AFTER and _is_end_matter(piece):
            return _Verdict(kind=BlockKind.BIO, confidence=0.8, reason="about the authors")
        if index in place.kept:
            return self._kept(index, piece)
        if not beside and self._is_lost(index, piece):
            return _Verdict(
                kind=_own_kind(piece), confidence=0.6, reason="made like the article's paragraphs"
            )
        return _left_out(beside or "not the article's text")

    def _kept(self, index: int, piece: Piece) -> _Verdict:
        """The verdict on a piece that was judged to be the article's."""
        reason = self._furniture(index, piece)
        if reason:
            return _left_out(reason)
        if self._is_typed_heading(index, piece):
            return _Verdict(
                kind=BlockKind.SUBHEADING, confidence=0.7, reason="a bold line over text"
            )
        confidence = 0.95 if self.place.judged else 0.5
        return _Verdict(kind=_own_kind(piece), confidence=confidence, reason="the article's text")

    def _is_typed_heading(self, index: int, piece: Piece) -> bool:
        """A bold line between paragraphs, on a page that has no other headings."""
        place = self.place
        between = place.first < index < place.last
        return (
            piece.bold and piece.kind is BlockKind.PARAGRAPH and between and not place.has_headings
        )

    def _repeats_prose(self, piece: Piece) -> bool:
        words = tokens(piece.text)
        own = grams(words)
        return len(words) > _FEW and len(own & self.prose) >= _ABOUT_ALL * len(own)

    def _furniture(self, index: int, piece: Piece) -> str:
        """Why words are left out although they were judged to be the article's."""
        if index == self.place.last and piece.text.endswith(":"):
            return "announces something else"
        if len(piece.text) <= _LONGEST_LINE:
            linking = piece.linked > _SOME_LINKS
            if linking and "related start" in lexicon.openings(piece.text):
                return "a link to something else"
            ending = index > self.place.last - _AFTER
            text = piece.text
            if ending and (
                "end start" in lexicon.openings(text) or lexicon.around("anywhere", text)
            ):
                return "words after an article"
            if lexicon.is_whole("whole", lexicon.bare(text)):
                return "words of a page, not of an article"
        return ""

    def _is_lost(self, index: int, piece: Piece) -> bool:
        """Whether a piece was taken for furniture although it is made like the paragraphs."""
        place, words = self.place, len(tokens(piece.text))
        if piece.linked > _SOME_LINKS or not place.judged:
            return False
        if place.first < index < place.last:
            if piece.kind is BlockKind.TABLE_ROW:
                return True
            return words > _FEW and shape(piece.element) in place.shapes
        return (
            index > place.headline
            and words > _MANY
            and piece.element.tag == "p"
            and piece.element.getparent() in place.parents
        )


def _announces(text: str) -> bool:
    """Whether words open a list of other articles."""
    return not {"related start", "end start"}.isdisjoint(lexicon.openings(text))


def _own_kind(piece: Piece) -> BlockKind:
    """The kind by its tags; a pull quote whose words stand nowhere else is a quotation."""
    return BlockKind.BLOCK_QUOTE if piece.kind is BlockKind.PULL_QUOTE else piece.kind


def _is_of_video(element: HtmlElement) -> bool:
    """Whether a caption stands with a film instead of a picture."""
    for container in islice(chain((element,), element.iterancestors()), _NEAR):
        if next(container.iter("img", "picture"), None) is not None:
            return False
        films = next(container.iter("video", "iframe"), None)
        if films is not None or VIDEO.search(marks(container)):
            return True
    return False


def _is_end_matter(piece: Piece) -> bool:
    containers = islice(chain((piece.element,), piece.element.iterancestors()), _NEAR)
    return bool(END_MATTER.search(piece.text)) or any(
        BIO.search(marks(container)) for container in containers
    )


def _left_out(reason: str) -> _Verdict:
    return _Verdict(kind=BlockKind.BOILERPLATE, confidence=0.8, reason=reason)


def _block(piece: Piece, verdict: _Verdict, path: str) -> Block:
    leveled = verdict.kind in {BlockKind.SUBHEADING, BlockKind.LIST_ITEM}
    element = piece.element
    return Block(
        kind=verdict.kind,
        text=piece.text,
        line=element.sourceline or 0,
        path=path,
        level=max(2, piece.level)
        if verdict.kind is BlockKind.SUBHEADING
        else leveled * piece.level,
        href=piece.href,
        language=_language(element),
        confidence=verdict.confidence,
        reason=verdict.reason,
    )


def _language(element: HtmlElement) -> str:
    """The language that the element or a container below the page's body is marked with."""
    for one in (element, *element.iterancestors()):
        if one.tag in {"body", "html"}:
            break
        if one.get("lang"):
            return language.normal(one.get("lang"))
    return ""
