"""Each article's own folder: named after it, never shared, and the same from run to run.

Who came first to a name has it; the next one's gets a few characters of what the article is made
from.  Both are kept in ``.audionews`` of the output folder, so that names stay when articles come
and go.
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import msgspec

from audionews.article.source import is_address
from audionews.model import Article
from audionews.publish import names
from audionews.publish.record import RECORD

KEPT = ".audionews"
_MARK = 8


class Shelves(Protocol):
    """The output folder, wherever it is; names in it are written with slashes."""

    def read(self, name: str) -> bytes | None:
        """What the file holds; None where there is none."""

    def create(self, name: str, content: bytes) -> bool:
        """Write the file if there is none yet; of several at once, one does."""

    def write(self, name: str, content: bytes) -> None:
        """Write the file, whole or not at all."""


class Folder:
    """An output folder on this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, name: str) -> bytes | None:
        """What the file holds; None where there is none."""
        try:
            return (self._root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def create(self, name: str, content: bytes) -> bool:
        """Write the file if there is none yet; of several at once, one does."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            return False
        return True

    def write(self, name: str, content: bytes) -> None:
        """Write the file, whole or not at all."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.write_bytes(content)
        temporary.replace(path)


def identity(source: str, out: str) -> str:
    """What tells one source from all others, whichever way its path is written."""
    if is_address(source):
        return source
    path = Path(source).resolve()
    if is_address(out):
        return path.as_posix()
    try:
        return Path(os.path.relpath(path, Path(out).resolve())).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()


def folder_for(article: Article, identity: str, shelves: Shelves, *, alone: bool) -> str:
    """The name of the folder of the article's edition, which need not be there yet.

    Args:
        identity: what tells it from all others.
        shelves: the folder that holds the editions.
        alone: its source holds no other article.

    Raises:
        OSError: the name cannot be kept.
    """
    mark = sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
    known = f"{KEPT}/sources/{mark}"
    if kept := shelves.read(known):
        return kept.decode("ascii")
    slug = names.slug(article, alone=alone)
    free = _is_ours(shelves.read(f"{slug}/{RECORD}"), article)
    own = free and _claim(f"{KEPT}/names/{slug}", mark.encode(), shelves)
    name = slug if own else f"{slug}-{mark[:_MARK]}"
    shelves.write(known, name.encode("ascii"))
    return name


def _is_ours(record: bytes | None, article: Article) -> bool:
    """Whether a folder is free, or holds an edition of this article already."""
    try:
        made = msgspec.json.decode(record or b"", type=_Made)
    except msgspec.DecodeError:
        return True
    if article.url and made.url:
        return article.url == made.url
    return Path(made.source).name == Path(article.source).name and (
        made.source == article.source or not Path(made.source).is_file()
    )


class _Made(msgspec.Struct):
    source: str = ""
    url: str = ""


def _claim(name: str, mark: bytes, shelves: Shelves) -> bool:
    """Take the name, if nobody else has it."""
    return shelves.create(name, mark) or shelves.read(name) == mark
