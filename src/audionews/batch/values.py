"""The nouns of a batch: what is handed to a worker, and what comes back."""

from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec
from msgspec import Struct

from audionews.article.sidefile import SideFile
from audionews.model import Article, Loudness
from audionews.settings import Settings

Outcome = Literal["made", "unchanged", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A source that was found: one article, or a file that holds several."""

    source: str
    """A file's path, or a web address."""
    settings: dict[str, Any] = field(default_factory=dict)
    """By dotted name: what a list says for this source alone."""
    listed: str = ""
    """The list that names it."""
    fault: str = ""
    """Why it cannot be looked into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One of several articles of a source, as it was read."""

    article: Article
    side: SideFile
    where: str
    """The side file's name."""
    name: str
    """The source's name with the article's: the same from run to run."""
    notes: tuple[str, ...] = ()
    """What the producer said of it in vain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a worker is to make."""

    source: str
    settings: Settings
    out: str
    """The output folder's path or address."""
    shared: str = ""
    """The address of a clip store that other machines use too."""
    listed: str = ""
    """The list that names the source."""
    fetch: bool = False
    check: bool = False
    """Whether the finished edition is checked, too."""
    memory: int = 0
    """Bytes of address space that the work may take; 0: as much as there is."""
    item: Item | None = None
    """An article that has been read already."""

    @property
    def name(self) -> str:
        """What messages and the report call it."""
        return self.item.name if self.item else self.source

    def failed(self, reason: str) -> "Result":
        """What is told of it where it comes to nothing."""
        title = self.item.article.headline if self.item else ""
        return Result(
            source=self.name, outcome="failed", listed=self.listed, reason=reason, title=title
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What ``audionews check`` finds wrong with an edition."""

    number: str
    severity: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """A word that may be misread, and why."""

    word: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one article."""

    source: str
    """The file or address; of several articles in one source, with the article's own name."""
    outcome: Outcome
    listed: str = ""
    """The list that names it."""
    reason: str = ""
    """Why it failed, and what to type next."""
    title: str = ""
    folder: str = ""
    """Where the edition is."""
    seconds: float = 0.0
    """That the work took."""
    duration: float = 0.0
    """Seconds of sound."""
    loudness: Loudness | None = None
    utterances: int = 0
    said_anew: int = 0
    unresolved: tuple[str, ...] = ()
    """The quotations whose speaker is not known, or not surely enough."""
    suspects: tuple[Misread, ...] = ()
    """Words that the engine may misread, the likeliest first."""
    left_out: tuple[str, ...] = ()
    """Lines that the edition does not say, each with the reason."""
    notes: tuple[str, ...] = ()
    """What the producer said of the article in vain."""
    findings: tuple[Flaw, ...] = ()
    """Where editions are checked: errors and warnings."""


class Answer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a worker says of a task: what became of it, or that it is several articles."""

    result: Result | None = None
    items: tuple[Item, ...] = ()


def encode(value: Task | Answer | Result) -> bytes:
    """The value as one line of JSON, without its end."""
    return msgspec.json.encode(value)
