"""The side file of an article: what its producer says about it, kept beside it.

``harbour.txt`` has ``harbour.audionews.toml``.  A line or a quotation is named by its words, or by
as many of its first words as are needed, so that an entry holds while the article is edited.

    [article]
    language = "en-GB"

    [[lines]]
    text = "Read more about"
    kind = "boilerplate"

    [[quotations]]
    text = "We open again"
    speaker = "Ada Holm"

    [[people]]
    name = "Ada Holm"
    sex = "f"
    voice = "en-gb+f3"

    [[sentences]]
    text = "We open again"
    pause = 1.5

    [[pronunciations]]
    written = "Holm"
    say = "home"
"""

import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from audionews.errors import OutputError, SettingsError
from audionews.model import BlockKind, Pronunciation, Sex

SUFFIX = ".audionews.toml"
_MAX_SIZE = 1_000_000

Words = Annotated[str, Meta(min_length=1)]


class About(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What holds for the article as a whole; empty: as the article says."""

    language: str = ""
    title: str = ""
    date: Annotated[str, Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    authors: tuple[Words, ...] = ()
    publication: str = ""
    url: str = ""
    narrator: str = ""
    """The narrator's voice in this article."""


class Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a line of the article is."""

    text: Words
    """The line, or the beginning of it; case and white space do not count."""
    kind: BlockKind


class Said(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who says a quotation."""

    text: Words
    """The quoted words, or the beginning of them."""
    speaker: str = ""
    """A person's name; empty: nobody known."""
    not_a_quotation: bool = False
    """The words are the narrator's: a scare quote, a title."""


class Named(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A person of the article."""

    name: Words
    forms: tuple[Words, ...] = ()
    """Other forms of the name that the article uses."""
    sex: Sex = ""
    voice: str = ""
    """The voice that speaks for the person in this article; empty: cast."""


class Sentence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a sentence is said, or the part of one that a single voice says."""

    text: Words
    """It, or the beginning of it; case and white space do not count."""
    say: str = ""
    """The words that the voice is given, as they stand here; empty: as written."""
    pause: Annotated[float, Meta(ge=0, le=10)] | None = None
    """Seconds of silence after it; None: as the settings say."""
    skip: bool = False
    """It is not said."""


class Respelling(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a word is said: at least one of ``say``, ``manner``, ``ipa`` and ``language``."""

    written: Annotated[str, Meta(pattern=r"\w")]
    say: str = ""
    manner: Literal["", "word", "letters"] = ""
    ipa: str = ""
    language: str = ""
    any_case: bool = False
    in_language: str = ""

    def __post_init__(self) -> None:
        """Refuses an entry that says nothing, so that none can drop a word."""
        if not (self.say.strip() or self.manner or self.ipa or self.language):
            raise ValueError(f"{self.written!r} needs a say, a manner, an ipa or a language")

    def pronunciation(self) -> Pronunciation:
        """The entry as the lexicon takes it."""
        return Pronunciation(**msgspec.structs.asdict(self))


class SideFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """All that a producer can say about an article."""

    article: About = field(default_factory=About)
    lines: tuple[Line, ...] = ()
    quotations: tuple[Said, ...] = ()
    people: tuple[Named, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    pronunciations: tuple[Respelling, ...] = ()


def beside(article: Path) -> Path:
    """Where the side file of an article is, or would be."""
    return article.with_name(article.stem + SUFFIX)


def load(path: Path) -> SideFile:
    """The side file; an empty one where there is none.

    Raises:
        SettingsError: it cannot be read, or a key or value is wrong.
    """
    try:
        if not path.is_file():
            return SideFile()
        if path.stat().st_size > _MAX_SIZE:
            raise SettingsError(f"{path} is larger than 1 MB; keep only what it says itself")
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return msgspec.convert(values, SideFile)
    except (OSError, ValueError) as error:  # ValueError: of TOML, of UTF-8, of a value
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(f"{path}: {reason}; mend or remove it") from error


def save(side: SideFile, path: Path) -> None:
    """Write the side file, one table after the other; comments of an older one are lost.

    Raises:
        OutputError: it cannot be written.
    """
    text = "\n".join(_tables(msgspec.to_builtins(side)))
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=path.name, delete=False
        ) as file:
            file.write(text)
        os.replace(file.name, path)  # noqa: PTH105 - Path.replace does the same, less visibly
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; choose a folder to write in") from error


def _tables(values: dict[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        heading = f"[{name}]" if isinstance(value, dict) else f"[[{name}]]"
        for table in [value] if isinstance(value, dict) else value:
            pairs = (f"{key} = {_toml(inner)}\n" for key, inner in table.items())
            yield f"{heading}\n{''.join(pairs)}"


_Value = str | bool | float | list[str] | tuple[str, ...]


def _toml(value: _Value) -> str:
    """A value of TOML; JSON's strings are TOML's but for the delete character."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float | int):
        return repr(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"[{', '.join(map(_toml, value))}]"
