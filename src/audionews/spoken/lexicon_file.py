"""The file of a show's pronunciations, in TOML or in PLS."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import msgspec
from msgspec import Struct

from audionews.article.sidefile import Respelling
from audionews.errors import OutputError, SettingsError
from audionews.model import Article, Pronunciation
from audionews.settings import Settings
from audionews.spoken.lexicon import Lexicon


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pronunciations: tuple[Respelling, ...] = ()


def lexicon_for(article: Article, settings: Settings) -> Lexicon:
    """The house's lexicon, under the show's, under what the article's producer says.

    Raises:
        SettingsError: the show's file cannot be read, or an entry of it is wrong.
    """
    show = read(Path(settings.speech.lexicon)) if settings.speech.lexicon else ()
    return Lexicon(show, article.pronunciations)


def read(path: Path) -> tuple[Pronunciation, ...]:
    """The entries: PLS where its name ends in .pls or .xml, else TOML.

    Raises:
        SettingsError: it cannot be read, or an entry is wrong.
    """
    try:
        content = path.read_bytes()
        if path.suffix.lower() in (".pls", ".xml"):
            from audionews.spoken import pls  # noqa: PLC0415 - no edition without PLS loads XML

            return pls.read(content)
        file = msgspec.convert(tomllib.loads(content.decode()), _File)
        return tuple(entry.pronunciation() for entry in file.pronunciations)
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}; name a lexicon that can be read") from error
    except ValueError as error:  # of TOML, of UTF-8, of msgspec and of PLS
        raise SettingsError(f"{path}: {error}; mend that entry") from error


def save(entries: Iterable[Pronunciation], path: Path) -> None:
    """Write the entries as TOML; of two for the same written form the later one.

    Raises:
        OutputError: it cannot be written.
    """
    last = {(entry.written, entry.in_language): entry for entry in entries}
    text = "\n".join(map(_table, last.values()))
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; name a file in another folder") from error


def _table(entry: Pronunciation) -> str:
    """One entry; JSON's strings are TOML's but for the delete character."""
    values = {name: value for name, value in asdict(entry).items() if value}
    pairs = (
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n".replace("\x7f", "\\u007f")
        for name, value in values.items()
    )
    return f"[[pronunciations]]\n{''.join(pairs)}"
