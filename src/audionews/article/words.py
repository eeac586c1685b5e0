"""Small truths about words that every reader needs: white space, days, names in a byline."""

import html
import re

_ESCAPED = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|quot|apos|amp|lt|gt|nbsp);")
_INVISIBLE = dict.fromkeys(
    [*range(9), *range(14, 32), 0x7F, 0xAD, 0x200B, 0x2060, 0xFEFF, *range(0xD800, 0xE000)]
)
_DAY = re.compile(r"\s*(\d{4})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_BY = re.compile(
    r"\s*(?:by|text by|von|par|por|di|da|door|av|af|tekst|text|od|автор|автори?ы?)\s*:?\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|;|/|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\boch\b|\ben\b)\s*")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,4}")


def fold(text: str) -> str:
    """The text with white space folded to single blanks, without invisible characters."""
    if "&" in text:
        text = _ESCAPED.sub(lambda escape: html.unescape(escape[0]), text)  # escaped twice
    return " ".join(text.translate(_INVISIBLE).split())


def same(one: str, other: str) -> bool:
    """Whether two texts say the same but for case and white space."""
    return fold(one).casefold() == fold(other).casefold()


def iso_day(stamp: str) -> str:
    """The day of an ISO 8601 time stamp, with or without its hyphens; empty for anything else."""
    day = _DAY.match(stamp)
    return "-".join(day.groups()) if day else ""


def names(byline: str) -> tuple[str, ...]:
    """The people of a byline: "By Ada Holm and Per Lie, Staff Writers" names two.

    What has not two words or more is no name; a role is left out where a comma parts it.
    """
    people = _BETWEEN.split(_BY.sub("", fold(byline), count=1))
    return tuple(dict.fromkeys(name for name in people if _is_name(name)))


def _is_name(text: str) -> bool:
    words = text.split()
    return bool(_NAME.fullmatch(text)) and all(word[0].isupper() for word in (words[0], words[-1]))
