"""audionews make."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from audionews.cli.options import (
    chosen,
    jobs_option,
    json_option,
    out_option,
    settings_options,
)
from audionews.clock import clock

if TYPE_CHECKING:
    from audionews.bulletin import Bulletin
    from audionews.edition import Foreseen, Made, Progress
    from audionews.settings import Settings


@click.command("make")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--fetch", is_flag=True, help="ARTICLE may be a web address: read it from the web.")
@click.option(
    "--edition",
    "title",
    metavar="TITLE",
    help="Make one edition of all articles; ARTICLE may be a folder, or @FILE that lists them.",
)
@out_option
@settings_options
@jobs_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option(
    "--dry-run", is_flag=True, help="Say what would be done; make no sound and write nothing."
)
@json_option
def command(
    articles: tuple[str, ...],
    title: str | None,
    out: Path,
    *,
    fetch: bool,
    dry_run: bool,
    **options: Any,
) -> None:
    """Make the audio edition of each ARTICLE: a file, - for standard input, or an address.

    It leaves in DIR/<name>/ the chaptered MP3, the script with times, the transcript (WebVTT and
    plain text), the chapters, the cover, and edition.json, which says what was made of what.
    A second run says anew only what has changed, and reports why.
    """
    quiet, as_json = options.pop("quiet"), options.pop("as_json")
    settings = chosen(options)
    for source in _sources(articles, title):
        if dry_run:
            _foresee(source, settings, out, fetch=fetch, as_json=as_json)
        else:
            make_and_report(source, settings, out, fetch=fetch, quiet=quiet, as_json=as_json)


def _sources(articles: tuple[str, ...], title: str | None) -> "tuple[str | Bulletin, ...]":
    if title is None:
        return articles
    from audionews.article.source import listed
    from audionews.bulletin import Bulletin

    sources = tuple(source for article in articles for source in listed(article))
    return (Bulletin(title=" ".join(title.split()), sources=sources),)


def make_and_report(
    source: "str | Bulletin",
    settings: "Settings",
    out: Path,
    *,
    fetch: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Makes the editions of a source, and prints what was made and why."""
    from audionews.edition import make

    began = time.monotonic()
    with _progress(hidden=quiet or as_json) as progress:
        editions = list(make(source, settings, out, fetch=fetch, progress=progress))
    for made in editions:
        if as_json:
            click.echo(msgspec.json.encode(_summary(made)))
        elif not quiet:
            _report(made, time.monotonic() - began)


def _foresee(
    source: "str | Bulletin", settings: "Settings", out: Path, *, fetch: bool, as_json: bool
) -> None:
    from audionews.changes.report import report
    from audionews.edition import foresee

    for seen in foresee(source, settings, out, fetch=fetch):
        if as_json:
            click.echo(msgspec.json.encode(_foreseen(seen)))
            continue
        click.secho(seen.script.title, bold=True)
        if seen.unchanged:
            click.echo("Nothing has changed.")
        else:
            clips = len(seen.script.utterances)
            click.echo("\n".join(report(seen.changes, len(seen.to_say), clips, made=False)))
        click.echo("".join(f"Note: {note}\n" for note in seen.notes), nl=False)
        click.echo(seen.folder)


def _foreseen(seen: "Foreseen") -> dict[str, Any]:
    return {
        "folder": str(seen.folder),
        "title": seen.script.title,
        "left_out": seen.script.left_out,
        "utterances": len(seen.script.utterances),
        "to_say": seen.to_say,
        "unchanged": seen.unchanged,
        "changes": seen.changes,
        "notes": seen.notes,
    }


def _summary(made: "Made") -> dict[str, Any]:
    return {
        "folder": str(made.folder),
        "mp3": str(made.folder / f"{made.slug}.mp3"),
        "title": made.script.title,
        "duration": made.duration,
        "chapters": made.chapters,
        "cast": {part.name: part.voice.id for part in made.cast.parts},
        "left_out": made.script.left_out,
        "loudness": made.loudness,
        "utterances": len(made.script.utterances),
        "said_anew": made.said_anew,
        "unchanged": made.unchanged,
        "changes": made.changes,
        "notes": made.notes,
    }


@contextmanager
def _progress(*, hidden: bool) -> Iterator["Progress"]:
    """A line on standard error that follows the work, where somebody can see it."""
    if hidden or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda stage, done, total: bar.update(
            task, description=stage, completed=done, total=total if total > 1 else None
        )


def _report(made: "Made", seconds: float) -> None:
    from rich.console import Console
    from rich.table import Table

    from audionews.changes.report import shortened

    console = Console(highlight=False)
    console.print(f"[bold]{_plain(made.script.title)}[/bold]")
    chapters = Table("Chapter", "", box=None, pad_edge=False)
    for chapter in made.chapters:
        chapters.add_row(clock(chapter.start), _plain(chapter.title))
    console.print(chapters)
    cast = Table("Cast", "", box=None, pad_edge=False)
    for name, voice in _heard(made):
        cast.add_row(_plain(name), _plain(voice))
    console.print(cast)
    if made.script.left_out:
        left_out = Table("Left out", "", box=None, pad_edge=False)
        for line in made.script.left_out:
            left_out.add_row(_plain(shortened(line.text)), _plain(line.reason))
        console.print(left_out)
    click.echo("\n".join(_closing_lines(made, seconds)))


def _heard(made: "Made") -> Iterator[tuple[str, str]]:
    """The parts that say something, in the order of the cast."""
    parts = {made.cast.part(said).name for said in made.script.utterances}
    for part in made.cast.parts:
        if part.name in parts:
            yield part.name, part.voice.name or part.voice.id


def _closing_lines(made: "Made", seconds: float) -> Iterator[str]:
    from audionews.changes.report import report

    yield (
        f"{clock(made.duration)} long, {made.loudness.integrated_lufs:.1f} LUFS, "
        f"true peak {made.loudness.true_peak_dbtp:.1f} dBTP"
    )
    if made.unchanged:
        yield f"Nothing has changed ({seconds:.1f} s)."
    else:
        yield from report(made.changes, len(made.said_anew), len(made.script.utterances))
        yield f"Done in {seconds:.1f} s."
    yield from (f"Note: {note}" for note in made.notes)
    yield str(made.folder / f"{made.slug}.mp3")


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)
