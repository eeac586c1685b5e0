"""One edition on the desk: its article, its side file, and the script that they give now."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from audionews import speech
from audionews.article import sidefile
from audionews.article.sidefile import SideFile
from audionews.errors import AudionewsError, OutputError
from audionews.folder import locked
from audionews.prepare import Prepared, editions
from audionews.publish import record
from audionews.settings import Settings
from audionews.speech import Store
from audionews.studio.amend import Entry, amended
from audionews.studio.undo import History


class StaleError(OutputError):
    """What is to be saved was written for an earlier version of the files."""


class NoEditionError(OutputError):
    """The source gives no edition of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An edition as it would be made at one moment."""

    version: str
    """Another one if and only if the article or its side file is another."""
    prepared: Prepared
    settings: Settings
    side: SideFile
    keys: tuple[str, ...]
    """What the clip of each utterance is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the files of one edition are, and how they are changed."""

    source: Path
    slug: str
    """The name of the edition's folder."""
    out: Path
    store: Store
    settings: Callable[[], Settings]

    @property
    def folder(self) -> Path:
        """The edition's."""
        return self.out / self.slug

    @property
    def side(self) -> Path:
        """The article's side file, which need not be there."""
        return sidefile.beside(self.source)

    @property
    def history(self) -> History:
        """The saves that can be undone."""
        return History(self.source)

    def version(self) -> str:
        """What tells the present article and side file from any others."""
        return _digest(_content(self.source), _content(self.side))

    def state(self) -> str:
        """What tells all that decides the script from anything else."""
        settings = self.settings()
        shared = (settings.speech.lexicon, settings.speech.cast)
        files = (_content(Path(name)) for name in shared if name)
        return _digest(self.version().encode(), msgspec.json.encode(settings), *files)

    def sheet(self) -> Sheet:
        """The edition as it would be made now.

        Raises:
            AudionewsError: as ``audionews.edition.make``; the source has no such edition.
        """
        version, settings = self.version(), self.settings()
        for slug, thought_out in editions(self.source, settings, fetch=False):
            if slug == self.slug:
                prepared = thought_out()
                return Sheet(
                    version=version,
                    prepared=prepared,
                    settings=settings,
                    side=sidefile.load(self.side),
                    keys=speech.clip_keys(prepared.script, prepared.cast),
                )
        raise NoEditionError(f"{self.source} gives no edition called {self.slug}; look at the list")

    def text(self, path: Path) -> str | None:
        """What a file of the edition's holds, if it is text that can be edited; no file is empty.

        Lines end as in Python, and a byte order mark is kept apart.
        """
        with suppress(UnicodeDecodeError):
            text = _content(path).decode("utf-8-sig")
            return text.replace("\r\n", "\n") if "\0" not in text else None
        return None

    def amend(self, entries: list[Entry], what: str, *, seen: str) -> None:
        """Change entries of the side file.

        Raises:
            AudionewsError: as ``save``.
        """
        changed = amended(self.text(self.side) or "", entries, str(self.side))
        self.save(self.side, changed, what, seen=seen)

    def save(self, path: Path, text: str, what: str, *, seen: str) -> None:
        """Write the article or the side file, unless no edition could be made of it any more.

        Args:
            path: the file.
            text: what it is to hold; its line ends and its byte order mark stay as they were.
            what: what is done, for undoing it.
            seen: the version that the producer saw.

        Raises:
            StaleError: the files have changed since.
            AudionewsError: nothing can be made of it; the file is as it was.
        """
        with locked(self.side, self.store, wait=10):
            if seen != self.version():
                raise StaleError(f"{path.name} was changed meanwhile; look at it, then save again")
            before = _content(path)
            content = _as_before(text, before)
            if content == before:
                return
            self.history.save(path, content, what)
            try:
                self.sheet()
            except AudionewsError:
                self.history.undo()
                raise

    def undo(self) -> str:
        """Take the last save back, and tell what it was; empty where there is none.

        Raises:
            OutputError: the file has been changed since.
        """
        with locked(self.side, self.store, wait=10):
            step = self.history.undo()
        return step.what if step else ""

    def is_made(self, sheet: Sheet) -> bool:
        """Whether the edition that stands was made to this plan."""
        return record.read(self.folder).get("plan") == sheet.prepared.plan


def _as_before(text: str, before: bytes) -> bytes:
    """The text with the line ends and the byte order mark of what it replaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; make it readable") from error


def _digest(*contents: bytes) -> str:
    digest = hashlib.sha256()
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()
