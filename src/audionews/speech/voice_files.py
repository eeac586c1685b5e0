"""Where the files of installed voices are: a folder for each engine, in the user's data folder."""

import os
import sys
from pathlib import Path

SUMS = "SHA256SUMS"
"""The file beside a voice's own that says what they are, as ``sha256sum`` writes it."""


def voices_folder(engine: str) -> Path:
    """The folder of an engine's voices: in ``AUDIONEWS_VOICES``, or the user's folder for data."""
    given = os.environ.get("AUDIONEWS_VOICES")
    return (Path(given) if given else _data() / "audionews" / "voices") / engine


def sums(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file by its name, as they were when it was installed."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _data() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
