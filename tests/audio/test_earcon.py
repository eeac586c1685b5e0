from array import array
from itertools import pairwise

import pytest

from audionews.audio import arrange, stitch
from audionews.audio.earcon import earcon, samples
from audionews.settings import Mastering
from sounds import RATE, decoded, measured, syllables


@pytest.fixture
def talk(studio):
    """A narrator, a quotation between earcons, and the narrator again."""
    for turn in range(3):
        quoted = turn == 1
        studio.say(syllables(2.5, seed=turn), voice="quoted" if quoted else "narrator")
        studio.mark(opens=quoted, closes=quoted)
    return studio


def pitch(sound):
    """Hertz, by how often the sound crosses zero."""
    crossings = sum(one * other < 0 for one, other in pairwise(sound))
    return crossings * RATE / (2 * len(sound))


@pytest.mark.parametrize(("opens", "first", "last"), [(True, 659, 880), (False, 880, 659)])
def test_an_earcon_rises_where_a_quotation_opens_and_falls_where_it_closes(opens, first, last):
    notes = array("h", earcon(RATE, -25, opens=opens))
    assert len(notes) == samples(RATE)
    assert pitch(notes[: RATE // 12]) == pytest.approx(first, rel=0.05)
    assert pitch(notes[-RATE // 10 :]) == pytest.approx(last, rel=0.05)


def test_an_earcon_begins_and_ends_in_silence_and_is_never_too_loud():
    notes = array("h", earcon(48_000, 12, opens=True))
    assert notes[0] == 0
    assert abs(notes[-1]) < 100
    assert max(map(abs, notes)) <= 32_767


def test_earcons_stand_in_the_pauses_before_and_after_the_quotation(talk):
    programme = arrange(talk.script, talk.clips)
    opening, closing = programme.earcons
    before, quoted, after = programme.cues
    assert (opening.opens, closing.opens) == (True, False)
    assert before.end < opening.start < quoted.start - 0.3
    assert quoted.end < closing.start < after.start - 0.3
    assert programme.cues[1].start - programme.cues[0].end > 0.35 + 0.3


def test_the_stitched_sound_has_its_length_with_earcons_at_both_ends(studio):
    studio.say(syllables(0.5)).mark(opens=True, closes=True)
    programme = arrange(studio.script, studio.clips)
    sound = array("h", b"".join(stitch(programme, studio.clips, studio.read)))
    assert len(sound) == programme.duration * programme.rate
    for one in programme.earcons:
        start = round(one.start * RATE)
        assert max(map(abs, sound[start : start + samples(RATE)])) > 500


def test_earcons_are_softer_than_the_voices_in_the_finished_file(talk, tmp_path):
    path = tmp_path / "talk.mp3"
    programme = arrange(talk.script, talk.clips)
    talk.master(programme, path, Mastering())
    assert measured(path).lufs == pytest.approx(-19, abs=0.5)
    start = round(programme.earcons[0].start * 44_100)
    notes = decoded(path)[start : start + samples(44_100)]
    assert max(map(abs, notes)) / 32_767 == pytest.approx(10 ** ((-19 - 5 + 3) / 20), rel=0.2)
