"""What the page says around the article, in the article's language or in English."""

import tomllib
from importlib.resources import files

FALLBACK = "en"


def words(language: str) -> tuple[str, dict[str, str]]:
    """The language that the page's own words are in, as BCP 47, and the words by name."""
    folder = files("audionews.data") / "page" / "words"
    base = language.split("-", maxsplit=1)[0].lower()
    known = base if (folder / f"{base}.toml").is_file() else FALLBACK
    return known, tomllib.loads((folder / f"{known}.toml").read_text("utf-8"))
