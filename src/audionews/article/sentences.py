"""Where the sentences of a text end."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TERMINAL = ".!?…"
_CLOSING = "\"'”’»“)]›"
_END = re.compile(
    rf"[{_TERMINAL}]+[{re.escape(_CLOSING)}]*(?=\s)"  # needs a blank after it
    r"|[。！？｡]+[」』”’）]*"  # does not
)
_OPENING = "\"'“‘«„([¿¡-–—"
_LAST_TOKEN = re.compile(r"\S+$")
_NEXT_TOKEN = re.compile(r"\s+(\S+)")
_WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    before_name: frozenset[str]
    inside: frozenset[str]
    openers: frozenset[str]


def sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """The half-open spans of the sentences, in order, without the blanks around them.

    Every character of ``text`` that is not white space lies in exactly one span.
    """
    known = _abbreviations(language.split("-", maxsplit=1)[0])
    spans, start = [], 0
    for match in _END.finditer(text):
        if _ends(text, match, known):
            spans.append(_trimmed(text, start, match.end()))
            start = match.end()
    spans.append(_trimmed(text, start, len(text)))
    return [span for span in spans if span[0] < span[1]]


def _ends(text: str, match: re.Match[str], known: _Abbreviations) -> bool:
    mark = match.group()
    following = _NEXT_TOKEN.match(text, match.end())
    if following is None or mark[0] in "。！？｡":
        return True
    upcoming = following.group(1).lstrip(_OPENING)
    if upcoming[:1].islower():
        return False  # "... and so on", or a quotation that ends inside its sentence
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    return _stop_ends(_word_before(text, match.start()), upcoming, known)


def _stop_ends(word: str, upcoming: str, known: _Abbreviations) -> bool:
    """Whether a single full stop after ``word`` ends the sentence before ``upcoming``."""
    first = _WORD.match(upcoming)
    opens = first is not None and first.group() in known.openers
    if word in known.before_name:
        return False
    if word in known.inside or (len(word) == 1 and word.isupper()) or "." in word:
        return opens
    return True


def _word_before(text: str, end: int) -> str:
    token = _LAST_TOKEN.search(text, max(0, end - 40), end)
    return token.group().lstrip(_OPENING) if token else ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _abbreviations(language: str) -> _Abbreviations:
    tables = tomllib.loads((files("audionews.data") / "abbreviations.toml").read_text("utf-8"))
    table = tables.get(language, {})
    return _Abbreviations(
        *(frozenset(table.get(key, "").split()) for key in ("before_name", "inside", "openers"))
    )
