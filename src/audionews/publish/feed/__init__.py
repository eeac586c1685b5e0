"""The feed of a folder of editions, with its list of editions and all that podcast apps ask for.

It is made from the editions' own records, so that none is made again.  The same editions, settings
and history give the same bytes, and a feed in which nothing has changed is not written.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from audionews.errors import OutputError, SettingsError
from audionews.publish.cover import draw_show, show_cover
from audionews.publish.feed import episodes, history, index, opml, rss
from audionews.publish.feed.show import Show, show_of
from audionews.settings import Settings

__all__ = ["Written", "write"]

IMAGE, INDEX, OPML = "show.jpg", "index.html", "podcast.opml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What ``write`` did."""

    feed: Path
    episodes: int
    pages: int
    changed: tuple[str, ...]
    """The files that were written, by name; empty where nothing had changed."""
    notes: tuple[str, ...]
    """The editions that are left out, and why; and what a directory would miss."""


def write(folder: Path, settings: Settings, *, now: datetime) -> Written:
    """Write the feed of the editions in the folder, its history, picture, list and OPML.

    Args:
        folder: each folder in it that holds an edition is an episode.
        now: the moment at which editions that are new to the feed are published, with its zone.

    Raises:
        SettingsError: a setting that a feed must have is missing or wrong.
        OutputError: there is no edition, or a file cannot be read or written.
    """
    found, left_out = episodes.read(folder)
    if not found:
        why = "; ".join([f"{folder}: no edition in it", *left_out])
        raise OutputError(f"{why}; type: audionews make ARTICLE -o {folder}")
    of = show_of(settings, found)
    kept, published, twice = history.admit(history.read(folder, of.url), found, now)
    picture = _picture(settings, of)
    address = of.address(IMAGE, hashlib.sha256(picture).hexdigest())
    pages = rss.pages(of, settings.feed, kept, published, address)
    content = hashlib.sha256(b"".join(map(rss.serialised, pages.values()))).hexdigest()
    if content != kept.content or kept.built is None:
        kept = replace(kept, built=now.replace(microsecond=0), content=content)
    files = {
        history.NAME: history.encoded(kept),
        IMAGE: picture,
        **{name: rss.serialised(page, kept.built) for name, page in pages.items()},
        INDEX: index.page(of, published),
        OPML: opml.subscription(of),
    }
    changed = _placed(folder, files)
    _remove_later_pages(folder, of, len(pages))
    return Written(
        feed=folder / of.name,
        episodes=len(published),
        pages=len(pages),
        changed=changed,
        notes=(*left_out, *twice, *_wishes(of)),
    )


def _picture(settings: Settings, of: Show) -> bytes:
    chosen = settings.feed.image
    if not chosen:
        return draw_show(of.title, of.publisher)
    try:
        return show_cover(Path(chosen).read_bytes())
    except OSError as error:
        raise SettingsError(
            f"feed.image: {chosen}: {error.strerror}; name a picture that can be read"
        ) from error
    except SettingsError as error:
        raise SettingsError(f"feed.image: {chosen}: {error}; name another picture") from error


def _placed(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Writes the files that are not as they should be, each whole or not at all.

    The history comes first: a guid or date that somebody has seen is never forgotten.
    """
    changed = []
    for name, content in files.items():
        path, new = folder / name, folder / f".{name}.new"
        try:
            if path.is_file() and path.read_bytes() == content:
                continue
            new.write_bytes(content)
            new.replace(path)
        except OSError as error:
            new.unlink(missing_ok=True)
            raise OutputError(f"{path}: {error.strerror}; free some space or mend it") from error
        changed.append(name)
    return tuple(changed)


def _remove_later_pages(folder: Path, of: Show, count: int) -> None:
    while (page := folder / rss.page_name(of.name, count + 1)).exists():
        page.unlink()
        count += 1


def _wishes(of: Show) -> list[str]:
    wishes = []
    if not of.email:
        wishes.append("feed.email is empty: directories cannot prove whose show it is")
    if not of.url.startswith("https://"):
        wishes.append(f"feed.url: directories take https only, not {of.url}")
    if not of.url.endswith(f"/{of.name}"):
        wishes.append(f"feed.url: have the server give {of.name} at {of.url}")
    return wishes
