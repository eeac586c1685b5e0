import pytest

from audionews.casting import likeness
from audionews.casting.likeness import distance
from audionews.model import Voice

MEASURES = {
    "en-us": (100.0, [6.0, 0.0, -6.0]),
    "en-us+deep": (80.0, [6.0, 0.0, -6.0]),
    "en-us+soft": (100.0, [9.0, 0.0, -9.0]),
}


@pytest.fixture(autouse=True)
def _measured(monkeypatch):
    monkeypatch.setattr(likeness, "_measures", lambda name: MEASURES if name == "espeak" else {})


def voice(id_, engine="espeak", pitch=0.0):
    return Voice(engine=engine, id=id_, pitch=pitch)


def test_a_voice_is_like_itself_and_distance_has_no_direction():
    plain, deep = voice("en-us"), voice("en-us+deep")
    assert distance(plain, plain) == 0
    assert distance(plain, deep) == pytest.approx(distance(deep, plain))
    assert distance(plain, deep) > distance(plain, voice("en-us+soft")) > 0


def test_pitch_that_is_moved_counts():
    assert distance(voice("en-us", pitch=4), voice("en-us")) == pytest.approx(2)
    assert distance(voice("en-us+deep", pitch=3.86), voice("en-us")) == pytest.approx(0, abs=0.01)


def test_a_larynx_sounds_so_in_every_language():
    assert distance(voice("de"), voice("de+deep")) == distance(voice("en-us"), voice("en-us+deep"))


def test_the_system_s_espeak_has_the_same_voices():
    assert distance(voice("en-us", "pyttsx3"), voice("en-us+deep", "pyttsx3")) > 1


def test_of_a_voice_that_nobody_measured_nothing_is_known():
    assert distance(voice("en-us"), voice("en-us+new")) == 0
    assert distance(voice("x", "other"), voice("y", "other")) == 0
