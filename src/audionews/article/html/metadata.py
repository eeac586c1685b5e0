"""Headline, authors, day, publication and language, from what the page says of itself."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement

from audionews.article import dates
from audionews.article.html import jsonld
from audionews.article.html.authors import read_authors
from audionews.article.html.body import grams, tokens
from audionews.article.html.text import hidden, visible_text
from audionews.article.words import fold, web_address

_TITLE_METAS = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title")
_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "ptime",
    "displaydate",
    "article.published",
    "cxenseparse:recs:publishtime",
)
_DATE_MARKS = (
    '//*[@itemprop="datePublished"]/@datetime'
    ' | //*[@itemprop="datePublished"]/@content'
    " | //time[@pubdate]/@datetime"
)
_SEPARATOR = re.compile(r"\s+[|–—»·•-]\s+|\s*[|»]\s*")
_FIRST_YEAR = 1990  # of news on the web; an earlier one stands for no date at all
_AGREE = 0.5  # of the shorter one's words: two forms of one headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the page says of the article, and where its headline stands."""

    headline: str
    heading: HtmlElement | None
    """The element that shows the headline."""
    description: str
    authors: tuple[str, ...]
    date: str
    publication: str
    language: str
    """BCP 47 as the page has it; not checked."""
    url: str


def read_metadata(page: HtmlElement, url: str) -> Metadata:
    """The metadata of a page: JSON-LD first, then what is shown, then the ``meta`` elements."""
    entry, metas = jsonld.article(page), _metas(page)
    publication = next(jsonld.names(entry.get("publisher")), "") or metas.get("og:site_name", "")
    headline, heading = _headline(page, entry, metas, publication)
    return Metadata(
        headline=headline,
        heading=heading,
        description=jsonld.words(entry.get("description"))
        or metas.get("og:description")
        or metas.get("description", ""),
        authors=read_authors(page, entry.get("author"), metas),
        date=_date(page, entry, metas),
        publication=publication,
        language=_language(page, entry, metas),
        url=url or _address(page, metas),
    )


def _metas(page: HtmlElement) -> dict[str, str]:
    """The page's ``meta`` elements by name, the first of each."""
    found = dict[str, str]()
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        name = name or meta.get("http-equiv") or ""
        content = fold(meta.get("content") or "")
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def agree(one: str, other: str) -> float:
    """How far two texts say the same, 0 to 1, of the shorter one's words."""
    first, second = grams(tokens(one)), grams(tokens(other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _fits(claim: str, shown: tuple[str, HtmlElement]) -> tuple[float, bool]:
    """How much of its words a heading has in common with a title, 0 to 1; and its rank."""
    text, heading = shown
    first, second = grams(tokens(text)), grams(tokens(claim))
    return len(first & second) / max(1, len(first | second)), heading.tag == "h1"


def _headline(
    page: HtmlElement, entry: dict[str, Any], metas: dict[str, str], publication: str
) -> tuple[str, HtmlElement | None]:
    """The heading that is shown and agrees with what the page calls itself."""
    title = fold(page.findtext(".//title") or "")
    claims = [jsonld.words(entry.get("headline")), *(metas.get(name, "") for name in _TITLE_METAS)]
    claims = [claim for claim in claims if claim]
    shown = [
        (text, heading)
        for heading in page.iter("h1", "h2")
        if not hidden(heading) and len(tokens(text := visible_text(heading))) > 1
    ]
    for claim in (*claims, _without_site(title, publication)):
        best = max(shown, key=partial(_fits, claim), default=None)
        if best and agree(best[0], claim) >= _AGREE:
            return best
    alone = [(text, heading) for text, heading in shown if heading.tag == "h1"]
    if len(alone) == 1:
        return alone[0]
    return next(iter(claims), "") or _without_site(title, publication), None


def _without_site(title: str, publication: str) -> str:
    """A page's title without the site's name that stands before or after it."""
    parts = [part for part in _SEPARATOR.split(title) if part and part != publication]
    return max(parts, key=len, default=title)


def _date(page: HtmlElement, entry: dict[str, Any], metas: dict[str, str]) -> str:
    """The day of publication as the page gives it to machines; empty where it does not."""
    told = (
        jsonld.words(entry.get("datePublished")),
        *(metas.get(name, "") for name in _DATE_METAS),
    )
    return _first_day(told) or _first_day(
        (*page.xpath(_DATE_MARKS), jsonld.words(entry.get("dateCreated")))
    )


def _first_day(given: Iterable[str]) -> str:
    return next(filter(None, map(_iso_day, given)), "")


def date_by_search(page: HtmlElement, url: str) -> str:
    """The day of publication by htmldate's rules, for a page that neither says nor shows it."""
    return find_date(page, original_date=True, url=url or None, extensive_search=False) or ""


def _iso_day(text: str) -> str:
    day = text[:10] if re.match(r"\d{4}-\d\d-\d\d", text) else dates.iso_date(text[:100])
    try:
        parsed = dt.date.fromisoformat(day)
    except ValueError:
        return ""
    return day if parsed.year >= _FIRST_YEAR else ""


def _language(page: HtmlElement, entry: dict[str, Any], metas: dict[str, str]) -> str:
    body = page.find("body")
    places = (
        page.get("lang"),
        page.get("{http://www.w3.org/XML/1998/namespace}lang") or page.get("xml:lang"),
        body.get("lang") if body is not None else None,
        jsonld.words(entry.get("inLanguage")),
        metas.get("og:locale"),
        metas.get("content-language"),
    )
    return next(filter(None, places), "")


def _address(page: HtmlElement, metas: dict[str, str]) -> str:
    links = page.xpath('//link[@rel="canonical"]/@href')
    return web_address(str(links[0]) if links else metas.get("og:url", ""))
