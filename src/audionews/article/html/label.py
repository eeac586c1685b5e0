"""The pieces of a page -> the blocks of its article, and what is left out between them."""

from collections.abc import Iterator
from functools import cached_property
from itertools import chain, islice

from lxml.html import HtmlElement

from audionews.article import lexicon
from audionews.article.html.beginning import Beginning
from audionews.article.html.blocks import block, bounded, insert
from audionews.article.html.body import Body, Words, grams, tokens
from audionews.article.html.metadata import Metadata, agree
from audionews.article.html.pictures import picture
from audionews.article.html.pieces import Piece
from audionews.article.html.place import PICTURES, TEXTS, Place, shape
from audionews.article.html.text import Paths, marks
from audionews.article.html.verdict import Verdict, left_out
from audionews.article.html.vocabulary import BIO, END_MATTER
from audionews.model import Block, BlockKind

_SAME = 0.9  # of the words: one text is another's repetition
_ABOUT_ALL = 0.8
_LINKS = 0.5  # of a piece's letters; a piece with more leads elsewhere
_SOME_LINKS = 0.3
_FEW, _MANY = 5, 20  # words
_NEAR = 4  # containers around a piece that may name it
_AFTER = 3  # pieces about the last paragraph that may be its end matter
_UNDER_HEADING = 20  # pieces, pictures and further headings, before its text
_LONGEST_LINE = 160  # letters


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
    kinds = {each.kind for each in blocks}
    told = (
        (BlockKind.HEADLINE, metadata.headline),
        (BlockKind.BYLINE, ", ".join(metadata.authors)),
    )
    for kind, text in told:
        if text and kind not in kinds:
            insert(blocks, kind, text)
    return tuple(bounded(blocks))


class _Labels:
    """The verdicts on the pieces of one page, in their order."""

    def __init__(self, place: Place, body: Body, metadata: Metadata) -> None:
        self.place = place
        self.body = body
        self.metadata = metadata
        self.paths = Paths()
        self.said = set[Words]()
        self.beginning = Beginning(place, metadata)

    @cached_property
    def prose(self) -> set[Words]:
        """All runs of three words in the paragraphs."""
        paragraphs = (self.place.pieces[index] for index in self.place.kept)
        prose = (tokens(each.text) for each in paragraphs if each.kind is BlockKind.PARAGRAPH)
        return set(chain.from_iterable(map(grams, prose)))

    def blocks(self) -> Iterator[Block]:
        """A block for each piece between the article's beginning and its container's end."""
        place = self.place
        over = place.start == place.headline and self.beginning.is_kicker(place.start - 1)
        for index in range(place.start - over, place.end + 1):
            piece = place.pieces[index]
            verdict = self._once(piece, self._verdict(index, piece))
            if verdict.kind is not BlockKind.BOILERPLATE or piece.kind not in PICTURES:
                yield block(piece, verdict, self.paths[piece.element])

    def _once(self, piece: Piece, verdict: Verdict) -> Verdict:
        """Refuse what was said before: a caption twice, a teaser of the article in itself."""
        words = tokens(piece.text)
        short = len(words) <= _FEW and verdict.kind is not BlockKind.CAPTION
        if short or verdict.kind in {BlockKind.BOILERPLATE, BlockKind.PICTURE}:
            return verdict
        if words in self.said:
            return left_out("repeats what was said before")
        self.said.add(words)
        return verdict

    def _verdict(self, index: int, piece: Piece) -> Verdict:
        if index == self.place.headline:
            return Verdict(kind=BlockKind.HEADLINE, confidence=1.0, reason="the page's heading")
        if piece.kind in PICTURES:
            return picture(self.place, index, piece)
        if index not in self.place.kept and agree(piece.text, self.metadata.headline) > _SAME:
            return left_out("the headline again")
        return (
            self.beginning.verdict(index, piece)
            or (self._subheading(index, piece) if piece.kind is BlockKind.SUBHEADING else None)
            or self._text(index, piece)
        )

    def _subheading(self, index: int, piece: Piece) -> Verdict:
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
            return left_out("a heading of something else")
        return Verdict(
            kind=BlockKind.SUBHEADING, confidence=0.9, reason="a heading over the article's text"
        )

    def _text(self, index: int, piece: Piece) -> Verdict:
        place, beside = self.place, self.place.beside(piece)
        if self._is_pull_quote(index, piece, beside):
            return Verdict(
                kind=BlockKind.PULL_QUOTE, confidence=0.9, reason="repeats words of the text"
            )
        if index > place.last - _AFTER and _is_end_matter(piece):
            return Verdict(kind=BlockKind.BIO, confidence=0.8, reason="about the authors")
        if index in place.kept:
            return self._kept(index, piece)
        if not beside and self._is_lost(index, piece):
            return Verdict(
                kind=_own_kind(piece), confidence=0.6, reason="made like the article's paragraphs"
            )
        return left_out(beside or "not the article's text")

    def _kept(self, index: int, piece: Piece) -> Verdict:
        """The verdict on a piece that was judged to be the article's."""
        reason = self._furniture(index, piece)
        if reason:
            return left_out(reason)
        if self._is_typed_heading(index, piece):
            return Verdict(
                kind=BlockKind.SUBHEADING, confidence=0.7, reason="a bold line over text"
            )
        confidence = 0.95 if self.place.judged else 0.5
        return Verdict(kind=_own_kind(piece), confidence=confidence, reason="the article's text")

    def _is_typed_heading(self, index: int, piece: Piece) -> bool:
        """A bold line between paragraphs, on a page that has no other headings."""
        place = self.place
        between = place.first < index < place.last
        return (
            piece.bold and piece.kind is BlockKind.PARAGRAPH and between and not place.has_headings
        )

    def _is_pull_quote(self, index: int, piece: Piece, beside: str) -> bool:
        """Whether it repeats words of the text, or says whose words those above it are."""
        quoted = piece.kind in {BlockKind.PULL_QUOTE, BlockKind.BLOCK_QUOTE} or beside == "aside"
        if quoted and self._repeats_prose(piece):
            return True
        above = self.place.pieces[index - 1]
        return piece.element.tag == "figcaption" and self._repeats_prose(above)

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
            if piece.kind is BlockKind.TABLE_ROW or _is_quotation(piece):
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


def _is_quotation(piece: Piece) -> bool:
    """Whether it stands in a figure that is a quotation; trafilatura keeps no figures."""
    figure = next(piece.element.iterancestors("figure"), None)
    return figure is not None and next(figure.iter("blockquote"), None) is not None


def _own_kind(piece: Piece) -> BlockKind:
    """The kind by its tags; a pull quote whose words stand nowhere else is a quotation."""
    return BlockKind.BLOCK_QUOTE if piece.kind is BlockKind.PULL_QUOTE else piece.kind


def _is_end_matter(piece: Piece) -> bool:
    containers = islice(chain((piece.element,), piece.element.iterancestors()), _NEAR)
    return bool(END_MATTER.search(piece.text)) or any(
        BIO.search(marks(container)) for container in containers
    )
