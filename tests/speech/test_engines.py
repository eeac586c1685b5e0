"""What any engine has to do; whoever writes one runs it through these tests.

They speak through a worker, as an edition does: an engine may hold its library for itself.
"""

import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hearing import hertz

from audionews.errors import SpeechError
from audionews.speech import engine_names, load
from audionews.speech.crew import Crew
from audionews.speech.engine import Line

SENTENCE = "The minister said that nine new lines were running."
PATIENCE = 60

HOSTILE = {
    "nothing": "",
    "blanks": " \t\n ",
    "a full stop": ".",
    "an ellipsis": "…",
    "NUL": "before\0after",
    "an embedded command": "before \x01600S after",
    "an escape sequence": "\x1b[31mred\x07",
    "a lone surrogate": "before \ud800 after",
    "an emoji": "well done 👍🏽",
    "Cyrillic": "Привет, мир",
    "Arabic": "مرحبا",
    "Chinese": "你好",
    "combining marks": "e\u0301\u0302\u0303 a\u0308",
    "bidi controls": "\u202eabc\u202c",
    "a byte order mark": "\ufeffabc",
    "one long word": "a" * 3000,
    "numbers": "1,234,567.89 −40 °C 10²",
    "quotation marks": "“‘«»’”\"''",
    "a path": "../../etc/passwd; rm -rf ~ | `id`",
}
MARKUP = ("<break time='5s'/>", "<voice name='x'>", "[[slnc 5000]]", "{pause}", "&lt;", "<!--")


LOWEST = 75
"""Hertz; below it a period is too long for the windows in which the pitch is looked for."""
SLOW = {"piper": 2_400, "kokoro": 1_200}
"""Characters that make a long text for engines that are no quicker than a person."""
APART = {"kokoro": 1.2}
"""How much higher women are at least; people lie nearer together than larynxes made by rule."""


@pytest.fixture(scope="module", params=engine_names())
def engine(request):
    engine = load(request.param)
    try:
        engine.voices()
    except SpeechError as error:
        pytest.skip(str(error))
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def speak():
    with Crew(PATIENCE) as workers:
        yield lambda text, voice: workers.say(Line(text=text, voice=voice))


@pytest.fixture(scope="module")
def voice(engine):
    """The engine's first voice of English, or else of any language."""
    voices = engine.voices()
    return next((voice for voice in voices if voice.language.startswith("en")), voices[0])


@pytest.fixture(scope="module")
def plain(speak, voice):
    """The sentence in that voice, to compare others with."""
    return speak(SENTENCE, voice)


def of_sex(engine, sex, count):
    english = [voice for voice in engine.voices() if voice.language.startswith("en")]
    return [voice for voice in english if voice.sex == sex][:count]


def test_it_says_who_it_is(engine):
    assert engine.name in engine_names()
    assert engine.version
    assert isinstance(engine.deterministic, bool)


def test_it_offers_voices_that_can_be_told_apart(engine):
    voices = engine.voices()
    assert voices
    assert {voice.engine for voice in voices} == {engine.name}
    assert len({voice.id for voice in voices}) == len(voices)
    assert all(voice.id and voice.name and voice.language for voice in voices)
    assert all((voice.rate, voice.pitch) == (1, 0) for voice in voices)
    assert engine.voices() == voices


def test_each_english_voice_speaks(engine, speak):
    for voice in of_sex(engine, "f", 99) + of_sex(engine, "m", 99):
        assert 1 < speak(SENTENCE, voice).duration < 12


def test_the_voice_asked_for_is_the_voice_that_speaks(engine, speak, voice, plain):
    others = (one for one in engine.voices() if one.language == voice.language)
    other = next((one for one in others if one != voice), None)
    if other is None:
        pytest.skip("it has one voice only")
    assert speak(SENTENCE, other) != plain
    assert speak(SENTENCE, voice).duration == pytest.approx(plain.duration, rel=0.03)


@pytest.mark.parametrize("id_", ["", "no-such-voice", "en-us+no-such-variant", "../en", "en-us\0"])
def test_a_voice_that_it_does_not_have_is_refused(speak, voice, id_):
    with pytest.raises(SpeechError, match="no voice") as raised:
        speak(SENTENCE, replace(voice, id=id_))
    assert "\n" not in str(raised.value)


def test_a_refused_voice_spoils_nothing_for_the_next(speak, voice, plain):
    with pytest.raises(SpeechError):
        speak(SENTENCE, replace(voice, id="no-such-voice"))
    assert speak(SENTENCE, voice).duration == pytest.approx(plain.duration, rel=0.03)


def test_women_sound_higher_than_men(engine, speak):
    women, men = of_sex(engine, "f", 2), of_sex(engine, "m", 3)
    if not (women and men):
        pytest.skip("no English voices of both sexes")
    pitch = {voice.id: hertz(speak(SENTENCE, voice)) for voice in women + men}
    highest = max(pitch[voice.id] for voice in men)
    assert min(pitch[voice.id] for voice in women) > APART.get(engine.name, 1.3) * highest


@pytest.mark.parametrize("times", [2, 4])
def test_more_words_sound_longer(speak, voice, plain, times):
    longer = speak(" ".join([SENTENCE] * times), voice)
    assert longer.duration == pytest.approx(times * plain.duration, rel=0.25)


@pytest.mark.parametrize("rate", [0.5, 0.8, 1.25, 2.0, 3.0])
def test_rate_is_honoured(speak, voice, plain, rate):
    other = speak(SENTENCE, replace(voice, rate=rate))
    assert plain.duration / other.duration == pytest.approx(rate, rel=0.15)


@pytest.mark.parametrize("semitones", [-6, -3, 3, 6])
def test_pitch_is_honoured(speak, voice, plain, semitones):
    own = hertz(plain)
    if own * 2 ** (semitones / 12) < LOWEST:
        pytest.skip("deeper than this test hears")
    other = hertz(speak(SENTENCE, replace(voice, pitch=semitones)))
    assert other / own == pytest.approx(2 ** (semitones / 12), rel=0.08)


def test_pitch_does_not_change_the_length(speak, voice, plain):
    other = speak(SENTENCE, replace(voice, pitch=4))
    assert other.duration == pytest.approx(plain.duration, rel=0.06)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_harms_it(speak, voice, plain, text):
    assert speak(text, voice).samples
    assert speak(SENTENCE, voice).duration == pytest.approx(plain.duration, rel=0.03)


@pytest.mark.parametrize(
    "end", ["weeks in a row.", "so much?", "the U.S.", "he had.", "it is (7)."]
)
def test_no_end_of_a_sentence_is_taken_for_a_cut(speak, voice, end):
    assert speak(f"They told the council that it was {end}", voice).duration > 1.5


def test_words_after_a_control_character_are_said(speak, voice, plain):
    assert speak(f"{SENTENCE}\0{SENTENCE}", voice).duration > 1.7 * plain.duration


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_is_words(speak, voice, plain, markup):
    marked = speak(f"{markup} {SENTENCE}", voice)
    assert plain.duration - 0.05 < marked.duration < plain.duration + 5


def test_a_long_text_is_said_to_its_end(engine, speak, voice, plain):
    times = SLOW.get(engine.name, 30_000) // len(SENTENCE)
    sound = speak(" ".join([SENTENCE] * times), voice)
    assert sound.duration == pytest.approx(times * plain.duration, rel=0.2)


def test_the_same_words_sound_the_same_in_any_order_and_process(engine, speak, voice):
    if not engine.deterministic:
        pytest.skip("it does not claim to")
    count = 1 if engine.name in SLOW else 3  # a network's voice is but one more number given to it
    voices = [voice, *of_sex(engine, "f", count), *of_sex(engine, "m", count)]
    lines = [(text, one) for text in (SENTENCE, "Why?", "No. 7, again!") for one in voices]
    heard = {line: speak(*line) for line in lines}
    shuffled = random.Random(7).sample(lines * 2, len(lines) * 2)
    with Crew(PATIENCE) as others:
        for text, one in shuffled:
            assert others.say(Line(text=text, voice=one)) == heard[text, one]


def test_the_edges_of_a_clip_are_not_silent(plain):
    edge = 2 * int(0.02 * plain.rate)
    assert any(plain.samples[:edge])
    assert any(plain.samples[-edge:])


def test_it_leaves_no_file_behind(voice, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Crew(PATIENCE) as workers:
        workers.say(Line(text=SENTENCE, voice=voice))
        inside = [path for path in Path(tmp_path).rglob("*") if path.is_file()]
        assert {path.name for path in inside} - {".ses"} == {"log"}  # onnxruntime has one
    assert list(tmp_path.iterdir()) == []
