"""Dates as pages print them: which line is nothing but a date, and which day it names."""

import datetime as dt
import re
from functools import cache

from audionews.article import lexicon

_FIGURE = re.compile(r"\d")
_NAMED = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\d{1,2}\s*[:.hH]\s*\d{2}")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)\s*[년年./]\s*(\d{1,2})\s*[월月./]\s*(\d{1,2})")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)")
_DAY_MONTH_YEAR = re.compile(
    r"(?<!\d)(\d{1,2})\W{0,3}(?:st|nd|rd|th|de|er|-)?\W{0,2}([^\W\d_]{3,})\W{1,2}(?:de\s|del\s)?\s?((?:19|20)\d\d)"
)
_MONTH_DAY_YEAR = re.compile(
    r"([^\W\d_]{3,})\W{1,2}(\d{1,2})(?:st|nd|rd|th)?\W{1,2}((?:19|20)\d\d)"
)
_LONGEST = 120
_LAST_MONTH = 12


def is_date(line: str) -> bool:
    """Whether the line is nothing but a date or a time, with the usual words around it."""
    if len(line) > _LONGEST or not _FIGURE.search(line):
        return False
    months = lexicon.numbers("months")
    named = [token.lower() for token in _NAMED.findall(line)]
    if not words().issuperset(named):
        return False
    return bool(
        iso_date(line)
        or (named and _CLOCK.search(line))
        or any(token in months for token in named)
        or _NUMERIC.search(line)
        or any(token in lexicon.words("ago") for token in named)
    )


@cache
def words() -> frozenset[str]:
    """The words that stand in dates."""
    months = lexicon.numbers("months")
    return frozenset(months) | lexicon.words("weekdays") | lexicon.words("date words")


def iso_date(line: str) -> str:
    """The first day that the line names for certain, in ISO 8601; empty where there is none."""
    for pattern, order in (
        (_ISO, "ymd"),
        (_YEAR_FIRST, "ymd"),
        (_DAY_MONTH_YEAR, "dmy"),
        (_MONTH_DAY_YEAR, "mdy"),
    ):
        for found in pattern.finditer(line):
            day = _day(dict(zip(order, found.groups(), strict=True)))
            if day:
                return day
    found_numeric = _NUMERIC.search(line)
    return _numeric_day(*found_numeric.groups()) if found_numeric else ""


def _numeric_day(first: str, separator: str, second: str, year: str) -> str:
    """Day and month in figures: the dot is day first; else only where one cannot be a month."""
    if separator == "." or int(first) > _LAST_MONTH or first == second:
        return _day({"y": year, "m": second, "d": first})
    if int(second) > _LAST_MONTH:
        return _day({"y": year, "m": first, "d": second})
    return ""


def _day(parts: dict[str, str]) -> str:
    month = parts["m"].lower()
    number = int(month) if month.isdigit() else lexicon.numbers("months").get(month, 0)
    try:
        return dt.date(int(parts["y"]), number, int(parts["d"])).isoformat()
    except ValueError:
        return ""
