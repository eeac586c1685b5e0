"""Editions being made, each in a thread of its own, and what is told of them while they are."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread

import anyio

from audionews.changes.report import report
from audionews.edition import Made, make_prepared
from audionews.errors import AudionewsError
from audionews.studio.desk import Desk

_STEP = 0.2
"""Seconds from one look at the work to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an edition is."""

    stage: str = "reading"
    done: int = 0
    of: int = 0
    over: bool = False
    lines: tuple[str, ...] = ()
    """The report, once it is over."""
    fault: str = ""
    """Why there is no edition."""

    @property
    def said(self) -> str:
        """It in words."""
        if self.over:
            return self.fault or (self.lines[0] if self.lines else "")
        return f"{self.stage.capitalize()}: {self.done} of {self.of}" if self.of else "Reading"


class Makings:
    """The editions that are being made, and the last that was made in each folder."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._progress = dict[Path, Progress]()

    def start(self, desk: Desk) -> None:
        """Make the edition, unless it is being made."""
        with self._lock:
            now = self._progress.get(desk.folder)
            if now is not None and not now.over:
                return
            self._progress[desk.folder] = Progress()
        Thread(target=self._make, args=(desk,), daemon=True).start()

    def progress(self, folder: Path) -> Progress | None:
        """How far the edition of a folder is; None where none was wanted."""
        with self._lock:
            return self._progress.get(folder)

    def _make(self, desk: Desk) -> None:
        def tell(stage: str, done: int, of: int) -> None:
            self._tell(desk.folder, Progress(stage=stage, done=done, of=of))

        end = Progress(over=True, fault="The edition was not made: see what the studio printed.")
        try:
            sheet = desk.sheet()
            made = make_prepared(
                sheet.prepared, sheet.settings, desk.folder, desk.store, progress=tell
            )
            end = Progress(over=True, lines=tuple(_told(made)))
        except AudionewsError as error:
            end = Progress(over=True, fault=str(error))
        finally:
            self._tell(desk.folder, end)

    def _tell(self, folder: Path, progress: Progress) -> None:
        with self._lock:
            self._progress[folder] = progress


def _told(made: Made) -> list[str]:
    if made.unchanged:
        return ["Nothing has changed.", *(f"Note: {note}" for note in made.notes)]
    lines = report(made.changes, len(made.said_anew), len(made.script.utterances))
    return [*lines, *(f"Note: {note}" for note in made.notes)]


async def stream(
    look: Callable[[], Progress | None], left: Callable[[], Awaitable[bool]]
) -> AsyncIterator[str]:
    """The progress as server-sent events, until the work is over or the listener has left.

    Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
    """
    before: Progress | None = None
    while not await left():
        now = look() or Progress(over=True)
        if now != before:
            told = {"said": now.said, "done": now.done, "of": now.of}
            yield f"event: {'over' if now.over else 'progress'}\ndata: {json.dumps(told)}\n\n"
        if now.over:
            return
        before = now
        await anyio.sleep(_STEP)
