"""The show as its feed presents it: the settings, made whole and found to be right."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from audionews.errors import SettingsError
from audionews.publish.feed import categories
from audionews.publish.feed.episodes import Episode
from audionews.publish.xhtml import clean, language_tag
from audionews.settings import Settings

MOST_DESCRIPTION = 4000
"""Bytes.  Source: PSP-1, Apple."""
NAME = "feed.xml"
_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """A show that is ready to be published."""

    title: str
    description: str
    language: str
    author: str
    publisher: str
    email: str
    copyright: str
    category: tuple[str, str]
    """With its sub-category, or ""."""
    url: str
    """The feed's address."""
    link: str
    folder: str
    """The address of the folder that holds the feed's files, with a slash at its end."""
    name: str
    """The feed's file in that folder."""

    def address(self, path: str, sha256: str = "") -> str:
        """The address of a file of the folder; another when its content is another."""
        version = f"?v={sha256[:10]}" if sha256 else ""
        return f"{self.folder}{quote(path)}{version}"


def problem(name: str, value: str) -> str:
    """What is wrong with a value of ``[show]`` or ``[feed]``; empty where nothing is."""
    check = _CHECKS.get(name)
    return check(value.strip()) if check else ""


def show_of(settings: Settings, episodes: Sequence[Episode]) -> Show:
    """The show of these settings.

    Raises:
        SettingsError: a setting that a feed cannot do without is missing, or one is wrong.
    """
    feed, of_all = settings.feed, settings.show
    for table, name in _CHECKED:
        if wrong := problem(name, getattr(getattr(settings, table), name)):
            raise SettingsError(f"{table}.{name}: {wrong}; type: audionews init")
    folder = (feed.files or urljoin(feed.url, ".")).rstrip("/") + "/"
    spoken = Counter(episode.language for episode in episodes)
    language = of_all.language or next((tag for tag, _ in spoken.most_common(1)), "en")
    return Show(
        title=" ".join(clean(of_all.title).split()),
        description=feed.description.strip(),
        language=language_tag(language),
        author=feed.author or of_all.publisher or of_all.title,
        publisher=of_all.publisher,
        email=feed.email,
        copyright=of_all.copyright,
        category=categories.pair(feed.category),
        url=feed.url,
        link=feed.link or folder,
        folder=folder,
        name=file_name(feed.url),
    )


def file_name(url: str) -> str:
    """The feed's file: the last part of its address, where that names one."""
    last = urlsplit(url).path.rpartition("/")[2]
    return last if re.fullmatch(r"[\w-][\w.-]*\.(xml|rss)", last) else NAME


def _required(value: str) -> str:
    return "" if clean(value).strip() else "it is empty, and a feed must have it"


def _address(value: str) -> str:
    right = not value or _ADDRESS.fullmatch(value)
    return "" if right else f"{value!r} is no address such as https://example.org/"


def _feed_address(value: str) -> str:
    return _required(value) or _address(value)


def _description(value: str) -> str:
    size = len(value.encode(errors="replace"))
    if size > MOST_DESCRIPTION:
        return f"it has {size} bytes, and directories take {MOST_DESCRIPTION}"
    return _required(value)


def _email(value: str) -> str:
    right = not value or _EMAIL.fullmatch(value)
    return "" if right else f"{value!r} is no address such as name@example.org"


def _category(value: str) -> str:
    try:
        categories.pair(value)
    except ValueError as error:
        return str(error)
    return ""


def _language(value: str) -> str:
    known = not value or language_tag(value) != "und"
    return "" if known else f"{value!r} is no tag such as en-GB"


_CHECKS: dict[str, Callable[[str], str]] = {
    "title": _required,
    "language": _language,
    "description": _description,
    "url": _feed_address,
    "files": _address,
    "link": _address,
    "funding": _address,
    "email": _email,
    "category": _category,
}
_OF_THE_SHOW = ("title", "language")
_CHECKED = tuple(("show" if name in _OF_THE_SHOW else "feed", name) for name in _CHECKS)
