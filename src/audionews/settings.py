"""The settings of a show: what can be chosen, and what is chosen where nothing is said.

A default stands on its field and nowhere else.  ``audionews.toml`` overrides a default, an option
of the command line overrides both.  An unknown key is an error, so that a slip is never silent.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import NODEFAULT, Meta, Struct, field

from audionews.errors import SettingsError
from audionews.model import Role

FILE_NAME = "audionews.toml"

Manner = Literal["read", "announce", "skip"]
Seconds = Annotated[float, Meta(ge=0, le=10)]


class Reading(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What of the article is said, and how."""

    captions: Annotated[Manner, Meta(description="picture captions")] = "announce"
    credits: Annotated[Manner, Meta(description="picture credits")] = "announce"
    pictures: Annotated[Manner, Meta(description="alternative texts of pictures")] = "skip"
    byline: Annotated[Literal["read", "skip"], Meta(description="who wrote the article")] = "read"
    date: Annotated[Literal["read", "skip"], Meta(description="the printed date")] = "read"
    min_confidence: Annotated[
        float,
        Meta(ge=0, le=1, description="below it a quotation gets the neutral quote voice"),
    ] = 0.5
    strict: Annotated[bool, Meta(description="fail where a quotation would get that voice")] = False


class Pauses(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Silence after a piece of the script, in seconds."""

    sentence: Annotated[Seconds, Meta(description="after a sentence")] = 0.35
    quotation: Annotated[Seconds, Meta(description="where the voice changes")] = 0.25
    paragraph: Annotated[Seconds, Meta(description="after a paragraph")] = 0.6
    heading: Annotated[Seconds, Meta(description="after the headline or a sub-heading")] = 0.8
    section: Annotated[Seconds, Meta(description="before a sub-heading, at least")] = 1.2


class Cues(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the edition adds for the ear."""

    quotations: Annotated[
        Literal["none", "pause", "earcon", "spoken"],
        Meta(description="around a quotation: a pause, two soft notes, or words"),
    ] = "none"
    pause: Annotated[Seconds, Meta(description="the pause around a quotation, in seconds")] = 0.6
    opening: Annotated[bool, Meta(description="after the byline: read by synthetic voices")] = True
    sections: Annotated[bool, Meta(description="sub-headings announced: “Section 1.”")] = False
    closing: Annotated[bool, Meta(description="the end announced")] = False


class Delivery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a role is said, compared with its part's own way."""

    rate: Annotated[float, Meta(ge=0.5, le=2)] = 1.0
    """Speed, relative to the part's."""
    pitch: Annotated[float, Meta(ge=-12, le=12)] = 0.0
    """Semitones above the voice's own."""
    pause: Seconds = 0.0
    """Seconds of silence after it, at least."""


_PLAIN = Delivery()
_ASIDE = Delivery(rate=1.05, pitch=-2.0)
"""The narrator, told apart from the story by a lower and slightly quicker voice."""


class Roles(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How each role is said: a table ``[roles.caption]`` with rate, pitch and pause."""

    headline: Annotated[Delivery, Meta(description="rate, pitch and pause of the headline")] = (
        _PLAIN
    )
    standfirst: Annotated[Delivery, Meta(description="of the standfirst")] = _PLAIN
    byline: Annotated[Delivery, Meta(description="of the byline")] = _PLAIN
    date: Annotated[Delivery, Meta(description="of the printed date")] = _PLAIN
    dateline: Annotated[Delivery, Meta(description="of the dateline")] = _PLAIN
    subheading: Annotated[Delivery, Meta(description="of sub-headings")] = _PLAIN
    narration: Annotated[Delivery, Meta(description="of paragraphs")] = _PLAIN
    list_item: Annotated[Delivery, Meta(description="of list items")] = _PLAIN
    block_quote: Annotated[Delivery, Meta(description="of block quotes")] = _PLAIN
    table_row: Annotated[Delivery, Meta(description="of table rows")] = _PLAIN
    caption: Annotated[Delivery, Meta(description="of captions")] = _ASIDE
    credit: Annotated[Delivery, Meta(description="of picture credits")] = _ASIDE
    picture: Annotated[Delivery, Meta(description="of pictures' alternative texts")] = _ASIDE
    quotation: Annotated[Delivery, Meta(description="of quotations")] = _PLAIN
    announcement: Annotated[Delivery, Meta(description="of what the edition adds")] = _PLAIN

    def of(self, role: Role) -> Delivery:
        """How the role is said."""
        delivery: Delivery = getattr(self, role.value)
        return delivery


class Speech(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which engine speaks, and with which voices."""

    engine: Annotated[str, Meta(description="pyttsx3, espeak, or any other installed")] = "pyttsx3"
    narrator: Annotated[str, Meta(description="the narrator's voice; empty: chosen")] = ""
    rate: Annotated[float, Meta(ge=0.5, le=3, description="speed, relative to the engine's")] = 1.0
    voices: Annotated[dict[str, str], Meta(description="a voice by name for a speaker by name")] = (
        field(default_factory=dict)
    )
    cast: Annotated[
        str, Meta(description="a file that keeps each speaker's voice from article to article")
    ] = ""
    lexicon: Annotated[str, Meta(description="a file of pronunciations, PLS or TOML")] = ""
    jobs: Annotated[int, Meta(ge=0, le=256, description="engines at work; 0: one a core")] = 0
    timeout: Annotated[float, Meta(gt=0, description="seconds that an engine may be silent")] = 30.0


class Mastering(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sound of the finished MP3."""

    channels: Annotated[Literal[1, 2], Meta(description="1 mono, 2 stereo")] = 1
    target_lufs: Annotated[
        float | None,
        Meta(description="integrated loudness; unset: -19 for mono, -16 for stereo"),
    ] = None
    true_peak_dbtp: Annotated[float, Meta(ge=-9, le=0, description="true peak at most")] = -1.0
    bitrate_kbps: Annotated[Literal[64, 96, 128, 160, 192], Meta(description="constant")] = 96
    sample_rate: Annotated[Literal[22050, 44100, 48000], Meta(description="samples a second")] = (
        44100
    )

    highpass: Annotated[
        int,
        Meta(ge=0, le=200, description="takes away rumble below so many hertz; 0: nothing"),
    ] = 0

    @property
    def loudness(self) -> float:
        """The loudness to reach, in LUFS."""
        if self.target_lufs is not None:
            return self.target_lufs
        return -19.0 if self.channels == 1 else -16.0


class Output(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Files that an edition has only where they are wanted: each holds all of the sound again."""

    m4b: Annotated[bool, Meta(description="an M4B audiobook: AAC with the same chapters")] = False
    lpf: Annotated[bool, Meta(description="a W3C Audiobook, packaged")] = False


class Show(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every edition of the show has in common."""

    title: Annotated[str, Meta(description="the show's name, the album tag")] = ""
    publisher: Annotated[str, Meta(description="who publishes it")] = ""
    copyright: Annotated[str, Meta(description="the copyright notice")] = ""
    language: Annotated[str, Meta(description="BCP 47; empty: found in each article")] = ""


class Feed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the show is published: what podcast apps and directories are told of it."""

    url: Annotated[str, Meta(description="where the feed will be: https://.../feed.xml")] = ""
    files: Annotated[str, Meta(description="where its folder will be; empty: beside the feed")] = ""
    link: Annotated[str, Meta(description="the show's site; empty: the list of editions")] = ""
    description: Annotated[str, Meta(description="what the show is about, 4000 bytes at most")] = ""
    author: Annotated[str, Meta(description="who makes the show; empty: the publisher")] = ""
    email: Annotated[str, Meta(description="public; proves to directories whose show it is")] = ""
    category: Annotated[str, Meta(description="Apple's, such as News or News > Politics")] = "News"
    explicit: Annotated[bool, Meta(description="whether it is for grown-ups only")] = False
    image: Annotated[str, Meta(description="a square JPEG or PNG; empty: drawn")] = ""
    type: Annotated[
        Literal["episodic", "serial"], Meta(description="serial: to be heard from the first on")
    ] = "episodic"
    medium: Annotated[
        Literal["podcast", "audiobook", "newsletter"], Meta(description="what apps show it as")
    ] = "podcast"
    locked: Annotated[bool, Meta(description="whether other platforms may not take it over")] = True
    funding: Annotated[str, Meta(description="an address at which listeners can give")] = ""
    funding_text: Annotated[str, Meta(max_length=128, description="what the link to it says")] = (
        "Support the show"
    )
    page: Annotated[int, Meta(ge=1, description="episodes in one file of the feed")] = 300


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that can be chosen, by table of ``audionews.toml``."""

    show: Show = field(default_factory=Show)
    reading: Reading = field(default_factory=Reading)
    pauses: Pauses = field(default_factory=Pauses)
    cues: Cues = field(default_factory=Cues)
    roles: Roles = field(default_factory=Roles)
    speech: Speech = field(default_factory=Speech)
    mastering: Mastering = field(default_factory=Mastering)
    output: Output = field(default_factory=Output)
    feed: Feed = field(default_factory=Feed)


def load(path: Path | None = None, overrides: dict[str, dict[str, Any]] | None = None) -> Settings:
    """The settings of a file, with an option's values laid over them.

    Args:
        path: the file; None takes ``audionews.toml`` of the working folder, if it is there.
        overrides: values by table and key; None as a value says nothing.

    Raises:
        SettingsError: the file cannot be read, or a key or value is wrong.
    """
    tables = _read(path)
    for table, values in (overrides or {}).items():
        given = {key: value for key, value in values.items() if value is not None}
        tables[table] = {**tables.get(table, {}), **given}
    where = path or Path(FILE_NAME)
    try:
        return msgspec.convert(tables, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {error}; `audionews settings` lists them all") from error


def _read(path: Path | None) -> dict[str, Any]:
    where = path or Path(FILE_NAME)
    if path is None and not where.is_file():
        return {}
    try:
        return tomllib.loads(where.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{where}: {error.strerror}; name a file that can be read") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{where} is not valid TOML: {error}; mend that line") from error


class Described(Struct, frozen=True, kw_only=True):
    """One setting as people read about it."""

    name: str
    default: str
    """As it is written in the file."""
    description: str


def described() -> Iterator[Described]:
    """Every setting, in the order of the file."""
    for table in msgspec.structs.fields(Settings):
        for setting in msgspec.structs.fields(table.type):
            default = setting.default_factory() if setting.default is NODEFAULT else setting.default
            yield Described(
                name=f"{table.name}.{setting.name}",
                default="" if default is None else msgspec.json.encode(default).decode(),
                description=_description(setting.type),
            )


def _description(kind: object) -> str:
    """The description on an annotated type; unions and nested annotations hold several."""
    metas = [meta for meta in getattr(kind, "__metadata__", ()) if isinstance(meta, Meta)]
    return next((meta.description for meta in reversed(metas) if meta.description), "")
