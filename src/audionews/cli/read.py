"""audionews read."""

from pathlib import Path

import click
import msgspec

from audionews.cli.options import article_argument, html_option, json_option, save_page
from audionews.model import Article, Block

_DOUBTFUL = 0.7
"""Below this confidence a line is marked for a second look."""


@click.command("read")
@article_argument
@html_option
@json_option
def command(article: str, *, fetch: bool, html: Path | None, as_json: bool) -> None:
    """Show what each line of ARTICLE was taken for, what was left out, and why."""
    from audionews.article import read_with_notes

    reading = read_with_notes(article, fetch=fetch)
    if html:
        from audionews.article.origin import stretches
        from audionews.publish.review import reading_page

        found = [(one, stretches(one, reading)) for one in reading.articles]
        save_page(html, reading_page(found, name=article))
    for one in reading.articles:
        if as_json:
            click.echo(msgspec.json.encode(one))
        elif not html:
            _print(one)


def _print(article: Article) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Line", "Kind", "Text", "Why", box=None, pad_edge=False)
    for block in article.blocks:
        style = "" if block.spoken else "dim strike"
        table.add_row(
            str(block.line or ""), _kind(block), Text(block.text, style=style), Text(block.reason)
        )
    console = Console(highlight=False)
    console.print(table)
    console.print(Text("\n".join(_facts(article))))


def _kind(block: Block) -> str:
    doubt = "" if block.confidence >= _DOUBTFUL else " ?"
    return f"{block.kind}{doubt}"


def _facts(article: Article) -> list[str]:
    facts = {
        "Language": article.language,
        "Authors": ", ".join(article.authors),
        "Date": article.date,
        "Publication": article.publication,
        "Address": article.url,
    }
    return [f"{name}: {value}" for name, value in facts.items() if value]
