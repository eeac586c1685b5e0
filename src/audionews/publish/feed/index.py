"""The list of all editions: one page that needs no script and asks nobody else for anything."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from audionews.publish.feed.episodes import PAGE, Episode
from audionews.publish.feed.history import Published
from audionews.publish.feed.notes import is_web, shortened
from audionews.publish.feed.phrases import day, phrase
from audionews.publish.feed.show import Show
from audionews.publish.xhtml import clean, direction, language_tag
from audionews.spoken import announcement

if TYPE_CHECKING:
    from jinja2 import Template

_SUMMARY = 320
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to have an edition."""

    href: str
    words: str
    detail: str = ""
    """How long or how large it is."""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An edition in the list."""

    id: str
    title: str
    href: str
    language: str
    direction: str
    date: str
    """ISO 8601."""
    day: str
    """The same as the show's language writes it."""
    byline: str
    summary: str
    links: tuple[Link, ...]


def page(show: Show, published: Sequence[Published]) -> bytes:
    """The page, the latest edition first; every link to an edition's file is relative."""
    from markupsafe import Markup  # noqa: PLC0415 - only lists of editions need Jinja2

    style = (files("audionews.data") / "index" / "index.css").read_text("utf-8")
    digest = hashlib.sha256(style.encode()).digest()
    html = _template().render(
        show=show,
        direction=direction(show.language),
        say=partial(phrase, language=show.language),
        synthetic=announcement("synthetic", show.language),
        rows=[_row(one, show.language) for one in published],
        style=Markup(style),  # noqa: S704 - the only text that is ours
        style_hash=base64.b64encode(digest).decode(),
    )
    return clean(html).encode()


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("audionews", "data/index"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("index.html")


def _row(published: Published, language: str) -> Row:
    episode, when = published.episode, published.date.astimezone(UTC).date()
    return Row(
        id=episode.folder,
        title=episode.title,
        href=_href(episode, PAGE if PAGE in episode.files else episode.mp3),
        language=language_tag(episode.language),
        direction=direction(episode.language),
        date=when.isoformat(),
        day=day(when, language),
        byline=", ".join(episode.authors),
        summary=shortened(episode.summary, _SUMMARY),
        links=tuple(_links(episode, language)),
    )


def _links(episode: Episode, language: str) -> list[Link]:
    minutes = phrase("minutes", language, minutes=max(1, round(episode.duration / 60)))
    links = [_link(episode, episode.mp3, "listen", language, f"MP3, {minutes}, ")]
    if PAGE in episode.files:
        links.insert(0, Link(href=_href(episode, PAGE), words=phrase("page", language)))
    for ending, key, form in (
        (".epub", "book", "EPUB, "),
        (".daisy.zip", "talking_book", "DAISY, "),
        (".m4b", "audiobook", "M4B, "),
    ):
        if name := episode.found(ending):
            links.append(_link(episode, name, key, language, form))
    if name := episode.found("transcript.html") or episode.found("transcript.txt"):
        links.append(Link(href=_href(episode, name), words=phrase("transcript", language)))
    if is_web(episode.url):
        links.append(Link(href=episode.url, words=phrase("article", language)))
    return links


def _link(episode: Episode, name: str, key: str, language: str, detail: str) -> Link:
    size = f"{max(episode.files[name].bytes / 1e6, 0.1):.1f} MB"
    return Link(href=_href(episode, name), words=phrase(key, language), detail=detail + size)


def _href(episode: Episode, name: str) -> str:
    return quote(f"{episode.folder}/{name}")
