"""audionews studio."""

from pathlib import Path
from typing import Any

import click

from audionews.cli.options import chosen, jobs_option, settings_options
from audionews.errors import SettingsError


@click.command("studio")
@click.argument(
    "place", type=click.Path(path_type=Path, exists=True), metavar="[FILE|DIR]", default=Path()
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where editions go; default: FILE|DIR where it holds some, or else output.",
)
@click.option("--port", default=0, type=click.IntRange(0, 65_535), help="Default: any free one.")
@click.option("--open/--no-open", "opens", default=True, help="Open it in the browser.")
@settings_options
@jobs_option
def command(place: Path, out: Path | None, *, port: int, opens: bool, **options: Any) -> None:
    """Correct editions in the browser: the articles in DIR (this folder), or one FILE.

    Play any line; change its speaker, voice, pronunciation, pause or words, and hear it at once.
    All of it goes into the article's side file.  Only this machine can reach the studio.  Ctrl-C
    ends it.
    """
    try:
        from audionews import serving
        from audionews.studio.app import Studio
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"`audionews studio` needs {error.name}; type: pip install 'audionews[studio]'"
        ) from error
    from audionews.studio.shelf import Shelf

    holds_some = place.is_dir() and any(place.glob("*/edition.json"))
    shelf = Shelf(place, out or (place if holds_some else Path("output")))
    chosen(dict(options))  # what is wrong in it is said here
    with (
        serving.listening("127.0.0.1", port) as listener,
        Studio(shelf, lambda: chosen(dict(options)), serving.address(listener)) as studio,
    ):
        click.echo(f"The studio is at {studio.address}  (Ctrl-C ends it)")
        if opens:
            click.launch(studio.address)
        serving.run(studio.application, listener)
