"""The words around the episodes, in the language of the show or of an episode."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from audionews.spoken.language import speech


def phrase(key: str, language: str, **values: object) -> str:
    """The words of that name in the language, or in English where there are none."""
    tables = _tables()
    words = tables.get(language.partition("-")[0].lower(), tables["en"])[key]
    return words.format(**values) if values else words


def day(when: date, language: str) -> str:
    """A day as the language writes it; in ISO 8601 where its months are not known."""
    base = language.partition("-")[0].lower()
    months = speech(language).table.dates.months.split()
    if base not in _tables() or not months:
        return when.isoformat()
    return phrase("date", language, day=when.day, month=months[when.month - 1], year=when.year)


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("audionews.data") / "feed.toml").read_text("utf-8"))
