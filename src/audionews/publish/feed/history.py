"""What a feed has published, and when: the file ``feed.json`` in the folder of the editions.

To be published in a feed is an event of its own.  When an edition first appears in it, its guid
and its date are written down, and they stay, whatever becomes of its sound or its article: apps
know an episode by its guid, and one that changed would come a second time to everybody.
The feed's own guid stays too when its address changes.  A producer may correct a date in the file.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from audionews.errors import OutputError
from audionews.publish.feed.episodes import Episode
from audionews.publish.xhtml import clean

NAME = "feed.json"
FORMAT = 1
PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The name space of feeds.  Source: the podcast namespace's guid."""


class Entry(Struct, frozen=True, kw_only=True):
    """An episode that was published."""

    folder: str
    url: str
    """The address of its article; empty where it had none."""
    published: Annotated[datetime, Meta(tz=True)]


class History(Struct, frozen=True, kw_only=True):
    """All that a feed has to remember."""

    format: int = FORMAT
    guid: uuid.UUID
    """The feed's own, made from its first address."""
    url: str
    """Its first address."""
    episodes: dict[str, Entry]
    """By guid, in the order in which they were first published."""
    built: datetime | None = None
    """When the feed last changed."""
    content: str = ""
    """SHA-256, in hex, of what it then said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An episode with what the feed remembers of it."""

    episode: Episode
    guid: str
    date: datetime
    number: int
    """Its place among all that were ever published, from 1."""


def read(folder: Path, feed_url: str) -> History:
    """What the feed remembers; a new beginning where it was never written.

    Raises:
        OutputError: the file cannot be read; it is never written over.
    """
    path = folder / NAME
    try:
        history = msgspec.json.decode(path.read_bytes(), type=History)
    except FileNotFoundError:
        return History(guid=_feed_guid(feed_url), url=feed_url, episodes={})
    except (OSError, msgspec.DecodeError) as error:
        raise OutputError(
            f"{path}: {error}; it holds the feed's dates: put back a copy of it, or delete it"
        ) from error
    if history.format != FORMAT:
        raise OutputError(f"{path}: written by a later audionews; use that one")
    return history


def encoded(history: History) -> bytes:
    """The file's content."""
    return msgspec.json.format(msgspec.json.encode(history), indent=2) + b"\n"


def admit(
    history: History, episodes: Iterable[Episode], now: datetime
) -> tuple[History, tuple[Published, ...], tuple[str, ...]]:
    """Give every episode its guid and date; a new one gets them for good.

    A new episode has noon (UTC) of its article's day, which is the same day nearly everywhere, or
    the present moment where the article has no date or noon is still to come.

    Returns:
        What to remember; the episodes, the latest first; which editions are left out and why.
    """
    entries, holders, notes = dict(history.episodes), dict[str, Episode](), list[str]()
    for guid, episode in _named(history, episodes):
        if guid in holders:
            first = holders[guid].folder
            notes.append(f"{episode.folder}: left out: {first} is of the same article")
            continue
        holders[guid] = episode
        before = entries.get(guid)
        entries[guid] = Entry(
            folder=episode.folder,
            url=episode.url or (before.url if before else ""),
            published=before.published if before else _first_date(episode, now),
        )
    numbers = {guid: number for number, guid in enumerate(entries, 1)}
    listed = [
        Published(
            episode=episode,
            guid=guid,
            date=entries[guid].published.astimezone(UTC),
            number=numbers[guid],
        )
        for guid, episode in holders.items()
    ]
    listed.sort(key=lambda one: (one.date, one.number), reverse=True)
    return replace(history, episodes=entries), tuple(listed), tuple(notes)


def _named(history: History, episodes: Iterable[Episode]) -> Iterator[tuple[str, Episode]]:
    """The episodes with their guids: known ones first, new ones in the order of their days."""
    by_url = {entry.url: guid for guid, entry in history.episodes.items() if entry.url}
    by_folder = {entry.folder: guid for guid, entry in history.episodes.items()}
    named = [
        (_known(history, by_url.get(one.url), by_folder.get(one.folder), one), one)
        for one in episodes
    ]
    known = {(guid, entry.folder) for guid, entry in history.episodes.items()}
    named.sort(key=lambda one: ((one[0], one[1].folder) not in known, one[1].date, one[1].folder))
    yield from named


def _known(history: History, by_url: str | None, by_folder: str | None, episode: Episode) -> str:
    """The guid under which the episode was published before, or a new one.

    Args:
        by_url: the guid of what has the same address.
        by_folder: the guid of what came last from the same folder: the same article, unless the
            two have different addresses.
    """
    if by_url:
        return by_url
    if by_folder and not (history.episodes[by_folder].url and episode.url):
        return by_folder
    if episode.url:
        return uuid.uuid5(uuid.NAMESPACE_URL, clean(episode.url)).urn
    return uuid.uuid5(history.guid, episode.folder).urn


def _first_date(episode: Episode, now: datetime) -> datetime:
    now = now.astimezone(UTC).replace(microsecond=0)
    try:
        day = date.fromisoformat(episode.date[:10])
    except ValueError:
        return now
    return min(now, datetime.combine(day, time(12), UTC))


def _feed_guid(url: str) -> uuid.UUID:
    return uuid.uuid5(PODCASTS, url.partition("://")[2].rstrip("/"))
