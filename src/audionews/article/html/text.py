"""The words of an element as a reader of the page sees them."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from lxml.html import HtmlElement

from audionews.article.html.vocabulary import HIDDEN, NOT_SHOWN
from audionews.article.words import fold

SILENT = frozenset(
    {
        *("script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object"),
        *("embed", "canvas", "button", "input", "select", "textarea", "option", "nav", "audio"),
        *("video", "map", "dialog", "rt", "rp"),
    }
)
"""Elements whose words are no part of an article."""

_PARTS = frozenset(
    {
        *("br", "p", "div", "li", "td", "th", "tr", "figcaption", "section"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
_NAMED_BY = ("class", "id", "itemprop", "role", "data-testid")


def marks(element: HtmlElement) -> str:
    """What the page's maker calls the element: its classes, id and roles in one string."""
    return " ".join(filter(None, map(element.get, _NAMED_BY)))


def hidden(element: HtmlElement) -> bool:
    """Whether the element is not shown to somebody who looks at the page."""
    return (
        element.tag in SILENT
        or element.get("hidden") is not None
        or bool(NOT_SHOWN.search(element.get("style") or ""))
        or bool(HIDDEN.search(element.get("class") or ""))
    )


def visible_text(element: HtmlElement, without: frozenset[HtmlElement] = frozenset()) -> str:
    """The shown words of an element, but for those of some elements inside it."""
    return fold("".join(_runs(element, without)))


def _runs(element: HtmlElement, without: frozenset[HtmlElement]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        around = " " if child.tag in _PARTS else ""
        yield around
        if child not in without and not hidden(child):
            yield from _runs(child, without)
        yield around
        yield child.tail or ""


def paths(page: HtmlElement) -> dict[HtmlElement, str]:
    """The XPath of every element; lxml's own ``getpath`` counts all siblings anew each time."""
    found = {page: f"/{page.tag}"}
    counts = defaultdict[HtmlElement, Counter[str]](Counter)
    for element in page.iterdescendants():
        parent = element.getparent()
        counts[parent][element.tag] += 1
        found[element] = f"{found[parent]}/{element.tag}[{counts[parent][element.tag]}]"
    return found
