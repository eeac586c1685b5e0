"""An edition as it lies in its folder, read with nothing of the code that wrote it.

A file is read when a rule first looks at it.  One that cannot be read stops the rules that need
it, and only those.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import msgspec
from msgspec import Struct

from audionews.article import read
from audionews.audio import Heard, listen
from audionews.check.epub import Book, read_book
from audionews.check.mp3 import Tag, read_tag
from audionews.check.transcripts import READERS, SYNC, TEXT, Caption, vtt
from audionews.check.web import Shown, feed_chapters, page_chapters
from audionews.errors import AudionewsError
from audionews.model import (
    Article,
    Cast,
    Chapter,
    LeftOut,
    Loudness,
    Part,
    Person,
    Role,
    Utterance,
    Voice,
)
from audionews.settings import Settings

RECORD = "edition.json"
SCRIPT = "script.json"
CHAPTERS = "chapters.json"
PAGE = "index.html"
FORMAT = 1
"""The form of the record and the script that this version knows."""

_T = TypeVar("_T")


class UnreadableError(Exception):
    """A file of the edition cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class Fingerprint(Struct, frozen=True, kw_only=True):
    """A file as it was when it was made."""

    bytes: int
    sha256: str


class Quoted(Struct, frozen=True, kw_only=True):
    """A quotation, and who says it in the edition."""

    words: str
    speaker: str | None
    voiced_as: str | None
    evidence: str
    confidence: float


class Played(Struct, frozen=True, kw_only=True):
    """A part and who plays it."""

    part: str
    voice: Voice
    person: Person | None


class Member(Struct, frozen=True, kw_only=True):
    """An article of a bulletin."""

    title: str
    source: str
    blocks: int


class Record(Struct, frozen=True, kw_only=True):
    """``edition.json``, as far as it is looked at."""

    format: int
    title: str
    source: str
    articles: tuple[Member, ...] = ()
    duration: float
    loudness: Loudness
    chapters: tuple[Chapter, ...]
    cast: tuple[Played, ...]
    quotations: tuple[Quoted, ...]
    left_out: tuple[LeftOut, ...]
    settings: Settings
    files: dict[str, Fingerprint]


class Line(Struct, frozen=True, kw_only=True):
    """An utterance as ``script.json`` has it; the times are seconds."""

    number: int
    role: Role
    speaker: str | None
    voice: str
    start: float
    end: float
    text: str
    spoken: str
    section: int
    block: int
    language: str

    @property
    def place(self) -> str:
        """Where in the script it is, as findings say it."""
        return f"utterance {self.number} ({clock(self.start)})"


class Script(Struct, frozen=True, kw_only=True):
    """``script.json``, as far as it is looked at."""

    format: int
    sections: tuple[str, ...]
    utterances: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an article was read from."""

    name: str
    first_block: int
    """The number of its first block in the edition."""
    article: Article | None
    """As it reads now; None where it cannot be read."""


class _Listed(Struct, frozen=True, kw_only=True, rename="camel"):
    start_time: float
    end_time: float | None = None
    title: str = ""


class _Chapters(Struct, frozen=True, kw_only=True):
    chapters: tuple[_Listed, ...]


class Kept:
    """What lies in an edition's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def record(self) -> Record:
        """What was made of what."""
        return self._known(RECORD, self._decoded(RECORD, Record))

    @cached_property
    def script(self) -> Script:
        """What is said."""
        return self._known(SCRIPT, self._decoded(SCRIPT, Script))

    @cached_property
    def chapters_json(self) -> tuple[Chapter, ...]:
        """The chapters that podcast players read."""
        listed = self._decoded(CHAPTERS, _Chapters).chapters
        return tuple(
            Chapter(title=one.title, start=one.start_time, end=one.end_time or 0.0)
            for one in listed
        )

    @cached_property
    def mp3(self) -> Path:
        """The MP3's path."""
        found = [name for name in self.record.files if name.endswith(".mp3")]
        if not found:
            raise UnreadableError(RECORD, "it lists no MP3")
        return self.folder / found[0]

    @cached_property
    def tag(self) -> Tag:
        """What the MP3 says of itself."""
        return self._read(self.mp3.name, read_tag)

    @cached_property
    def heard(self) -> Heard:
        """The MP3, decoded and measured."""
        rate = self.tag.rate
        return self._read(self.mp3.name, lambda path: listen(path, rate))

    @cached_property
    def transcripts(self) -> dict[str, tuple[Caption, ...]]:
        """The captions of each transcript with times that is there, by its file's name."""
        there = {name: read for name, read in READERS.items() if self.has(name)}
        return {name: self._read(name, read) for name, read in there.items()}

    @cached_property
    def sync(self) -> dict[str, tuple[Caption, ...]]:
        """The cues by which the page marks what is heard, by their file's name."""
        return {SYNC: self._read(SYNC, vtt)} if self.has(SYNC) else {}

    @cached_property
    def transcript_text(self) -> str:
        """The transcript to read; empty where there is none."""
        return self._read(TEXT, lambda path: path.read_text("utf-8")) if self.has(TEXT) else ""

    @cached_property
    def book(self) -> Book | None:
        """The EPUB, where there is one."""
        found = [name for name in self.record.files if name.endswith(".epub") and self.has(name)]
        return self._read(found[0], read_book) if found else None

    @cached_property
    def page_chapters(self) -> tuple[Shown, ...] | None:
        """The chapters of the player page, where there is one."""
        return self._read(PAGE, page_chapters) if self.has(PAGE) else None

    @cached_property
    def feed_chapters(self) -> dict[str, tuple[Shown, ...]]:
        """The edition's chapters in the pages of the feed that lies beside its folder."""
        place = "/".join(map(quote, (self.folder.resolve().name, self.mp3.name)))
        feeds = sorted(self.folder.resolve().parent.glob("feed*.xml"))
        found = {
            f"../{path.name}": self._read(
                f"../{path.name}", lambda path: feed_chapters(path, place)
            )
            for path in feeds
        }
        return {name: chapters for name, chapters in found.items() if chapters}

    @cached_property
    def articles(self) -> tuple[Source, ...]:
        """The articles that the edition was made of, as they are now."""
        record, found = self.record, list[Source]()
        lone = Member(title=record.title, source=record.source, blocks=0)
        block = 1 if record.articles else 0
        for member in record.articles or (lone,):
            article = self._article(member)
            found.append(Source(name=member.source, first_block=block, article=article))
            block += member.blocks
        return tuple(found)

    def _article(self, member: Member) -> Article | None:
        try:
            found = read(member.source, language=self.record.settings.show.language)
        except AudionewsError:
            return None
        named = [article for article in found if article.headline == member.title]
        return named[0] if named else found[0] if len(found) == 1 else None

    @cached_property
    def cast(self) -> Cast:
        """Who plays whom."""
        return Cast(
            parts=tuple(
                Part(name=played.part, voice=played.voice, person=played.person)
                for played in self.record.cast
            )
        )

    def part(self, line: Line) -> Part:
        """The part that says the utterance."""
        return self.cast.part(
            Utterance(role=line.role, text=line.text, spoken=line.spoken, speaker=line.speaker)
        )

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return (self.folder / name).is_file()

    def _known(self, name: str, value: _T) -> _T:
        if getattr(value, "format", FORMAT) != FORMAT:
            raise UnreadableError(name, "its form is that of another version of audionews")
        return value

    def _decoded(self, name: str, form: type[_T]) -> _T:
        return self._read(name, lambda path: msgspec.json.decode(path.read_bytes(), type=form))

    def _read(self, name: str, reader: Callable[[Path], _T]) -> _T:
        try:
            return reader(self.folder / name)
        except OSError as error:
            raise UnreadableError(name, error.strerror or str(error)) from error
        except (ValueError, KeyError, msgspec.MsgspecError, AudionewsError) as error:
            raise UnreadableError(name, str(error)) from error


def clock(seconds: float) -> str:
    """A time as people read it: "1:02"."""
    minutes, second = divmod(int(seconds), 60)
    return f"{minutes}:{second:02}"
