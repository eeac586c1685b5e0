"""Zip files whose bytes depend on what is in them, never on when or where they were written."""

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can say."""
_PLAIN_FILE = 0o100644 << 16
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file that is being written, one entry after the other."""

    file: zipfile.ZipFile

    def add(self, name: str, data: bytes, *, packed: bool = True) -> None:
        """A small entry; ``packed=False`` for what must be readable without unpacking."""
        self.file.writestr(_entry(name, packed=packed), data)

    def copy(self, name: str, path: Path) -> None:
        """A file's bytes, piece by piece and as they are: sound does not get smaller."""
        entry = _entry(name, packed=False)
        entry.file_size = path.stat().st_size  # decides whether the entry needs the large form
        with path.open("rb") as source, self.file.open(entry, "w") as target:
            shutil.copyfileobj(source, target, _PIECE)


@contextmanager
def archive(path: Path) -> Iterator[Archive]:
    """A new zip file; what was there is replaced."""
    with zipfile.ZipFile(path, "w") as file:
        yield Archive(file)


def _entry(name: str, *, packed: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.create_system = 3
    entry.external_attr = _PLAIN_FILE
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    return entry
