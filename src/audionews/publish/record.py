"""The edition's own record: the script with its times, and what was made of what."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from audionews import __version__
from audionews.model import (
    Article,
    Attributions,
    Cast,
    Clip,
    Edition,
    Loudness,
    Person,
    Quotation,
    Script,
)
from audionews.settings import Settings

FORMAT = 1
"""The version of both files' form; a reader refuses a form that it does not know."""
RECORD, SCRIPT = "edition.json", "script.json"


def read(folder: Path, name: str = RECORD) -> dict[str, Any]:
    """A record of the edition in a folder; empty where there is none that can be read."""
    try:
        kept = msgspec.json.decode((folder / name).read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.DecodeError):
        return {}
    return kept if kept.get("format") == FORMAT else {}


def clips_in_use(folders: Iterable[Path]) -> frozenset[str]:
    """The keys of the clips of every edition in the folders, at whatever depth."""
    records = (path for folder in folders for path in folder.rglob(RECORD))
    return frozenset(key for path in records for key in read(path.parent).get("clips", ()))


def plan(
    article: Article,
    attributions: Attributions,
    script: Script,
    cast: Cast,
    settings: Settings,
    engine_version: str,
) -> str:
    """SHA-256, in hex, of all that decides an edition: equal plans give equal editions."""
    decides = (
        __version__,
        engine_version,
        article,
        attributions,
        script,
        cast,
        settings.show,
        settings.mastering,
        settings.output,
    )
    return hashlib.sha256(msgspec.json.encode(decides, order="sorted")).hexdigest()


def script_json(edition: Edition) -> bytes:
    """Every utterance in order, with its role, speaker, voice and time in seconds."""
    return _encoded(
        {
            "format": FORMAT,
            "title": edition.script.title,
            "language": edition.script.language,
            "duration": round(edition.programme.duration, 3),
            "sections": edition.script.sections,
            "utterances": list(_utterances(edition)),
        }
    )


def _utterances(edition: Edition) -> Iterator[dict[str, Any]]:
    for number, (said, cue, part) in enumerate(edition.lines()):
        yield {
            "number": number,
            "role": said.role,
            "speaker": said.speaker,
            "voice": part.voice.id,
            "start": round(cue.start, 3),
            "end": round(cue.end, 3),
            "pause": said.pause,
            "text": said.text,
            "spoken": said.spoken,
            "sounds": said.sounds,
            "section": said.section,
            "quotation": said.quotation,
            "language": said.language,
            "block": said.block,
        }


def edition_json(
    edition: Edition,
    loudness: Loudness,
    settings: Settings,
    files: Mapping[str, Path],
    clips: Sequence[Clip],
    *,
    plan: str,
    engine_version: str,
) -> bytes:
    """What was made of what, with versions, and every line that was left out and why."""
    article, script = edition.article, edition.script
    return _encoded(
        {
            "format": FORMAT,
            "title": script.title,
            "language": script.language,
            "source": article.source,
            "url": article.url,
            "date": article.date,
            "authors": article.authors,
            "publication": article.publication,
            "articles": [_about(member) for member in article.members],
            "plan": plan,
            "made_with": {"audionews": __version__, settings.speech.engine: engine_version},
            "duration": round(edition.programme.duration, 3),
            "loudness": {
                "integrated_lufs": round(loudness.integrated_lufs, 2),
                "true_peak_dbtp": round(loudness.true_peak_dbtp, 2),
            },
            "chapters": edition.programme.chapters,
            "cast": [
                {"part": part.name, "voice": part.voice, "person": part.person}
                for part in edition.cast.parts
            ],
            "quotations": list(_quotations(edition.attributions, script)),
            "left_out": script.left_out,
            "clips": [clip.key for clip in clips],
            "settings": settings,
            "files": {name: fingerprint(path) for name, path in sorted(files.items())},
        }
    )


def _about(article: Article) -> dict[str, Any]:
    """What a bulletin tells of one of its articles."""
    return {
        "title": article.headline,
        "language": article.language,
        "source": article.source,
        "url": article.url,
        "date": article.date,
        "authors": article.authors,
        "publication": article.publication,
        "blocks": len(article.blocks),
    }


def _quotations(attributions: Attributions, script: Script) -> Iterator[dict[str, Any]]:
    """The quotations with their evidence, and whom the edition lets speak each one."""
    voiced = {said.quotation: said.speaker for said in script.utterances}
    for number, quotation in enumerate(attributions.quotations):
        yield {
            **_fields(quotation),
            "voiced_as": voiced.get(number),
            "person": _fields(attributions.person(quotation.speaker)),
        }


def _fields(value: Quotation | Person | None) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(value) or {}
    return fields


def fingerprint(path: Path) -> dict[str, int | str]:
    """A file's size in bytes and its SHA-256, in hex."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}


def _encoded(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
