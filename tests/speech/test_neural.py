import math
import sys
from dataclasses import replace

import pytest

from audionews.errors import SpeechError
from audionews.model import Voice
from audionews.speech.engine import Sound
from audionews.speech.engines import neural
from audionews.speech.engines.kokoro import Kokoro
from audionews.speech.engines.piper import Piper

VOICE = Voice(engine="kokoro", id="af_heart")
RATE = 24_000


def tone(seconds=1.0, hertz=200):
    numpy = pytest.importorskip("numpy")
    times = numpy.arange(round(seconds * RATE)) / RATE
    return (0.5 * numpy.sin(math.tau * hertz * times)).astype(numpy.float32)


def hertz(sound):
    numpy = pytest.importorskip("numpy")
    samples = numpy.frombuffer(sound.samples, "<i2").astype(float)
    spectrum = numpy.abs(numpy.fft.rfft(samples * numpy.hanning(len(samples))))
    return numpy.argmax(spectrum) * sound.rate / len(samples)


def test_a_voice_that_is_not_set_is_left_as_it_is():
    numpy = pytest.importorskip("numpy")
    wave = tone()
    plain = numpy.rint(wave * 32767).astype("<i2").tobytes()
    assert neural.sound(wave, RATE, VOICE) == Sound(rate=RATE, samples=plain)


@pytest.mark.parametrize("rate", [0.5, 0.8, 1.05, 1.5, 3])
@pytest.mark.parametrize("pitch", [-6, 0, 4])
def test_rate_and_pitch_are_kept_to(rate, pitch):
    sound = neural.sound(tone(), RATE, replace(VOICE, rate=rate, pitch=pitch))
    assert sound.duration == pytest.approx(1 / rate, abs=0.01)
    assert hertz(sound) == pytest.approx(200 * 2 ** (pitch / 12), rel=0.03)


def test_stretching_keeps_the_level():
    numpy = pytest.importorskip("numpy")
    sound = neural.sound(tone(), RATE, replace(VOICE, rate=0.7))
    middle = numpy.frombuffer(sound.samples, "<i2")[RATE // 4 : -RATE // 4].astype(float)
    assert numpy.sqrt(numpy.mean(middle**2)) == pytest.approx(0.5 * 32767 / math.sqrt(2), rel=0.05)


@pytest.mark.parametrize("seconds", [0, 0.001, 0.03])
def test_next_to_nothing_is_no_fault(seconds):
    sound = neural.sound(tone(seconds), RATE, replace(VOICE, rate=1.3, pitch=2))
    assert sound.duration == pytest.approx(seconds / 1.3, abs=0.001)


def test_an_endless_word_is_cut_short():
    assert neural.shortened(f"so {'a' * 3000}, he said") == f"so {'a' * 60}, he said"


@pytest.mark.parametrize("engine", [Kokoro, Piper])
def test_an_engine_without_its_package_says_what_to_type(engine, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.setitem(sys.modules, "piper", None)
    with pytest.raises(SpeechError, match=rf"pip install 'audionews\[{engine.name}\]'"):
        engine().voices()


@pytest.mark.parametrize(("engine", "name"), [(Kokoro, "kokoro"), (Piper, "joe")])
def test_an_engine_without_a_voice_says_what_to_type(engine, name, monkeypatch, tmp_path):
    pytest.importorskip("onnxruntime")
    pytest.importorskip("piper")
    monkeypatch.setenv("AUDIONEWS_VOICES", str(tmp_path))
    with pytest.raises(SpeechError, match=f"type: audionews voices add {name}"):
        engine().voices()
