"""A saved page of the web -> its article."""

from dataclasses import replace
from pathlib import PurePath

from audionews.article import bylines, dates, language
from audionews.article.html.beneath import with_captions
from audionews.article.html.body import judge
from audionews.article.html.label import label
from audionews.article.html.metadata import date_by_search, read_metadata
from audionews.article.html.page import parse
from audionews.article.html.pieces import walk
from audionews.article.html.place import unlinked_letters
from audionews.errors import ArticleError
from audionews.model import Article, Block, BlockKind

__all__ = ["read_html"]

_LONGEST_DATE = 100  # letters of a line that tells the date and little more


def read_html(data: bytes | str, *, source: str = "", url: str = "") -> Article:
    """The article of a page: trafilatura says which words are its own, the tags what they are.

    Args:
        data: the page; bytes are decoded by their mark, their ``meta charset``, or as UTF-8.
        source: the name of its file, for messages and the article's source.
        url: where it was read from, if the page does not say.

    Raises:
        ArticleError: the page is too large, or holds no article.
    """
    name = source or url or "the page"
    page = parse(data, name)
    metadata = read_metadata(page, url)
    pieces = with_captions(walk(page))
    blocks = label(page, pieces, judge(page, unlinked_letters(pieces)), metadata)
    spoken = [block.text for block in blocks if block.spoken]
    if not spoken:
        raise ArticleError(f"{name} shows no article; open it in a browser and save it complete")
    tongue = language.detect("\n".join(spoken), hint=metadata.language)
    return Article(
        blocks=tuple(_in_its_language(block, tongue) for block in blocks),
        language=tongue,
        authors=metadata.authors or _shown_authors(blocks),
        date=metadata.date or _shown_date(blocks) or date_by_search(page, metadata.url),
        publication=metadata.publication,
        url=metadata.url,
        source=PurePath(source).name,
    )


def _in_its_language(block: Block, article: str) -> Block:
    """The block, marked with a language only where it differs from the article's."""
    differs = block.language.partition("-")[0] != article.partition("-")[0]
    return block if differs or not block.language else replace(block, language="")


def _shown_authors(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The names in the byline that was found among the page's words."""
    byline = next((block.text for block in blocks if block.kind is BlockKind.BYLINE), "")
    return bylines.authors(byline)


def _shown_date(blocks: tuple[Block, ...]) -> str:
    """The first day that stands before the text."""
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH:
            break
        if len(block.text) <= _LONGEST_DATE and (day := dates.iso_date(block.text)):
            return day
    return ""
