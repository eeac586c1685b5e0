"""What a producer wants of one line, as entries of the side file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audionews.article.sidefile import Said
from audionews.model import Quotation, Role, Utterance
from audionews.retouch import folded, meant
from audionews.studio.amend import Entry, Value, anchor
from audionews.studio.desk import Sheet

NOBODY, NO_QUOTATION = "nobody known", "no quotation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a line is to be; None leaves a thing as it is, an empty word makes it automatic."""

    speaker: str | None = None
    """A name, ``NOBODY`` or ``NO_QUOTATION``; empty: whom the rules find."""
    voice: str | None = None
    """The identifier of the voice of whoever says the line."""
    say: str | None = None
    pause: str | None = None
    """Seconds, as they were typed."""
    skip: bool | None = None
    written: str = ""
    """A word of the line that is to be said in another way."""
    respelt: str = ""
    """How it is said."""


def entries(sheet: Sheet, number: int, wish: Wish) -> list[Entry]:
    """The entries that make the line as it is wanted.

    Args:
        sheet: the edition.
        number: the utterance's.
        wish: what is to be different.

    Raises:
        ValueError: the pause is no number.
    """
    return [
        *_speaker(sheet, number, wish),
        *_voice(sheet, number, wish),
        *_sentence(sheet, number, wish),
        *_pronunciation(sheet, wish),
    ]


def quoted(sheet: Sheet, said: Utterance) -> str | None:
    """The words of the quotation that the line belongs to, or that the producer says is none."""
    if said.quotation is not None:
        return sheet.prepared.attributions.quotations[said.quotation].words
    for entry in sheet.side.quotations:
        if entry.not_a_quotation and folded(entry.text) in folded(said.text):
            return entry.text
    return None


def told(sheet: Sheet) -> Mapping[int, int]:
    """The number of the entry about each line that has one; what is dropped is no line any more."""
    still = [(index, entry) for index, entry in enumerate(sheet.side.sentences) if not entry.skip]
    found, _ = meant(sheet.prepared.script.utterances, [entry for _, entry in still])
    return {number: still[at][0] for number, at in found.items()}


def drops(sheet: Sheet, text: str) -> Entry | None:
    """The entry that says a dropped sentence again; None where no entry drops it."""
    for index, entry in enumerate(sheet.side.sentences):
        if entry.skip and folded(text).startswith(folded(entry.text)):
            return Entry(table="sentences", at=index, values={"skip": None})
    return None


def _speaker(sheet: Sheet, number: int, wish: Wish) -> Iterator[Entry]:
    words = quoted(sheet, sheet.prepared.script.utterances[number])
    if wish.speaker is None or words is None:
        return
    values: dict[str, Value] = {"speaker": wish.speaker, "not_a_quotation": None}
    if wish.speaker == NO_QUOTATION:
        values = {"speaker": None, "not_a_quotation": True}
    elif wish.speaker in (NOBODY, ""):
        values["speaker"] = "" if wish.speaker else None
    quotations, said = sheet.prepared.attributions.quotations, sheet.side.quotations
    at = next((n for n, entry in enumerate(said) if _begins(words, entry)), None)
    shared = at is not None and _covers(quotations, said[at]) > 1
    yield Entry(
        table="quotations",
        values=values,
        anchor={"text": anchor(words, [q.words for q in quotations], folded)},
        at=None if shared else at,
        before=at if shared else None,
    )


def _begins(words: str, entry: Said) -> bool:
    return folded(words).startswith(folded(entry.text))


def _covers(quotations: Sequence[Quotation], entry: Said) -> int:
    """How many different quotations the entry is about."""
    return len({folded(q.words) for q in quotations if _begins(q.words, entry)})


def _voice(sheet: Sheet, number: int, wish: Wish) -> Iterator[Entry]:
    if wish.voice is None:
        return
    said, values = sheet.prepared.script.utterances[number], {"voice": wish.voice or None}
    if said.speaker is None:
        if said.role is not Role.QUOTATION:
            yield Entry(table="article", values={"narrator": wish.voice or None})
        return
    person = sheet.prepared.attributions.person(said.speaker)
    forms = {folded(form) for form in (said.speaker, *(person.forms if person else ()))}
    known = (n for n, entry in enumerate(sheet.side.people) if folded(entry.name) in forms)
    anchor_ = {"name": said.speaker}
    yield Entry(table="people", values=values, anchor=anchor_, at=next(known, None))


def _sentence(sheet: Sheet, number: int, wish: Wish) -> Iterator[Entry]:
    values: dict[str, Value] = {}
    if wish.say is not None:
        values["say"] = " ".join(wish.say.split()) or None
    if wish.pause is not None:
        values["pause"] = float(wish.pause.replace(",", ".")) if wish.pause.strip() else None
    if wish.skip is not None:
        values["skip"] = wish.skip or None
    if not values:
        return
    utterances = sheet.prepared.script.utterances
    texts, text = [other.text for other in utterances], utterances[number].text
    yield Entry(
        table="sentences",
        values=values,
        anchor={"text": anchor(text, texts, folded)},
        at=told(sheet).get(number),
    )


def _pronunciation(sheet: Sheet, wish: Wish) -> Iterator[Entry]:
    written = " ".join(wish.written.split())
    if written:
        known = sheet.side.pronunciations
        at = next((n for n, entry in enumerate(known) if entry.written == written), None)
        respelt = " ".join(wish.respelt.split()) or None
        values: dict[str, Value] = {"say": respelt}
        yield Entry(table="pronunciations", values=values, anchor={"written": written}, at=at)
