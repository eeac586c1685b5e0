"""audionews feed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from audionews.cli.options import json_option

if TYPE_CHECKING:
    from audionews.publish.feed import Written


@click.command("feed")
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path("output"),
)
@click.option(
    "--settings",
    "settings_path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Settings; default: audionews.toml of this folder.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@json_option
def command(folder: Path, settings_path: Path | None, *, quiet: bool, as_json: bool) -> None:
    """Write the podcast feed of the editions in DIR, and the page that lists them.

    Put DIR on the web as it is: feed.xml, index.html, podcast.opml and show.jpg stand beside the
    editions' folders.  Keep feed.json: it holds each episode's guid and date.  The show's
    settings are those of audionews.toml; `audionews init` asks for them.
    """
    from datetime import UTC, datetime

    from audionews import settings
    from audionews.publish import feed

    written = feed.write(folder, settings.load(settings_path), now=datetime.now(UTC))
    if as_json:
        click.echo(msgspec.json.encode(written, enc_hook=str))
    elif not quiet:
        _report(written)


def _report(written: "Written") -> None:
    pages = f" on {written.pages} pages" if written.pages > 1 else ""
    click.echo(f"{written.episodes} episode{'s' * (written.episodes != 1)}{pages}")
    files = ", ".join(written.changed)
    click.echo(f"Written: {files}" if files else "Nothing has changed.")
    for note in written.notes:
        click.echo(f"Note: {note}")
    click.echo(written.feed)
