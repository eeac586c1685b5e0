"""audionews settings."""

import click

from audionews.settings import described


@click.command("settings")
def command() -> None:
    """List every setting of audionews.toml with its default."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("Setting", "Default", "What it decides", box=None, pad_edge=False)
    for row in described():
        table.add_row(row.name, escape(row.default), escape(row.description))
    Console(highlight=False).print(table)
