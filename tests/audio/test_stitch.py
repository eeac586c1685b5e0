from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audionews.audio import arrange, stitch
from audionews.audio.arrange import FRAME, LEAD_IN, REEL, SEAM, TAIL
from audionews.errors import AudioError, OutputError
from audionews.model import Clip, Role, Script, Utterance
from sounds import Studio, syllables, tone

RATES = st.sampled_from([8_000, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000])


@st.composite
def takes(draw, rates=RATES, longest=5.0):
    """A script, and a clip for each of its utterances."""
    shapes = draw(
        st.lists(
            st.tuples(st.booleans(), st.floats(0, longest), st.floats(0, 3), rates),
            min_size=1,
            max_size=12,
        )
    )
    section, utterances, clips = 0, [], []
    for number, (opens, seconds, pause, rate) in enumerate(shapes):
        section += opens and number > 0
        utterances.append(
            Utterance(role=Role.NARRATION, text="x", spoken="x", section=section, pause=pause)
        )
        clips.append(Clip(key=str(number), rate=rate, samples=round(seconds * rate)))
    titles = tuple(f"Section {number}" for number in range(section + 1))
    script = Script(title="T", language="en", sections=titles, utterances=tuple(utterances))
    return script, tuple(clips)


@settings(deadline=None)  # a busy machine is no fault
@given(takes())
def test_cues_follow_one_another_with_the_pauses_of_the_script(take):
    script, clips = take
    programme = arrange(script, clips)
    sample, begins = 1 / programme.rate, {reel.cues[0] for reel in programme.reels}
    assert [cue.utterance for cue in programme.cues] == list(range(len(clips)))
    assert programme.cues[0].start == pytest.approx(LEAD_IN, abs=sample)
    for cue, clip in zip(programme.cues, clips, strict=True):
        assert cue.end - cue.start == pytest.approx(clip.samples / clip.rate, abs=sample)
    for utterance, following, (before, after) in zip(
        script.utterances, script.utterances[1:], pairwise(programme.cues), strict=False
    ):
        silence = after.start - before.end
        frame = FRAME if after.utterance in begins else 0
        if utterance.section == following.section:
            assert utterance.pause - sample <= silence <= utterance.pause + frame + sample
        else:
            longest = max(utterance.pause, LEAD_IN) + 1 + frame
            assert utterance.pause - sample <= silence <= longest + sample


@settings(deadline=None)
@given(takes(longest=30))
def test_reels_tile_the_programme_begin_on_a_frame_and_are_cut_in_silence(take):
    script, clips = take
    programme = arrange(script, clips)
    assert programme.reels[0].start == 0
    assert programme.reels[-1].end == programme.duration
    assert programme.reels[-1].cues[1] == len(clips)
    for before, after in pairwise(programme.reels):
        assert (before.end, before.cues[1]) == (after.start, after.cues[0])
        assert after.start / FRAME == pytest.approx(round(after.start / FRAME), abs=1e-6)
        assert programme.cues[after.cues[0] - 1].end + SEAM < after.start
        for first in programme.cues[slice(*after.cues)][
            :1
        ]:  # none where it is silence up to the end
            assert before.end - before.start >= REEL
            assert first.start == pytest.approx(after.start + LEAD_IN, abs=1 / programme.rate)


@settings(deadline=None)
@given(takes(rates=st.sampled_from([8_000, 24_000]), longest=30))
def test_the_reels_hold_what_the_programme_does(take):
    script, clips = take
    programme = arrange(script, clips)
    for reel in programme.reels:
        part, cues = programme.excerpt(reel), slice(*reel.cues)
        same = [clip for clip in clips[cues] if clip.rate == programme.rate]
        if len(same) == len(clips[cues]):
            pieces = stitch(part, clips[cues], lambda clip: b"\1\1" * clip.samples)
            length = sum(map(len, pieces))
            assert length == 2 * round((reel.end - reel.start) * programme.rate)


@settings(deadline=None)
@given(takes())
def test_chapters_tile_the_programme_in_whole_seconds(take):
    script, clips = take
    programme = arrange(script, clips)
    assert tuple(chapter.title for chapter in programme.chapters) == script.sections
    assert programme.chapters[0].start == 0
    assert programme.chapters[-1].end == programme.duration
    for before, after in pairwise(programme.chapters):
        assert before.end == after.start
    for chapter in programme.chapters:
        assert chapter.start.is_integer()
        assert chapter.end > chapter.start
    for cue, utterance in zip(programme.cues, script.utterances, strict=True):
        chapter = programme.chapters[utterance.section]
        assert (
            chapter.start < cue.start <= cue.end <= chapter.end
        )  # a chapter ends as the next begins
    assert programme.duration >= programme.cues[-1].end + TAIL


@settings(deadline=None)
@given(takes())
def test_the_programme_has_the_highest_rate_of_its_clips_up_to_48_khz(take):
    script, clips = take
    assert arrange(script, clips).rate == min(48_000, max(clip.rate for clip in clips))


@settings(deadline=None)
@given(takes(rates=st.just(8_000), longest=0.5))
def test_the_sound_is_as_long_as_the_programme(take):
    script, clips = take
    programme = arrange(script, clips)
    pieces = list(stitch(programme, clips, lambda clip: b"\1\1" * clip.samples))
    assert sum(map(len, pieces)) == 2 * programme.duration * programme.rate
    assert max(map(len, pieces)) <= 2 * programme.rate  # never the whole programme at once


def test_a_section_without_a_name_is_numbered():
    script = Script(
        title="T",
        language="en",
        sections=("News", " "),
        utterances=tuple(
            Utterance(role=Role.NARRATION, text="x", spoken="x", section=section)
            for section in (0, 1)
        ),
    )
    clips = [Clip(key="a", rate=8000, samples=800)] * 2
    assert [chapter.title for chapter in arrange(script, clips).chapters] == ["News", "Part 2"]


def test_a_section_that_nothing_is_said_in_has_no_chapter():
    script = Script(
        title="T",
        language="en",
        sections=("News", "Pictures", "Weather"),
        utterances=tuple(
            Utterance(role=Role.NARRATION, text="x", spoken="x", section=section)
            for section in (0, 2)
        ),
    )
    clips = [Clip(key="a", rate=8000, samples=800)] * 2
    assert [chapter.title for chapter in arrange(script, clips).chapters] == ["News", "Weather"]


def stitched(studio, gains=()):
    programme = arrange(studio.script, studio.clips)
    sound = array("h", b"".join(stitch(programme, studio.clips, studio.read, gains)))
    return programme, sound


def test_no_join_clicks(studio):
    for _ in range(3):
        studio.say([0.9] * 11_025, pause=0.0)  # begins and ends as abruptly as sound can
    _, sound = stitched(studio)
    assert max(abs(after - before) for before, after in pairwise(sound)) < 500


def test_a_clip_is_heard_where_its_cue_says(studio):
    studio.say(syllables(0.7), pause=0.123).say(syllables(0.4, seed=2), section=1)
    programme, sound = stitched(studio)
    for cue, clip in zip(programme.cues, studio.clips, strict=True):
        start, end = round(cue.start * programme.rate), round(cue.end * programme.rate)
        assert not any(sound[start - 100 : start])
        assert not any(sound[end : end + 100])
        original = array("h", studio.read(clip))
        assert sound[start + 200 : end - 200] == original[200:-200]


def test_gains_turn_clips_down(studio):
    studio.say(tone(0.5)).say(tone(0.5))
    programme, sound = stitched(studio, gains=[0.0, -6.02])
    loud, soft = (
        max(sound[round(cue.start * programme.rate) : round(cue.end * programme.rate)])
        for cue in programme.cues
    )
    assert soft == pytest.approx(loud / 2, rel=0.01)


@pytest.mark.parametrize("samples", [0, 1, 2, 87, 300])
def test_the_shortest_clips_are_taken(studio, samples):
    studio.say([0.5] * samples).say(tone(0.2))
    programme, sound = stitched(studio)
    assert len(sound) == programme.duration * programme.rate


@pytest.mark.parametrize(("low", "high"), [(16_000, 24_000), (22_050, 48_000), (22_051, 24_000)])
def test_clips_of_another_rate_keep_their_pitch_and_their_place(low, high):
    studio = Studio()
    for _ in range(3):
        studio.say(tone(0.5, rate=high), rate=high).say(tone(0.5, 1000.0, rate=low), rate=low)
    programme, sound = stitched(studio)
    assert programme.rate == high
    assert len(sound) == programme.duration * high
    wanted = array("h", (round(32767 * sample) for sample in tone(0.5, 1000.0, rate=high)))
    for cue in programme.cues[1::2]:
        start = round(cue.start * high)
        got = sound[start : start + len(wanted)]
        errors = [abs(a - b) for a, b in zip(got, wanted, strict=True)][200:-200]
        assert max(errors) < 50  # -56 dB: not a sample early or late


def test_a_store_that_fails_is_heard_of_from_the_feeding_thread_too(studio):
    studio.say(tone(0.2)).say(tone(0.2, rate=16_000), rate=16_000)

    def read(clip):
        if clip.rate == 16_000:
            raise OutputError("the store is gone")
        return studio.read(clip)

    programme = arrange(studio.script, studio.clips)
    with pytest.raises(OutputError, match="the store is gone"):
        list(stitch(programme, studio.clips, read))


def test_a_clip_of_the_wrong_length_is_refused(studio):
    studio.say(tone(0.2))
    programme = arrange(studio.script, studio.clips)
    with pytest.raises(AudioError, match="is not as long as it was"):
        list(stitch(programme, studio.clips, lambda _: b"\0\0"))
