"""Casting: which voice plays which part."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from audionews.errors import SpeechError
from audionews.model import Attributions, Cast, Part, Person, Role, Script, Sex, Voice
from audionews.settings import Roles, Speech

NARRATOR = "narrator"
_TWIN_PITCHES = (2.5, -2.5, 5.0, -5.0)
"""Semitones by which a voice is moved to serve again once an engine has no more voices."""


def cast(
    script: Script, attributions: Attributions, voices: tuple[Voice, ...], settings: Speech
) -> Cast:
    """A voice for the narrator, the unknown speakers and every speaker by name.

    Speakers are cast in the order in which they speak, each with the best understood voice of
    their sex that is still free; the narrator's voice is nobody else's.  The same script, voices
    and settings always give the same cast.

    Args:
        voices: the engine's, best understood first.

    Raises:
        SpeechError: a voice is asked for by a name that the engine does not know.
    """
    known = _in_language(voices, script.language)
    chosen = {name: named(voice, voices) for name, voice in settings.voices.items()}
    narrator = named(settings.narrator, voices) if settings.narrator else known[0]
    free = [voice for voice in known if voice not in (narrator, *chosen.values())]
    parts = [Part(name=NARRATOR, voice=_paced(narrator, settings))]
    for person in _speakers(script, attributions):
        voice = chosen.get(person.name) or _take(free, known, narrator, person.sex)
        parts.append(Part(name=person.name, voice=_paced(voice, settings), person=person))
    unknown = _take(free, known, narrator, "")
    parts.append(Part(name=Role.QUOTATION.value, voice=_paced(unknown, settings)))
    return Cast(parts=tuple(parts))


def _speakers(script: Script, attributions: Attributions) -> Iterator[Person]:
    names = dict.fromkeys(said.speaker for said in script.utterances if said.speaker)
    for name in names:
        yield attributions.person(name) or Person(name=name)


def _take(free: list[Voice], known: list[Voice], narrator: Voice, sex: Sex) -> Voice:
    """The next free voice of that sex, taken from ``free``; a moved one where none is left."""
    for voice in free:
        if not sex or voice.sex in (sex, ""):
            free.remove(voice)
            return voice
    if not any(sex in ("", voice.sex) for voice in known):
        sex = ""  # the engine has no voice of that sex: any will do
    others = [voice for voice in known if voice != narrator and sex in ("", voice.sex)]
    twins = [
        replace(voice, pitch=voice.pitch + pitch)
        for pitch in _TWIN_PITCHES
        for voice in others or [narrator]
    ]
    free += twins
    free.remove(twins[0])
    return twins[0]


def _in_language(voices: tuple[Voice, ...], language: str) -> list[Voice]:
    """The voices of a language, those of its region first; all voices where it has none."""
    if not voices:
        raise SpeechError("the engine has no voices; choose another with --engine")
    spoken = [voice for voice in voices if _base(voice.language) == _base(language)]
    if "-" in language:
        spoken.sort(key=lambda voice: voice.language.lower() != language.lower())
    return spoken or list(voices)


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


def direct(cast: Cast, script: Script, voices: tuple[Voice, ...], roles: Roles) -> Cast:
    """The cast with each role in its own manner, and with voices for foreign languages.

    A language that the engine does not speak is left to the parts as they are.
    """
    narrator = next(part for part in cast.parts if part.name == NARRATOR)
    parts = {part.name: replace(part, voice=_delivered(part, roles)) for part in cast.parts}
    for role in Role:
        part = replace(narrator, name=role.value)
        if role.value not in parts and _delivered(part, roles) != narrator.voice:
            parts[role.value] = replace(part, voice=_delivered(part, roles))
    directed = Cast(parts=tuple(parts.values()))
    return Cast(parts=(*directed.parts, *_abroad(directed, script, voices)))


def _delivered(part: Part, roles: Roles) -> Voice:
    if part.name == NARRATOR:
        return part.voice
    role = Role(part.name) if part.name in set(Role) else Role.QUOTATION
    manner = roles.of(role)
    voice = part.voice
    return replace(voice, rate=voice.rate * manner.rate, pitch=voice.pitch + manner.pitch)


def _abroad(cast: Cast, script: Script, voices: tuple[Voice, ...]) -> tuple[Part, ...]:
    """The parts that say something foreign, each with one voice for each language."""
    parts, actors = dict[str, Part](), dict[tuple[str, str], Voice]()
    for said in script.utterances:
        language = _base(said.language)
        known = [voice for voice in voices if _base(voice.language) == language]
        if language == _base(script.language) or not known:
            continue
        part = cast.part(said)
        actor = actors.setdefault(
            (part.voice.id, language), _counterpart(part.voice, known, list(actors.values()))
        )
        voice = replace(actor, rate=part.voice.rate, pitch=part.voice.pitch)
        name = f"{part.name} ({said.language})"
        parts[name] = replace(part, name=name, voice=voice)
    return tuple(parts.values())


def _counterpart(voice: Voice, known: list[Voice], taken: list[Voice]) -> Voice:
    """Of the voices of another language, one of the same sex that is still free, if there is."""
    alike = [other for other in known if other.sex in (voice.sex, "")] or known
    return next((other for other in alike if other not in taken), alike[0])


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()
