"""Whether every file of an edition is there and whole."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from audionews.check.kept import Kept
from audionews.check.rule import Severity, rule


@rule(
    "a-001",
    Severity.ERROR,
    "a file is missing, or is not the one that was made",
    mend="make the edition again",
)
def whole(kept: Kept) -> Iterator[tuple[str, str]]:
    """The files that the record lists, by their sizes and hashes."""
    for name, made in kept.record.files.items():
        path = kept.folder / name
        if not path.is_file():
            yield name, "it is not there"
        elif path.stat().st_size != made.bytes:
            yield name, f"it has {path.stat().st_size:,} bytes, not the {made.bytes:,} made"
        elif _digest(path) != made.sha256:
            yield name, "its bytes have changed since it was made"


@rule(
    "a-002",
    Severity.ERROR,
    "a file cannot be read",
    mend="make the edition again, with this version of audionews",
)
def readable(kept: Kept) -> Iterator[tuple[str, str]]:
    """The script; the other files are read by the rules that need them."""
    if not kept.script.utterances:
        yield "script.json", "it has no utterances"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
