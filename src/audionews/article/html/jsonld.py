"""What a page says of itself in JSON-LD, after schema.org."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from audionews.article.words import fold

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|Interview)$", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f]+")
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$|;\s*$")
_DEEPEST = 6


def article(page: HtmlElement) -> dict[str, Any]:
    """The page's article as its JSON-LD has it; empty where it has none."""
    found = [entry for entry in _entries(page) if _is_article(entry)]
    return max(found, key=_wealth, default={})


def words(value: Any) -> str:  # noqa: ANN401 - what JSON holds
    """A string of the JSON, its HTML taken out; empty for anything else."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return ""
    return fold(html.unescape(re.sub(r"<[^>]{0,200}>", "", value)))


def names(value: Any, kind: str = "") -> Iterator[str]:  # noqa: ANN401
    """The names in a person, an organisation, a string, or a list of them."""
    if isinstance(value, str):
        yield from () if kind else (words(value),)
    elif isinstance(value, list):
        for one in value:
            yield from names(one, kind)
    elif isinstance(value, dict) and kind in str(value.get("@type", "")):
        yield from names(value.get("name"))


def _wealth(entry: dict[str, Any]) -> int:
    return sum(bool(entry.get(key)) for key in ("headline", "author", "datePublished"))


def _is_article(entry: dict[str, Any]) -> bool:
    types = entry.get("@type", "")
    types = types if isinstance(types, list) else [types]
    return any(_ARTICLE.search(str(one)) for one in types)


def _entries(page: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            yield from _dicts(_loaded(script.text or ""))


def _loaded(text: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(_CONTROL.sub(" ", _WRAPPING.sub("", text)))
    except (ValueError, RecursionError):
        return None


def _dicts(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _dicts(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _dicts(value.get(key), depth + 1)
