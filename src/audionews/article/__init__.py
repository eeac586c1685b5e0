"""What the page says: one reader a format, structure, boilerplate.

``read`` is the front door.  It sees from the content which format it has, so a page saved as
``.txt`` is still read as a page; each reader is imported when it is first needed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from audionews.model import Article

if TYPE_CHECKING:
    from audionews.article.reading import Reading

__all__ = ["read", "read_with_notes"]


def read(source: str | Path, *, language: str = "", fetch: bool = False) -> tuple[Article, ...]:
    """The articles of a file, of standard input (``-``) or of a web address.

    Most sources hold one article; feeds, books and exports hold several, in their own order.
    Front matter and a side file are obeyed.

    Args:
        source: a file's name, ``-``, or with ``fetch`` an http or https address.
        language: BCP 47, where it is known.  A side file or front matter goes before it; without
            any of them the source's own word is believed, unless its text plainly differs.
        fetch: whether a web address may be read from the web.

    Raises:
        ArticleError: it cannot be read, or holds nothing to say.
        SettingsError: its side file or front matter is wrong.
    """
    return read_with_notes(source, language=language, fetch=fetch).articles


def read_with_notes(source: str | Path, *, language: str = "", fetch: bool = False) -> "Reading":
    """The same as ``read``, with the overrides that match no line, or different lines."""
    from audionews.article.reading import reading  # noqa: PLC0415 - the room opens quickly

    return reading(source, language=language, fetch=fetch)
