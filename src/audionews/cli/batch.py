"""audionews batch."""

import re
import shlex
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from audionews.batch import TIMEOUT
from audionews.cli.options import chosen, json_option, settings_options
from audionews.errors import AudionewsError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from audionews.batch.report import Report
    from audionews.batch.run import Batch
    from audionews.batch.values import Result

Show = Callable[["Result"], None]
_INTERRUPTED = 130
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?", re.IGNORECASE)
_NOT_REPEATED = frozenset({"sources", "jobs", "quiet", "as_json", "only"})


class _Size(click.ParamType):  # type: ignore[type-arg] # click 8.1 has no parameter for it
    """A number of bytes: 800MB, 2G."""

    name = "size"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        if isinstance(value, int):
            return value
        found = _SIZE.fullmatch(str(value).strip())
        if not found:
            self.fail(f"{value!r} is no size; write it as 800MB or 2GB", param, ctx)
        return int(float(found[1]) * 1000 ** " KMGT".index(found[2].upper() or " "))


@click.command("batch")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--out",
    default="output",
    show_default=True,
    metavar="DIR",
    help="Where editions go, each in a folder of its own, and the report; or an address (s3://).",
)
@click.option("--fetch", is_flag=True, help="A SOURCE may be a web address: read it from the web.")
@click.option("--check", is_flag=True, help="Check each edition, too; half as long again.")
@settings_options
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Articles at a time; one a core.")
@click.option(
    "--timeout",
    type=click.FloatRange(1),
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="An article without a sign of life for so long has failed.",
)
@click.option(
    "--limit-memory",
    "memory",
    type=_Size(),
    default=0,
    metavar="SIZE",
    help="What each process of an article may take, as 2GB; an article that needs more fails.",
)
@click.option("--shared-store", "shared", default="", metavar="URL", help="Clips for all machines.")
@click.option(
    "--scheduler", metavar="tcp://HOST:8786", help="A Dask scheduler, whose workers work."
)
@click.option("--only", multiple=True, metavar="NAME", help="Only the article that a report names.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@json_option
def command(
    sources: tuple[str, ...],
    out: str,
    *,
    scheduler: str | None,
    jobs: int | None,
    quiet: bool,
    as_json: bool,
    only: tuple[str, ...],
    **options: Any,
) -> None:
    """Make the editions of many articles: files, folders, "patterns*", feeds and lists.

    A list is a CSV or JSON-lines file with a column `source` and, by their dotted names, settings
    for that article alone.  One bad article never stops the rest: it is told in the row, and with
    the command that tries it again in DIR/report.html and report.json.  Stop it when you like:
    typed again, it goes on where it was.
    """
    given = {name: options.pop(name) for name in ("fetch", "check", "timeout", "memory", "shared")}
    settings, again = chosen(options), _options(click.get_current_context())
    with _executor(scheduler) as (executor, cores):
        import audionews

        batch = audionews.batch(
            sources,
            settings,
            out=out,
            jobs=jobs or cores,
            only=only,
            executor=executor,
            **given,
        )
        _follow(batch, out, again, quiet=quiet, as_json=as_json)


def _executor(scheduler: str | None) -> "AbstractContextManager[tuple[Executor | None, int]]":
    """Where the work is done, and how many articles at a time: here, as many as there are cores."""
    if not scheduler:
        return nullcontext((None, 0))
    from audionews.batch.cluster import connected

    return connected(scheduler)


def _follow(batch: "Batch", out: str, again: Sequence[str], *, quiet: bool, as_json: bool) -> None:
    """Show each result as it comes, and report on all in the end."""
    from audionews.batch.report import Report, Run

    began, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    stopped = False
    with closing(Report(out, again)) as report:
        try:
            with _stoppable(), _display(batch, quiet=quiet, as_json=as_json) as show:
                for result in batch:
                    report.add(result)
                    show(result)
        except KeyboardInterrupt:
            stopped = True
            batch.close()
        run = Run(
            began=began,
            seconds=round(time.monotonic() - clock, 1),
            jobs=batch.jobs,
            passed_over=batch.sources.passed_over,
            resume=shlex.join(["audionews", "batch", *map(str, batch.sources.given), *again]),
            stopped=stopped,
        )
        if batch.shelf.problem:
            click.echo(f"Note: the feed is as it was: {batch.shelf.problem}", err=True)
        _end(report, run, quiet=quiet or as_json)


def _end(report: "Report", run: Any, *, quiet: bool) -> None:
    page, _ = report.write(run)
    outcomes = report.totals.outcomes
    if not quiet:
        parts = ", ".join(f"{outcomes[name]} {name}" for name in ("made", "unchanged", "failed"))
        noun = "article" if outcomes.total() == 1 else "articles"
        click.echo(f"{outcomes.total()} {noun}: {parts}. {page}")
    if run.stopped:
        click.echo(f"audionews: stopped; to go on, type: {run.resume}", err=True)
        sys.exit(_INTERRUPTED)
    if not outcomes.total():
        raise AudionewsError("there is no article in what was named; name files, or a folder")
    if outcomes["failed"]:
        raise AudionewsError(
            f"{outcomes['failed']} of {outcomes.total()} articles failed; {page} says why"
        )


def _options(context: click.Context) -> list[str]:
    """The options that were typed, to be typed again."""
    words: list[str] = []
    for option in context.command.params:
        name, value = option.name or "", context.params.get(option.name or "")
        typed = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if typed and name not in _NOT_REPEATED:
            words.append(max(option.opts, key=len))
            words.extend([] if value is True else [str(value)])
    return words


@contextmanager
def _stoppable() -> Iterator[None]:
    """What a service manager sends to end a program stops it as Ctrl-C does."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _display(batch: "Batch", *, quiet: bool, as_json: bool) -> Iterator[Show]:
    """A row for each article, and where somebody can see it a line that follows the work."""
    if as_json:
        import msgspec

        yield lambda result: click.echo(msgspec.json.encode(result))
        return
    terminal = next((each for each in (sys.stdout, sys.stderr) if each.isatty()), None)
    if quiet or terminal is None:
        yield (lambda _: None) if quiet else (lambda result: click.echo(_row(result)))
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(file=terminal, highlight=False)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task, began = bar.add_task("", total=None), time.monotonic()
        total: list[int] = []
        threading.Thread(target=lambda: total.append(batch.count()), daemon=True).start()

        def show(result: "Result") -> None:
            if terminal is sys.stdout:
                console.print(_row(result), markup=False, soft_wrap=True)
            else:
                click.echo(_row(result))
            bar.advance(task)
            rate = 60 * bar.tasks[0].completed / (time.monotonic() - began)
            bar.update(
                task,
                total=total[0] + batch.within if total else None,
                description=f"{rate:.0f} a minute, left",
            )

        yield show


def _row(result: "Result") -> str:
    if result.outcome == "failed":
        reason = result.reason.removeprefix(result.source).lstrip(" :")
        return f"failed     {result.source} ({reason})"
    if result.outcome == "unchanged":
        return f"unchanged  {result.source}"
    from audionews.clock import clock

    return f"made       {result.source}  {clock(result.duration)}, {result.seconds:.1f} s"
