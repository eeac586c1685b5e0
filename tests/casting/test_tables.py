"""The measured voices, as they are cast."""

import json
from importlib.resources import files

import pytest

from audionews.casting import cast
from audionews.casting.company import ALIKE
from audionews.casting.likeness import distance
from audionews.model import Attributions, Person, Role, Script, Utterance, Voice
from audionews.settings import Speech
from audionews.speech.engines.espeak import ENGLISH, VARIANTS

PEOPLE = tuple(Person(name=f"{sex} {number}", sex=sex) for number in range(6) for sex in "mf")


def table(engine):
    return json.loads((files("audionews.data") / "voices" / f"{engine}.json").read_text("utf-8"))


def voices(engine):
    if engine == "kokoro":
        return tuple(
            Voice(engine=engine, id=id_, language="en", sex=id_[1]) for id_ in table(engine)
        )
    return tuple(
        Voice(engine=engine, id=id_, language="en", sex=VARIANTS[id_.partition("+")[2]])
        for id_ in ENGLISH
    )


@pytest.mark.parametrize(("engine", "twins"), [("kokoro", 0), ("espeak", 5), ("pyttsx3", 5)])
def test_twelve_speakers_have_voices_that_can_be_told_apart(engine, twins):
    said = tuple(
        Utterance(role=Role.QUOTATION, text="Yes.", spoken="Yes.", speaker=person.name)
        for person in PEOPLE
    )
    script = Script(title="", language="en", sections=("",), utterances=said)
    made = cast(script, Attributions(people=PEOPLE), voices(engine), Speech())
    heard = [part.voice for part in made.parts]
    assert len(set(heard)) == 14
    assert len(made.notes) <= twins
    for voice in heard:
        assert min(distance(voice, other) for other in heard if other is not voice) > ALIKE


def test_every_table_holds_measures():
    for file in (files("audionews.data") / "voices").iterdir():
        for values in json.loads(file.read_text("utf-8")).values():
            assert set(values) == {"error", "hertz", "spectrum"}


@pytest.mark.parametrize(("engine", "most"), [("espeak", 20), ("kokoro", 10), ("piper", 10)])
def test_every_voice_that_is_offered_is_understood(engine, most):
    measured = table(engine)
    offered = ENGLISH if engine == "espeak" else measured
    assert all(measured[id_]["error"] <= most for id_ in offered)
