"""EPUB -> its chapters, each an article.

Source: EPUB 3.3 (and 2): ``META-INF/container.xml`` names the package, its spine the reading
order, its navigation document or NCX the titles of the chapters.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from audionews.article import wire
from audionews.article.markup import blocks_of, local, parse_html, text_of
from audionews.article.opening import opening
from audionews.article.safely import Archive, parse_xml
from audionews.article.words import iso_day
from audionews.errors import ArticleError
from audionews.model import Article, Block, BlockKind

_CONTAINER = "META-INF/container.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A file of the book, as its package names it."""

    path: str
    media: str
    is_navigation: bool


def read_epub(data: bytes, *, source: str = "") -> tuple[Article, ...]:
    """The chapters of a book, in reading order; one without words is left out.

    Raises:
        ArticleError: the archive or a part of it is broken, or larger than it may be.
    """
    archive = Archive(data, name=source)
    package = _package(archive)
    root = parse_xml(archive.read(package), name=f"{source}, {package}")
    items = _manifest(root, posixpath.dirname(package))
    titles = dict(_titles(archive, items))
    chapters = (_chapter(archive, item, root, titles) for item in _spine(root, items))
    return tuple(chapter for chapter in chapters if chapter.blocks)


def _package(archive: Archive) -> str:
    container = parse_xml(archive.read(_CONTAINER), name=f"{archive.name}, {_CONTAINER}")
    for element in container.iter():
        if local(element) == "rootfile" and element.get("full-path"):
            return str(element.get("full-path"))
    raise ArticleError(f"{archive.name} names no package; export the book anew")


def _manifest(root: etree._Element, folder: str) -> dict[str, _Item]:
    return {
        element.get("id", ""): _Item(
            path=_path(folder, element.get("href", "")),
            media=element.get("media-type", ""),
            is_navigation="nav" in element.get("properties", "").split(),
        )
        for element in root.iter()
        if local(element) == "item"
    }


def _path(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _spine(root: etree._Element, items: dict[str, _Item]) -> Iterator[_Item]:
    for reference in (element for element in root.iter() if local(element) == "itemref"):
        item = items.get(reference.get("idref", ""))
        read = item is not None and item.media in _PAGES and not item.is_navigation
        if item is not None and read and reference.get("linear") != "no":
            yield item


def _titles(archive: Archive, items: dict[str, _Item]) -> Iterator[tuple[str, str]]:
    """The title of each page that the navigation document or the NCX names."""
    for item in items.values():
        if item.path not in archive.names:
            continue
        folder = posixpath.dirname(item.path)
        if item.is_navigation:
            root = parse_html(_text(archive, item.path), name=archive.name)
            for link in root.iter("a"):
                yield _path(folder, link.get("href", "")), text_of(link)
        elif item.media == "application/x-dtbncx+xml":
            root = parse_xml(archive.read(item.path), name=f"{archive.name}, {item.path}")
            for point in (each for each in root.iter() if local(each) == "navpoint"):
                label, source = _inside(point, "navlabel"), _inside(point, "content")
                if source is not None:
                    yield _path(folder, source.get("src", "")), text_of(label)


def _inside(element: etree._Element, name: str) -> etree._Element | None:
    return next((each for each in element if local(each) == name), None)


def _text(archive: Archive, member: str) -> str:
    return archive.read(member).decode("utf-8-sig", errors="replace")


def _chapter(
    archive: Archive, item: _Item, root: etree._Element, titles: dict[str, str]
) -> Article:
    language = next(_metadata(root, "language"), "")
    page = parse_html(_text(archive, item.path), name=f"{archive.name}, {item.path}")
    blocks = blocks_of(page, language=language, path=item.path)
    if blocks and not any(block.kind is BlockKind.HEADLINE for block in blocks):
        blocks = _titled(blocks, titles.get(item.path, ""), item.path)
    return Article(
        blocks=wire.tidy(opening(blocks)),
        language=language,
        authors=tuple(dict.fromkeys(_metadata(root, "creator"))),
        date=next(filter(None, map(iso_day, _metadata(root, "date"))), ""),
        publication=next(_metadata(root, "title"), ""),
        source=archive.name,
    )


def _titled(blocks: tuple[Block, ...], title: str, path: str) -> tuple[Block, ...]:
    """The blocks under the title that the book's navigation gives them."""
    if not title or any(block.text == title for block in blocks[:3]):
        return blocks
    reason = "the book's navigation"
    return (Block(kind=BlockKind.HEADLINE, text=title, path=path, reason=reason), *blocks)


def _metadata(root: etree._Element, name: str) -> Iterator[str]:
    metadata = (element for element in root if local(element) == "metadata")
    for element in (each for inside in metadata for each in inside.iter()):
        if local(element) == name and (text := text_of(element)):
            yield text
