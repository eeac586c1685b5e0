"""The folder of an edition: one program at a time writes it, and whole files only.

Everything is made in a staging folder inside it.  Only when the edition is complete does each file
take its place, the record ``edition.json`` last, so that an earlier edition stays whole until then;
a record that does not fit its files is never taken for one.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from audionews.errors import MAKE_ROOM, OutputError
from audionews.publish import record
from audionews.publish.record import RECORD
from audionews.speech import Store

_STAGING = ".new"


def whole(folder: Path, kept: dict[str, Any]) -> bool:
    """Whether every file that the folder's record lists is as it was made."""
    try:
        return all(
            record.fingerprint(folder / name) == print_ for name, print_ in kept["files"].items()
        )
    except (OSError, KeyError):
        return False


@contextmanager
def locked(folder: Path, store: Store, wait: float = 0) -> Iterator[Store]:
    """The store, while no other audionews can make the same edition.

    Its half-written clips have a folder that goes with the lock: after a run that was killed, the
    next one sweeps it.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - half the start-up time of --help

    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()
    scratch, lock = store.root / "writing" / name, FileLock(store.root / "locks" / f"{name}.lock")
    try:
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise OutputError(
            f"{folder}: another audionews is making this edition; wait for it and type it again"
        ) from error
    except OSError as error:
        raise store.unwritable(error) from error
    try:
        shutil.rmtree(scratch, ignore_errors=True)
        yield replace(store, scratch=scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        lock.release()


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A staging folder whose files take their places when all is done, the record last."""
    staging = folder / _STAGING
    try:
        shutil.rmtree(staging, ignore_errors=True)  # of a run that was killed
        staging.mkdir(parents=True)
        yield staging
        _take_places(staging, folder)
    except OSError as error:
        raise OutputError(f"{error.filename or folder}: {error.strerror}; {MAKE_ROOM}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        with suppress(OSError):  # it holds an edition, or a producer's own files
            folder.rmdir()


def _take_places(staging: Path, folder: Path) -> None:
    before = set(record.read(folder).get("files", ()))
    made = {path.name for path in staging.iterdir()}
    for name in sorted(made - {RECORD}):
        (staging / name).replace(folder / name)
    for name in before - made:
        (folder / name).unlink(missing_ok=True)
    (staging / RECORD).replace(folder / RECORD)
