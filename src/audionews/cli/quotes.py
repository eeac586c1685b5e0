"""audionews quotes."""

from pathlib import Path

import click
import msgspec

from audionews.cli.options import (
    article_argument,
    html_option,
    json_option,
    save_page,
    strict_option,
)
from audionews.model import Attributions


@click.command("quotes")
@article_argument
@html_option
@strict_option
@json_option
def command(
    article: str, *, fetch: bool, html: Path | None, strict: bool | None, as_json: bool
) -> None:
    """Show every quotation of ARTICLE with its speaker and the words that name the speaker."""
    from audionews import settings
    from audionews.article import read_with_notes
    from audionews.quotes import attribute, demand_speakers, overrule

    chosen = settings.load(overrides={"reading": {"strict": strict}}).reading
    least = chosen.min_confidence
    reading = read_with_notes(article, fetch=fetch)
    found = []
    for one in reading.articles:
        attributions, notes = overrule(attribute(one), reading.side, where=reading.where)
        found.append((one, attributions))
        for note in notes:
            click.echo(f"Note: {note}", err=True)
    if html:
        from audionews.publish.review import quotes_page

        save_page(html, quotes_page(found, min_confidence=least, name=article))
    for _, attributions in found:
        if as_json:
            click.echo(msgspec.json.encode(attributions))
        elif not html:
            _print(attributions)
    for one, attributions in found if chosen.strict else ():
        demand_speakers(one, attributions, min_confidence=least, where=reading.where)


def _print(attributions: Attributions) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Speaker", "Quotation", "Evidence", "Rule", "Sure", box=None, pad_edge=False)
    for quotation in attributions.quotations:
        table.add_row(
            Text(quotation.speaker or "unknown", style="" if quotation.speaker else "red"),
            Text(quotation.words),
            Text(quotation.evidence),
            Text(quotation.rule),
            f"{quotation.confidence:.0%}",
        )
    people = Table("Person", "Sex", "Known as", "Described as", box=None, pad_edge=False)
    for person in attributions.people:
        people.add_row(
            Text(person.name), person.sex, Text(", ".join(person.forms)), Text(person.description)
        )
    console = Console(highlight=False)
    console.print(table)
    console.print()
    console.print(people)
