"""What can be seen on one piece of a text by itself, before its neighbours are asked."""

import re
from dataclasses import dataclass

from audionews.article import bylines, captions, dates, lexicon
from audionews.article.lines import Piece

_ENDS = re.compile("[.!?…。！？।؟۔:;][\"'”’»›“„」』)\\]）*]*\\s*\\d{0,2}$")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_ADDRESS = re.compile(
    r"^(?:https?://|www\.)\S+$|^\S+@[\w-]+(?:\.\w+)+$|^\S+\.(?:com|org|net)(?:/\S*)?$"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_COUNT = re.compile(
    r"^[\W\d]*\d[\d.,]*\s*[KkMm]?\W*(?:comments?|shares?|views?|likes?|votes?|comment\(s\)|replies|"
    r"photos?|images?|kommentare|commentaires|comentarios|comentários|commenti|комментари\w*|"
    r"min(?:ute)?s? read)?\W*\d*$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"<(?:iframe|script|img|div|a)\b|\{\{|function\s*\(|pic\.twitter\.com|https?://t\.co/"
)
_FILE = re.compile(r"^[\w .-]+\.(?:jpe?g|png|gif|webp|pdf|mp[34])$", re.IGNORECASE)
_TWEET = re.compile(r"^[—–-] .{2,60}\(@\w+\)")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|™)\W*(?:\d{4}|&)", re.IGNORECASE)
_LINK_LABEL = re.compile(r"[^.!?]\s\[(?!(?:AP|AFP|EPA|REUTERS|DPA|TASS)\])[A-Z]{4,14}\]\W*$")
_SLUG = re.compile(
    r"^(?:[a-z]{2,4}\d{3,5} \d\b.*"  # ecp0007 4 s 850 dpa-tns 0908
    r"|(?:\d{1,2}(?:ST|ND|RD|TH) )?(?:LEAD|REFILE|UPDATE|WRITETHRU|URGENT|ROUNDUP)\b[^a-z]*"
    r"|[A-Z][\w -]*(?:/[\w .&-]+)+/"  # American Football/NFL/
    r"|\([a-z]{2,4}[-/][a-z/-]{2,12}\)"  # (cm-kjd)
    r"|BC-\S+.*|\^.*|#{1,3} .*|#{2,}"
    r"|(?:dpa|afp|ap|reuters)(?: [a-z]{2,4}){1,6}"
    r"|\d{6}(?: GMT)? \w{3} \d\d|\(?(?:END|ENDS|MORE)\)?|-30-"
    r"|(?:Eds|Editors|ADVISORY|EDITOR'S NOTE|EDITORS' NOTE)\b.*"
    r"|\((?:STORY CAN END HERE|OPTIONAL|Begin optional|End optional|EDITORS).*)$"
)
_EDITORS_ONLY = re.compile(
    r"^# (?:Notebook|Note)|^\* \* \*|not intended for publication|^## (?:Note|Editorial)",
    re.IGNORECASE,
)
_MOVING = re.compile(r" [–—-] (?:video|in pictures|vidéo|en images|vídeo)\b[^.]{0,40}$")
_NO_WORDS = re.compile(r"^[\W_]+$")
_START_AT_MOST = 160
_SENTENCE = 10
_LONG_OPENING = 22
_ENGLISH_WORD = 2.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A piece and what is plain about it."""

    piece: Piece
    bare: str
    words: int
    """Where a script writes no blanks, as many as the same text has in English."""
    ends: bool
    """Whether it ends as a sentence does."""
    page: str = ""
    """Why it is taken for the page around the article; empty if it is not."""
    slug: bool = False
    editors_only: bool = False
    """Whether from here on an agency's copy speaks to editors."""
    closes: bool = False
    """Whether it is a heading that stands after articles."""
    comments: bool = False
    """Whether it belongs to a place for readers' comments."""
    related: str = ""
    """The words by which it points to other articles."""
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
    def is_link_heading(self) -> bool:
        """Whether it announces a list of other articles: "Read more:"."""
        return bool(self.related) and self.words <= 5 + self.text.endswith(":")

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a paragraph of a report."""
        if self.page or self.slug or self.related or self.caption or self.credit:
            return False
        if self.words < 30 and (self.date or self.byline):
            return False
        return (self.ends and self.words >= 6) or self.words >= 30


def look(piece: Piece) -> Look:
    """The look of a piece."""
    text = piece.text
    words = _words(text)
    ends = bool(_ENDS.search(text[-16:]))
    openings = lexicon.openings(text)
    credit = captions.is_credit(text)
    bare = lexicon.bare(text)
    date = dates.is_date(text)
    return Look(
        piece=piece,
        bare=bare,
        words=words,
        ends=ends,
        page="" if date else _page(text, bare, is_sentence=ends and words >= _SENTENCE),
        slug=len(text) <= 200 and bool(_SLUG.match(text)),
        editors_only=len(text) <= 80 and bool(_EDITORS_ONLY.search(text)),
        closes=len(text) <= 60 and "end start" in openings,
        comments=len(text) <= 60 and "comments start" in openings,
        related=_opening(text, "related start", is_sentence=ends and words >= _SENTENCE),
        date=date,
        byline=bylines.is_byline(text),
        caption="" if credit else _caption(text),
        credit=credit,
    )


def _words(text: str) -> int:
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return len(text.split()) + int(unspaced / _ENGLISH_WORD)


def _page(text: str, bare: str, *, is_sentence: bool) -> str:
    if _NO_WORDS.match(text):
        return "no words"
    if len(text) > 400:
        return ""
    if _SIGNS.search(text):
        for pattern, reason in _PAGE_SHAPES:
            if pattern.search(text):
                return reason
    return _page_words(text, bare, is_sentence=is_sentence)


_SIGNS = re.compile(r"[\d@/<{©™\]]|\.\w|\(c\)", re.IGNORECASE)
_PAGE_SHAPES = (
    (_ADDRESS, "an address"),
    (_CODE, "page code"),
    (_FILE, "the name of a file"),
    (_TWEET, "the sender of a post"),
    (_COPYRIGHT, "a copyright notice"),
    (_LINK_LABEL, "a link's label"),
    (_COUNT, "a counter"),
)


def _page_words(text: str, bare: str, *, is_sentence: bool) -> str:
    if lexicon.is_whole("whole", bare):
        return "words of a page's controls"
    if _opening(text, "start", is_sentence=is_sentence):
        return "words that pages ask readers with"
    if len(text) <= 80 and "newsletter" in bare:
        return "a newsletter's announcement"
    if "@" in text and len(text) <= 260 and _MAIL.search(text):
        return "an address to write to"
    if len(text) > 200:
        return ""
    inside = lexicon.around("anywhere", text)
    if not inside and not is_sentence:
        inside = lexicon.around("in labels", text)
    return f"the words “{inside}”" if inside else ""


def _opening(text: str, name: str, *, is_sentence: bool) -> str:
    """The opening of a list; a whole sentence must go on as if it spoke to its reader."""
    opening = lexicon.openings(text).get(name, "")
    if not opening or len(text) > _START_AT_MOST + 20 * max(0, len(opening) - 10):
        return ""
    if is_sentence and opening[-1].isalpha() and opening.isascii() and len(opening) < _LONG_OPENING:
        spoken_to = lexicon.words("addressing").intersection(lexicon.folded(text).split())
        return opening if spoken_to else ""
    return opening


def _caption(text: str) -> str:
    caption, credit = captions.split_credit(text)
    if credit and caption and not _is_signed_paragraph(caption, credit):
        return "a sentence with a picture's credit"
    if len(text) <= 250 and _MOVING.search(text):
        return "it names a video or a gallery"
    label = lexicon.openings(text).get("caption start", "")
    if label and len(text) > len(label) + 10:
        return f"it begins with “{label}”"
    return ""


def _is_signed_paragraph(text: str, credit: str) -> bool:
    """Whether the credit is an agency's signature below its last paragraph, not a picture's."""
    return _words(text) > (35 if credit.lower().startswith(("(c)", "©")) else 70)
