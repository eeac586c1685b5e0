"""What the producer says goes: speakers and people, laid over what the rules found."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audionews.article.sidefile import Named, Said, SideFile
from audionews.article.words import fold
from audionews.model import Attributions, Person, Quotation

RULE = "producer"


def overrule(
    attributions: Attributions, side: SideFile, *, where: str
) -> tuple[Attributions, tuple[str, ...]]:
    """The attributions as the producer wants them, and the overrides that did nothing.

    A quotation is known by its first words, a person by the name or any of its forms; case and
    white space do not count.  An override is for every quotation that begins with its words.
    """
    people, renamed = _people(attributions.people, side.people)
    quotations = tuple(
        replace(q, speaker=renamed.get(q.speaker or "", q.speaker)) for q in attributions.quotations
    )
    ruled = tuple(_ruled(quotations, side.quotations, people, where))
    missing = {q.speaker for q in ruled if q.speaker} - {person.name for person in people}
    people += tuple(Person(name=name, forms=(name,)) for name in sorted(missing))
    amended = Attributions(people=people, quotations=ruled)
    return amended, tuple(_unused(attributions, amended, side, where))


def _people(
    people: tuple[Person, ...], named: Sequence[Named]
) -> tuple[tuple[Person, ...], dict[str, str]]:
    """The people with some of them put together, and the new name of each that lost its own."""
    renamed: dict[str, str] = {}
    for entry in named:
        same = [person for person in people if _is(person, entry)]
        if not same:
            continue
        forms = dict.fromkeys(form for person in same for form in (*person.forms, *entry.forms))
        one = replace(
            same[0],
            name=entry.name,
            forms=tuple(forms),
            sex=entry.sex or same[0].sex,
            description=next((p.description for p in same if p.description), ""),
        )
        renamed |= {person.name: entry.name for person in same}
        people = tuple(
            one if person is same[0] else person
            for person in people
            if person is same[0] or person not in same
        )
    return people, renamed


def _is(person: Person, entry: Named) -> bool:
    """Whether the entry is about the person: it has the person's name, or one of the forms."""
    names = {_folded(name) for name in (entry.name, *entry.forms)}
    return _folded(person.name) in names or (
        not entry.forms and _folded(entry.name) in {_folded(form) for form in person.forms}
    )


def _ruled(
    quotations: Sequence[Quotation], said: Sequence[Said], people: Sequence[Person], where: str
) -> Iterator[Quotation]:
    for quotation in quotations:
        entry = next((entry for entry in said if _begins(quotation, entry)), None)
        if entry is None:
            yield quotation
        elif not entry.not_a_quotation:
            yield replace(
                quotation,
                speaker=_known(entry.speaker, people),
                rule=RULE,
                evidence=f"{where} says so",
                confidence=1.0,
            )


def _known(speaker: str, people: Sequence[Person]) -> str | None:
    """The name of the person who is called so; the words themselves for somebody new."""
    word = _folded(speaker)
    called = [p for p in people if word in {_folded(form) for form in (p.name, *p.forms)}]
    surnamed = [p for p in people if word == _folded(p.name).split()[-1]]
    for found in (called, surnamed):
        if len(found) == 1:
            return found[0].name
    return fold(speaker) or None


def _begins(quotation: Quotation, entry: Said) -> bool:
    return _folded(quotation.words).startswith(_folded(entry.text))


def _unused(
    found: Attributions, amended: Attributions, side: SideFile, where: str
) -> Iterator[str]:
    for entry in side.quotations:
        if not any(_begins(quotation, entry) for quotation in found.quotations):
            yield f"{where}: no quotation begins with “{entry.text}”; mend or remove the entry"
    people = (*found.people, *amended.people)  # a producer may name somebody new, and cast them
    for named in side.people:
        if not any(_is(person, named) for person in people):
            yield f"{where}: the article names no “{named.name}”; mend or remove the entry"


def _folded(words: str) -> str:
    return fold(words).casefold()
