"""audionews init: the show's settings, asked one by one."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import click
import msgspec
from msgspec import Struct
from msgspec.structs import FieldInfo, asdict, fields

from audionews import settings as settings_file
from audionews.errors import OutputError, SettingsError
from audionews.settings import FILE_NAME, Feed, Settings, Show

Tables = dict[str, dict[str, Any]]

_STRUCTS: dict[str, type[Struct]] = {"show": Show, "feed": Feed}
_QUESTIONS = {
    ("show", "title"): "What is the show called? Apps list it under this name.",
    ("feed", "description"): """\
What is it about? A sentence or two, for people who have never heard of it.""",
    ("feed", "url"): """\
Where will its feed be? `audionews feed` writes everything into one folder, to be put
on the web as it is. Give the address that feed.xml will have there, such as
https://example.org/heard/feed.xml. It should stay the same for years.""",
    ("show", "publisher"): "Who publishes it?",
    ("feed", "email"): """\
At which address may directories write to you? It stands in the feed for everybody to
see, and it proves to directories whose show it is.""",
    ("feed", "category"): """\
In which of Apple's categories is it? News, or one inside it, such as News > Politics.""",
    ("show", "language"): """\
In which language is it? A tag such as en-GB or de. Empty: found in each article.""",
    ("show", "copyright"): "Under which copyright notice? For example: © 2025 The Observer.",
    ("feed", "image"): """\
Is there a picture for it? The file of a square JPEG or PNG of 1400 to 3000 pixels.
Empty: one is drawn.""",
    ("feed", "explicit"): "Is it for grown-ups only? News hardly ever is.",
}
_OWN_TABLES = re.compile(
    r"""^\[(show|feed)\][^\n]*\n          # its head
        (?:[^\n]*\n)*?                     # and lines,
        (?=(?:\n(?:\#[^\n]*\n)*)?(?:\[|\Z))  # not those above the head of the next table""",
    re.MULTILINE | re.VERBOSE,
)


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option for every setting of the two tables, described as the setting is."""
    described = {row.name: row.description for row in settings_file.described()}
    for table, struct in reversed(_STRUCTS.items()):
        for field in reversed(fields(struct)):
            kind, name = _kind(field), field.name.replace("_", "-")
            command = click.option(
                f"--{name}/--no-{name}" if kind is bool else f"--{name}",
                field.name,
                type=kind,
                default=None,
                metavar=None if isinstance(kind, click.Choice) or kind is bool else "X",
                help=f"{table}.{field.name}: {described[f'{table}.{field.name}']}.",
            )(command)
    return command


def _kind(field: FieldInfo) -> type | click.Choice[str]:
    (kind, *_) = get_args(field.type)  # of Annotated
    return click.Choice(get_args(kind)) if get_origin(kind) is Literal else kind


@click.command("init")
@click.option(
    "--settings",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(FILE_NAME),
    show_default=True,
    metavar="FILE",
    help="The file to write.",
)
@click.option("--yes", is_flag=True, help="Ask nothing: take options, the file and defaults.")
@_with_options
def command(path: Path, *, yes: bool, **options: Any) -> None:
    """Ask for the show's settings, explaining each, and write audionews.toml.

    What is given as an option is not asked.  A file that is there keeps all its other tables, and
    it is not changed before you say so.
    """
    old = _text(path)
    present = settings_file.load(path) if path.is_file() else Settings()
    given = {name: value for name, value in options.items() if value is not None}
    tables = {
        table: {name: given.get(name, value) for name, value in asdict(values).items()}
        for table, values in (("show", present.show), ("feed", present.feed))
    }
    if not yes:
        _ask(tables, given)
    _check(tables)
    new = with_tables(old, tables, path)
    if old and new != old and not yes:
        click.confirm(f"{path} is there. Change its [show] and [feed]?", abort=True)
    _write(path, new)
    click.echo(f"{path} is written; `audionews settings` lists what else can be chosen.")
    click.echo("Next: audionews make ARTICLE, then audionews feed output")


def _ask(tables: Tables, given: dict[str, Any]) -> None:
    """Asks until each answer is right; Enter takes what stands in brackets."""
    from audionews.publish.feed.show import problem

    click.echo("Press Enter for what stands in brackets; nothing is written before the end.")
    for (table, name), explanation in _QUESTIONS.items():
        if name in given:
            continue
        click.echo(f"\n{explanation}")
        before = tables[table][name]
        while True:
            tables[table][name] = _answer(name, before)
            wrong = problem(name, str(tables[table][name]))
            if not wrong:
                break
            click.echo(f"That will not do: {wrong}.")


def _answer(name: str, before: Any) -> Any:
    label = name.replace("_", " ").capitalize()
    if isinstance(before, bool):
        return click.confirm(label, default=before)
    return click.prompt(label, default=before, show_default=bool(before)).strip()


def _check(tables: Tables) -> None:
    from audionews.publish.feed.show import problem

    for table, values in tables.items():
        for name, value in values.items():
            if wrong := problem(name, str(value)):
                raise SettingsError(f"{table}.{name}: {wrong}; give it with --{name}")
    try:
        msgspec.convert(tables, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{error}; give another value") from error


def with_tables(old: str, tables: Tables, path: Path) -> str:
    """The file's text with its [show] and [feed] written anew at its end, the rest as it was.

    Raises:
        SettingsError: they are written in a way that they cannot be told from the rest.
    """
    rest = _OWN_TABLES.sub("", f"{old.rstrip()}\n")
    parts = [rest.strip(), *(_table(name, values) for name, values in tables.items())]
    new = "\n\n".join(filter(None, parts)) + "\n"
    try:
        right = tomllib.loads(new) == {**tomllib.loads(old), **_written(tables)}
    except tomllib.TOMLDecodeError:
        right = False
    if not right:
        raise SettingsError(
            f"{path}: its [show] or [feed] is not a table of its own; mend it by hand"
        )
    return new


def _table(name: str, values: dict[str, Any]) -> str:
    """A table with every setting explained; what is as it would be anyway is commented out."""
    return "\n".join([f"[{name}]", *_lines(name, values)])


def _lines(table: str, values: dict[str, Any]) -> Iterator[str]:
    described = {row.name: row.description for row in settings_file.described()}
    for name, value in values.items():
        yield f"# {described[f'{table}.{name}']}"
        mark = "" if name in _written({table: values})[table] else "# "
        yield f"{mark}{name} = {_value(value)}"


def _written(tables: Tables) -> Tables:
    """The values that are not the defaults."""
    defaults = {table: asdict(struct()) for table, struct in _STRUCTS.items()}
    return {
        table: {name: value for name, value in values.items() if value != defaults[table][name]}
        for table, values in tables.items()
    }


def _value(value: Any) -> str:
    """TOML's strings, numbers and truths are JSON's, but for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8") if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}; name a file that can be read") from error


def _write(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise OutputError(f"{path}: {error.strerror}; name a file in another folder") from error
