"""What can be seen on one piece of a text by itself, before its neighbours are asked."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from audionews.article import bylines, captions, dates, lexicon
from audionews.article.lines import Piece
from audionews.article.plain.telling import tells_nothing

_LAST_SIGNS = frozenset(".!?…。！？।؟۔:;")
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
_DASHES = frozenset("–—-")
_NO_WORDS = re.compile(r"^[\W_]+$")
_T = TypeVar("_T")
_LONGEST_CONTROL = 400
_LONG, _SHORTEST_PROSE = 30, 6
_START_AT_MOST = 160
_SENTENCE = 10
_LONG_OPENING = 22
_ENGLISH_WORD = 2.2


class _Once(Generic[_T]):
    """A property that is found once; ``functools.cached_property`` takes a lock before 3.12."""

    def __init__(self, find: Callable[[Any], _T]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    def __get__(self, instance: Any, _owner: type) -> _T:  # noqa: ANN401 - it serves any class
        found = instance.__dict__[self._name] = self._find(instance)
        return found


class Look:
    """A piece and what is plain about it, each thing looked for when it is first asked about.

    A file may have a hundred thousand lines, of which most are asked about little.  Pieces that
    are the same but for their place look the same, and share what is found.
    """

    def __init__(self, text: str, before: int = 0, columns: int = 1) -> None:
        """``before`` and ``columns`` are a piece's."""
        self.text = text
        self.before = before
        self.columns = columns
        self.bare = lexicon.bare(text)  # its words, for comparing
        self.is_mere_words = tells_nothing(text)
        if self.is_mere_words:
            vars(self).update(_OF_MERE_WORDS)

    @_Once
    def words(self) -> int:
        """Where a script writes no blanks, as many as the same text has in English."""
        return _words(self.text)

    @_Once
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        last = self.text[-1]
        return last in _LAST_SIGNS or (not last.isalpha() and bool(_ENDS.search(self.text[-16:])))

    @_Once
    def _openings(self) -> Mapping[str, str]:
        return lexicon.openings(self.text)

    @property
    def _is_sentence(self) -> bool:
        return self.ends and self.words >= _SENTENCE

    @_Once
    def page(self) -> str:
        """Why it is taken for the page around the article; empty if it is not."""
        return "" if self.date else _page_shape(self.text) or self._page_words

    @property
    def _page_words(self) -> str:
        text = self.text
        if len(text) > _LONGEST_CONTROL:
            return ""
        if lexicon.is_whole("whole", self.bare):
            return "words of a page's controls"
        if self._opening("start"):
            return "words that pages ask readers with"
        if len(text) <= 80 and "newsletter" in self.bare:
            return "a newsletter's announcement"
        if "@" in text and len(text) <= 260 and _MAIL.search(text):
            return "an address to write to"
        if len(text) > 200:
            return ""
        inside = lexicon.around("anywhere", text)
        if not inside and not self._is_sentence:
            inside = lexicon.around("in labels", text)
        return f"the words “{inside}”" if inside else ""

    def _opening(self, name: str) -> str:
        """The opening of a list; a whole sentence must go on as if it spoke to its reader."""
        text, opening = self.text, self._openings.get(name, "")
        if not opening or len(text) > _START_AT_MOST + 20 * max(0, len(opening) - 10):
            return ""
        of_letters = opening[-1].isalpha() and opening.isascii() and len(opening) < _LONG_OPENING
        if of_letters and self._is_sentence:
            spoken_to = lexicon.words("addressing").intersection(lexicon.folded(text).split())
            return opening if spoken_to else ""
        return opening

    @_Once
    def slug(self) -> bool:
        """Whether it is an agency's slug or mark."""
        return len(self.text) <= 200 and bool(_SLUG.match(self.text))

    @_Once
    def editors_only(self) -> bool:
        """Whether from here on an agency's copy speaks to editors."""
        return len(self.text) <= 80 and bool(_EDITORS_ONLY.search(self.text))

    @_Once
    def closes(self) -> bool:
        """Whether it is a heading that stands after articles."""
        return len(self.text) <= 60 and "end start" in self._openings

    @_Once
    def comments(self) -> bool:
        """Whether it belongs to a place for readers' comments."""
        return len(self.text) <= 60 and "comments start" in self._openings

    @_Once
    def related(self) -> str:
        """The words by which it points to other articles."""
        return self._opening("related start")

    @_Once
    def date(self) -> bool:
        """Whether it is nothing but a date."""
        return dates.is_date(self.text)

    @_Once
    def byline(self) -> bool:
        """Whether it names the writers."""
        return bylines.is_byline(self.text)

    @_Once
    def _may_have_credit(self) -> bool:
        return captions.may_have_credit(self.text)

    @_Once
    def caption(self) -> str:
        """Why it is taken for a caption; empty if it is not."""
        text = self.text
        if self.credit:
            return ""
        caption, credit = captions.split_credit(text) if self._may_have_credit else (text, "")
        if credit and caption and not _is_signed_paragraph(caption, credit):
            return "a sentence with a picture's credit"
        if len(text) <= 250 and not _DASHES.isdisjoint(text) and _MOVING.search(text):
            return "it names a video or a gallery"
        label = self._openings.get("caption start", "")
        if label and len(text) > len(label) + 10:
            return f"it begins with “{label}”"
        return ""

    @_Once
    def credit(self) -> bool:
        """Whether it is a picture's credit."""
        return self._may_have_credit and captions.is_credit(self.text)

    @property
    def is_link_heading(self) -> bool:
        """Whether it announces a list of other articles: "Read more:"."""
        return bool(self.related) and self.words <= 5 + self.text.endswith(":")

    @_Once
    def is_prose(self) -> bool:
        """Whether it reads like a paragraph of a report."""
        if self.words < _LONG and not (self.ends and self.words >= _SHORTEST_PROSE):
            return False
        if self.is_mere_words:
            return True
        if self.page or self.slug or self.related or self.caption or self.credit:
            return False
        return self.words >= _LONG or not (self.date or self.byline)


def looks_at(pieces: Sequence[Piece]) -> list[Look]:
    """A look at each piece; the same one at those with the same text, blank lines and columns."""
    known: dict[tuple[str, int, int], Look] = {}
    found = list[Look]()
    for piece in pieces:
        key = (piece.text, piece.before, piece.columns)
        if key not in known:
            known[key] = Look(*key)
        found.append(known[key])
    return found


_OF_MERE_WORDS: Mapping[str, object] = {
    **dict.fromkeys(("page", "related", "caption"), ""),
    **dict.fromkeys(("slug", "date", "byline", "credit"), False),
    **dict.fromkeys(("editors_only", "closes", "comments"), False),
}
"""What a line is in which no rule finds anything."""


def _words(text: str) -> int:
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return len(text.split()) + int(unspaced / _ENGLISH_WORD)


def _page_shape(text: str) -> str:
    if not text[0].isalnum() and _NO_WORDS.match(text):
        return "no words"
    if len(text) > _LONGEST_CONTROL:
        return ""
    for signs, pattern, reason in _PAGE_SHAPES:
        for sign in signs:
            if sign in text and pattern.search(text):
                return reason
    if _FIGURE.search(text) and _COUNT.search(text):
        return "a counter"
    return ""


_FIGURE = re.compile(r"\d")
_PAGE_SHAPES = (
    (("/", "@", "."), _ADDRESS, "an address"),
    (("<", "{", "(", "/"), _CODE, "page code"),
    ((".",), _FILE, "the name of a file"),
    (("@",), _TWEET, "the sender of a post"),
    (("©", "™", "(c)", "(C)"), _COPYRIGHT, "a copyright notice"),
    (("]",), _LINK_LABEL, "a link's label"),
)
"""The signs without one of which a line cannot have the shape, the shape, and its name."""


def _is_signed_paragraph(text: str, credit: str) -> bool:
    """Whether the credit is an agency's signature below its last paragraph, not a picture's."""
    return _words(text) > (35 if credit.lower().startswith(("(c)", "©")) else 70)
