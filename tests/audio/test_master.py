import pytest

from audionews.audio import arrange
from audionews.audio.mp3 import encode
from audionews.errors import AudioError, OutputError
from audionews.settings import Mastering
from sounds import decoded, heard, lufs, measured, syllables, tone


def mastered(studio, path, mastering=None):
    programme = arrange(studio.script, studio.clips)
    reading = studio.master(programme, path, mastering or Mastering())
    return programme, reading


@pytest.fixture
def talk(studio):
    """A loud voice and a soft one by turns."""
    for turn in range(6):
        soft = turn % 2
        studio.say(
            syllables(2.5, 0.08 if soft else 0.6, seed=turn), voice="soft" if soft else "loud"
        )
    return studio


@pytest.mark.parametrize(
    ("mastering", "target"),
    [
        (Mastering(), -19),
        (Mastering(channels=2), -16),
        (Mastering(target_lufs=-23, true_peak_dbtp=-3), -23),
        (Mastering(sample_rate=22050, bitrate_kbps=192), -19),
        (Mastering(sample_rate=48000, bitrate_kbps=64), -19),
    ],
)
def test_the_finished_file_has_the_loudness_and_the_peak_of_the_trade(
    talk, tmp_path, mastering, target
):
    path = tmp_path / "talk.mp3"
    _, reading = mastered(talk, path, mastering)
    found = measured(path)
    assert found.lufs == pytest.approx(target, abs=0.5)
    assert found.peak <= mastering.true_peak_dbtp
    assert reading.integrated_lufs == pytest.approx(found.lufs, abs=0.2)


def test_a_soft_voice_is_as_loud_as_a_loud_one(talk, tmp_path):
    path = tmp_path / "talk.mp3"
    programme, _ = mastered(talk, path)
    sound = decoded(path)
    powers = [
        sum(sample * sample for sample in part) / len(part)
        for part in (heard(programme, sound, turn, 44_100) for turn in range(6))
    ]
    assert max(powers) / min(powers) < 10 ** (1.5 / 10)


def test_every_voice_of_the_finished_file_is_within_a_unit_of_the_narrator(studio, tmp_path):
    levels = {"narrator": 0.3, "loud": 0.8, "soft": 0.05, "brief": 0.2}
    for turn in range(12):
        voice = list(levels)[turn % 4]
        seconds = 0.9 if voice == "brief" else 2.1
        studio.say(syllables(seconds, levels[voice], seed=turn), voice=voice)
    path = tmp_path / "talk.mp3"
    programme, _ = mastered(studio, path)
    sound = decoded(path)
    found = {
        voice: lufs(
            [heard(programme, sound, turn, 44_100) for turn in range(number, 12, 4)], 44_100
        )
        for number, voice in enumerate(levels)
    }
    assert all(level == pytest.approx(found["narrator"], abs=1) for level in found.values())


def test_rumble_goes_where_it_is_asked(studio, tmp_path):
    rumble = tone(3.0, 25, 0.2)
    studio.say(voice + low for voice, low in zip(syllables(3.0, 0.2), rumble, strict=True))
    low = []
    for highpass in (0, 80):
        path = tmp_path / f"{highpass}.mp3"
        mastered(studio, path, Mastering(highpass=highpass))
        assert measured(path).lufs == pytest.approx(-19, abs=0.5)
        low.append(measured(path, "lowpass=f=30,lowpass=f=30").peak)
    assert low[0] - low[1] > 12


def test_the_file_lasts_as_long_as_the_programme(talk, tmp_path):
    path = tmp_path / "talk.mp3"
    programme, _ = mastered(talk, path)
    assert measured(path).samples / 44_100 == pytest.approx(programme.duration, abs=0.03)


def test_the_same_sound_gives_the_same_bytes(talk, tmp_path):
    mastered(talk, tmp_path / "one.mp3")
    mastered(talk, tmp_path / "two.mp3")
    assert (tmp_path / "one.mp3").read_bytes() == (tmp_path / "two.mp3").read_bytes()


@pytest.mark.parametrize("samples", [[0.0] * 2205, list(tone(0.2))])
def test_a_word_or_a_silence_is_a_programme_too(studio, tmp_path, samples):
    studio.say(samples)
    mastered(studio, tmp_path / "short.mp3")
    assert (tmp_path / "short.mp3").stat().st_size > 1000


def test_a_folder_that_is_not_there_is_told(studio, tmp_path):
    studio.say(tone(0.2))
    with pytest.raises(OutputError, match="No such file"):
        mastered(studio, tmp_path / "missing" / "talk.mp3")


def test_an_encoder_that_fails_is_told():
    with pytest.raises(AudioError):
        encode([b"\0" * 100], -1, Mastering(), gain=0, ceiling=-1, frames=1)
