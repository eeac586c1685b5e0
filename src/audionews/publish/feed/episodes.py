"""The editions in a folder, as their own records tell of them: nothing is made again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from audionews.model import Chapter, Role, Voice
from audionews.publish import record

PAGE, COVER = "index.html", "cover.jpg"

SHORTEST, LONGEST = 15.0, 120.0
"""Seconds of an excerpt.  Source: the podcast namespace's soundbite."""
ENOUGH = 280
"""Characters of a summary; it ends with the sentence in which they are reached."""


class File(Struct, frozen=True, kw_only=True):
    """A file of an edition."""

    bytes: int
    sha256: str
    """In hex."""


class Line(Struct, frozen=True, kw_only=True):
    """An utterance as ``script.json`` has it; times in seconds."""

    role: Role
    speaker: str | None
    voice: str
    start: float
    end: float
    text: str
    section: int
    quotation: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A piece of the programme in which somebody is quoted."""

    start: float
    duration: float
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One edition, as a feed or a list of editions shows it."""

    folder: str
    """The name of its folder."""
    title: str
    language: str
    url: str
    """The article's address; empty where it does not say."""
    date: str
    """The article's, ISO 8601; empty where it does not say."""
    authors: tuple[str, ...]
    publication: str
    duration: float
    chapters: tuple[Chapter, ...]
    files: dict[str, File]
    cast: tuple[tuple[str, bool], ...]
    """The names of the voices heard, and whether the voice narrates."""
    summary: str
    """The standfirst, or the first sentences of the article."""
    excerpt: Excerpt | None
    """The stretch with most of one person's words; None where nobody is quoted for long."""

    @property
    def mp3(self) -> str:
        """The name of its sound."""
        return self.found(".mp3")

    def found(self, ending: str) -> str:
        """The name of the file with that ending; empty where the edition has none."""
        return next((name for name in self.files if name.endswith(ending)), "")


def _summary(lines: Sequence[Line]) -> str:
    standfirst = _said(lines, Role.STANDFIRST)
    return standfirst or _said(lines, Role.NARRATION, Role.QUOTATION)


def _said(lines: Sequence[Line], *roles: Role) -> str:
    words = ""
    for line in lines:
        if line.role in roles and len(words) < ENOUGH:
            words = f"{words} {line.text.strip()}"
    return words.strip()


def _excerpt(lines: Sequence[Line], title: str) -> Excerpt | None:
    starts = [number for number in range(len(lines)) if _opens(lines, number)]
    stretches = filter(None, (_stretch(lines, number) for number in starts))
    best = max(stretches, key=_quoted, default=None)
    if best is None:
        return None
    return Excerpt(
        start=best[0].start,
        duration=round(best[-1].end - best[0].start, 3),
        title=f"{best[0].speaker or title}: {best[0].text.strip()}",
    )


def _opens(lines: Sequence[Line], number: int) -> bool:
    quotation = lines[number].quotation
    return quotation is not None and (number == 0 or lines[number - 1].quotation != quotation)


def _stretch(lines: Sequence[Line], first: int) -> Sequence[Line] | None:
    """The lines from the first on, within its section, until they are long enough."""
    for number in range(first, len(lines)):
        duration = lines[number].end - lines[first].start
        if lines[number].section != lines[first].section or duration > LONGEST:
            return None
        if duration >= SHORTEST:
            return lines[first : number + 1]
    return None


def _quoted(lines: Sequence[Line]) -> float:
    """The share of the time in which the first line's speaker is heard."""
    said = sum(line.end - line.start for line in lines if line.speaker == lines[0].speaker)
    return said / (lines[-1].end - lines[0].start)


class _Part(Struct, frozen=True, kw_only=True):
    voice: Voice
    person: dict[str, object] | None = None


class _Record(Struct, frozen=True, kw_only=True):
    format: int
    title: str
    language: str
    url: str
    date: str
    authors: tuple[str, ...]
    publication: str
    duration: float
    chapters: tuple[Chapter, ...]
    cast: tuple[_Part, ...]
    files: dict[str, File]


class _Script(Struct, frozen=True, kw_only=True):
    utterances: tuple[Line, ...]


def read(folder: Path) -> tuple[tuple[Episode, ...], tuple[str, ...]]:
    """The whole editions in the folder, by name, and why others are left out.

    An edition whose files are not those of its record is being made, or was damaged.
    """
    episodes, notes = list[Episode](), list[str]()
    for path in sorted(folder.glob(f"*/{record.RECORD}")):
        try:
            episodes.append(_episode(path.parent))
        except (OSError, ValueError) as error:
            notes.append(f"{path.parent}: left out: {error}; make it again")
    return tuple(episodes), tuple(notes)


_Form = TypeVar("_Form", _Record, _Script)


def _episode(folder: Path) -> Episode:
    kept = _decoded(folder / record.RECORD, _Record)
    if kept.format != record.FORMAT:
        raise ValueError(f"its {record.RECORD} has the form {kept.format}, not {record.FORMAT}")
    if not any(name.endswith(".mp3") for name in kept.files):
        raise ValueError("it has no MP3")
    for name, file in kept.files.items():
        if (folder / name).stat().st_size != file.bytes:
            raise ValueError(f"{name} is not the file that was made")
    lines = _decoded(folder / record.SCRIPT, _Script).utterances
    title = " ".join(kept.title.split()) or folder.name
    return Episode(
        folder=folder.name,
        title=title,
        language=kept.language,
        url=kept.url.strip(),
        date=kept.date,
        authors=kept.authors,
        publication=kept.publication,
        duration=kept.duration,
        chapters=kept.chapters,
        files=kept.files,
        cast=tuple(_heard(kept.cast, {line.voice for line in lines})),
        summary=_summary(lines),
        excerpt=_excerpt(lines, title),
    )


def _decoded(path: Path, form: type[_Form]) -> _Form:
    try:
        return msgspec.json.decode(path.read_bytes(), type=form)
    except msgspec.DecodeError as error:
        raise ValueError(f"its {path.name}: {error}") from error


def _heard(cast: Sequence[_Part], voices: set[str]) -> Iterator[tuple[str, bool]]:
    """Each voice once, the narrator's first; a voice that narrates and is quoted narrates."""
    narrates = {part.voice.id for part in cast if part.person is None}
    named = {part.voice.id: part.voice.name or part.voice.id for part in cast}
    for voice, name in named.items():
        if voice in voices:
            yield name, voice in narrates
