"""The words of an element as a reader of the page sees them."""

from collections import Counter

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
_NAMED_BY = ("class", "id", "itemprop", "role", "data-testid", "data-component")


def marks(element: HtmlElement) -> str:
    """What the page's maker calls the element: its classes, id and roles in one string."""
    return " ".join(filter(None, map(element.get, _NAMED_BY)))


def hidden(element: HtmlElement) -> bool:
    """Whether the element is not shown to somebody who looks at the page."""
    style, names = element.get("style"), element.get("class")
    return (
        element.tag in SILENT
        or element.get("hidden") is not None
        or bool(style and NOT_SHOWN.search(style))
        or bool(names and HIDDEN.search(names))
    )


def visible_text(element: HtmlElement, without: frozenset[HtmlElement] = frozenset()) -> str:
    """The shown words of an element, but for those of some elements inside it."""
    runs = list[str]()
    _gather(element, without, runs)
    return fold("".join(runs))


def _gather(element: HtmlElement, without: frozenset[HtmlElement], runs: list[str]) -> None:
    runs.append(element.text or "")
    for child in element:
        around = " " if child.tag in _PARTS else ""
        runs.append(around)
        if child not in without and not hidden(child):
            _gather(child, without, runs)
        runs += (around, child.tail or "")


class Paths(dict[HtmlElement, str]):
    """The XPath of each element that is asked for.

    lxml's own ``getpath`` counts an element's siblings for each of them anew.
    """

    def __missing__(self, element: HtmlElement) -> str:
        """Name the element and its siblings."""
        parent = element.getparent()
        if parent is None:
            return self.setdefault(element, f"/{element.tag}")
        around, counts = self[parent], Counter[str]()
        for child in parent:
            counts[child.tag] += 1
            self[child] = f"{around}/{child.tag}[{counts[child.tag]}]"
        return self[element]
