"""The names of an edition's folder and files."""

from pathlib import PurePath

from slugify import slugify

from audionews.model import Article

_LONGEST = 80
_SAYS_NOTHING = frozenset({"", "article", "document", "index", "page", "story", "text", "untitled"})
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that Windows keeps for devices."""


def slug(article: Article, *, alone: bool) -> str:
    """The name of the article's edition: ASCII, lower case, safe in every file system.

    Args:
        alone: the source holds this article only, so that the file's name can be the edition's:
            it stays the same when the headline is edited.
    """
    stem = slugify(PurePath(article.source).stem, max_length=_LONGEST) if alone else ""
    return safe(article.headline if stem in _SAYS_NOTHING else stem)


def safe(title: str) -> str:
    """The title as the name of a folder: ASCII, lower case, safe in every file system."""
    name = slugify(title, max_length=_LONGEST, word_boundary=True) or "edition"
    return f"{name}-edition" if name in _RESERVED else name
