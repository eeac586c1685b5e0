"""What can be seen on one piece of a text by itself, before its neighbours are asked."""

import re
from dataclasses import dataclass

from audionews.article import bylines, captions, dates, lexicon
from audionews.article.lines import Piece

_END = re.compile(
    "[.!?…。！？।؟۔:;][\"'”’»›“„」』)\\]）*]*$|[.!?…。！？][\"'”’»›」』)\\]）]*\\s*\\d{0,2}$"
)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_URL = re.compile(r"^(?:https?://|www\.)\S+$|^[\w.+-]+@[\w-]+\.\w+$|^\S+\.(?:com|org|net)/\S*$")
_COUNT = re.compile(
    r"^[\W\d]*(?:\d[\d.,]*\s*[KkMm]?)\W*(?:comments?|shares?|views?|likes?|votes?|comment\(s\)|"
    r"kommentare|commentaires|comentarios|comentários|commenti|комментари\w*|min(?:ute)?s? read)?\W*\d*$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<(?:iframe|script|img|div|a)\b|\{\{|function\s*\(")
_SLUG = re.compile(
    r"^(?:[a-z]{2,4}\d{3,5} \d\b.*|(?:\d(?:ST|ND|RD|TH) )?(?:LEAD|REFILE|UPDATE|WRITETHRU|URGENT|ROUNDUP)\b[^a-z]*|"
    r"[A-Z][\w ]*(?:/[\w .&-]+)+/|\([a-z]{2,4}[-/][a-z/-]{2,12}\)|BC-\S+.*|\^.*|"
    r"(?:dpa|afp|ap|reuters)(?: [a-z]{2,4}){1,6}|\d{6}(?: GMT)? \w{3} \d\d|\(?(?:END|ENDS|ends)\)?|-30-|"
    r"(?:Eds|Editors|ADVISORY|EDITOR'S NOTE):?.*|\(STORY CAN END HERE.*)$"
)
_NO_WORDS = re.compile(r"^[\W_\d]+$")
_START_AT_MOST = 160
_WORDS_TO_CHARACTERS = 2.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A piece and what is plain about it."""

    piece: Piece
    words: int
    """Where a script writes no blanks, as many as the same text has in English."""
    ends: bool
    """Whether it ends as a sentence does."""
    page: str = ""
    """Why it is taken for the page around the article; empty if it is not."""
    slug: bool = False
    closes: bool = False
    """Whether it is a heading that stands after articles: comments, most read."""
    related: bool = False
    date: bool = False
    byline: bool = False
    caption: str = ""
    """Why it is taken for a caption; empty if it is not."""
    credit: bool = False

    @property
    def text(self) -> str:
        """The words."""
        return self.piece.text

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a paragraph of a report."""
        return not (self.page or self.slug or self.date or self.byline or self.credit) and (
            (self.ends and self.words >= 6) or self.words >= 30
        )

    @property
    def is_label(self) -> bool:
        """Whether it is a short line that is no sentence."""
        return not self.is_prose


def look(piece: Piece) -> Look:
    """The look of a piece."""
    text = piece.text
    caption, credit = captions.split_credit(text)
    alone = captions.is_credit(text)
    return Look(
        piece=piece,
        words=_words(text),
        ends=bool(_END.search(text[-12:])),
        page=_page(text),
        slug=bool(len(text) < 200 and _SLUG.match(text)),
        closes=len(text) <= 60 and bool(lexicon.phrases("end start").opening(text)),
        related=len(text) <= 160 and bool(lexicon.phrases("related start").opening(text)),
        date=dates.is_date(text),
        byline=bylines.is_byline(text),
        caption=_caption(text, caption if credit and not alone else ""),
        credit=alone,
    )


def _words(text: str) -> int:
    unspaced = len(_UNSPACED.findall(text))
    return len(text.split()) + int(unspaced / _WORDS_TO_CHARACTERS)


def _page(text: str) -> str:
    if _NO_WORDS.match(text):
        return "no words"
    if len(text) <= 400 and (_URL.match(text) or _MARKUP.search(text)):
        return "an address or page code"
    if len(text) > _START_AT_MOST * 2:
        return ""
    if _COUNT.match(text):
        return "a counter"
    if lexicon.phrases("whole").whole(text):
        return "words of a page's controls"
    if len(text) <= _START_AT_MOST and lexicon.phrases("start").opening(text):
        return "words that pages ask readers with"
    inside = lexicon.phrases("anywhere").inside(text)
    return f"the words “{inside}”" if inside else ""


def _caption(text: str, before_credit: str) -> str:
    if before_credit:
        return "a sentence with a picture's credit"
    label = lexicon.phrases("caption start").opening(text)
    if label and len(text) > len(label) + 10:
        return f"it begins with “{label}”"
    return ""
