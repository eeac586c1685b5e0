"""Looking after a clip store: how large it is, whether it is whole, and what it can do without."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from audionews.errors import OutputError
from audionews.speech.store import Store

_DAY = 86_400.0
_KEY_LENGTH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A clip's file as the disk has it."""

    key: str
    path: Path
    bytes: int
    used: float
    """When it was last written or asked for, in seconds since 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found when every clip was read."""

    clips: int
    damaged: tuple[str, ...]
    """The keys of the clips that were no longer as written, and have been deleted."""


def clips(store: Store) -> list[Kept]:
    """Every clip in the store, those that have not been used for longest first."""
    return sorted(_files(store, "wav"), key=lambda kept: (kept.used, kept.key))


def derived(store: Store) -> list[Kept]:
    """All that was made of clips, and can be again; what was not used for longest first."""
    return sorted(_files(store, "derived"), key=lambda kept: (kept.used, kept.key))


def verify(store: Store, now: float) -> Verified:
    """Read all there is; delete what is damaged, and the litter of programs that died.

    Whatever needs a clip that was deleted says it anew.

    Args:
        now: seconds since 1970.

    Raises:
        OutputError: a file cannot be deleted.
    """
    kept = clips(store)
    damaged = [clip for clip in kept if store.read(clip.key) is None and clip.path.exists()]
    broken = [made for made in derived(store) if store.fetch(made.key) is None]
    spoilt = (one.path for one in (*damaged, *broken))
    _delete(store, [*spoilt, *_litter(store, now - _DAY)])
    return Verified(clips=len(kept), damaged=tuple(clip.key for clip in damaged))


def outworn(
    kept: Sequence[Kept],
    keep: Collection[str],
    now: float,
    *,
    older_than: float | None = None,
    larger_than: int | None = None,
) -> tuple[Kept, ...]:
    """The clips that a store can do without.

    Args:
        kept: every clip, and what else is to go; what is to go first comes first.
        keep: keys of clips that stay in any case.
        now: seconds since 1970.
        older_than: seconds; what has not been used for as long goes.
        larger_than: bytes; the first ones go until the others are no larger.
    """
    excess = sum(clip.bytes for clip in kept) - larger_than if larger_than is not None else 0
    gone = list[Kept]()
    for clip in kept:
        old = older_than is not None and clip.used <= now - older_than
        if clip.key not in keep and (old or excess > 0):
            gone.append(clip)
            excess -= clip.bytes
    return tuple(gone)


def delete(store: Store, gone: Collection[Kept]) -> None:
    """Delete clips.

    Raises:
        OutputError: one cannot be deleted.
    """
    _delete(store, [clip.path for clip in gone])


def _files(store: Store, suffix: str) -> Iterator[Kept]:
    for path in store.root.glob(f"[0-9a-f][0-9a-f]/*.{suffix}"):
        if len(path.stem) == _KEY_LENGTH:
            with suppress(FileNotFoundError):  # another program has just deleted it
                status = path.stat()
                yield Kept(key=path.stem, path=path, bytes=status.st_size, used=status.st_mtime)


def _litter(store: Store, before: float) -> Iterator[Path]:
    """Half-written clips that were left behind before a time."""
    for pattern in ("[0-9a-f][0-9a-f]/*.tmp", "writing/*/*.tmp"):
        for path in store.root.glob(pattern):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    yield path


def _delete(store: Store, paths: Collection[Path]) -> None:
    try:
        for path in paths:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{store.root}: {error.strerror}; nothing more was deleted") from error
    for folder in {path.parent for path in paths}:
        with suppress(OSError):  # it holds other clips
            folder.rmdir()
