"""Which pictures and captions of a page are the article's."""

from itertools import chain, islice

from lxml.html import HtmlElement

from audionews.article.html.body import tokens
from audionews.article.html.pieces import Piece
from audionews.article.html.place import Place, shape
from audionews.article.html.text import marks, visible_text
from audionews.article.html.verdict import Verdict, left_out
from audionews.article.html.vocabulary import FILM_LABEL, VIDEO
from audionews.model import BlockKind

_NEAR = 4  # containers around a caption that belong to its picture
_AFTER = 3  # pieces behind the last paragraph that may be its pictures
_LARGE = 400  # letters; a container with more holds the article


def picture(place: Place, index: int, piece: Piece) -> Verdict:
    """The verdict on a picture, a caption or a credit."""
    beside = place.beside(piece)
    if beside:
        return left_out(f"a picture of {beside}")
    if index > place.last + _AFTER and shape(piece.element) not in place.figures:
        return left_out("a picture of what follows the article")
    if piece.kind is not BlockKind.PICTURE and _is_of_video(piece.element):
        return left_out("the caption of a video")
    if piece.kind is not BlockKind.PICTURE and _is_of_link(piece):
        return left_out("the name of what a picture links to")
    return Verdict(kind=piece.kind, confidence=0.9, reason="a figure of the page")


def _is_of_video(element: HtmlElement) -> bool:
    """Whether a caption says that it is a film's, or stands with something to play, no picture."""
    if FILM_LABEL.match(visible_text(element)):
        return True
    for container in islice(chain((element,), element.iterancestors()), _NEAR):
        if next(container.iter("img", "picture"), None) is not None:
            return False
        films = next(container.iter("video", "audio", "iframe"), None)
        if films is not None or VIDEO.search(marks(container)):
            return True
    return False


def _is_of_link(piece: Piece) -> bool:
    """Whether a link beside the picture has the caption's words: it names another page.

    A credit alone may be a link to the photographer; it goes with its caption.
    """
    whole = visible_text(piece.element)
    if piece.kind is BlockKind.CREDIT and piece.text == whole:
        return False
    words = tokens(whole if piece.kind is BlockKind.CREDIT else piece.text)
    for container in islice(piece.element.iterancestors(), _NEAR):
        if len(visible_text(container)) > _LARGE:
            return False
        if any(words and set(words) <= set(tokens(visible_text(a))) for a in container.iter("a")):
            return True
    return False
