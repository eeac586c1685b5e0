"""Small truths about words that every reader needs: white space, days, names in a byline."""

import html
import re

from audionews.article import bylines

_ESCAPED = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|quot|apos|amp|lt|gt|nbsp);")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u2060\ufeff\ud800-\udfff]+")
_DAY = re.compile(r"\s*(\d{4})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")


def fold(text: str) -> str:
    """The text with white space folded to single blanks, without invisible characters."""
    if "&" in text:
        text = _ESCAPED.sub(lambda escape: html.unescape(escape[0]), text)  # escaped twice
    return " ".join(_INVISIBLE.sub("", text).split())


def same(one: str, other: str) -> bool:
    """Whether two texts say the same but for case and white space."""
    return fold(one).casefold() == fold(other).casefold()


def iso_day(stamp: str) -> str:
    """The day of an ISO 8601 time stamp, with or without its hyphens; empty for anything else."""
    day = _DAY.match(stamp)
    return "-".join(day.groups()) if day else ""


def web_address(text: str) -> str:
    """The address of a page of the web; empty for any other scheme and for a relative one."""
    address = fold(text)
    return address if address.lower().startswith(("http://", "https://")) else ""


def names(byline: str) -> tuple[str, ...]:
    """The people of a byline, with or without its "By"; initials and agencies are no people."""
    found = bylines.authors(byline) or bylines.names(byline)
    return tuple(name for name in found if " " in name or not name.isupper())
