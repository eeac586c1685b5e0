"""An edition as text with times: what every form that shows the text is made from.

    Document -> TimedSection (one a chapter) -> Group (a list, a figure) -> TimedBlock -> Run

The runs of a block that were written, joined with the blanks after them, are the block's text.
An announcement ("Picture.") is a run too, in the block that it belongs to, with the announced
words for its text and ``added`` set: a form shows it as a quiet label, so that whoever
reads along sees what is heard, and leaves it out where only the article's own words count.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from audionews.model import BlockKind, Cue, Edition, Part, Role, Utterance

GroupKind = Literal["", "figure", "list", "table", "quote"]

_GROUPS: dict[BlockKind, GroupKind] = {
    BlockKind.PICTURE: "figure",
    BlockKind.CAPTION: "figure",
    BlockKind.CREDIT: "figure",
    BlockKind.LIST_ITEM: "list",
    BlockKind.TABLE_ROW: "table",
    BlockKind.BLOCK_QUOTE: "quote",
}
_HEADINGS = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING})
_DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The text of one utterance, and when it is heard; all times in seconds, to the millisecond."""

    utterance: int
    """Index into the script's utterances."""
    text: str
    """As written; an announcement's as it is announced."""
    blank: str
    """The white space between it and the next run of its block."""
    added: bool
    """It is the edition's, not the article's."""
    role: Role
    part: str
    """Who says it: the name of the part in the cast."""
    speaker: str | None
    """Who is quoted."""
    language: str
    start: float
    end: float
    """The first and the last sound of it."""
    begin: float
    until: float
    """Its share of the programme, pauses included; the shares tile the programme."""

    @property
    def id(self) -> str:
        """The name of its element in every form: "u12"."""
        return f"u{self.utterance}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedBlock:
    """A block of the article that is heard, or an announcement that belongs to none."""

    kind: BlockKind
    level: int
    """The depth of a list item or a sub-heading, as the article has it; 0 where it does not say."""
    language: str
    runs: tuple[Run, ...]

    @property
    def is_heading(self) -> bool:
        """Whether it is the headline or a sub-heading."""
        return self.kind in _HEADINGS

    @property
    def text(self) -> str:
        """What the article says in it."""
        return "".join(run.text + run.blank for run in self.runs if not run.added).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Neighbouring blocks that make one thing: a figure, a list, a table, a quote."""

    kind: GroupKind
    """Empty for a block on its own."""
    blocks: tuple[TimedBlock, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """All its runs, in order."""
        return tuple(run for block in self.blocks for run in block.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedSection:
    """A section of the article as it is heard: one chapter."""

    number: int
    """Index into the script's sections."""
    title: str
    level: int
    """The depth of its heading: 1 for the opening, none left out on the way down, at most 6."""
    groups: tuple[Group, ...]

    @property
    def id(self) -> str:
        """The name of its element in every form: "s0"."""
        return f"s{self.number}"

    @property
    def runs(self) -> tuple[Run, ...]:
        """All its runs, in order."""
        return tuple(run for group in self.groups for run in group.runs)

    @property
    def heading(self) -> TimedBlock | None:
        """The block that is its heading; None where its title is not written above it."""
        blocks = (block for group in self.groups for block in group.blocks)
        return next((block for block in blocks if block.is_heading), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole edition as text with times."""

    title: str
    language: str
    duration: float
    sections: tuple[TimedSection, ...]
    speakers: tuple[str, ...]
    """Everybody who is quoted by name, in the order in which they are first heard."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs, in order."""
        return tuple(run for section in self.sections for run in section.runs)


_Line = tuple[Utterance, Run]


def document(edition: Edition) -> Document:
    """The edition's text, cut where its chapters are cut."""
    script = edition.script
    lines = list(_lines(edition))
    sections, level = list[TimedSection](), 0
    for number, found in groupby(lines, key=lambda line: line[0].section):
        blocks = list(_blocks(list(found), edition))
        level = _level(blocks, level)
        sections.append(
            TimedSection(
                number=number,
                title=_title(script.sections[number], f"Part {number + 1}"),
                level=level,
                groups=tuple(_groups(blocks)),
            )
        )
    return Document(
        title=_title(script.title, sections[0].title),
        language=script.language,
        duration=round(edition.programme.duration, 3),
        sections=tuple(sections),
        speakers=tuple(dict.fromkeys(run.speaker for _, run in lines if run.speaker)),
    )


def _title(*titles: str) -> str:
    """The first that a reader can see something of; the last in any case."""
    seen = (title.strip() for title in titles if any(letter.isalnum() for letter in title))
    return next(seen, titles[-1])


def _lines(edition: Edition) -> Iterator[_Line]:
    heard = list(edition.lines())
    begins = list(_begins(edition))
    untils = [*begins[1:], edition.programme.duration]
    blanks = _blanks(edition)
    for (said, cue, part), begin, until, blank in zip(heard, begins, untils, blanks, strict=True):
        yield said, _run(said, cue, part, blank=blank, begin=begin, until=until)


def _run(said: Utterance, cue: Cue, part: Part, *, blank: str, begin: float, until: float) -> Run:
    added = said.role is Role.ANNOUNCEMENT
    return Run(
        utterance=cue.utterance,
        text=said.spoken if added else said.text,
        blank=blank,
        added=added,
        role=said.role,
        part=part.name,
        speaker=said.speaker,
        language=said.language,
        start=round(cue.start, 3),
        end=round(cue.end, 3),
        begin=round(begin, 3),
        until=round(until, 3),
    )


def _begins(edition: Edition) -> Iterator[float]:
    """Where each utterance's share of the programme begins: its first sound, or its chapter."""
    chapters = iter(edition.programme.chapters)
    section = None
    for said, cue in zip(edition.script.utterances, edition.programme.cues, strict=True):
        opens = said.section != section
        section = said.section
        yield next(chapters).start if opens else cue.start


def _blanks(edition: Edition) -> list[str]:
    """What stands after each utterance in its block, up to the next words that were written."""
    blanks, following = list[str](), None
    for said in reversed(edition.script.utterances):
        inside = following is not None and following.block == said.block
        if said.role is Role.ANNOUNCEMENT:
            blanks.append(" " if inside else "")
            continue
        end = following.start if following and inside else said.end
        between = edition.article.blocks[said.block].text[said.end : end]
        blanks.append(" " if between.strip() else between)  # a sentence there is dropped
        following = said
    return blanks[::-1]


def _blocks(lines: list[_Line], edition: Edition) -> Iterator[TimedBlock]:
    for index, found in groupby(lines, key=_block):
        runs = tuple(run for _, run in found)
        block = edition.article.blocks[index] if index >= 0 else None
        yield TimedBlock(
            kind=block.kind if block else BlockKind.PARAGRAPH,
            level=block.level if block else 0,
            language=runs[-1].language,
            runs=runs,
        )


def _block(line: _Line) -> int:
    """The number of the line's block; a line that belongs to none is a block of its own."""
    said, run = line
    return said.block if said.block >= 0 else ~run.utterance


def _level(blocks: list[TimedBlock], before: int) -> int:
    if not before:
        return 1
    given = next((block.level for block in blocks if block.is_heading), before)
    return min(max(given, 2), before + 1, _DEEPEST)


def _groups(blocks: Iterable[TimedBlock]) -> Iterator[Group]:
    held = list[TimedBlock]()
    for block in blocks:
        if held and not _belongs(block, held):
            yield Group(kind=_GROUPS.get(held[0].kind, ""), blocks=tuple(held))
            held = []
        held.append(block)
    if held:
        yield Group(kind=_GROUPS.get(held[0].kind, ""), blocks=tuple(held))


def _belongs(block: TimedBlock, held: list[TimedBlock]) -> bool:
    kind = _GROUPS.get(block.kind, "")
    if not kind or kind != _GROUPS.get(held[0].kind):
        return False
    if kind != "figure":
        return True
    return block.kind is not BlockKind.PICTURE and block.kind not in {one.kind for one in held}
