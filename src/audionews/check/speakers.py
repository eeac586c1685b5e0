"""Whether everybody who is quoted is known, and speaks in a voice of their own."""

from collections import defaultdict
from collections.abc import Iterator

from audionews.casting import NARRATOR
from audionews.check.kept import Kept
from audionews.check.rule import Severity, rule
from audionews.check.words import shown
from audionews.model import Voice

DOUBTFUL = 0.7
"""Confidence below which an attribution is worth a second look."""


@rule(
    "a-501",
    Severity.NOTE,
    "nobody is known to have said a quotation: a neutral voice says it",
    mend="name the speaker in the side file, under [[quotations]]",
)
def unresolved(kept: Kept) -> Iterator[tuple[str, str]]:
    """Quotations that the edition gives no speaker."""
    for number, quotation in enumerate(kept.record.quotations):
        if quotation.voiced_as is None:
            guess = f"; perhaps {quotation.speaker}" if quotation.speaker else ""
            yield f"quotation {number}", f"“{shown(quotation.words)}”{guess}"


@rule(
    "a-502",
    Severity.NOTE,
    "it is not sure who said a quotation",
    mend="see whether the words beside it say so; if not, name the speaker in the side file",
)
def doubtful(kept: Kept) -> Iterator[tuple[str, str]]:
    """Attributions of little confidence that the edition goes by."""
    for number, quotation in enumerate(kept.record.quotations):
        if quotation.voiced_as and quotation.confidence < DOUBTFUL:
            sure = f"{quotation.voiced_as}, {quotation.confidence:.0%}"
            why = f"“{shown(quotation.words)}”: {sure}, for “{shown(quotation.evidence)}”"
            yield f"quotation {number}", why


@rule(
    "a-503",
    Severity.WARNING,
    "two people speak in one voice",
    mend="give one of them another voice in audionews.toml, under [speech.voices]",
)
def own_voices(kept: Kept) -> Iterator[tuple[str, str]]:
    """The narrator counts as somebody."""
    names = defaultdict[Voice, dict[str, None]](dict)
    for part in dict.fromkeys(kept.part(line) for line in kept.script.utterances):
        if part.person or part.name == NARRATOR:
            names[part.voice][part.person.name if part.person else NARRATOR] = None
    for voice, speakers in names.items():
        if len(speakers) > 1:
            yield voice.name or voice.id, ", ".join(speakers)


@rule(
    "a-504",
    Severity.ERROR,
    "an utterance is said in another voice than the cast's",
    mend="make the edition again",
)
def voices_as_cast(kept: Kept) -> Iterator[tuple[str, str]]:
    """The script's voices against the record's cast."""
    for line in kept.script.utterances:
        part = kept.part(line)
        if line.voice != part.voice.id:
            yield line.place, f"{part.name} is {part.voice.id}, here it is {line.voice}"
