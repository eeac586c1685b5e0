import xml.etree.ElementTree as ET
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.model import Voice
from audionews.speech.engines.drivers import (
    EspeakDriver,
    NsssDriver,
    Sapi5Driver,
    driver,
    last_words,
)
from audionews.speech.engines.pyttsx3 import pieces

VOICE = Voice(engine="pyttsx3", id="x")
SAYING = "It is done, the mayor told us."
FINISHED = ("finished-utterance", {"completed": True})


def begun(location):
    return ("started-word", {"location": location, "length": 4})


@given(st.text("abc ,.;", max_size=300), st.integers(2, 40))
def test_a_long_text_is_cut_and_no_letter_lost(text, longest):
    cut = pieces(text, longest)
    assert all(piece and len(piece) <= longest for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


def test_it_is_cut_after_a_sentence_or_else_a_clause_or_else_a_word():
    assert pieces("One, two. Three four", 14) == ["One, two.", "Three four"]
    assert pieces("One, two three four", 14) == ["One, two three", "four"]
    assert pieces("Once more, two three", 14) == ["Once more,", "two three"]


@pytest.mark.parametrize(
    ("events", "doubt"),
    [
        ([begun(1), begun(28), FINISHED], ""),
        ([begun(1), begun(13), FINISHED], ""),  # words may be said as one
        ([begun(1), begun(7), FINISHED], "did not come to the last words"),
        ([FINISHED], "did not come to the last words"),
        ([begun(28)], "did not say that it is finished"),
        ([begun(28), ("finished-utterance", {"completed": False})], "stopped before the end"),
        ([("error", {"exception": ValueError("no")}), FINISHED], "failed: no"),
    ],
)
def test_what_pyttsx3_tells_has_to_fit(events, doubt):
    told = EspeakDriver().doubt(SAYING, events)
    assert doubt in told
    assert bool(doubt) == bool(told)


def test_sapi_writes_a_file_without_a_word():
    assert Sapi5Driver().doubt(SAYING, []) == ""


def test_the_last_words_have_a_letter_or_a_figure():
    assert [last_words(text) for text in (SAYING, "one", "… 5 (6) …", "…", "")] == [
        12,
        0,
        2,
        -1,
        -1,
    ]


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cn"])))
def test_sapi_finds_no_markup_in_any_text(text):
    markup = Sapi5Driver().written(text, VOICE)
    root = ET.fromstring(markup)  # noqa: S314 - it is our own
    assert (root.tag, len(root), root.text or "") == ("pitch", 0, text)


def test_sapi_gets_its_pitch_in_half_semitones_and_no_more_than_ten():
    given_ = [
        Sapi5Driver().written("a", Voice(engine="pyttsx3", id="x", pitch=pitch)).split('"')[1]
        for pitch in (0, -2, 3.5, 12)
    ]
    assert given_ == ["0", "-4", "7", "10"]


@given(st.text("[]slnc 50"))
def test_macos_finds_no_command_in_any_text(text):
    assert "[[" not in NsssDriver().written(text, VOICE)


def test_macos_gets_its_pitch_as_a_command():
    higher = Voice(engine="pyttsx3", id="x", pitch=2)
    assert NsssDriver().written("a", higher) == "[[pbas +2]] a"


@pytest.mark.parametrize(
    ("platform", "name"), [("win32", "sapi5"), ("darwin", "nsss"), ("linux", "espeak")]
)
def test_each_system_has_its_driver(monkeypatch, platform, name):
    monkeypatch.setattr("sys.platform", platform)
    assert driver().name == name


def test_the_voices_of_a_system_tell_language_and_sex():
    listed = [
        SimpleNamespace(id="1", name="Zira", languages=["en-US"], gender="Female", age=None),
        SimpleNamespace(id="2", name=None, languages=["de_DE"], gender="VoiceGenderMale", age=35),
        SimpleNamespace(id="3", name="Bells", languages=None, gender=None, age=None),
    ]
    engine = SimpleNamespace(getProperty=lambda _: listed)
    voices = Sapi5Driver().voices(lambda: engine)
    assert [(one.name, one.language, one.sex) for one in voices] == [
        ("Zira", "en-US", "f"),
        ("2", "de-DE", "m"),
        ("Bells", "", ""),
    ]
