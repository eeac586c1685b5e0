"""Steps back: what a file held before each save, kept on disk beside the article."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from audionews.errors import OutputError

MOST = 50
"""Steps that are kept of an article."""
_FOLDER = Path(".audionews", "undo")


class Step(Struct, frozen=True, kw_only=True):
    """One save of one file."""

    what: str
    """What was done, for the producer."""
    file: str
    """The file's name, in the article's folder."""
    before: bytes | None
    """What the file held; None where there was none."""
    after: str
    """SHA-256, in hex, of what was saved."""


class History:
    """The saves of an article and its side file, the last one first to be undone."""

    def __init__(self, article: Path) -> None:
        self._beside = article.parent
        self._folder = article.parent / _FOLDER / article.name

    def save(self, path: Path, content: bytes, what: str) -> None:
        """Write a file, so that it can be undone.

        Args:
            path: in the article's folder.
            content: what it is to hold.
            what: what is done, in words that follow "Undo:".

        Raises:
            OutputError: it cannot be written.
        """
        step = Step(what=what, file=path.name, before=_content(path), after=_digest(content))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            numbers = [int(file.stem) for file in self._files()]
            number = max(numbers, default=0) + 1
            _replace(self._folder / f"{number:08}.json", msgspec.json.encode(step))
            for file in list(self._files())[:-MOST]:
                file.unlink()
            _replace(path, content)
        except OSError as error:
            raise OutputError(
                f"{error.filename or path}: {error.strerror}; make its folder writable"
            ) from error

    def last(self) -> Step | None:
        """The save that would be undone."""
        found = self._last()
        return found[1] if found else None

    def undo(self) -> Step | None:
        """Take the last save back; None where there is none.

        Raises:
            OutputError: the file has been changed by another program since, or cannot be written.
        """
        found = self._last()
        if found is None:
            return None
        file, step = found
        path = self._beside / step.file
        if _digest(_content(path)) != step.after:
            raise OutputError(
                f"{path} was changed by another program after “{step.what}”, so that this cannot "
                "be undone; edit the file itself"
            )
        try:
            if step.before is None:
                path.unlink()
            else:
                _replace(path, step.before)
            file.unlink()
        except OSError as error:
            raise OutputError(f"{path}: {error.strerror}; make it writable") from error
        return step

    def _last(self) -> tuple[Path, Step] | None:
        """The last step that was really taken; those that a crash cut short are swept."""
        for file in reversed(list(self._files())):
            try:
                step = msgspec.json.decode(file.read_bytes(), type=Step)
            except (OSError, msgspec.DecodeError):
                continue
            now = _content(self._beside / step.file)
            if Path(step.file).name == step.file and not (
                now == step.before and _digest(now) != step.after
            ):
                return file, step
        return None

    def _files(self) -> Iterator[Path]:
        files = self._folder.glob("*.json") if self._folder.is_dir() else ()
        yield from sorted(file for file in files if file.stem.isdecimal())


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _digest(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    path = path.resolve()  # a link stays a link
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        new.write_bytes(content)
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
