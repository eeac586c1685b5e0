"""The command line: one command a file, loaded when it is typed."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from audionews import __version__
from audionews.errors import AudionewsError

_COMMANDS = {
    "make": "make an article's audio edition",
    "batch": "make the editions of many articles",
    "watch": "make an edition again whenever its article is saved",
    "script": "print the script as a screenplay, without making sound",
    "read": "show what each line of an article was taken for",
    "quotes": "show who said what, and what says so",
    "diff": "show two editions' scripts side by side",
    "serve": "preview editions in a browser",
    "voices": "list the engines and their voices; hear one",
    "lexicon": "find words that may be misread; list, read and write pronunciations",
    "check": "look for what is wrong with finished editions",
    "init": "ask for the show's settings, and write audionews.toml",
    "feed": "write the podcast feed of a folder of editions, and the page that lists them",
    "studio": "correct an edition in the browser, line by line",
    "store": "show the size of the clip store, verify it, prune it",
    "settings": "list every setting with its default",
}
_INTERRUPTED = 130
"""What shells give for a program that Ctrl-C ended."""


class _Commands(click.Group):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"audionews.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Turn a news article into an audio edition.

    An edition is one chaptered MP3 in which every speaker has a voice of their own, with a
    transcript made from the same words.  Begin with: audionews make ARTICLE
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line; every error that a person can meet ends here, in one line."""
    try:
        sys.exit(cli.main(arguments, prog_name="audionews", standalone_mode=False))
    except AudionewsError as error:
        _say(f"audionews: {error}")
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _say("audionews: stopped; what was there before is as it was")
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone
        sys.exit(1)


def _say(message: str) -> None:
    click.echo(message, err=True)
