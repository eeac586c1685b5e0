"""Casting: which voice plays which part."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType

from audionews.casting.likeness import distance
from audionews.errors import SpeechError
from audionews.model import Attributions, Cast, Part, Person, Role, Script, Sex, Voice
from audionews.settings import Speech

NARRATOR = "narrator"
_STEPS = (2.5, 5.0, 7.5)
"""Semitones by which a voice is moved that sounds like another, or that has to serve again."""
ALIKE = 0.7
"""The distance within which voices are not told apart; one voice's texts differ by up to that."""
_YEARS = re.compile(
    r"\b(\d{1,3})[- ]?(?:years?[- ]old|year-old|jährig|ans\b|años\b|лет|жас|yosh)", re.IGNORECASE
)
_CHILD, _CHILD_PITCH = 13, 3.0
"""Years up to which somebody has the voice of a child, and the semitones that make one."""
_OLD, _OLD_RATE = 75, 0.94
"""Years from which somebody speaks more slowly, and how."""


def cast(
    script: Script,
    attributions: Attributions,
    voices: tuple[Voice, ...],
    settings: Speech,
    kept: Mapping[str, Voice] = MappingProxyType({}),
) -> Cast:
    """A voice for the narrator, the unknown speakers and every speaker by name.

    Whoever the settings or the show's cast name has that voice.  The others are cast in the order
    in which they speak, each with the voice of their sex that sounds least like those that are
    taken, or the best understood where nothing was measured.  No voice is cast twice, and the
    narrator's is nobody else's, as long as the engine has voices; the notes say where it has not.
    The same arguments always give the same cast.

    Args:
        voices: the engine's, best understood first.
        kept: the voices that speakers had in earlier articles, by name.

    Raises:
        SpeechError: a voice is asked for by a name that the engine does not know.
    """
    known = _in_language(voices, script.language)
    narrator = named(settings.narrator, voices) if settings.narrator else known[0]
    people = list(_speakers(script, attributions))
    chosen = {name: named(voice, voices) for name, voice in settings.voices.items()}
    chosen = _still_fitting(kept, people, known, (narrator, *chosen.values())) | chosen
    company = _Company(known, narrator, chosen.values())
    parts = [Part(name=NARRATOR, voice=_paced(narrator, settings))]
    for person in people:
        voice = chosen.get(person.name) or company.take(person)
        parts.append(Part(name=person.name, voice=_paced(voice, settings), person=person))
    unknown = company.take(Person(name=Role.QUOTATION.value))
    parts.append(Part(name=Role.QUOTATION.value, voice=_paced(unknown, settings)))
    return Cast(parts=tuple(parts), notes=tuple(company.notes))


def _speakers(script: Script, attributions: Attributions) -> Iterator[Person]:
    names = dict.fromkeys(said.speaker for said in script.utterances if said.speaker)
    for name in names:
        yield attributions.person(name) or Person(name=name)


def _still_fitting(
    kept: Mapping[str, Voice], people: list[Person], known: list[Voice], taken: Sequence[Voice]
) -> dict[str, Voice]:
    """The kept voices of the people who speak, without those that no longer fit."""
    ids, stage, fitting = {voice.id: voice for voice in known}, list(taken), dict[str, Voice]()
    for person in people:
        had = kept.get(person.name)
        if had is None or had.id not in ids:
            continue
        voice = replace(ids[had.id], pitch=had.pitch, rate=had.rate)
        if voice not in stage and _suits(voice, person.sex):
            fitting[person.name] = voice
            stage.append(voice)
    return fitting


class _Company:
    """The voices of a language: those that have a part, and those that are free."""

    def __init__(self, known: list[Voice], narrator: Voice, chosen: Iterable[Voice]) -> None:
        self.notes: list[str] = []
        self._known, self._narrator = known, narrator
        self._taken = [narrator, *chosen]
        self._free = [voice for voice in known if voice not in self._taken]

    def take(self, person: Person) -> Voice:
        """A voice for the person that nobody else has."""
        years = _years(person)
        child = years is not None and years <= _CHILD
        sex = person.sex or ("f" if child else "")
        free = [voice for voice in self._free if _suits(voice, sex)]
        voice = self._unlike(free)
        if voice is None:
            voice = self._moved(self._others(sex))
            self._tell(person, voice)
        elif 0 < self._distance(voice) < ALIKE:
            voice = max(voice, self._moved(free), key=self._distance)
        self._taken.append(voice)
        self._free = [free for free in self._free if free.id != voice.id]
        if child:
            return replace(voice, pitch=voice.pitch + _CHILD_PITCH)
        return replace(voice, rate=_OLD_RATE) if years is not None and years >= _OLD else voice

    def _tell(self, person: Person, voice: Voice) -> None:
        whom = "unknown speakers" if person.name == Role.QUOTATION.value else person.name
        alike = 0 < self._distance(voice) < ALIKE
        self.notes.append(
            f"no voice is left for {whom}: {voice.id} serves again at another pitch"
            + ", and sounds like somebody else" * alike
        )

    def _distance(self, voice: Voice) -> float:
        """How unlike the voice is to the one that is most like it, of those that are taken."""
        return min(distance(voice, taken) for taken in self._taken)

    def _unlike(self, voices: list[Voice]) -> Voice | None:
        """Of the voices, the one that is least like any that is taken; of several, the first."""
        return max(voices, key=self._distance, default=None)

    def _others(self, sex: Sex) -> list[Voice]:
        """The voices that may serve again: of that sex, and not the narrator's, if there are."""
        fit = [voice for voice in self._known if _suits(voice, sex)] or self._known
        return [voice for voice in fit if voice.id != self._narrator.id] or fit

    def _moved(self, voices: list[Voice]) -> Voice:
        """One of the voices at a pitch that nobody has it at, moved as little as may be."""
        tried = list[Voice]()
        for step in _STEPS:
            moved = [replace(voice, pitch=pitch) for pitch in (step, -step) for voice in voices]
            tried += [voice for voice in moved if voice not in self._taken]
            best = self._unlike(tried)
            if best and (not self._distance(best) or self._distance(best) >= ALIKE):
                return best
        return self._unlike(tried) or voices[0]


def _suits(voice: Voice, sex: Sex) -> bool:
    return not sex or voice.sex in (sex, "")


def _years(person: Person) -> int | None:
    """How old the article says that the person is."""
    found = _YEARS.search(person.description)
    return int(found.group(1)) if found else None


def _in_language(voices: tuple[Voice, ...], language: str) -> list[Voice]:
    """The voices of a language, those of its region first; all voices where it has none."""
    if not voices:
        raise SpeechError("the engine has no voices; choose another with --engine")
    spoken = [voice for voice in voices if base(voice.language) == base(language)]
    if "-" in language:
        spoken.sort(key=lambda voice: voice.language.lower() != language.lower())
    return spoken or list(voices)


def base(language: str) -> str:
    """A BCP 47 tag's language without its region."""
    return language.split("-", maxsplit=1)[0].lower()


def named(name: str, voices: tuple[Voice, ...]) -> Voice:
    """The voice of that name or identifier, in any case.

    Raises:
        SpeechError: there is none; the message names the nearest.
    """
    for voice in voices:
        if name.casefold() in (voice.id.casefold(), voice.name.casefold()):
            return voice
    near = get_close_matches(name, [voice.id for voice in voices], n=3, cutoff=0.3)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise SpeechError(f"no voice is called {name!r}{hint}; `audionews voices` lists them all")


def _paced(voice: Voice, settings: Speech) -> Voice:
    return replace(voice, rate=voice.rate * settings.rate)
