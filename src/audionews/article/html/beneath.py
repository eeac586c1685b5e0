"""Words right under a picture that end in its credit, and are its caption though no tag says so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audionews.article.captions import is_credit, split_credit
from audionews.article.html.pieces import Piece
from audionews.model import BlockKind

_MOST_WORDS = 45  # of a caption
_SIGNS = (":", "©", "/", "：")  # without one of them, words at an end may be the text's


def with_captions(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces; a paragraph right under a picture that ends in a credit is told as both."""
    found = list[Piece]()
    for piece in pieces:
        under = bool(found) and found[-1].kind is BlockKind.PICTURE
        found += _parts(piece) if under and _may_be_caption(piece) else (piece,)
    return found


def _may_be_caption(piece: Piece) -> bool:
    return piece.kind is BlockKind.PARAGRAPH and len(piece.text.split()) <= _MOST_WORDS


def _parts(piece: Piece) -> Iterator[Piece]:
    """The caption and its credit; the piece itself where it has none."""
    caption, credit = ("", piece.text) if is_credit(piece.text) else split_credit(piece.text)
    if not any(sign in credit for sign in _SIGNS):
        yield piece
        return
    if caption:
        yield replace(piece, kind=BlockKind.CAPTION, text=caption)
    yield replace(piece, kind=BlockKind.CREDIT, text=credit)
