"""What the record, the script and the chapters of an edition say, as far as it is looked at."""

from msgspec import Struct

from audionews.clock import clock
from audionews.model import Chapter, LeftOut, Loudness, Person, Role, Voice
from audionews.settings import Settings

RECORD = "edition.json"
SCRIPT = "script.json"
CHAPTERS = "chapters.json"
FORMAT = 1
"""The form of the record and the script that this version knows."""


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
    pause: float = 0.0

    @property
    def place(self) -> str:
        """Where in the script it is, as findings say it."""
        return f"utterance {self.number} ({clock(self.start)})"


class Script(Struct, frozen=True, kw_only=True):
    """``script.json``, as far as it is looked at."""

    format: int
    sections: tuple[str, ...]
    utterances: tuple[Line, ...]


class Listed(Struct, frozen=True, kw_only=True, rename="camel"):
    """A chapter of ``chapters.json``; the times are seconds."""

    start_time: float
    end_time: float | None = None
    title: str = ""


class Chapters(Struct, frozen=True, kw_only=True):
    """``chapters.json``, as far as it is looked at."""

    chapters: tuple[Listed, ...]
