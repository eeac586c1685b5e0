"""Workers in processes of their own: one that dies or hangs costs an article, never the batch."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Lock, Thread
from typing import IO

import msgspec

from audionews.batch.values import Answer, Task, encode

TASKS_A_WORKER = 250
"""After so many a worker is replaced, so that no library's leak can add up."""
TRIES = 2
_GRACE = 30.0
"""Seconds that workers have to drop what they do."""
_TICK = 0.25


class WorkerLostError(Exception):
    """A worker that gives no answer any more, and why; ``for_good``: another one would not."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


class Workers:
    """Workers for any number of threads: each call has one to itself.

    Args:
        timeout: seconds that a worker may give no sign of life.
    """

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._lock = Lock()
        self._stopped = Event()
        self._watch = Thread(target=self._watch_over, daemon=True)
        self._watch.start()

    def do(self, task: Task) -> Answer:
        """The answer to the task; a worker that dies of it costs one more try."""
        reason = ""
        for _ in range(TRIES):
            worker = self._take(task)
            try:
                answer = worker.ask(task)
            except WorkerLostError as lost:
                self._bury(worker)
                reason = str(lost)
                if self._stopped.is_set():
                    raise CancelledError from None
                if lost.for_good:
                    break
            else:
                self._give_back(worker)
                return answer
        return Answer(result=task.failed(reason))

    def stop(self) -> None:
        """End all workers; the articles in hand are dropped cleanly, as far as that is quick."""
        self._stopped.set()
        with self._lock:
            workers = list(self._all)
        for worker in workers:
            worker.dismiss()
        until = time.monotonic() + _GRACE
        for worker in workers:
            worker.wait(max(until - time.monotonic(), 0))
            self._bury(worker)
        self._watch.join()

    def _take(self, task: Task) -> "_Worker":
        with self._lock:
            if self._stopped.is_set():
                raise CancelledError
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                self._all.discard(worker)
                worker.bury()
            worker = _Worker(task.memory)
            self._all.add(worker)
            return worker

    def _give_back(self, worker: "_Worker") -> None:
        if worker.answered >= TASKS_A_WORKER:
            worker.dismiss()
            worker.wait(_GRACE)
            self._bury(worker)
        else:
            with self._lock:
                self._idle.append(worker)

    def _bury(self, worker: "_Worker") -> None:
        worker.bury()
        with self._lock:
            self._all.discard(worker)

    def _watch_over(self) -> None:
        """Ends workers that are silent for too long."""
        while not self._stopped.wait(_TICK):
            with self._lock:
                workers = list(self._all)
            for worker in workers:
                worker.end_if_silent(self._timeout)


class _Worker:
    """The near end of a process that runs ``audionews.batch.worker``."""

    def __init__(self, memory: int) -> None:
        self._scratch: Path | None = None  # the worker makes its own, and tells us
        self._asked = False
        self._heard = time.monotonic()
        self._late = False
        self.answered = 0
        self._log: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed in bury()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "audionews.batch.worker", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # Ctrl-C is for us alone; all that it starts ends with it
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, task: Task) -> Answer:
        self._heard, self._asked = time.monotonic(), True
        try:
            return self._answer(task)
        except (OSError, ValueError) as error:  # ValueError: half a line, or a closed pipe
            raise self._lost() from error
        finally:
            self._asked = False

    def _answer(self, task: Task) -> Answer:
        to, answers = self._process.stdin, self._process.stdout
        assert to is not None  # noqa: S101 - both are pipes
        assert answers is not None  # noqa: S101
        to.write(encode(task) + b"\n")
        to.flush()
        while line := answers.readline():
            self._heard = time.monotonic()
            if self._scratch is None:
                self._scratch = Path(msgspec.json.decode(line, type=str))
            elif line != b"\n":
                self.answered += 1
                return msgspec.json.decode(line, type=Answer)
        raise self._lost()

    def _lost(self) -> WorkerLostError:
        if self._late:
            return WorkerLostError("it hung, and was ended; try it alone", for_good=True)
        self.wait(_GRACE)
        code = self._process.poll()
        if code == -getattr(signal, "SIGXCPU", 0):
            reason = "it takes too long to read; give a part of it"
            return WorkerLostError(reason, for_good=True)
        return WorkerLostError(f"its worker died twice ({self._ending(code)}); try it alone")

    def _ending(self, code: int | None) -> str:
        if code is not None and code < 0:
            with suppress(ValueError):
                return signal.Signals(-code).name
        self._log.seek(0)
        log = self._log.read().decode("utf-8", "replace").strip()
        return log.rpartition("\n")[2] or f"exit code {code}"

    def end_if_silent(self, timeout: float) -> None:
        if self._asked and time.monotonic() - self._heard > timeout:
            self._late = True
            self.kill()

    def dismiss(self) -> None:
        """Let it drop what it does, and end."""
        with suppress(OSError, ValueError):
            if self._process.stdin:
                self._process.stdin.close()

    def wait(self, seconds: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)

    def kill(self) -> None:
        """End it at once, with all that it has started."""
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            command = ["taskkill", "/F", "/T", "/PID", str(self._process.pid)]
            subprocess.run(command, check=False, capture_output=True)
        self._process.kill()

    def bury(self) -> None:
        """Leave nothing of it: no process, no pipe, no file."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError, ValueError):
                if pipe:
                    pipe.close()
        self._log.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)


@contextmanager
def workers(timeout: float) -> Iterator[Workers]:
    """Workers that leave no process and no file behind."""
    team = Workers(timeout)
    try:
        yield team
    finally:
        team.stop()
