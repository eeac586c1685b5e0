"""How each part is delivered: roles in their own manner, foreign words by their own."""

from dataclasses import replace

from audionews.casting.company import NARRATOR, base
from audionews.model import Cast, Part, Role, Script, Voice
from audionews.settings import Roles


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
    directed = replace(cast, parts=tuple(parts.values()))
    return replace(cast, parts=(*directed.parts, *_abroad(directed, script, voices)))


def _delivered(part: Part, roles: Roles) -> Voice:
    if part.name == NARRATOR:
        return part.voice
    role = Role(part.name) if part.name in set(Role) else Role.QUOTATION
    manner = roles.of(role)
    voice = part.voice
    return replace(voice, rate=voice.rate * manner.rate, pitch=voice.pitch + manner.pitch)


def _abroad(cast: Cast, script: Script, voices: tuple[Voice, ...]) -> tuple[Part, ...]:
    """The parts that say something foreign, each with one voice for each language."""
    parts, actors, home = dict[str, Part](), dict[tuple[str, str], Voice](), base(script.language)
    for said in script.utterances:
        if (language := base(said.language)) == home:
            continue
        known = [voice for voice in voices if base(voice.language) == language]
        if not known:
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
