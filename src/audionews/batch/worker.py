"""A worker's own process: makes one article after the other, as it is told to.

The first line on standard output is the worker's folder for temporary files.  Then a task is a
line of JSON on standard input, its answer a line on standard output; empty lines are signs of
life.  When standard input ends, the article in hand is dropped cleanly.
"""

import os
import queue
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from audionews.batch import limits
from audionews.batch.values import Answer, Task, encode
from audionews.batch.work import Engines, work

_BEAT = 1.0
"""Seconds between two signs of life, at least."""
_GRACE = 25.0
"""Seconds that an article may take to be dropped."""

Lines = queue.SimpleQueue[bytes]


def main() -> None:
    """Serve until standard input ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # programs in the background ignore it
    limits.no_core_files()
    limits.memory(int(sys.argv[1]))
    folder = _own_folder()
    try:
        with suppress(KeyboardInterrupt, BrokenPipeError):  # nobody waits for an answer any more
            _serve(folder)
    finally:
        _leave_no_files()
    os._exit(0)  # the listener may hold standard input, which ends an interpreter in disorder


def _serve(folder: str) -> None:
    lines, engines = Lines(), Engines()
    answers = _Answers(_private_output(), engines)
    answers.say(msgspec.json.encode(folder))
    threading.Thread(target=_listen, args=(lines, engines), daemon=True).start()
    try:
        while (line := lines.get()) and answers.serve(line):
            pass
    finally:
        engines.close()


class _Answers:
    def __init__(self, out: BinaryIO, engines: Engines) -> None:
        self._out, self._engines = out, engines

    def serve(self, line: bytes) -> bool:
        """Whether the worker is fit for another task after this one."""
        task = msgspec.json.decode(line, type=Task)
        try:
            answer, fit = work(task, self._engines, self._beat), True
        except MemoryError:
            reason = "it takes more memory than an article may; give a part of it"
            answer, fit = Answer(result=task.failed(reason)), False
        except Exception as error:  # noqa: BLE001 - the boundary: no article stops the others
            answer, fit = Answer(result=task.failed(_unexpected(error))), False
        self.say(encode(answer))
        return fit

    def _beat(self, *_: object) -> None:
        if time.monotonic() - self._said > _BEAT:
            self.say(b"")

    def say(self, line: bytes) -> None:
        """Hand on a line: an answer, or nothing as a sign of life."""
        self._out.write(line + b"\n")
        self._out.flush()
        self._said = time.monotonic()


def _unexpected(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    text = " ".join(f"{type(error).__name__}: {error}".split())
    where = f"{Path(place.filename).name}:{place.lineno}"
    return f"a fault of audionews ({text}, {where}); please report it with the article"


def _listen(lines: Lines, engines: Engines) -> None:
    """Hand on each line; at the end of them, interrupt what is being done."""
    for line in sys.stdin.buffer:
        lines.put(line)
    engines.close()  # the article in hand may wait for one
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)  # Windows
    lines.put(b"")
    time.sleep(_GRACE)
    _leave_no_files()
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)  # engines that hang, too
    os._exit(1)


def _private_output() -> BinaryIO:
    """Standard output for answers alone: libraries print what they like."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _own_folder() -> str:
    """A folder for all temporary files of this worker, and of what it starts."""
    folder = tempfile.mkdtemp(prefix="audionews-batch-")
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder))
    tempfile.tempdir = folder
    return folder


def _leave_no_files() -> None:
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)


if __name__ == "__main__":
    main()
