"""Each article's own folder: named after it, never shared, and the same from run to run.

Who came first to a name has it; the next one's gets a few characters of what the article is made
from.  Both are kept in ``.audionews`` of the output folder, so that names stay when
articles come and go.
"""

import os
from hashlib import sha256
from pathlib import Path

import msgspec

from audionews.article.source import is_address
from audionews.model import Article
from audionews.publish import names

KEPT = ".audionews"
_RECORD = "edition.json"
_MARK = 8


def identity(source: str, out: Path) -> str:
    """What tells one source from all others, whichever way its path is written."""
    if is_address(source):
        return source
    try:
        return Path(os.path.relpath(Path(source).resolve(), out.resolve())).as_posix()
    except ValueError:  # on another drive
        return Path(source).resolve().as_posix()


def folder_for(article: Article, identity: str, out: Path, *, alone: bool) -> Path:
    """The folder of the article's edition, which need not be there yet.

    Args:
        identity: what tells it from all others.
        out: the folder that holds the editions.
        alone: its source holds no other article.

    Raises:
        OSError: the name cannot be kept.
    """
    mark = sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
    known = out / KEPT / "sources" / mark
    if known.is_file():
        return out / known.read_text(encoding="ascii")
    slug = names.slug(article, alone=alone)
    name = (
        slug if _is_ours(out / slug, article) and _claim(out / KEPT / "names" / slug, mark) else ""
    )
    name = name or f"{slug}-{mark[:_MARK]}"
    known.parent.mkdir(parents=True, exist_ok=True)
    temporary = known.with_suffix(f".{os.getpid()}")
    temporary.write_text(name, encoding="ascii")
    temporary.replace(known)
    return out / name


def _is_ours(folder: Path, article: Article) -> bool:
    """Whether the folder is free, or holds an edition of this article already."""
    try:
        record = msgspec.json.decode((folder / _RECORD).read_bytes(), type=_Made)
    except (OSError, msgspec.DecodeError):
        return True
    if article.url and record.url:
        return article.url == record.url
    return Path(record.source).name == Path(article.source).name and (
        record.source == article.source or not Path(record.source).is_file()
    )


class _Made(msgspec.Struct):
    source: str = ""
    url: str = ""


def _claim(path: Path, mark: str) -> bool:
    """Take the name, if nobody else has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="ascii") as file:
            file.write(mark)
    except FileExistsError:
        return path.read_text(encoding="ascii") == mark
    return True
