"""audionews script."""

import re
from typing import TYPE_CHECKING, Any

import click
import msgspec

from audionews.cli.options import article_argument, chosen, json_option, settings_options
from audionews.model import Role

if TYPE_CHECKING:
    from audionews.edition import Prepared

_INDENT = "    "


@click.command("script")
@article_argument
@settings_options
@json_option
def command(article: str, *, fetch: bool, as_json: bool, **options: Any) -> None:
    """Print the script of ARTICLE as a screenplay, without making sound."""
    from audionews.article import read_with_notes
    from audionews.edition import prepare

    settings = chosen(options)
    reading = read_with_notes(article, language=settings.show.language, fetch=fetch)
    for one in reading.articles:
        prepared = prepare(one, settings, reading.side, where=reading.where)
        if as_json:
            click.echo(msgspec.json.encode(prepared.script))
        else:
            _print(prepared)


def _print(prepared: "Prepared") -> None:
    """Each change of part is a cue line, as in a screenplay; a section begins with its title."""
    section, heard = -1, ""
    for said in prepared.script.utterances:
        if said.section != section:
            section, heard = said.section, ""
            click.secho(f"\n{prepared.script.sections[section]}\n", bold=True)
        part = prepared.cast.part(said)
        label = f"{part.name.upper()} ({part.voice.name or part.voice.id})"
        if label != heard:
            click.secho(f"{_INDENT * 2}{label}", dim=part.name == "narrator")
            heard = label
        marks = f"  ({said.role})" if said.role not in (Role.NARRATION, Role.QUOTATION) else ""
        click.echo(f"{_INDENT}{said.text or said.spoken}{marks}")
        if said.text and _words(said.text) != _words(said.spoken):
            click.secho(f"{_INDENT}said: {said.spoken}", dim=True)
    for line in prepared.script.left_out:
        click.secho(f"\n(left out, {line.reason}: {line.text})", dim=True, nl=False)
    click.echo()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
