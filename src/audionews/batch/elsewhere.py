"""Sources, editions and clips that lie on other file systems: ``s3://``, and all fsspec knows.

Everything is done in files on this machine, and taken to its place whole: each file at once, an
edition's record last.  fsspec comes with the extra ``audionews[cluster]``.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from glob import has_magic
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec

from audionews.article.sidefile import beside
from audionews.article.source import MAX_ARCHIVE
from audionews.errors import ArticleError, AudionewsError, OutputError
from audionews.publish.record import RECORD
from audionews.speech import Store

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_REMOTE = re.compile(r"(?!https?://)[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_AT_ONCE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"})
"""File systems on which a file appears whole or not."""


def is_remote(place: str | Path) -> bool:
    """Whether it is an address on another file system, and not one of the web."""
    return isinstance(place, str) and bool(_REMOTE.match(place))


def listing(url: str, endings: Iterable[str]) -> Iterator[str]:
    """The addresses of the files that a folder or pattern means, in order; of a file, its own."""
    with _Told(url):
        files, path = _opened(url)
        if has_magic(path):
            found = files.glob(path)
        elif files.isdir(path):
            suffixes = frozenset(endings)
            found = [each for each in files.find(path) if _suffix(each) in suffixes]
        else:
            found = [path]
    yield from (files.unstrip_protocol(each) for each in sorted(found))


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


@contextmanager
def fetched(url: str) -> Iterator[str]:
    """A copy of the file, with its side file beside it, under its own name.

    Raises:
        ArticleError: it cannot be read, or is larger than any article.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder, PurePosixPath(url).name or "article")
        with _Told(url, ArticleError):
            files, path = _opened(url)
            if files.info(path)["size"] > MAX_ARCHIVE:
                raise ArticleError(f"{url} is larger than {MAX_ARCHIVE // 1_000_000} MB")
            files.get_file(path, str(copy))
            side = str(PurePosixPath(path).with_name(beside(copy).name))
            if files.exists(side):
                files.get_file(side, str(beside(copy)))
        yield str(copy)


class Bucket:
    """An output folder on another file system."""

    def __init__(self, url: str) -> None:
        self._url = url
        with _Told(url):
            self._files, self._root = _opened(url)

    def read(self, name: str) -> bytes | None:
        """What the file holds; None where there is none."""
        with _Told(self._url):
            try:
                content: bytes = self._files.cat_file(f"{self._root}/{name}")
            except FileNotFoundError:
                return None
        return content

    def create(self, name: str, content: bytes) -> bool:
        """Write the file if there is none yet; of several at once, one does."""
        path = f"{self._root}/{name}"
        with _Told(self._url):
            try:
                self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
                self._files.pipe_file(path, content, mode="create")
            except FileExistsError:
                return False
        return True

    def write(self, name: str, content: bytes) -> None:
        """Write the file, whole or not at all."""

        def pipe(path: str) -> None:
            self._files.pipe_file(path, content)

        with _Told(self._url):
            _placed(self._files, f"{self._root}/{name}", pipe)

    def put_file(self, path: Path) -> str:
        """Take a file of this machine to the output folder; gives its address."""
        with _Told(self._url):
            _placed(
                self._files, f"{self._root}/{path.name}", partial(self._files.put_file, str(path))
            )
        return f"{self._url.rstrip('/')}/{path.name}"

    def standing(self, folder: str, plan: str) -> dict[str, Any] | None:
        """The record of the edition, if it was made to that plan and all its files are there."""
        kept = self._record(folder)
        if kept.get("plan") != plan:
            return None
        with _Told(self._url):
            there = self._files.find(f"{self._root}/{folder}", detail=True)
        sizes = {path.rpartition("/")[2]: info["size"] for path, info in there.items()}
        whole = all(sizes.get(name) == file["bytes"] for name, file in kept["files"].items())
        return kept if whole else None

    def put(self, folder: Path) -> None:
        """Take an edition to its place: its record last, and then away what is no more of it."""
        before = set(self._record(folder.name).get("files", ()))
        made = sorted(each.name for each in folder.iterdir())
        with _Told(self._url):
            for name in [*(name for name in made if name != RECORD), RECORD]:
                put = partial(self._files.put_file, str(folder / name))
                _placed(self._files, f"{self._root}/{folder.name}/{name}", put)
            for name in before - set(made):
                self._files.rm_file(f"{self._root}/{folder.name}/{name}")

    def _record(self, folder: str) -> dict[str, Any]:
        try:
            kept = self.read(f"{folder}/{RECORD}") or b"{}"
            return msgspec.json.decode(kept, type=dict[str, Any])
        except msgspec.DecodeError:
            return {}


@contextmanager
def clips(shared: str, store: Store, keys: Callable[[], Iterable[str]]) -> Iterator[None]:
    """The shared store's clips are in the local one in the block; those said in it, in both after.

    Args:
        shared: the shared store's address; empty: there is none.
        store: the local store.
        keys: gives the clips that will be wanted.
    """
    absent = {key for key in keys() if not store.path(key).is_file()} if shared else None
    if not absent:
        yield
        return
    with _Told(shared):
        files, root = _opened(shared)
        places = {f"{root}/{key[:2]}/{key}.wav": key for key in sorted(absent)}
        for path, content in files.cat(list(places), on_error="omit").items():
            _keep(store, places[path], content)
    lacking = {path: key for path, key in places.items() if store.whole(key) is None}
    yield
    with _Told(shared):
        for path, key in lacking.items():
            if store.path(key).is_file():
                _placed(files, path, partial(files.put_file, str(store.path(key))))


def _keep(store: Store, key: str, content: bytes) -> None:
    path = store.path(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.urandom(6).hex()}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)


def _placed(files: "AbstractFileSystem", path: str, write: Callable[[str], object]) -> None:
    """Have a file written so that it appears whole."""
    protocols = {files.protocol} if isinstance(files.protocol, str) else set(files.protocol)
    if protocols & _AT_ONCE:
        write(path)
        return
    folder, _, name = path.rpartition("/")
    files.makedirs(folder, exist_ok=True)
    temporary = f"{folder}/.{name}.{os.urandom(6).hex()}"
    try:
        write(temporary)
        files.mv(temporary, path)
    except BaseException:
        if files.exists(temporary):
            files.rm_file(temporary)
        raise


def _opened(url: str) -> "tuple[AbstractFileSystem, str]":
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise AudionewsError(f"{url}: type: pip install 'audionews[cluster]'") from error
    files, path = url_to_fs(url, use_listings_cache=False)
    return files, path.rstrip("/")


class _Told:
    """Says in our own words what went wrong on a file system: each has errors of its own."""

    def __init__(self, url: str, kind: type[AudionewsError] = OutputError) -> None:
        self._url, self._kind = url, kind

    def __enter__(self) -> None:
        """Nothing is done before."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, AudionewsError):
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            raise self._kind(f"{self._url}: {reason}; check the address and its keys") from error
