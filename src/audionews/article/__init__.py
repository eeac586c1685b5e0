"""What the page says: one reader a format, structure, boilerplate.

``read`` is the front door.  It sees from the content which format it has, so a page saved as
``.txt`` is still read as a page; each reader is imported when it is first needed.
"""

from dataclasses import replace
from pathlib import Path

from audionews.article.load import load, named
from audionews.article.sniff import reader, sniff
from audionews.errors import ArticleError
from audionews.model import Article, BlockKind

_ABOUT = frozenset(
    {
        BlockKind.BYLINE,
        BlockKind.DATE,
        BlockKind.DATELINE,
        BlockKind.CREDIT,
        BlockKind.PICTURE,
    }
)
"""What is said about an article; of these alone none is made."""

__all__ = ["read"]


def read(source: str | Path, *, language: str = "") -> tuple[Article, ...]:
    """The articles of a file, or of standard input (``-``).

    Most sources hold one article; feeds, books and exports hold several, in their own order.

    Args:
        source: a file's name, or ``-``.
        language: BCP 47, where it is known; otherwise what the source says, or its words show.

    Raises:
        ArticleError: it cannot be read, or holds nothing to say.
    """
    data, name = load(source), named(source)
    found = [article for article in _articles(data, name, language) if _says_something(article)]
    if not found:
        raise ArticleError(f"{name} holds nothing to say; give a file with the article's text")
    return tuple(found)


def _says_something(article: Article) -> bool:
    return any(block.spoken and block.kind not in _ABOUT for block in article.blocks)


def _articles(data: bytes, name: str, language: str) -> tuple[Article, ...]:
    match sniff(data, name=name):
        case "plain":
            return (_plain(data, name, language),)
        case format_name:
            articles = reader(format_name)(data, source=name)
    return tuple(replace(each, language=language or each.language or "en") for each in articles)


def _plain(data: bytes, name: str, language: str) -> Article:
    from audionews.article.decode import decode  # noqa: PLC0415 - each reader when it is needed
    from audionews.article.plain import read_plain  # noqa: PLC0415

    return read_plain(decode(data, name=name), source=name, language=language or "en")
