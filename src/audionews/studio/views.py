"""What the pages show: the list of editions, and an edition as a screenplay."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from audionews.casting.company import base
from audionews.changes.rendition import Rendition
from audionews.check import Finding
from audionews.clock import clock
from audionews.model import Quotation, Role, Utterance, Voice
from audionews.retouch import folded
from audionews.studio.corrections import NO_QUOTATION, NOBODY, drops, quoted, told
from audionews.studio.desk import Sheet

NARRATOR, UNKNOWN = "Narrator", "Nobody known"
COLOURS = 8
"""How many colours there are for speakers: those of the waveform."""
_DATA = files("audionews.data") / "studio"
_DULL = (Role.NARRATION, Role.QUOTATION)
"""The roles that go without saying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the screenplay."""

    number: int
    said: Utterance
    key: str
    speaker: str
    part: int
    """The speaker's number in the cast; 0 for the narrator."""
    role: str
    """Empty where it goes without saying."""
    voice: Voice
    quotation: Quotation | None
    doubtful: bool
    yours: bool
    """The producer has said something of it."""
    new: bool
    """It sounds otherwise in the edition that stands."""
    findings: tuple[Finding, ...]

    @property
    def colour(self) -> int:
        """The number of the speaker's colour; 0 for the narrator."""
        return (self.part - 1) % COLOURS + 1 if self.part else 0

    @property
    def shown(self) -> str:
        """The words, as written or as the edition adds them."""
        return self.said.text or self.said.spoken

    @property
    def respelt(self) -> list[tuple[str, str]]:
        """The words that the voice is given others for, each with those."""
        if not self.said.text:
            return []
        written, given = self.said.text.split(), self.said.spoken.split()
        match = SequenceMatcher(
            None, list(map(_letters, written)), list(map(_letters, given)), autojunk=False
        )
        return [
            (_bare(written[a:b]), _bare(given[c:d]))
            for kind, a, b, c, d in match.get_opcodes()
            if kind != "equal" and _letters(" ".join(written[a:b] + given[c:d]))
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Somebody in the cast, and how much they say."""

    number: int
    colour: int
    name: str
    description: str
    voice: Voice
    lines: int


@cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=FunctionLoader(lambda name: (_DATA / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["clock"] = clock
    return made


def asset(name: str) -> bytes:
    """A file that the pages load."""
    return (_DATA / name).read_bytes()


def rows(
    sheet: Sheet, made: Rendition | None, findings: Mapping[str, Sequence[Finding]]
) -> list[Row]:
    """The lines of the screenplay.

    Args:
        sheet: the edition as it would be made.
        made: the edition that stands.
        findings: what a check found, by the words of the lines.
    """
    prepared, numbers = sheet.prepared, {NARRATOR: 0}
    known = {line.key for line in made.lines} if made else set()
    corrected = told(sheet)
    found = []
    for number, (said, key) in enumerate(zip(prepared.script.utterances, sheet.keys, strict=True)):
        who = _speaker(said)
        quotation = _quotation(sheet, said)
        yours = number in corrected or (quotation is not None and quotation.rule == "producer")
        found.append(
            Row(
                number=number,
                said=said,
                key=key,
                speaker=who,
                part=numbers.setdefault(who, len(numbers)),
                role="" if said.role in _DULL else said.role.value.replace("_", " "),
                voice=prepared.cast.part(said).voice,
                quotation=quotation,
                doubtful=quotation is not None and said.speaker is None,
                yours=yours,
                new=bool(known) and key not in known,
                findings=tuple(findings.get(folded(said.text or said.spoken), ())),
            )
        )
    return found


def _speaker(said: Utterance) -> str:
    return said.speaker or (UNKNOWN if said.role is Role.QUOTATION else NARRATOR)


def _quotation(sheet: Sheet, said: Utterance) -> Quotation | None:
    if said.quotation is None:
        return None
    return sheet.prepared.attributions.quotations[said.quotation]


def chapters(sheet: Sheet, lines: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The lines under the titles of their sections."""
    for section, found in groupby(lines, key=lambda row: row.said.section):
        yield sheet.prepared.script.sections[section], list(found)


def parts(sheet: Sheet, lines: Iterable[Row]) -> list[Part]:
    """Who is heard, the narrator first."""
    said = defaultdict[str, list[Row]](list)
    for row in lines:
        said[row.speaker].append(row)
    people = sheet.prepared.attributions.person
    found = [
        Part(
            number=heard[0].part,
            colour=heard[0].colour,
            name=name,
            description=person.description if (person := people(name)) else "",
            voice=heard[0].voice,
            lines=len(heard),
        )
        for name, heard in said.items()
    ]
    return sorted(found, key=lambda part: part.number)


def form(sheet: Sheet, row: Row, voices: Sequence[Voice]) -> dict[str, Any]:
    """What the form of a line asks, and what holds now."""
    at = told(sheet).get(row.number)
    entry = None if at is None else sheet.side.sentences[at]
    return {
        "row": row,
        "sheet": sheet,
        "speakers": _speakers(sheet, row),
        "voices": _by_language(voices, row),
        "values": {
            "speaker": _spoken_by(row),
            "voice": "" if row.doubtful else row.voice.id,
            "say": row.said.spoken,
            "pause": f"{row.said.pause:g}",
            "written": "",
            "respelt": "",
            "other": "",
            "skip": "",
        },
        "said_otherwise": bool(entry and entry.say),
        "paused": bool(entry and entry.pause is not None),
    }


def _spoken_by(row: Row) -> str:
    if row.quotation is None:
        return NO_QUOTATION
    return row.said.speaker or NOBODY


def _speakers(sheet: Sheet, row: Row) -> list[str]:
    """Who can be said to say a line; nobody where it is no quotation."""
    if quoted(sheet, row.said) is None:
        return []
    people = [person.name for person in sheet.prepared.attributions.people]
    return [*people, NOBODY, NO_QUOTATION]


def _by_language(voices: Sequence[Voice], row: Row) -> list[tuple[str, list[Voice]]]:
    """The voices that speak the line's language, or all where none does, by language."""
    home = base(row.said.language)
    fit = [voice for voice in voices if base(voice.language) == home] or voices
    found = defaultdict[str, list[Voice]](list)
    for voice in fit:
        found[voice.language or "other"].append(voice)
    if all(voice.id != row.voice.id for voice in fit):
        found[row.voice.language or "other"].append(row.voice)
    return list(found.items())


def left_out(sheet: Sheet) -> list[tuple[Any, bool]]:
    """The lines that are not said, each with whether a producer's entry drops it."""
    return [
        (line, drops(sheet, line.text) is not None)
        for line in sheet.prepared.script.left_out
        if line.text
    ]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _bare(words: Iterable[str]) -> str:
    """The words without the marks around them."""
    return " ".join(words).strip(" \t\"'“”‘’«»,;:.!?()[]-–—")
