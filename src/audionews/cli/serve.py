"""audionews serve."""

from pathlib import Path

import click

from audionews.errors import SettingsError


@click.command("serve")
@click.argument(
    "folder",
    metavar="[DIR]",
    default=Path("output"),
    type=click.Path(path_type=Path, file_okay=False, exists=True),
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65_535))
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Another address lets others in: 0.0.0.0 everybody who reaches this machine.",
)
def command(folder: Path, port: int, host: str) -> None:
    """Preview the editions in DIR (output) in a browser, as a web server would give them out.

    Pages of other sites may read what is served, so that their players can be tried.  Ctrl-C
    stops it.
    """
    try:
        from audionews import serving
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"`audionews serve` needs {error.name}; type: pip install 'audionews[serve]'"
        ) from error
    with serving.listening(host, port) as listener:
        click.echo(f"{folder} is at {serving.address(listener)}  (Ctrl-C stops it)")
        serving.serve(folder, listener)
