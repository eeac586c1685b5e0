"""Which words of a page are the article's: trafilatura's judgement, asked block by block."""

import re
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain

from lxml.etree import strip_elements
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]"
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+"
)
_ENOUGH = 0.6  # of the words that a lenient reading keeps; below it the strict one lost the article
_LONG = 3000  # letters; an article of so many was not lost
_NEVER_KEPT = (
    *("head", "meta", "script", "style", "noscript", "svg", "iframe", "object", "embed"),
    *("link", "input", "button", "select", "textarea", "datalist", "dialog", "audio", "video"),
    *("canvas", "source", "map", "nav", "aside", "footer", "menu"),
)
"""What trafilatura takes out before it reads strictly; its copies are smaller without."""

Words = tuple[str, ...]


def tokens(text: str) -> Words:
    """Words in one case, ideographs one by one."""
    return tuple(_TOKEN.findall(text.casefold()))


def grams(words: Words) -> set[Words]:
    """All runs of three words; a shorter text is one run."""
    return {words[index : index + 3] for index in range(max(1, len(words) - 2))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The words that were judged to be the article."""

    lines: frozenset[Words]
    grams: frozenset[Words]

    def share(self, text: str) -> float:
        """How much of a text is the article's, 0 to 1."""
        words = tokens(text)
        if len(words) < 4:
            return float(words in self.lines)
        found = grams(words)
        return len(found & self.grams) / len(found)


def judge(page: HtmlElement, letters: int) -> Body:
    """The article's words, read strictly; leniently where the strict reading finds too little.

    Args:
        page: is left as it is.
        letters: of all words that the page shows and that lead nowhere; a lenient reading can
            find no more of them.
    """
    bare = deepcopy(page)
    strip_elements(bare, *_NEVER_KEPT, with_tail=False)
    strict = _extract(bare, strictly=True)
    if len(strict) < min(_LONG, _ENOUGH * letters):
        lenient = _extract(page, strictly=False)
        strict = lenient if len(strict) < _ENOUGH * len(lenient) else strict
    lines = frozenset(map(tokens, strict.splitlines()))
    return Body(lines=lines, grams=frozenset(chain.from_iterable(map(grams, lines))))


def _extract(page: HtmlElement, *, strictly: bool) -> str:
    found = bare_extraction(
        page,
        fast=strictly,
        favor_precision=strictly,
        include_comments=False,
        with_metadata=False,
        include_tables=True,
    )
    return (found.text or "") if isinstance(found, Document) else ""
