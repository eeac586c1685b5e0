"""The feed and the list of editions, kept up while a batch runs, where the show has a feed.

They are written by a process of their own: the records of ten thousand editions take memory, and
nobody has to wait for them.
"""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from audionews.batch.elsewhere import is_remote
from audionews.errors import AudionewsError
from audionews.settings import Settings

EVERY = 60.0
"""Seconds between two feeds, at least."""
_SHARE = 20
"""Times as long as a feed takes to write, at least, until the next is written."""


class Shelf:
    """The feed of an output folder."""

    def __init__(self, out: str, settings: Settings) -> None:
        self.problem = ""
        """Why the last feed could not be written."""
        self._out, self._settings = out, settings
        self._process: subprocess.Popen[str] | None = None
        self._began, self._due = 0.0, time.monotonic() + EVERY
        self._stale = False

    def stands(self) -> None:
        """There is an edition; the run that made it may have been killed before its feed."""
        self._stale = bool(self._settings.feed.url) and not is_remote(self._out)

    def made(self) -> None:
        """There is one more edition, or another one."""
        self.stands()
        if self._process and self._process.poll() is not None:
            self._collect()
        if self._stale and not self._process and time.monotonic() > self._due:
            self._start()

    def finish(self) -> None:
        """Write the last feed of the batch, and wait for it."""
        if self._process:
            self._collect()
        if self._stale:
            self._start()
            self._collect()

    def drop(self) -> None:
        """Let go of a feed that is being written: the one that stands stays whole."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> None:
        self._began, self._stale = time.monotonic(), False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "audionews.batch.shelf", self._out],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,
        )
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        self._process.stdin.write(msgspec.json.encode(self._settings).decode())
        self._process.stdin.close()
        self._process.stdin = None

    def _collect(self) -> None:
        assert self._process is not None  # noqa: S101 - it was started
        _, said = self._process.communicate()
        self.problem = said.strip().rpartition("\n")[2] if self._process.returncode else ""
        self._process = None
        now = time.monotonic()
        self._due = now + max(EVERY, _SHARE * (now - self._began))


def main() -> None:
    """Write the feed of the folder that is named; the settings come as JSON on standard input."""
    from audionews.publish import feed  # noqa: PLC0415 - not for who only starts this

    settings = msgspec.json.decode(sys.stdin.buffer.read(), type=Settings)
    try:
        feed.write(Path(sys.argv[1]), settings, now=datetime.now(UTC))
    except AudionewsError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
