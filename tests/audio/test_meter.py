import subprocess

import pytest

from audionews.audio import arrange, ffmpeg, loudness, stitch
from audionews.errors import AudioError
from sounds import syllables, tone


@pytest.fixture
def talk(studio):
    """Three voices by turns, none as loud as another, with pauses as short as any script's."""
    for turn in range(9):
        level = 0.6 / (1 + turn % 3)
        studio.say(syllables(1.1 + turn / 7, level, seed=turn), voice=str(turn % 3), pause=0.3)
    return studio


def test_a_clip_is_heard_the_same_whatever_comes_before_it(talk):
    assert list(talk.heard()) == list(talk.heard(range(8, -1, -1)))


def test_clips_tell_what_the_whole_programme_would(talk):
    programme = arrange(talk.script, talk.clips)
    sound = stitch(programme, talk.clips, talk.read)
    whole = loudness.measure(sound, programme.rate)
    alone, together = talk.heard(), loudness.heard(whole.powers, programme.cues, talk.voices)
    assert loudness.gains(alone) == pytest.approx(loudness.gains(together), abs=0.1)
    assert loudness.integrated(alone, {}) == pytest.approx(whole.integrated_lufs, abs=0.2)


def test_clips_of_several_rates_are_heard_side_by_side(studio):
    for rate in (22_050, 11_025, 48_000, 24_000):
        studio.say(tone(1, 997, 0.5, rate=rate), rate=rate, voice=str(rate))
    gains = loudness.gains(studio.heard((2, 0, 3, 1)))
    assert list(gains.values()) == pytest.approx([0] * 4, abs=0.15)


def test_a_clip_shorter_than_a_block_counts_for_as_long_as_it_lasts(studio):
    studio.say(tone(0.1, 997, 0.5), voice="short").say(tone(3, 997, 0.5), voice="long")
    gains = loudness.gains(studio.heard())
    assert min(gains.values()) == pytest.approx(0, abs=0.6)


def test_a_silent_clip_and_an_empty_one_are_no_trouble(studio):
    studio.say([0.0] * 999, voice="silent").say([], voice="empty").say(tone(1), voice="loud")
    assert [voice.id for voice in loudness.gains(studio.heard())] == ["loud"]


def test_a_meter_that_is_killed_is_told(studio, monkeypatch):
    started, popen = [], subprocess.Popen
    monkeypatch.setattr(
        ffmpeg.subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[-1]
    )
    studio.say(tone(1)).say(tone(2))

    def read(clip):
        for process in started:
            process.kill()
            process.wait()
        return studio.sounds[clip.key]

    studio.read = read
    with pytest.raises(AudioError, match="ffmpeg failed: "):
        studio.heard()
