"""The cast of a show: a file that keeps each speaker's voice from article to article.

    [kokoro]
    "Ada Holm" = "bf_emma"
    "Jo Kim" = { voice = "am_puck", pitch = 2.5 }

A table for each engine; what a producer writes there holds.  New speakers are added at the end of
their table, and nothing else is changed, so that versions of the file are easily compared.
"""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from audionews.errors import OutputError, SettingsError
from audionews.model import Cast, Voice
from audionews.settings import Speech

_HEAD = (
    "# Who speaks with which voice, by engine.  New speakers are added; what stands here holds.\n"
)


class _Kept(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    voice: str
    pitch: Annotated[float, Meta(ge=-12, le=12)] = 0.0
    rate: Annotated[float, Meta(ge=0.5, le=2)] = 1.0


_File = dict[str, dict[str, str | _Kept]]


def kept(settings: Speech) -> dict[str, Voice]:
    """The voice of each speaker by name, as the show's cast has it for the engine.

    Raises:
        SettingsError: the file cannot be read.
    """
    if not settings.cast:
        return {}
    table = _tables(_text(Path(settings.cast)), settings.cast).get(settings.engine, {})
    return {name: _voice(settings.engine, value) for name, value in table.items()}


def remember(cast: Cast, settings: Speech) -> None:
    """Add the speakers of a cast that the show's file does not have yet.

    Raises:
        SettingsError: the file cannot be read.
        OutputError: the file cannot be written.
    """
    if not settings.cast:
        return
    from filelock import FileLock  # noqa: PLC0415 - slow, and not every show keeps a cast

    path = Path(settings.cast)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock"):
            text = _text(path)
            known = _tables(text, settings.cast).get(settings.engine, {})
            if lines := list(_new(cast, settings, set(known))):
                _replace(path, _added(text or _HEAD, settings.engine, lines))
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; set speech.cast to another file") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}; set speech.cast") from error


def _tables(text: str, where: str) -> _File:
    try:
        return msgspec.convert(tomllib.loads(text), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsError(f"{where} is no cast: {error}; mend that line") from error


def _voice(engine: str, value: str | _Kept) -> Voice:
    if isinstance(value, str):
        return Voice(engine=engine, id=value)
    return Voice(engine=engine, id=value.voice, pitch=value.pitch, rate=value.rate)


def _new(cast: Cast, settings: Speech, known: set[str]) -> Iterator[str]:
    """A line for each speaker who is new."""
    people = {part.name: part.voice for part in cast.parts if part.person is not None}
    for name, voice in people.items():
        if name in known or name in settings.voices:
            continue
        rate = round(voice.rate / settings.rate, 3)
        manner = f", pitch = {voice.pitch}" * bool(voice.pitch) + f", rate = {rate}" * (rate != 1)
        id_ = _quoted(voice.id)
        yield f"{_quoted(name)} = " + (f"{{ voice = {id_}{manner} }}" if manner else id_)


def _quoted(text: str) -> str:
    """A string of TOML, whose escapes are JSON's but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _added(text: str, engine: str, new: list[str]) -> str:
    """The text with lines at the end of the engine's table, which is made if it is not there."""
    lines = text.splitlines()
    heads = [number for number, line in enumerate(lines) if line.lstrip().startswith("[")]
    own = [number for number in heads if lines[number].strip() == f"[{engine}]"]
    if not own:
        return "\n".join([*lines, "", f"[{engine}]", *new]) + "\n"
    end = next((number for number in heads if number > own[0]), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    return "\n".join([*lines[:end], *new, *lines[end:]]) + "\n"


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.new")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    temporary.replace(path)
