"""Finding ffmpeg, and running it on streams of sound.

Source: https://ffmpeg.org/ffmpeg.html
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from audionews.errors import MAKE_ROOM, AudioError, OutputError

Stream = AbstractContextManager[IO[bytes]]

DISK_TROUBLE = ("No space left on device", "Permission denied", "Read-only file system")


@cache
def program() -> str:
    """The ffmpeg that imageio-ffmpeg brings along, or else the one on the search path.

    Raises:
        AudioError: there is none.
    """
    spec = find_spec("imageio_ffmpeg")  # its get_ffmpeg_exe() would start ffmpeg only to try it
    for place in (spec and spec.submodule_search_locations) or ():
        for file in sorted(Path(place, "binaries").glob("ffmpeg-*")):
            if os.access(file, os.X_OK):
                return str(file)
    if found := shutil.which("ffmpeg"):
        return found
    raise AudioError("there is no ffmpeg here; type: pip install imageio-ffmpeg")


@cache
def identity() -> str:
    """Tells one build of ffmpeg from another.

    Raises:
        AudioError: there is none.
    """
    path = Path(program())
    return f"{path.name} {path.stat().st_size}"


@dataclass(frozen=True, slots=True)
class Run:
    """One ffmpeg at work."""

    process: subprocess.Popen[bytes]
    log: IO[bytes]

    def feed(self, sound: Iterable[bytes]) -> int:
        """Hand it all of the sound; if it stops listening, ``finish`` says why.

        Returns:
            How many bytes it has taken.
        """
        fed = 0
        try:
            for piece in sound:
                if not self.hand(piece):
                    break
                fed += len(piece)
        finally:  # where the sound fails, nobody waits for more of it
            self.hang_up()
        return fed

    @contextmanager
    def fed(self, sound: Iterable[bytes]) -> Iterator[IO[bytes]]:
        """What it makes of the sound, to be read while another thread hands it over."""
        made = self.process.stdout
        assert made is not None  # noqa: S101 - start() opened it
        with ThreadPoolExecutor(1) as feeder:
            feeding = feeder.submit(self.feed, sound)
            try:
                yield made
            finally:
                self.process.kill()  # the feeder may be waiting for it
                if failure := feeding.exception():  # why the reader found too little
                    raise failure

    def hand(self, piece: bytes) -> bool:
        """Hand it a piece of sound; whether it still listens."""
        pipe = self.process.stdin
        assert pipe is not None  # noqa: S101 - start() opened it
        try:
            pipe.write(piece)
        except OSError:
            return False
        return True

    def hang_up(self) -> None:
        """Let it know that no more is to come."""
        with suppress(OSError):
            self.process.stdin.close()  # type: ignore[union-attr]  # start() opened it

    def finish(self) -> str:
        """Wait for its end; gives what it logged.

        Raises:
            OutputError: the disk is full, or the folder cannot be written.
            AudioError: it failed in any other way.
        """
        code = self.process.wait()
        log = self.read_log()
        if code == 0:
            return log
        reason = log.strip().rpartition("\n")[2] or f"it ended with code {code}"
        for trouble in DISK_TROUBLE:
            if trouble in log:
                raise OutputError(f"the MP3 cannot be written: {trouble}; {MAKE_ROOM}")
        raise AudioError(f"ffmpeg failed: {reason}; try again, or reinstall imageio-ffmpeg")

    def read_log(self) -> str:
        """What it has logged so far."""
        self.log.seek(0)
        return self.log.read().decode("utf-8", "replace")


@contextmanager
def start(
    arguments: Sequence[str],
    *,
    stdin: IO[bytes] | int | None = subprocess.PIPE,
    stdout: int = subprocess.DEVNULL,
    folder: Path | None = None,
) -> Iterator[Run]:
    """An ffmpeg that ends with the block, however the block ends.

    Its log goes to a file, so that a long one never stops it.

    Raises:
        AudioError: it cannot be started.
    """
    command = [program(), "-hide_banner", "-nostats", "-nostdin", *arguments]
    with tempfile.TemporaryFile() as log:
        try:
            process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=log, cwd=folder)
        except OSError as error:
            raise AudioError(
                f"{command[0]} does not start: {error.strerror}; reinstall imageio-ffmpeg"
            ) from error
        try:
            yield Run(process, log)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()


@contextmanager
def resampled(sound: Iterable[bytes], rate: int, to: int) -> Iterator[IO[bytes]]:
    """The sound (int16, mono) at another rate, to be read from a stream as it is made."""
    arguments = [
        *("-loglevel", "error", *pcm(rate)),
        *("-af", f"aresample={to}:filter_size=64:phase_shift=10:cutoff=0.97"),
        *("-f", "s16le", "pipe:1"),
    ]
    with start(arguments, stdout=subprocess.PIPE) as run, run.fed(sound) as stream:
        yield stream


def pcm(rate: int) -> tuple[str, ...]:
    """The arguments that announce a stream of int16 mono sound on the standard input."""
    return ("-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0")
