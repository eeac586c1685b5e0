"""The nouns of audionews, in the order in which an article becomes an edition.

    Article (Blocks) -> Attributions (People, Quotations) -> Script (Utterances)
        -> Cast (Voices) -> Clips -> Programme (Cues, Chapters) -> Edition

Every value is frozen.  A stage takes values and gives new ones; none changes what it was given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Sex = Literal["f", "m", ""]
"""The sex that a voice or a person is taken for; empty where nothing tells."""


class BlockKind(StrEnum):
    """What a piece of the page is.  The kinds below ``KICKER`` are never spoken."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    DATELINE = "dateline"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    BLOCK_QUOTE = "block_quote"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    CREDIT = "credit"
    PICTURE = "picture"  # the text is the picture's alternative text
    KICKER = "kicker"  # the section label above a headline
    PULL_QUOTE = "pull_quote"  # repeats words of the body
    BIO = "bio"  # about the author, after the end
    FURNITURE = "furniture"  # an agency's slugs, keywords and end marks
    BOILERPLATE = "boilerplate"  # the page around the article


UNSPOKEN = frozenset(
    {
        BlockKind.KICKER,
        BlockKind.PULL_QUOTE,
        BlockKind.BIO,
        BlockKind.FURNITURE,
        BlockKind.BOILERPLATE,
    }
)
"""The kinds that an edition leaves out, and says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of an article: what it says, what it is, and why we think so."""

    kind: BlockKind
    text: str
    """As written, white space folded to single blanks; never empty, but for a picture's."""
    line: int = 0
    """The line of the source that it begins on, from 1; 0 where the format has no lines."""
    path: str = ""
    """Where it stands in a marked-up source: an XPath, or a part's name."""
    level: int = 0
    """The depth of a sub-heading (2 to 6) or of a list item (from 1)."""
    href: str = ""
    """Where a picture's file is."""
    language: str = ""
    """BCP 47, where it differs from the article's."""
    confidence: float = 1.0
    """How sure the reader is of the kind, 0 to 1."""
    reason: str = ""
    """The rule that decided, in words that a producer understands."""

    @property
    def spoken(self) -> bool:
        """Whether the block's words belong in the edition."""
        return self.kind not in UNSPOKEN and bool(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of the article under one heading; the first has the headline for a heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronunciation:
    """How a written form is said, in one or more of the ways that producers know."""

    written: str
    """The word or words as the article has them."""
    say: str = ""
    """Respelt as it sounds, for any engine."""
    manner: Literal["", "word", "letters"] = ""
    """For an initialism: said as a word, or letter by letter."""
    ipa: str = ""
    language: str = ""
    """BCP 47: the language that the word comes from."""
    any_case: bool = False
    """Whether capitals make no difference."""
    in_language: str = ""
    """BCP 47: it holds only in articles of that language; empty: in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What the page says: every block of it in the order of the source, the unspoken ones too."""

    blocks: tuple[Block, ...]
    language: str = "en"
    """BCP 47."""
    authors: tuple[str, ...] = ()
    date: str = ""
    """The day of publication, ISO 8601; empty where the article does not say, never invented."""
    publication: str = ""
    url: str = ""
    source: str = ""
    """The name of the file or feed that it was read from."""
    pronunciations: tuple[Pronunciation, ...] = ()
    """What its producer says about single words."""
    members: tuple["Article", ...] = ()
    """The articles that a bulletin is put together of; empty for an article by itself."""

    @property
    def headline(self) -> str:
        """The headline, or the first spoken words where there is none."""
        for block in self.blocks:
            if block.kind is BlockKind.HEADLINE:
                return block.text
        return next((block.text[:80] for block in self.blocks if block.spoken), "")

    @property
    def spoken(self) -> tuple[Block, ...]:
        """The blocks whose words belong in the edition."""
        return tuple(block for block in self.blocks if block.spoken)

    @property
    def omitted(self) -> tuple[Block, ...]:
        """The blocks that are left out."""
        return tuple(block for block in self.blocks if block.kind in UNSPOKEN)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The spoken blocks, cut before each sub-heading."""
        heading, blocks, done = self.headline, list[Block](), list[Section]()
        for block in self.spoken:
            if block.kind is BlockKind.SUBHEADING:
                done.append(Section(heading=heading, blocks=tuple(blocks)))
                heading, blocks = block.text, []
            blocks.append(block)
        done.append(Section(heading=heading, blocks=tuple(blocks)))
        return tuple(section for section in done if section.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the article names, under the fullest form of the name that it uses."""

    name: str
    forms: tuple[str, ...] = ()
    """Every form that the article uses, in the order of the text."""
    sex: Sex = ""
    description: str = ""
    """The article's own words for who this is: "a political scientist from Almaty"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that the article gives as somebody's own, between quotation marks."""

    block: int
    """Index into the article's blocks."""
    start: int
    end: int
    """The half-open span in the block's text, quotation marks included."""
    words: str
    """The quoted words without the marks."""
    speaker: str | None = None
    """A person's name; None where nobody is known, and the neutral quote voice speaks."""
    mention: str = ""
    """The article's words for the speaker at this quotation: "he", "Fedotov", "the spokesman"."""
    rule: str = ""
    """The name of the rule that decided."""
    evidence: str = ""
    """The words of the article that the attribution rests on."""
    confidence: float = 0.0
    """How sure the attribution is, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributions:
    """Who said what in one article, in the order of the text."""

    people: tuple[Person, ...] = ()
    quotations: tuple[Quotation, ...] = ()

    def person(self, name: str | None) -> Person | None:
        """The person of that name."""
        return next((person for person in self.people if person.name == name), None)


class Role(StrEnum):
    """How an utterance is to be said; each block kind that is spoken has its own."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    DATELINE = "dateline"
    SUBHEADING = "subheading"
    NARRATION = "narration"
    LIST_ITEM = "list_item"
    BLOCK_QUOTE = "block_quote"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    CREDIT = "credit"
    PICTURE = "picture"
    QUOTATION = "quotation"
    ANNOUNCEMENT = "announcement"  # words that the edition adds, such as "Picture caption."


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A sentence, or the part of one that a single voice says: the smallest thing re-made."""

    role: Role
    text: str
    """As written: ``blocks[block].text[start:end]``; empty for an announcement."""
    spoken: str
    """What the engine is given to say."""
    block: int = -1
    start: int = 0
    end: int = 0
    section: int = 0
    """Index into the script's sections."""
    speaker: str | None = None
    """Who is quoted, for a quotation; None for the narrator or an unknown speaker."""
    quotation: int | None = None
    """Index into the attributions' quotations, for a quotation."""
    language: str = "en"
    pause: float = 0.0
    """Seconds of silence after it."""
    sounds: tuple[tuple[str, str], ...] = ()
    """Words of ``spoken`` whose sounds the lexicon knows, each with its IPA."""
    opens: bool = False
    """Whether an earcon is heard before it: a quotation opens."""
    closes: bool = False
    """Whether an earcon is heard after it: a quotation closes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A line of the article that the edition does not say, and why."""

    text: str
    block: int
    """Index into the article's blocks."""
    line: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Everything that will be said, in order."""

    title: str
    language: str
    sections: tuple[str, ...]
    """The title of each section, the opening's first; one chapter each."""
    utterances: tuple[Utterance, ...]
    left_out: tuple[LeftOut, ...] = ()
    levels: tuple[int, ...] = ()
    """The depth of each section: 1 where an article begins, 2 below it; empty: all are 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice of one engine, and how it is set for its part."""

    engine: str
    id: str
    """What the engine calls it."""
    name: str = ""
    """What people call it."""
    language: str = ""
    """BCP 47."""
    sex: Sex = ""
    rate: float = 1.0
    """Speed relative to the engine's own."""
    pitch: float = 0.0
    """Semitones above the voice's own pitch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part in the cast: a role, or a speaker by name, and the voice that plays it."""

    name: str
    """ "narrator", "caption", "quotation" (speakers unknown), or a person's name.

    The same part in a foreign language has the language after it: "narrator (ru)".
    """
    voice: Voice
    person: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who plays whom."""

    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    """Where the engine had too few voices."""

    def part(self, utterance: Utterance) -> Part:
        """The part that says the utterance: its speaker's, its role's, or the narrator's.

        One that speaks the utterance's language comes before them all.
        """
        by_name = {part.name: part for part in self.parts}
        names = (utterance.speaker, utterance.role.value, "narrator")
        for name in (*(f"{name} ({utterance.language})" for name in names), *names):
            if name in by_name:
                return by_name[name]
        raise KeyError("narrator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """The sound of one utterance, in the clip store."""

    key: str
    """SHA-256, in hex, of all that decides the sound."""
    rate: int
    """Samples a second."""
    samples: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """When an utterance is heard, in seconds from the beginning of the programme."""

    utterance: int
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section of the programme, in seconds; chapters tile it from 0 to its end."""

    title: str
    start: float
    end: float
    level: int = 1
    """The depth of its section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earcon:
    """A short sound between two utterances: a quotation opens or closes."""

    start: float
    """Seconds from the beginning of the programme."""
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reel:
    """A stretch of the programme that is encoded by itself: it begins and ends in silence.

    It lasts a whole number of MP3 frames, but for the last one.
    """

    start: float
    """Seconds from the beginning of the programme."""
    end: float
    cues: tuple[int, int]
    """The index of its first cue, and the one after its last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The clips on one time line: what is heard when."""

    cues: tuple[Cue, ...]
    """One for each utterance, in order."""
    chapters: tuple[Chapter, ...]
    duration: float
    rate: int
    """Samples a second of the stitched sound."""
    reels: tuple[Reel, ...]
    """They tile the programme from 0 to its end."""
    earcons: tuple[Earcon, ...] = ()
    """In order, each in a pause."""

    def excerpt(self, reel: Reel) -> "Programme":
        """What is heard on one reel, in seconds from the beginning of the reel."""
        return Programme(
            cues=tuple(
                Cue(utterance=cue.utterance, start=cue.start - reel.start, end=cue.end - reel.start)
                for cue in self.cues[slice(*reel.cues)]
            ),
            chapters=(),
            duration=reel.end - reel.start,
            rate=self.rate,
            reels=(),
            earcons=tuple(
                Earcon(start=one.start - reel.start, opens=one.opens)
                for one in self.earcons
                if reel.start <= one.start < reel.end
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """What a meter reads on a finished sound."""

    integrated_lufs: float
    """Source: ITU-R BS.1770-5, EBU R 128."""
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One article, ready to be published in any form."""

    article: Article
    attributions: Attributions
    script: Script
    cast: Cast
    programme: Programme

    def lines(self) -> Iterator[tuple[Utterance, Cue, Part]]:
        """Each utterance with its time and its voice, in order."""
        for utterance, cue in zip(self.script.utterances, self.programme.cues, strict=True):
            yield utterance, cue, self.cast.part(utterance)
