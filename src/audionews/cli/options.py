"""The options that commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from audionews import settings as settings_file
from audionews.errors import OutputError
from audionews.settings import Settings

Command = Callable[..., Any]


def article_argument(command: Command) -> Command:
    """ARTICLE: a file, - for standard input, or with --fetch a web address."""
    fetch = click.option(
        "--fetch", is_flag=True, help="ARTICLE may be a web address: read it from the web."
    )
    return click.argument("article", type=click.Path(path_type=str))(fetch(command))


def settings_options(command: Command) -> Command:
    """The options that override a setting, and the file that the others come from."""
    for option in (
        click.option("--engine", metavar="NAME", help="Speech engine; `audionews voices` lists."),
        click.option("--narrator", metavar="VOICE", help="The narrator's voice."),
        click.option("--rate", type=float, metavar="X", help="Speed; 1 is the engine's own."),
        click.option("--language", metavar="TAG", help="The article's language, such as en-GB."),
        click.option(
            "--settings",
            "settings_path",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Settings; default: audionews.toml of this folder.",
        ),
    ):
        command = option(command)
    return strict_option(command)


def strict_option(command: Command) -> Command:
    """--strict: every speaker must be sure."""
    return click.option(
        "--strict",
        is_flag=True,
        default=None,
        help="Fail where a quotation's speaker is unknown or below reading.min_confidence.",
    )(command)


def chosen(options: dict[str, Any]) -> Settings:
    """The settings that a command line's options choose; takes them out of ``options``."""
    speech = {key: options.pop(key, None) for key in ("engine", "narrator", "rate", "jobs")}
    overrides = {
        "speech": speech,
        "show": {"language": options.pop("language", None)},
        "reading": {"strict": options.pop("strict", None)},
    }
    return settings_file.load(options.pop("settings_path", None), overrides)


def json_option(command: Command) -> Command:
    """--json: for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(command)


def out_option(command: Command) -> Command:
    """-o: where editions go."""
    return click.option(
        "-o",
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("output"),
        show_default=True,
        metavar="DIR",
        help="Where editions go, each in a folder of its own.",
    )(command)


def jobs_option(command: Command) -> Command:
    """--jobs: how many engines."""
    return click.option(
        "--jobs", type=int, metavar="N", help="Engines at work; default: one a core."
    )(command)


def html_option(command: Command) -> Command:
    """--html: a page for a browser."""
    return click.option(
        "--html",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write a page that shows it in the article, for a browser.",
    )(command)


def save_page(path: Path, page: str) -> None:
    """Writes a page and says where it is.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; name a file in another folder") from error
    click.echo(f"The page is {path}; open it in a browser.", err=True)
