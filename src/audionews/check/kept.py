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

from audionews.article import read
from audionews.audio import Heard, listen
from audionews.casting import NARRATOR
from audionews.check.epub import Book, read_book, sounds
from audionews.check.forms import (
    CHAPTERS,
    FORMAT,
    RECORD,
    SCRIPT,
    Chapters,
    Line,
    Member,
    Record,
    Script,
)
from audionews.check.mp3 import Tag, read_tag
from audionews.check.transcripts import READERS, SYNC, TEXT, Caption, vtt
from audionews.check.web import Page, Shown, feed_chapters, read_page
from audionews.errors import AudionewsError
from audionews.model import (
    Article,
    Cast,
    Chapter,
    Part,
    Utterance,
    Voice,
)

PAGES = ("index.html", "transcript.html")

_T = TypeVar("_T")


class UnreadableError(Exception):
    """A file of the edition cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an article was read from."""

    name: str
    first_block: int
    """The number of its first block in the edition."""
    article: Article | None
    """As it reads now; None where it cannot be read."""


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
        listed = self._decoded(CHAPTERS, Chapters).chapters
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
    def pages(self) -> dict[str, Page]:
        """The player page and the transcript for the web that are there, by their files' names."""
        return {name: self._read(name, read_page) for name in PAGES if self.has(name)}

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
    def sounds_in_books(self) -> dict[str, str]:
        """The SHA-256 of each MP3 in a book, by the book's name and its own."""
        books = [name for name in self.record.files if name.endswith((".epub", ".zip", ".lpf"))]
        return {
            f"{book}, {name}": sha256
            for book in filter(self.has, books)
            for name, sha256 in self._read(book, sounds).items()
        }

    @cached_property
    def articles(self) -> tuple[Source, ...]:
        """The articles that the edition was made of, as they are now."""
        record, found = self.record, list[Source]()
        lone = Member(title=record.title, source=record.source, blocks=0)
        members = record.articles or (lone,)
        read_now = {name: self._read_now(name) for name in {one.source for one in members}}
        block = 1 if record.articles else 0
        for member in members:
            article = _titled(member.title, read_now[member.source])
            found.append(Source(name=member.source, first_block=block, article=article))
            block += member.blocks
        return tuple(found)

    def _read_now(self, source: str) -> tuple[Article, ...]:
        try:
            return read(source, language=self.record.settings.show.language)
        except AudionewsError:
            return ()

    @cached_property
    def cast(self) -> Cast:
        """Who plays whom."""
        parts = tuple(
            Part(name=played.part, voice=played.voice, person=played.person)
            for played in self.record.cast
        )
        if all(part.name != NARRATOR for part in parts):
            raise UnreadableError(RECORD, "its cast has no narrator")
        return Cast(parts=parts)

    @property
    def narrator(self) -> Voice:
        """The narrator's voice."""
        return next(part.voice for part in self.cast.parts if part.name == NARRATOR)

    def part(self, line: Line) -> Part:
        """The part that says the utterance."""
        return self.cast.part(
            Utterance(
                role=line.role,
                text=line.text,
                spoken=line.spoken,
                speaker=line.speaker,
                language=line.language,
            )
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


def _titled(title: str, articles: tuple[Article, ...]) -> Article | None:
    """The article with that headline; the only one, where its headline has been edited."""
    if len(articles) == 1:
        return articles[0]
    return next((article for article in articles if article.headline == title), None)
