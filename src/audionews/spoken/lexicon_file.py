"""The file of a show's pronunciations, in TOML or in PLS."""

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from audionews.errors import SettingsError
from audionews.spoken.lexicon import Pronunciation


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pronunciations: tuple[Pronunciation, ...] = ()


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
        return msgspec.convert(tomllib.loads(content.decode()), _File).pronunciations
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}; name a lexicon that can be read") from error
    except ValueError as error:  # of TOML, of UTF-8, of msgspec and of PLS
        raise SettingsError(f"{path}: {error}; mend that entry") from error
