"""Engines at work in processes of their own: started late, watched, and replaced when they fail."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer
from types import TracebackType
from typing import Any, Self

from audionews.errors import SpeechError
from audionews.speech.engine import THREADS, Line, Sound, find

UNHURRIED = 200
"""Characters: a text of this length may take twice the time, and so on; networks speak slowly."""


class _ClipError(Exception):
    """Why a worker gave no clip."""


class Crew:
    """Workers of any engine, for any number of threads: each call has one to itself.

    At the end of its ``with`` block no process and no file is left.
    """

    def __init__(self, timeout: float, threads: int = 1) -> None:
        """A crew of engines.

        Args:
            timeout: seconds that an engine may take for a clip of a few words.
            threads: how many of them an engine may use, if it can use several.
        """
        self._scratch = TemporaryDirectory(prefix="audionews-", ignore_cleanup_errors=True)
        self._threads = threads
        self._timeout = timeout
        self._idle: dict[str, list[_Worker]] = defaultdict(list)
        self._all: list[_Worker] = []
        self._lock = Lock()
        self._stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._stopped = True
            for worker in self._all:
                worker.kill()
            for worker in self._all:
                worker.bury()
        self._scratch.cleanup()

    def expect(self, engine: str, workers: int) -> None:
        """Start that many workers in advance, so that they are ready when there is work."""
        self._idle[engine] += [self._start(engine) for _ in range(workers)]

    def say(self, line: Line) -> Sound:
        """The clip of the line; a failure costs one more try, in a fresh worker.

        Raises:
            SpeechError: both tries failed.
        """
        try:
            return self._try(line, self._idle[line.voice.engine])
        except _ClipError:
            if self._stopped:
                raise SpeechError("stopped") from None
        try:
            return self._try(line, [])
        except _ClipError as failure:
            raise SpeechError(
                f"{line.voice.engine} cannot say “{_short(line.text)}” as {line.voice.id}:"
                f" {failure}; try another voice or --engine"
            ) from failure

    def _try(self, line: Line, idle: "list[_Worker]") -> Sound:
        worker = idle.pop() if idle else self._start(line.voice.engine)
        try:
            sound = worker.say(line, self._timeout)
        except _ClipError:
            worker.kill()
            raise
        self._idle[line.voice.engine].append(worker)
        return sound

    def _start(self, engine: str) -> "_Worker":
        with self._lock:
            if self._stopped:
                raise _ClipError("stopped")
            scratch = Path(self._scratch.name, f"{len(self._all)}")
            worker = _Worker(find(engine), scratch, self._threads)
            self._all.append(worker)
        return worker


class _Worker:
    """The near end of a process that runs ``audionews.speech.worker``."""

    def __init__(self, where: str, scratch: Path, threads: int) -> None:
        scratch.mkdir()
        self._log = scratch / "log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "audionews.speech.worker", where],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=_environment(scratch, threads),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )

    def say(self, line: Line, timeout: float) -> Sound:
        patience = timeout * (1 + len(line.text) / UNHURRIED)
        watch = Timer(patience, self._process.kill)
        watch.start()
        try:
            head, samples = self._ask(asdict(line))
        except (OSError, ValueError, EOFError) as error:
            late = watch.finished.is_set()
            silent = f"it was silent for {patience:.3g} s"
            why = silent if late else f"it died: {self._last_words()}"
            raise _ClipError(why) from error
        finally:
            watch.cancel()
        if "fault" in head:
            raise _ClipError(head["fault"])
        return Sound(rate=head["rate"], samples=samples)

    def kill(self) -> None:
        self._process.kill()

    def bury(self) -> None:
        """Wait for the end of a process that was killed."""
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not sent yet has nobody left to go to
                pipe.close()  # type: ignore[union-attr]  # both are pipes

    def _ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        to, answers = self._process.stdin, self._process.stdout
        if to is None or answers is None:
            raise EOFError
        to.write(json.dumps(request).encode() + b"\n")
        to.flush()
        head = json.loads(answers.readline())
        samples = answers.read(head.get("size", 0))
        if len(samples) != head.get("size", 0):
            raise EOFError
        return head, samples

    def _last_words(self) -> str:
        lines = self._log.read_text(errors="replace").split("\n")
        spoken = [line for line in lines if line.strip()]
        return spoken[-1] if spoken else f"exit code {self._process.wait()}"


def _environment(scratch: Path, threads: int) -> dict[str, str]:
    """Ours, with our import path, and temporary files where they are cleared away."""
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    path = os.pathsep.join(filter(None, sys.path))
    return {**os.environ, **temporary, THREADS: str(threads), "PYTHONPATH": path}


def _short(text: str, width: int = 60) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
