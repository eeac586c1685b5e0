"""audionews diff."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import msgspec

from audionews.cli.options import chosen, json_option, settings_options
from audionews.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from audionews.changes import Line, Rendition
    from audionews.settings import Settings

_AROUND = 1
"""Lines without a difference that are shown before and after one with."""


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path, exists=True))
@click.argument("new", type=click.Path(path_type=Path, exists=True))
@click.option("--all", "whole", is_flag=True, help="Show the lines that are the same, too.")
@settings_options
@json_option
def command(old: Path, new: Path, *, whole: bool, as_json: bool, **options: Any) -> None:
    """Show the scripts of OLD and NEW side by side: edition folders, or articles.

    An article is compared as it would be made now, with the settings of this folder.
    """
    from audionews.changes import compare
    from audionews.changes.report import report

    settings = chosen(options)
    before, now = _rendition(old, settings), _rendition(new, settings)
    changes = compare(before, now)
    if as_json:
        click.echo(msgspec.json.encode(changes))
        return
    _print(before, now, whole=whole)
    anew = sum(change.said_anew for change in changes.lines)
    click.echo("\n".join(report(changes, anew, len(now.lines), made=False)))


def _rendition(path: Path, settings: "Settings") -> "Rendition":
    from audionews.article import read_with_notes
    from audionews.changes import kept
    from audionews.edition import prepare, rendition

    if path.is_dir():
        if edition := kept(path):
            return edition
        raise ArticleError(f"{path} holds no edition; name a folder that `audionews make` made")
    reading = read_with_notes(str(path), language=settings.show.language)
    if len(reading.articles) > 1:
        raise ArticleError(
            f"{path} holds {len(reading.articles)} articles; name the folder of one's edition"
        )
    prepared = prepare(reading.articles[0], settings, reading.side, where=reading.where)
    return rendition(prepared, settings)


def _print(before: "Rendition", now: "Rendition", *, whole: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from audionews.changes.align import aligned

    table = Table("", "Old", "New", box=None, pad_edge=False, padding=(0, 1))
    table.columns[1].ratio = table.columns[2].ratio = 1
    rows = [
        _Row(
            None if pair.before is None else before.lines[pair.before],
            None if pair.now is None else now.lines[pair.now],
        )
        for pair in aligned(before.lines, now.lines)
    ]
    for piece in rows if whole else _shown(rows):
        if isinstance(piece, int):
            table.add_row("", f"[dim]… {piece} the same …[/dim]", "")
        else:
            old, new = piece
            table.add_row(piece.mark, _told(old, new, "red"), _told(new, old, "green"))
    Console(highlight=False).print(table)


class _Row(NamedTuple):
    old: "Line | None"
    new: "Line | None"

    @property
    def mark(self) -> str:
        if self.old is None:
            return "+"
        if self.new is None:
            return "-"
        same = (self.old.key, self.old.speaker) == (self.new.key, self.new.speaker)
        return "" if same else "~"


def _shown(rows: "Sequence[_Row]") -> "Iterator[_Row | int]":
    """The rows that differ and those next to them, and how many are left out in between."""
    left_out = 0
    for index, row in enumerate(rows):
        if any(near.mark for near in rows[max(index - _AROUND, 0) : index + _AROUND + 1]):
            if left_out:
                yield left_out
            left_out = 0
            yield row
        else:
            left_out += 1
    if left_out:
        yield left_out


def _told(line: "Line | None", other: "Line | None", style: str) -> "Text":
    """Who says it and what; the words that the other side has not are coloured."""
    from difflib import SequenceMatcher

    from rich.text import Text

    told = Text()
    if line is None:
        return told
    said_otherwise = other is not None and other.text == line.text and other.spoken != line.spoken
    mine = _words(line, spoken=said_otherwise)
    others = _words(other, spoken=said_otherwise) if other else []
    matcher = SequenceMatcher(None, others, mine, autojunk=False)
    for tag, _, _, start, end in matcher.get_opcodes():
        told.append("".join(mine[start:end]), "" if tag == "equal" else style)
    return told


def _words(line: "Line", *, spoken: bool) -> list[str]:
    """The part, the voice, and the words, each with the white space before it."""
    said = f"{line.text} [said: {line.spoken}]" if spoken else line.text
    voice = line.voice.name or line.voice.id
    return [line.speaker or line.role, f" ({voice})", "\n", *re.findall(r"\s*\S+", said)]
