import pytest

from audionews.audio import arrange, survey
from audionews.audio.survey import STEP, Fault
from sounds import syllables, tone


def looked_at(studio, longest=2.5):
    programme = arrange(studio.script, studio.clips)
    return programme, survey(programme, studio.clips, studio.read, longest)


def faded(seconds, level=0.4):
    """A tone that ends as voices do."""
    return ended(tone(seconds, level=level))


def ended(sound):
    sound = list(sound)
    return [sample * min(1, (len(sound) - at) / 1000) for at, sample in enumerate(sound)]


def faults(studio, longest=2.5):
    return [(round(fault.at, 1), fault.what) for fault in looked_at(studio, longest)[1].faults]


def test_the_levels_are_the_peaks_of_the_programme_from_beginning_to_end(studio):
    studio.say(faded(1)).say(faded(1, level=0.2))
    programme, found = looked_at(studio)
    assert len(found.levels) == programme.duration / STEP
    for cue, level in zip(programme.cues, (0.4, 0.2), strict=True):
        middle = found.levels[round((cue.start + cue.end) / 2 / STEP)]
        assert middle == pytest.approx(level * 32_767, rel=0.02)
    assert found.levels[0] == found.levels[-1] == 0


def test_speech_has_no_fault(studio):
    studio.say(ended(syllables(1.0))).say(faded(0.5)).say([0.0] * 100).say([])
    assert faults(studio) == []


def test_a_clip_that_ends_in_the_middle_of_a_sound_is_told(studio):
    studio.say(faded(1)).say(tone(1.003))
    assert faults(studio) == [(1.6, "a voice is cut off")]


def test_samples_that_stay_at_full_scale_are_told(studio):
    studio.say([*faded(0.3), *[1.0] * 12, *faded(0.3)]).say([*faded(0.3), *[1.0] * 4, *faded(0.3)])
    studio.say([*faded(0.3), *[-1.1] * 12, *faded(0.3)])
    assert [what for _, what in faults(studio)] == ["a voice is clipped"]


def test_a_silence_that_is_longer_than_set_is_told(studio):
    studio.say([*faded(0.5), *[0.0] * 22_050 * 3, *faded(0.5)])
    assert faults(studio) == [(0.7, "nothing is heard for 3.0 s")]
    assert faults(studio, longest=3.5) == []


def test_a_fault_says_where_it_is():
    assert str(Fault(at=70.9, what="a voice is cut off")) == (
        "at 1:10 a voice is cut off; listen to it"
    )


def test_clips_of_another_rate_have_their_place(studio):
    studio.say(faded(1)).say([0.4] * 16_000, rate=16_000)
    programme, found = looked_at(studio)
    start, end = (round(edge / STEP) for edge in (programme.cues[1].start, programme.cues[1].end))
    assert all(level > 10_000 for level in found.levels[start + 1 : end - 1])
    assert found.levels[end + 1] == 0


def test_an_earcon_is_no_silence(studio):
    studio.say(faded(1), pause=2.3).mark(opens=False, closes=True).say(faded(1))
    assert faults(studio) == []
    assert faults(studio, longest=2.0) == [(1.5, "nothing is heard for 2.5 s")]
