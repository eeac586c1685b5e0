"""What the producer says of quotations and people, laid over what was found."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audionews.article.overrides import Note
from audionews.article.sidefile import Named, Said, SideFile
from audionews.article.words import fold
from audionews.model import Attributions, Person, Quotation

RULE = "the producer's word"


def amend(
    attributions: Attributions, side: SideFile, *, where: str
) -> tuple[Attributions, tuple[Note, ...]]:
    """The attributions as the producer wants them, and the entries that did nothing.

    An entry of a quotation is for every quotation that begins with its words; case and white space
    do not count.  A speaker whom the article does not name becomes a person of it.
    """
    quotations = tuple(_amended(quotation, side, where) for quotation in attributions.quotations)
    people = tuple(_people(attributions.people, side))
    return replace(attributions, quotations=quotations, people=people), tuple(
        _unused(attributions, side.quotations, where)
    )


def _amended(quotation: Quotation, side: SideFile, where: str) -> Quotation:
    said = next((entry for entry in side.quotations if _means(entry, quotation)), None)
    if said is not None:
        speaker = said.speaker or None
        return replace(quotation, speaker=speaker, rule=RULE, evidence=where, confidence=1.0)
    for named in side.people:
        if quotation.speaker in named.forms:
            return replace(quotation, speaker=named.name)
    return quotation


def _means(entry: Said, quotation: Quotation) -> bool:
    anchor = fold(entry.text).casefold().strip("\"'“”„«» ")
    return fold(quotation.words).casefold().startswith(anchor)


def _people(people: Sequence[Person], side: SideFile) -> Iterator[Person]:
    """The people as the producer knows them: those that are one are joined."""
    entries = {name: named for named in side.people for name in (named.name, *named.forms)}
    joined = dict[str, Person]()
    for person in (*people, *_new(people, side)):
        named = entries.get(person.name, Named(name=person.name))
        before = joined.get(named.name, Person(name=named.name))
        joined[named.name] = replace(
            before,
            forms=tuple(dict.fromkeys((*before.forms, *person.forms, *named.forms))),
            sex=named.sex or before.sex or person.sex,
            description=before.description or person.description,
        )
    yield from joined.values()


def _new(people: Sequence[Person], side: SideFile) -> Iterator[Person]:
    known = {person.name for person in people}
    speakers = (entry.speaker for entry in side.quotations if entry.speaker)
    for name in dict.fromkeys((*speakers, *(named.name for named in side.people))):
        if name not in known:
            yield Person(name=name)


def _unused(attributions: Attributions, entries: Sequence[Said], where: str) -> Iterator[Note]:
    for entry in entries:
        if not any(_means(entry, quotation) for quotation in attributions.quotations):
            yield Note(text=entry.text, problem="unused", where=where, what="quotation")
