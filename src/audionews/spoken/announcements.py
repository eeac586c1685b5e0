"""The words that an edition adds for the ear."""

import tomllib
from functools import cache
from importlib.resources import files


def announcement(key: str, language: str) -> str:
    """The announcement of that name in the language, or in English where there is none."""
    tables = _tables()
    return tables.get(language.split("-", maxsplit=1)[0], tables["en"])[key]


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("audionews.data") / "announcements.toml").read_text("utf-8"))
