import _ctypes
import ctypes
from dataclasses import replace
from importlib.util import find_spec

import pytest

from audionews.errors import SpeechError
from audionews.model import Voice
from audionews.speech.engines.espeak import ENGLISH, VARIANTS, Espeak, library_files

VOICE = Voice(engine="espeak", id="en-us")


@pytest.fixture
def espeak():
    return Espeak()


def test_english_comes_first_and_the_plainest_voice_leads(espeak):
    voices = espeak.voices()
    assert [voice.id for voice in voices[: len(ENGLISH)]] == list(ENGLISH)
    assert [voice.name for voice in voices[:2]] == ["English (America)", "English (America), m2"]
    assert not any(voice.language.startswith("en") for voice in voices[len(ENGLISH) :])


def test_every_other_language_has_the_same_variants(espeak):
    german = [voice for voice in espeak.voices() if voice.language == "de"]
    assert [voice.id.partition("+")[2] for voice in german] == list(VARIANTS)
    assert {voice.sex for voice in german} == {"f", "m"}


def test_languages_are_written_as_bcp_47_writes_them(espeak):
    languages = {voice.language for voice in espeak.voices()}
    assert {"en-US", "en-GB-x-rp", "pt-BR", "es-419", "fa-Latn", "kk", "ru"} <= languages


def test_a_voice_outside_the_offer_speaks_too(espeak):
    assert espeak.say("Good morning.", replace(VOICE, id="en-gb-scotland+f3")).duration > 0.5


def test_phonemes_tell_how_a_text_is_said(espeak):
    assert espeak.phonemes("The hub, they said.", VOICE) == "ðə hˈʌb ðeɪ sˈɛd"
    assert espeak.phonemes("", VOICE) == ""


def test_phonemes_go_by_the_voice(espeak):
    words = [espeak.phonemes("water", replace(VOICE, id=id_)) for id_ in ("en-us", "en-gb-x-rp")]
    assert words[0] != words[1]
    with pytest.raises(SpeechError, match="no voice"):
        espeak.phonemes("water", replace(VOICE, id="xx-xx"))


def test_a_hundred_thousand_characters_are_said(espeak):
    assert espeak.say("Nine new lines were running. " * 3448, VOICE).duration > 3600


def test_what_it_said_before_is_not_heard(espeak):
    first = espeak.say("Nine new lines.", VOICE)
    espeak.say("Whispered words and more.", replace(VOICE, id="en-us+whisper", rate=2, pitch=5))
    assert espeak.say("Nine new lines.", VOICE) == first


@pytest.mark.skipif(find_spec("espeakng_loader") is None, reason="needs the wheel's library")
def test_a_library_that_another_part_of_the_program_uses_is_left_alone(espeak):
    path, data = library_files()
    other = ctypes.CDLL(path)
    other.espeak_Initialize(2, 0, data.encode(), 0x8000)
    try:
        with pytest.raises(SpeechError, match="in use elsewhere"):
            espeak.say("Nine new lines.", VOICE)
    finally:
        other.espeak_Terminate()
        _ctypes.dlclose(other._handle)
    assert espeak.say("Nine new lines.", VOICE).samples


SHYMKENT = (("Shimkent", "ʃɪmˈkɛnt"),)


def test_words_are_said_by_their_sounds(espeak):
    plain = espeak.say("To Shimkent [[k]] in May.", VOICE)
    sounds = espeak.pronounce("To Shimkent [[k]] in May.", VOICE, SHYMKENT)
    assert sounds != plain
    assert sounds.duration == pytest.approx(plain.duration, rel=0.15)
    assert espeak.pronounce("To Shimkent [[k]] in May.", VOICE, SHYMKENT) == sounds


def test_sounds_of_words_that_are_not_there_change_nothing(espeak):
    assert espeak.pronounce("In May.", VOICE, SHYMKENT) == espeak.say("In May.", VOICE)


def test_sounds_that_a_voice_does_not_have_leave_the_word(espeak):
    german = replace(VOICE, id="de")
    assert espeak.pronounce("Nach Shimkent.", german, SHYMKENT) == espeak.say(
        "Nach Shimkent.", german
    )


def test_each_clause_has_its_sounds_and_its_words(espeak):
    clauses = espeak.clauses("The hub, they said: Shimkent.", VOICE, SHYMKENT, tie="^")
    assert [(said, written.strip()) for said, written in clauses[:2]] == [
        ("ðə hˈʌb", "The hub,"),
        ("ðe^ɪ sˈɛd", "they said:"),
    ]
    assert clauses[2][0] == "ʃɪmkˈɛnt"


@pytest.mark.parametrize("id_", ["en-us", "en-us+Diogo", "en-gb-x-rp+f2", "kk", "es-419+anika"])
def test_a_voice_set_by_its_file_is_the_one_of_that_name(espeak, monkeypatch, id_):
    voice = replace(VOICE, id=id_)
    by_file = espeak.say("Twenty-one foxes, no more.", voice)
    monkeypatch.setattr("audionews.speech.engines.espeak._voice_files", dict)
    assert espeak.say("Twenty-one foxes, no more.", voice) == by_file


@pytest.mark.parametrize(
    "id_", ["en-us+nobody", "nobody", "en-us+\ud800", "en-us+" + "x" * 300, "x" * 300]
)
def test_a_voice_that_the_library_does_not_have_is_refused(espeak, id_):
    with pytest.raises(SpeechError, match="has no voice"):
        espeak.say("Fox.", replace(VOICE, id=id_))
