"""Whether anything in a line can tell what it is, or whether it is mere words.

A file may have a hundred thousand lines.  In most of them no rule of ``look`` can find anything,
since they have none of the signs and none of the words that the rules go by, and that is seen
at once and not rule by rule.
"""

import re
import unicodedata
from functools import cache

from audionews.article import dates, lexicon

_SPACED = re.compile("[a-z\u00df-\u024f\u0370-\u052f\\d]+")
_LONGEST = 200
_OF_SLUGS = frozenset(
    {"lead", "refile", "update", "writethru", "urgent", "roundup", "dpa", "afp", "ap", "reuters"}
    | {"end", "ends", "more", "eds", "editors", "editor", "advisory"}
)
_PARTS_OF_WORDS = ("newsletter", "courtesy")


def tells_nothing(text: str) -> bool:
    """Whether no rule can find anything in the line; False where one might."""
    lower = text.lower()
    words = lexicon.mere_words(lower)
    return (
        bool(words)
        and len(text) <= _LONGEST
        and text[0].isalpha()
        and words[0].isalpha()
        and not (words[0] in _first_words() and _may_open(text, words))
        and _phrase_words().isdisjoint(words)
        and not any(part in lower for part in _PARTS_OF_WORDS)
        and lower.rsplit(maxsplit=1)[-1] not in lexicon.words("agency")
        and ("".join(words).isalpha() or _is_no_date(words))
        and " By " not in text
        and (lower.isascii() or _is_spaced(lower, words))
    )


@cache
def _first_words() -> frozenset[str]:
    return lexicon.first_words() | _OF_SLUGS


def _may_open(text: str, words: tuple[str, ...]) -> bool:
    return (
        words[0] in _OF_SLUGS
        or bool(lexicon.openings(text))
        or lexicon.is_whole("whole", lexicon.bare(text))
    )


@cache
def _phrase_words() -> frozenset[str]:
    return lexicon.inner_words("anywhere") | lexicon.inner_words("in labels")


def _is_no_date(words: tuple[str, ...]) -> bool:
    """Whether words with figures among them are neither a date nor the writer's name after one."""
    spelt = [word for word in words if word.isalpha()]
    return "by" not in words and not dates.words().issuperset(spelt)


def _is_spaced(lower: str, words: tuple[str, ...]) -> bool:
    """Whether the letters are of a script that writes blanks, each in its composed form."""
    return unicodedata.is_normalized("NFC", lower) and bool(_SPACED.fullmatch("".join(words)))
