"""The words that an edition adds for the ear."""

import tomllib
from functools import cache
from importlib.resources import files


def announcement(key: str, language: str, **fills: object) -> str:
    """The announcement of that name in the language, or in English where there is none.

    Args:
        fills: what stands in the announcement's braces, by name.
    """
    tables = _tables()
    words = tables.get(language.split("-", maxsplit=1)[0], tables["en"])[key]
    return words.format(**fills)


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("audionews.data") / "announcements.toml").read_text("utf-8"))
