"""audionews lexicon."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from audionews.cli.options import article_argument, json_option
from audionews.model import Pronunciation

if TYPE_CHECKING:
    from audionews.settings import Settings
    from audionews.spoken.suspects import Suspect

_DEFAULT = Path("pronunciations.toml")


@click.group("lexicon")
def command() -> None:
    """Find the words that may be misread, and say how words are said.

    The show's pronunciations are in the file that speech.lexicon of audionews.toml names; those of
    one article in its side file, as [[pronunciations]] with written and say, manner or ipa.
    """


def _language_option(function: Any) -> Any:
    return click.option("--language", default="en", metavar="TAG", help="The articles' language.")(
        function
    )


@command.command("suspects")
@article_argument
@json_option
def suspects(article: str, *, fetch: bool, as_json: bool) -> None:
    """List the words of ARTICLE that an engine may misread, the most surprising first."""
    from audionews.article import read
    from audionews.spoken import lexicon_for
    from audionews.spoken.suspects import suspects as find

    for one in read(article, fetch=fetch):
        found = find(one, lexicon_for(one, _settings()))
        if as_json:
            click.echo(msgspec.json.encode(found))
        else:
            _print_suspects(found)


def _settings() -> "Settings":
    from audionews import settings

    return settings.load()


@command.command("list")
@_language_option
@json_option
def list_(language: str, *, as_json: bool) -> None:
    """List the pronunciations that hold for articles of a language."""
    from audionews.spoken.lexicon import said

    entries = _entries(language)
    if as_json:
        click.echo(msgspec.json.encode(entries))
        return
    rows = [(entry.written, said(entry, language), entry.ipa, entry.manner) for entry in entries]
    _print(("Written", "Said", "IPA", "Manner"), rows)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=_DEFAULT,
    show_default=True, help="The file to write; what it holds already is kept.",
)  # fmt: skip
@json_option
def import_(file: Path, output: Path, *, as_json: bool) -> None:
    """Add the pronunciations of FILE, a PLS lexicon or TOML, to the show's own file."""
    from audionews.spoken import lexicon_file

    entries = lexicon_file.read(file)
    before = lexicon_file.read(output) if output.exists() else ()
    lexicon_file.save((*before, *entries), output)
    if as_json:
        click.echo(msgspec.json.encode(entries))
    else:
        click.echo(f"{len(entries)} pronunciations are in {output}; name it as speech.lexicon.")


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@_language_option
@json_option
def export(file: Path, language: str, *, as_json: bool) -> None:
    """Write the pronunciations for a language to FILE as PLS; - for standard output."""
    from audionews.errors import OutputError
    from audionews.spoken import pls

    entries = _entries(language)
    document = pls.write(entries, language)
    if str(file) == "-":
        sys.stdout.buffer.write(document)
        return
    try:
        file.write_bytes(document)
    except OSError as error:
        raise OutputError(f"{file}: {error.strerror}; name a file in another folder") from error
    summary = {"file": str(file), "entries": len(entries)}
    click.echo(
        msgspec.json.encode(summary) if as_json else f"{len(entries)} pronunciations are in {file}."
    )


def _entries(language: str) -> tuple[Pronunciation, ...]:
    from audionews.model import Article
    from audionews.spoken import lexicon_for

    return lexicon_for(Article(blocks=()), _settings()).entries(language)


def _print_suspects(found: "tuple[Suspect, ...]") -> None:
    rows = [(one.word, f"{one.surprise:.0%}", str(one.times), one.reason) for one in found]
    _print(("Word", "Surprise", "Times", "Why"), rows)


def _print(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    Console(highlight=False).print(table)
