import struct
import wave
from array import array
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.errors import SpeechError
from audionews.model import Voice
from audionews.speech import Sound
from audionews.speech.recording import read
from audionews.speech.sound import accepted, sayable

RATE = 1000
VOICE = Voice(engine="tone", id="en-m1")


def sound(*levels):
    return Sound(rate=RATE, samples=array("h", levels).tobytes())


@given(st.integers(0, 99), st.integers(1, 200), st.integers(0, 99), st.sampled_from([0, 50, -103]))
def test_at_most_10_ms_of_silence_stay_at_either_end(before, middle, after, hum):
    given_ = sound(*[hum] * before, *[9000] * middle, *[hum] * after)
    clip = array("h", accepted(given_, "", VOICE).samples)
    loud = [at for at, level in enumerate(clip) if level == 9000]
    assert len(loud) == middle
    assert min(before, 10) <= loud[0] <= 15
    assert min(after, 10) <= len(clip) - 1 - loud[-1] <= 15


def test_silence_in_the_middle_stays():
    given_ = sound(*[9000] * 50, *[0] * 300, *[9000] * 50)
    assert accepted(given_, "", VOICE) == given_


def test_silence_for_nothing_to_say_is_10_ms():
    assert (
        accepted(sound(*[0] * 99), "...", VOICE) == accepted(sound(), "", VOICE) == sound(*[0] * 10)
    )


@pytest.mark.parametrize(
    ("levels", "text", "why"),
    [
        ([0] * 2000, "Some words.", "silent"),
        ([100] * 2000, "Some words.", "silent"),
        ([], "Some words.", "silent"),
        ([9000] * 100, "Some words.", "too short for 9 letters"),
        ([9000] * 90_000, "Some words.", "too long for 11 characters"),
    ],
)
def test_what_cannot_be_the_whole_text_is_refused(levels, text, why):
    with pytest.raises(SpeechError, match=why):
        accepted(sound(*levels), text, VOICE)


def test_half_a_sample_is_refused():
    with pytest.raises(SpeechError, match="half a sample"):
        accepted(Sound(rate=RATE, samples=b"abc"), "", VOICE)


@given(st.text(st.characters()))
def test_what_is_sayable_can_be_encoded_and_holds_no_control(text):
    said = sayable(text)
    said.encode()
    assert not any(character < " " or "\x7f" <= character < "\xa0" for character in said)
    assert sayable(said) == said


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_letters_figures_and_marks_are_left_alone(text):
    assert sayable(text) == text


def wav(channels=1, width=2):
    file = BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((channels, width, 22_050, 0, "NONE", ""))
        writer.writeframes(bytes(range(8)))
    return file.getvalue()


def aiff(kind=b"AIFF", compression=b""):
    rate = struct.pack(">hQ", 16383 + 14, 22_050 << (63 - 14))
    common = struct.pack(">hIh", 1, 4, 16) + rate + compression
    chunks = [(b"COMM", common), (b"note", b"odd"), (b"SSND", bytes(8) + bytes(range(8)))]
    body = b"".join(
        name + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)
        for name, data in chunks
    )
    return b"FORM" + struct.pack(">I", 4 + len(body)) + kind + body


def test_a_wav_file_is_read():
    assert read(wav()) == Sound(rate=22_050, samples=bytes(range(8)))


def test_an_aiff_file_is_read():
    swapped = bytes([1, 0, 3, 2, 5, 4, 7, 6])
    assert read(aiff()) == Sound(rate=22_050, samples=swapped)
    assert read(aiff(b"AIFC", b"sowt\0\0")) == Sound(rate=22_050, samples=bytes(range(8)))


@pytest.mark.parametrize("content", [wav(), aiff()], ids=["WAV", "AIFF"])
def test_a_file_that_was_cut_off_is_refused(content):
    for size in range(len(content)):
        with pytest.raises(SpeechError, match="not whole"):
            read(content[:size])


def test_stereo_and_8_bits_are_refused():
    with pytest.raises(SpeechError, match="2 channels of 16 bits"):
        read(wav(channels=2))
    with pytest.raises(SpeechError, match="1 channels of 8 bits"):
        read(wav(width=1))
