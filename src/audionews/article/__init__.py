"""What the page says: one reader a format, structure, boilerplate.

``read`` is the front door.  It sees from the content which format it has, so a page saved as
``.txt`` is still read as a page; each reader is imported when it is first needed.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from pkgutil import resolve_name

from audionews.article.overrides import Note, amend
from audionews.article.sidefile import SideFile, beside
from audionews.article.sidefile import load as load_side_file
from audionews.article.sniff import reader, sniff
from audionews.article.source import is_address, load, named
from audionews.errors import ArticleError
from audionews.model import Article, BlockKind

__all__ = ["Reading", "read", "read_with_notes"]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The articles of a source, and what the producer said of them in vain."""

    articles: tuple[Article, ...]
    notes: tuple[Note, ...] = ()


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


def read_with_notes(source: str | Path, *, language: str = "", fetch: bool = False) -> Reading:
    """The same as ``read``, with the overrides that match no line, or different lines."""
    data, name = load(source, fetch=fetch), named(source)
    format_name = sniff(data, name=name)
    is_text = format_name in {"plain", "markdown"}
    front, text = _front_matter(data, name) if is_text else (SideFile(), "")
    where, side = _side_file(source)
    language = side.article.language or front.article.language or language
    articles: tuple[Article, ...]
    if is_text:
        articles = (_of_text(format_name, text, name, language),)
    elif format_name == "html":
        articles = (_of_page(data, name, str(source) if is_address(source) else ""),)
    else:
        articles = reader(format_name)(data, source=name)
    articles, notes = amend(articles, front, where=f"{name}, front matter")
    articles, more_notes = amend(articles, side, where=where)
    articles = tuple(_in_its_language(each, language) for each in articles if _speaks(each))
    if not articles:
        raise ArticleError(f"{name} holds nothing to say; give a file with the article's text")
    return Reading(articles=articles, notes=(*notes, *more_notes))


def _front_matter(data: bytes, name: str) -> tuple[SideFile, str]:
    from audionews.article.decode import decode  # noqa: PLC0415 - only what a format needs
    from audionews.article.frontmatter import split  # noqa: PLC0415

    return split(decode(data, name=name), name=name)


def _side_file(source: str | Path) -> tuple[str, SideFile]:
    """The name of the side file of a source, and what it says."""
    if str(source) == "-" or is_address(source):
        return "", SideFile()
    path = beside(Path(source))
    return str(path), load_side_file(path)


def _of_text(format_name: str, text: str, name: str, language: str) -> Article:
    if format_name == "markdown":
        from audionews.article.markdown import read_markdown  # noqa: PLC0415

        return read_markdown(text, source=name)
    from audionews.article.language import detect  # noqa: PLC0415
    from audionews.article.plain import read_plain  # noqa: PLC0415

    return read_plain(text, source=name, language=language or detect(text))


def _of_page(data: bytes, name: str, url: str) -> Article:
    article: Article = resolve_name("audionews.article.html:read_html")(data, source=name, url=url)
    return article


def _in_its_language(article: Article, language: str) -> Article:
    """The article in the language that is known, or else in the one that its words speak."""
    from audionews.article.language import detect  # noqa: PLC0415

    words = "\n".join(block.text for block in article.spoken)
    language = language or detect(words, hint=article.language)
    blocks = tuple(
        replace(block, language="") if _means_the_same(block.language, language) else block
        for block in article.blocks
    )
    return replace(article, language=language, blocks=blocks)


def _means_the_same(one: str, other: str) -> bool:
    """Whether two tags name one language; a region that only one of them gives does not count."""
    shorter, longer = sorted((one.lower(), other.lower()), key=len)
    return bool(shorter) and (longer == shorter or longer.startswith(f"{shorter}-"))


def _speaks(article: Article) -> bool:
    return any(block.spoken and block.kind not in _ABOUT for block in article.blocks)
