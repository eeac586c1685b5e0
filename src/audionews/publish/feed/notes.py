"""What an app shows below an episode's title: a few plain elements of HTML.

Chapters are lines that begin with their times, from which apps make links into the sound.
"""

from collections.abc import Iterator
from html import escape

from audionews.clock import full_clock
from audionews.publish.feed.episodes import Episode
from audionews.publish.feed.phrases import phrase
from audionews.publish.xhtml import clean
from audionews.spoken import announcement

MOST = 4000
"""Bytes.  Source: PSP-1, Apple."""
_SUMMARY, _NAMES, _ADDRESS = 600, 200, 1000
"""Characters."""


def notes(episode: Episode) -> str:
    """The standfirst or the first words, who wrote it, where it stands, and its chapters.

    What would make it longer than directories take is left out, the last chapters first.
    """
    foot = _paragraph(text(announcement("synthetic", episode.language)))
    html = ""
    for part in map(_paragraph, _head(episode)):
        if _size(html + part + foot) <= MOST:
            html += part
    several = episode.chapters if len(episode.chapters) > 1 else ()
    lines = [text(f"{full_clock(one.start)} {one.title}") for one in several]
    title = text(phrase("chapters", episode.language))
    while lines:
        chapters = _paragraph("<br/>".join([title, *lines]))
        if _size(html + chapters + foot) <= MOST:
            return html + chapters + foot
        lines.pop()
    return html + foot


def text(words: str) -> str:
    """Words as HTML: one line, without what XML forbids, and nothing in them is markup."""
    return escape(" ".join(clean(words).split()), quote=False)


def shortened(words: str, most: int) -> str:
    """At most so many characters of it."""
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def is_web(url: str) -> bool:
    """Whether a link may lead there: no other scheme is ever written into one."""
    return url.startswith(("https://", "http://")) and len(url) < _ADDRESS


def _head(episode: Episode) -> Iterator[str]:
    yield text(shortened(episode.summary, _SUMMARY))
    names = shortened(", ".join(episode.authors), _NAMES)
    by = phrase("by", episode.language, names=names) if names else ""
    publication = shortened(episode.publication, _NAMES)
    yield " · ".join(text(one) for one in (by, publication) if one)
    if is_web(episode.url):
        words = text(phrase("article", episode.language))
        yield f'<a href="{escape(clean(episode.url))}">{words}</a>'


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>" if html else ""


def _size(html: str) -> int:
    return len(html.encode())
