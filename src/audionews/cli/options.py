"""The options that commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from audionews import settings as settings_file
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
    return command


def chosen(options: dict[str, Any]) -> Settings:
    """The settings that a command line's options choose; takes them out of ``options``."""
    speech = {key: options.pop(key, None) for key in ("engine", "narrator", "rate", "jobs")}
    show = {"language": options.pop("language", None)}
    return settings_file.load(options.pop("settings_path", None), {"speech": speech, "show": show})


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
