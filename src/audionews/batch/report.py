"""What a batch came to: ``report.html`` for people, ``report.json`` for programs.

Results are kept in a file while they come, so that ten thousand of them take no memory.
"""

import os
import shlex
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any

import msgspec

from audionews import __version__
from audionews.batch.elsewhere import Bucket, is_remote
from audionews.batch.values import Outcome, Result, encode
from audionews.errors import OutputError

HTML, JSON = "report.html", "report.json"
FORMAT = 1
"""The version of report.json's form."""
_DIFFERENT = 20_000
"""Different words and reasons that are counted; what comes later is counted with its article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How the batch went, as the one who ran it knows."""

    began: str
    """ISO 8601."""
    seconds: float
    jobs: int
    passed_over: int
    """Files that are no articles by their names."""
    resume: str
    """The command that goes on with it."""
    stopped: bool = False
    """It was stopped before its end."""


@dataclass(slots=True, kw_only=True)
class Totals:
    """What all articles come to."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    utterances: int = 0
    said_anew: int = 0
    audio: float = 0.0
    """Seconds."""
    work: float = 0.0
    """Seconds that workers were busy."""
    unresolved: int = 0
    left_out: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    """By severity."""
    misread: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many articles have a word that may be misread, with the reason."""
    loudness: Counter[float] = field(default_factory=Counter)
    """How many editions have a loudness, in steps of 0.1 LUFS."""
    peak: float = -99.0
    """The highest true peak, dBTP."""

    def add(self, result: Result) -> None:
        """Count one article in."""
        self.outcomes[result.outcome] += 1
        self.utterances += result.utterances
        self.said_anew += result.said_anew
        self.audio += result.duration
        self.work += result.seconds
        self.unresolved += len(result.unresolved)
        self.left_out += len(result.left_out)
        self.findings.update(flaw.severity for flaw in result.findings)
        for word in result.suspects:
            if (word.word, word.reason) in self.misread or len(self.misread) < _DIFFERENT:
                self.misread[word.word, word.reason] += 1
        if result.loudness:
            self.loudness[round(result.loudness.integrated_lufs, 1)] += 1
            self.peak = max(self.peak, result.loudness.true_peak_dbtp)


class Report:
    """Takes results as they come, and writes both reports in the end.

    Args:
        out: the folder that holds the editions, or its address.
        options: the command's own options, for the commands that make single articles again.
    """

    def __init__(self, out: str, options: Sequence[str] = ()) -> None:
        self.totals = Totals()
        self._began = time.time()
        self._out = out
        self._options = tuple(options)
        self._kept: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed in close()

    def add(self, result: Result) -> None:
        """Keep one article's result."""
        self.totals.add(result)
        self._kept.write(encode(result) + b"\n")

    def write(self, run: Run) -> tuple[str, str]:
        """Where the page and the file for programs are, both written whole or not at all.

        Raises:
            OutputError: they cannot be written.
        """
        if not is_remote(self._out):
            page, data = self._written(Path(self._out), run)
            return str(page), str(data)
        with TemporaryDirectory() as folder:
            bucket = Bucket(self._out)
            page, data = self._written(Path(folder), run)
            return bucket.put_file(page), bucket.put_file(data)

    def _written(self, folder: Path, run: Run) -> tuple[Path, Path]:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _sweep(folder, self._began)
            _whole(folder / JSON, self._json(run))
            _whole(folder / HTML, self._html(run))
        except OSError as error:
            raise OutputError(
                f"{self._out}: {error.strerror}; free some space, and type the same again"
            ) from error
        return folder / HTML, folder / JSON

    def close(self) -> None:
        """Let go of what was kept."""
        self._kept.close()

    def command(self, result: Result) -> str:
        """What to type to make one article again."""
        source, several, _ = result.source.partition(" # ")
        only = ("--only", result.source) if several or result.listed else ()
        words = ["audionews", "batch", result.listed or source, *self._options, *only]
        return shlex.join(words) if os.name == "posix" else subprocess.list2cmdline(words)

    def results(self, *outcomes: Outcome) -> Iterator[Result]:
        """The results that were kept, in the order in which they came."""
        self._kept.seek(0)
        for line in self._kept:
            result = msgspec.json.decode(line, type=Result)
            if not outcomes or result.outcome in outcomes:
                yield result
        self._kept.seek(0, os.SEEK_END)

    def _json(self, run: Run) -> Iterator[bytes]:
        head = msgspec.json.format(msgspec.json.encode(self._head(run)), indent=2)
        yield head.removesuffix(b"\n}") + b',\n  "failures": [\n    '
        yield from _lines({"command": self.command(r)} | _row(r) for r in self.results("failed"))
        yield b'\n  ],\n  "articles": [\n    '
        yield from _lines(map(_row, self.results()))
        yield b"\n  ]\n}\n"

    def _head(self, run: Run) -> dict[str, Any]:
        totals = self.totals
        return {
            "format": FORMAT,
            "made_with": {"audionews": __version__},
            "run": run,
            "totals": {
                "articles": totals.outcomes.total(),
                **{name: totals.outcomes[name] for name in ("made", "unchanged", "failed")},
                "utterances": totals.utterances,
                "said_anew": totals.said_anew,
                "audio_seconds": round(totals.audio, 1),
                "unresolved_quotations": totals.unresolved,
                "lines_left_out": totals.left_out,
                "findings": totals.findings,
                "words_likely_misread": len(totals.misread),
            },
            "speed": {
                "articles_a_minute": self.rate(run),
                "worker_seconds": round(totals.work, 1),
            },
        }

    def rate(self, run: Run) -> float:
        """Articles a minute."""
        return round(60 * self.totals.outcomes.total() / max(run.seconds, 0.001), 1)

    def _html(self, run: Run) -> Iterator[bytes]:
        from audionews.batch.page import page  # noqa: PLC0415 - Jinja2 only where it is needed

        for piece in page(self, run):
            yield piece.encode()


def _row(result: Result) -> dict[str, Any]:
    row: dict[str, Any] = msgspec.to_builtins(result)
    return row


def _lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    before = b""
    for row in rows:
        yield before + msgspec.json.encode(row)
        before = b",\n    "


def _sweep(folder: Path, before: float) -> None:
    """Take away what a batch that was killed over its report has left there."""
    for half in (*folder.glob(f".{HTML}.*"), *folder.glob(f".{JSON}.*")):
        with suppress(FileNotFoundError):
            if half.stat().st_mtime < before:  # else another batch may be writing it now
                half.unlink()


def _whole(path: Path, content: Iterable[bytes]) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.writelines(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
