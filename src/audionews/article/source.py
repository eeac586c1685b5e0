"""A file, standard input or a web address -> its bytes, within limits."""

import re
import sys
from pathlib import Path
from typing import BinaryIO

from audionews.article.sniff import ARCHIVE
from audionews.errors import ArticleError

MAX_ARTICLE = 10_000_000
"""Bytes of an article or a feed; a long novel has about a tenth of that."""
MAX_ARCHIVE = 200_000_000
"""Bytes of a book or a word processor's file, pictures included."""

_SETTINGS = "audionews.toml"
"""How the names of side files and of settings end."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_address(source: str | Path) -> bool:
    """Whether the source is a web address and not the name of a file."""
    return isinstance(source, str) and bool(_ADDRESS.match(source))


def listed(source: str) -> tuple[str, ...]:
    """The sources that a folder holds or a list names; any other source is the only one.

    A folder gives its files in the order of their names, without side files and hidden ones.
    ``@list.txt`` gives the lines of that file, relative to its folder; ``#`` begins a comment.

    Raises:
        ArticleError: the list cannot be read, or there is no source in it.
    """
    if source.startswith("@"):
        found = _lines_of(Path(source[1:]))
    elif source != "-" and not is_address(source) and Path(source).is_dir():
        files = sorted(path for path in Path(source).iterdir() if path.is_file())
        found = [str(path) for path in files if not path.name.startswith(".")]
    else:
        return (source,)
    found = [name for name in found if not name.endswith(_SETTINGS)]
    if not found:
        raise ArticleError(f"{source} names no article; put one in it, or name another")
    return tuple(found)


def _lines_of(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ArticleError(f"{path}: {reason}; name a list of articles, one a line") from error
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return [name if is_address(name) else str(path.parent / name) for name in names]


def load(source: str | Path, *, fetch: bool = False) -> bytes:
    """The bytes of a file, of standard input (``-``) or, with ``fetch``, of a web address.

    Raises:
        ArticleError: it cannot be read, is empty, or is larger than an article can be.
    """
    if is_address(source):
        data = _fetched(str(source), allowed=fetch)
    elif str(source) == "-":
        data = _within_limits(sys.stdin.buffer, "standard input")
    else:
        data = _read_file(Path(source))
    if not data.strip():
        raise ArticleError(f"{named(source)} is empty; name a file that holds an article")
    return data


def named(source: str | Path) -> str:
    """What messages call the source."""
    return "standard input" if str(source) == "-" else str(source)


def _fetched(url: str, *, allowed: bool) -> bytes:
    if not allowed:
        raise ArticleError(
            f"{url} is a web address; add --fetch to read it from the web, or save the page first"
        )
    from audionews.article.fetch import fetch  # noqa: PLC0415 - the network only where asked for

    return fetch(url)


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ArticleError(f"{path} is a folder; name an article in it")
        if path.stat().st_size > MAX_ARCHIVE:
            raise _too_large(str(path), MAX_ARCHIVE)
        with path.open("rb") as file:
            return _within_limits(file, str(path))
    except FileNotFoundError as error:
        raise ArticleError(f"{path} does not exist; check the name, or type - to paste") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise ArticleError(f"{path}: {reason}; name a file that can be read") from error


def _within_limits(file: BinaryIO, name: str) -> bytes:
    start = file.read(len(ARCHIVE))
    limit = MAX_ARCHIVE if start == ARCHIVE else MAX_ARTICLE
    data = start + file.read(limit + 1 - len(start))
    if len(data) > limit:
        raise _too_large(name, limit)
    return data


def _too_large(name: str, limit: int) -> ArticleError:
    return ArticleError(
        f"{name} is larger than {limit // 1_000_000} MB; give one article, or a part of the file"
    )
