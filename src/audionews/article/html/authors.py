"""The authors that a page names, to machines or to its readers."""

import re
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from audionews.article import bylines
from audionews.article.html import jsonld
from audionews.article.html.text import hidden, marks, visible_text

_METAS = (
    "author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "article:author_name",
    "article:author",
    "og:article:author",
    "cxenseparse:author",
    "dcsext.author",
    "authors",
)


def _named(*names: str) -> str:
    """An XPath of the elements with one of the names in their class."""
    tests = (f'contains(@class, "{name}")' for name in names)
    return f"//*[@class][{' or '.join(tests)}]"


_MARKS = (
    '//*[@rel="author"]',
    '//*[@itemprop="author"]//*[@itemprop="name"]',
    '//*[@itemprop="author"]',
    _named("author", "Author", "auteur", "autor", "byline", "Byline"),
    _named("meta", "Meta", "postinfo", "post-info", "entry-info"),
)
_BESIDE = re.compile(r"comment|respond|related|sidebar|widget|footer|recommend", re.IGNORECASE)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{2}|[<>{}|]|\.(?:com|org|net)\b|^(?:follow|admin|editor|staff|author|by"
    r"|unknown|null|none|undefined|share|facebook|twitter|redaktion|view all)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:written by|reported by|by|par|von|por|di|door|od|av|af|текст|автор|от"
    r"|avec|with|mit|con|com)[:\s]\s*",
    re.IGNORECASE,
)
_LATE_BY = re.compile(r"\b[Bb]y\s+[^\W\d_].*")  # "Posted on Monday by Jo Bell"
_BETWEEN_NAMES = re.compile(r"\s*[(),;&/|]\s*|\s+(?:and|und|et|y|en|och|og|и|with|avec)\s+")
_MOST_MARKED = 50  # elements of a page that can be its byline
_LONGEST_NAME = 60
_LONGEST_BYLINE = 150


def read_authors(page: HtmlElement, author: Any, metas: dict[str, str]) -> tuple[str, ...]:  # noqa: ANN401
    """The people who wrote it, else the desk or paper that did, from the best source.

    Args:
        page: for the byline that it shows.
        author: the author of its JSON-LD, whatever its form.
        metas: its ``meta`` elements by name.
    """
    sources = (
        list(jsonld.names(author, "Person")),
        list(jsonld.names(author)),
        *([metas[name]] for name in _METAS if name in metas),
    )
    told = next(filter(None, map(_people, sources)), ())
    return told or _people(_shown_authors(page))


def _people(names: list[str]) -> tuple[str, ...]:
    """The names in some strings, each of one or more."""
    found = dict[str, None]()
    for text in names:
        if "://" in text:
            continue
        for part in _BETWEEN_NAMES.split(_BY.sub("", text)):
            name = _BY.sub("", part).strip(" .")
            if name and len(name) <= _LONGEST_NAME and not _NO_NAME.search(name):
                found[name] = None
    return tuple(found)


def _shown_authors(page: HtmlElement) -> list[str]:
    """The names in the page's own byline: of its innermost elements, the surest mark first."""
    for path in _MARKS:
        near = islice(page.xpath(path), _MOST_MARKED)
        marked = [element for element in near if not _stands_beside(element)]
        outer = {ancestor for element in marked for ancestor in element.iterancestors()}
        for element in marked:
            if element not in outer:
                people = _names_in(element)
                if people:
                    return people
    return []


def _stands_beside(element: HtmlElement) -> bool:
    """Whether an element belongs to a comment, a form's field or a list of other articles."""
    around = (element, *element.iterancestors())
    return element.tag in {"label", "input"} or any(
        hidden(one) or _BESIDE.search(marks(one))
        for one in around
        if one.tag not in {"body", "html"}
    )


def _names_in(element: HtmlElement) -> list[str]:
    text = visible_text(element)
    if not 3 < len(text) <= _LONGEST_BYLINE:
        return []
    parts = [_BY.sub("", part) for part in _BETWEEN_NAMES.split(_BY.sub("", text)) if part]
    if all(map(bylines.looks_like_name, parts)):
        return parts
    after_by = _LATE_BY.search(text)
    late = bylines.authors(after_by.group()) if after_by else ()
    return list(bylines.authors(text) or late or bylines.names(_BY.sub("", text)))
