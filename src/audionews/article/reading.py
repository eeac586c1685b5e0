"""From a source to its articles: load, sniff, read, amend, and settle on the language."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from audionews.article.decode import decode
from audionews.article.frontmatter import split
from audionews.article.language import detect
from audionews.article.overrides import Note, amend
from audionews.article.sidefile import SideFile, beside
from audionews.article.sidefile import load as load_side_file
from audionews.article.sniff import reader, sniff
from audionews.article.source import is_address, load, named
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The articles of a source, and what the producer said of them in vain."""

    articles: tuple[Article, ...]
    notes: tuple[Note, ...] = ()
    side: SideFile = field(default_factory=SideFile)
    """What the producer says of quotations and people."""
    where: str = ""
    """The side file's name."""
    format: str = ""
    """One of ``sniff.READERS``."""
    content: bytes | str = b""
    """The source itself; text where the format has lines that people write."""


def reading(source: str | Path, *, language: str, fetch: bool) -> Reading:
    """The articles of a source; see ``audionews.article.read``."""
    data, name = load(source, fetch=fetch), named(source)
    format_name = sniff(data, name=name)
    content: bytes | str = data
    front, side, side_name = SideFile(), *_side_file(source)
    if format_name in {"plain", "markdown"}:
        front, content = split(decode(data, name=name), name=name)
    language = side.article.language or front.article.language or language
    articles = _articles(format_name, content, name, source, language)
    articles, notes = amend(articles, front, where=f"{name}, front matter")
    articles, more = amend(articles, side, where=side_name)
    articles = tuple(_in_its_language(each, language) for each in articles if _speaks(each))
    if not articles:
        raise ArticleError(f"{name} holds nothing to say; give a file with the article's text")
    return Reading(
        articles=articles,
        notes=(*notes, *more),
        side=side,
        where=side_name,
        format=format_name,
        content=content,
    )


def _side_file(source: str | Path) -> tuple[SideFile, str]:
    """What the side file of a source says, and its name."""
    if str(source) == "-" or is_address(source):
        return SideFile(), ""
    path = beside(Path(source))
    return load_side_file(path), str(path)


def _articles(
    format_name: str, content: bytes | str, name: str, source: str | Path, language: str
) -> tuple[Article, ...]:
    more: dict[str, str] = {}
    if format_name == "plain":
        more = {"language": language or detect(str(content))}
    elif format_name == "html":
        more = {"url": str(source) if is_address(source) else ""}
    found = reader(format_name)(content, source=name, **more)
    return (found,) if isinstance(found, Article) else found


def _in_its_language(article: Article, language: str) -> Article:
    """The article in the language that is known, or else in the one that its words speak."""
    words = "\n".join(block.text for block in article.spoken)
    language = language or detect(words, hint=article.language)
    blocks = tuple(
        replace(block, language="")
        if block.language and _means_the_same(block.language, language)
        else block
        for block in article.blocks
    )
    return replace(article, language=language, blocks=blocks)


def _means_the_same(one: str, other: str) -> bool:
    """Whether two tags name one language; a region that only one of them gives does not count."""
    shorter, longer = sorted((one.lower(), other.lower()), key=len)
    return bool(shorter) and (longer == shorter or longer.startswith(f"{shorter}-"))


def _speaks(article: Article) -> bool:
    return any(block.spoken and block.kind not in _ABOUT for block in article.blocks)
