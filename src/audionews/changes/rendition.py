"""What an edition says and how: of one that was made, and of one that is about to be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from audionews import __version__
from audionews.model import Article, Cast, Part, Role, Script, Utterance, Voice
from audionews.publish import record
from audionews.settings import Settings
from audionews.speech import clip_keys

_ABOUT = ("date", "authors", "publication", "url")
_UNHEARD = ("speech.jobs", "speech.timeout")
"""Settings that make no difference to an edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An utterance, with all that decides its sound."""

    text: str
    """As written; an announcement's own words."""
    spoken: str
    sounds: tuple[tuple[str, str], ...] = ()
    """Words of it whose sounds are given, each with its IPA."""
    role: str
    speaker: str | None
    voice: Voice
    version: str
    """The engine's."""
    key: str
    """The clip's: lines with one key sound the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """All in which two editions of an article can differ for those who hear or read them."""

    lines: tuple[Line, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    """By dotted name: the settings, what is said of the article, and what it was made with."""


def planned(
    article: Article, script: Script, cast: Cast, settings: Settings, made_with: Mapping[str, str]
) -> Rendition:
    """The edition that would be made now.

    Args:
        made_with: the version of each engine, by name.
    """
    about = {name: getattr(article, name) for name in _ABOUT}
    about |= {"title": script.title, "language": script.language}
    return Rendition(
        lines=tuple(_lines(script.utterances, cast, made_with, clip_keys(script, cast))),
        facts=_facts(about, msgspec.to_builtins(settings), {"audionews": __version__, **made_with}),
    )


def kept(folder: Path) -> Rendition | None:
    """The edition in a folder; None where there is none, or its record is damaged."""
    edition, script = record.read(folder), record.read(folder, record.SCRIPT)
    try:
        voices = {part["part"]: part["voice"] for part in edition["cast"]}
        parts = [Part(name=name, voice=Voice(**voice)) for name, voice in voices.items()]
        cast, made_with = Cast(parts=tuple(parts)), edition["made_with"]
        utterances = [_utterance(one) for one in script["utterances"]]
        about = {name: edition[name] for name in (*_ABOUT, "title", "language")}
        return Rendition(
            lines=tuple(_lines(utterances, cast, made_with, edition["clips"])),
            facts=_facts(about, edition["settings"], made_with),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _utterance(kept: Mapping[str, Any]) -> Utterance:
    return Utterance(
        role=Role(kept["role"]),
        text=kept["text"],
        spoken=kept["spoken"],
        speaker=kept["speaker"],
        sounds=tuple((word, ipa) for word, ipa in kept["sounds"]),
    )


def _lines(
    utterances: Iterable[Utterance], cast: Cast, made_with: Mapping[str, str], keys: Iterable[str]
) -> Iterator[Line]:
    for said, key in zip(utterances, keys, strict=True):
        voice = cast.part(said).voice
        yield Line(
            text=said.text or said.spoken,
            spoken=said.spoken,
            sounds=said.sounds,
            role=said.role.value,
            speaker=said.speaker,
            voice=voice,
            version=made_with.get(voice.engine, ""),
            key=key,
        )


def _facts(
    about: Mapping[str, Any], settings: Mapping[str, Any], made_with: Mapping[str, str]
) -> dict[str, Any]:
    """One flat table, in the form that JSON gives it."""
    tables = {"article": about, **settings, "made_with": made_with}
    flat = {f"{table}.{key}": value for table in tables for key, value in tables[table].items()}
    heard = {name: value for name, value in flat.items() if name not in _UNHEARD}
    facts: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(heard))
    return facts
