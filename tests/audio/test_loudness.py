import re
from array import array
from math import log10, pi

import pytest

from audionews.audio import arrange, loudness, mp3, stitch
from audionews.errors import AudioError
from audionews.settings import Mastering
from sounds import syllables, tone


def read(studio):
    programme = arrange(studio.script, studio.clips)
    sound = stitch(programme, studio.clips, studio.read)
    return programme, loudness.measure(sound, programme.rate)


def blocks(studio):
    programme, reading = read(studio)
    return loudness.heard(reading.powers, programme.cues, studio.voices)


def gains(studio):
    found = loudness.gains(blocks(studio))
    return [found.get(voice) for voice in studio.voices]


def test_a_full_scale_tone_of_997_hz_reads_3_lufs_below_zero(studio):
    studio.say(tone(20, 997, 1.0))  # source: ITU-R BS.1770-5, annex 1: -3.01 LKFS in one channel
    _, reading = read(studio)
    assert reading.integrated_lufs == pytest.approx(-3.0, abs=0.15)


def test_a_block_is_read_every_tenth_of_a_second_through_silence_too(studio):
    studio.say(tone(1), pause=3).say(tone(1))
    programme, reading = read(studio)
    assert len(reading.powers) == pytest.approx(programme.duration * 10, abs=1)


def test_our_sum_over_the_blocks_is_what_ffmpeg_sums_up(studio):
    for turn in range(6):
        studio.say(syllables(2, 0.5 / (turn + 1), seed=turn), pause=0.8)
    _, reading = read(studio)
    summed = loudness.integrated(blocks(studio), {})
    assert summed == pytest.approx(reading.integrated_lufs, abs=0.1)


def test_voices_are_brought_down_to_the_softest(studio):
    for turn in range(4):
        studio.say(
            syllables(1.5, 0.1 if turn % 2 else 0.4, seed=turn),
            voice="soft" if turn % 2 else "loud",
        )
    loud, soft, *rest = gains(studio)
    assert soft == 0
    assert loud == pytest.approx(-20 * log10(4), abs=0.7)
    assert rest == [loud, soft]


def test_a_voice_that_says_one_short_word_between_others_is_levelled_too(studio):
    studio.say(tone(2, level=0.4), voice="narrator", pause=0.25)
    studio.say(tone(0.25, level=0.1), voice="witness", pause=0.25)
    studio.say(tone(2, level=0.4), voice="narrator")
    narrator, witness, _ = gains(studio)
    assert witness == 0
    assert narrator == pytest.approx(-20 * log10(4), abs=1)


def test_the_gains_predict_the_loudness_of_the_levelled_sound(studio):
    for turn in range(6):
        soft = turn % 2
        studio.say(syllables(1.5, 0.05 if soft else 0.5, seed=turn), voice=str(soft), pause=0.3)
    programme, _ = read(studio)
    wanted = loudness.gains(blocks(studio))
    predicted = loudness.integrated(blocks(studio), wanted)
    each = [wanted[voice] for voice in studio.voices]
    levelled = loudness.measure(stitch(programme, studio.clips, studio.read, each), programme.rate)
    assert levelled.integrated_lufs == pytest.approx(predicted, abs=0.3)


def test_no_voice_is_brought_up_by_more_than_20_db(studio):
    studio.say(syllables(2, 0.8), voice="loud").say(syllables(2, 0.008), voice="faint")
    assert gains(studio) == [-loudness.MOST_GAIN, 0]


def test_a_silent_voice_moves_no_other(studio):
    studio.say(syllables(2, 0.3), voice="heard").say([0.0] * 22_050, voice="silent")
    assert gains(studio) == [0, None]


def test_a_meter_without_a_word_is_no_silence():
    with pytest.raises(AudioError, match="meter says too little"):
        loudness.read("")


@pytest.mark.parametrize("lost", [0, 3, 11])
def test_a_log_that_has_lost_a_line_is_not_believed(lost):
    with loudness.listening(8000) as run:
        run.feed([bytes(2 * 8000 * 2)])
        lines = run.finish().splitlines()
    blocks = [index for index, line in enumerate(lines) if "M:" in line]
    assert len(loudness.read("\n".join(lines)).powers) == len(blocks)
    with pytest.raises(AudioError, match="meter says too little"):
        loudness.read("\n".join(lines[: blocks[lost] + 1]))  # a disk that was full from there on
    del lines[blocks[lost]]
    with pytest.raises(AudioError, match="meter says too little"):
        loudness.read("\n".join(lines))


def test_a_line_counts_where_it_breaks_into_half_a_line_of_others():
    with loudness.listening(8000) as run:
        run.feed([bytes(2 * 8000 * 2)])
        log = run.finish()
    for begun in ("  Stream #0:0: Audio", "8000 Hz, mono, "):
        broken = re.sub(r"^\[\w+ @ \w+\] t:", f"{begun}t:", log, flags=re.MULTILINE)
        assert broken != log
        assert loudness.read(broken) == loudness.read(log)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_true_peak_between_two_samples_is_found(channels):
    mastering = Mastering(channels=channels)
    rate = mastering.sample_rate
    quarters = tone(1, rate / 4, 1.0, rate=rate, phase=pi / 4)
    sound = array("h", (round(32_767 * level) for level in quarters))
    made = mp3.encode(
        [sound.tobytes()], mastering.sample_rate, mastering, gain=-6.0, ceiling=-1.0,
        frames=mp3.frames_for(mastering.sample_rate, mastering),
    )  # fmt: skip
    with loudness.listening_to_mp3(channels) as run:
        run.feed([made.frames])
        reading = loudness.read(run.finish())
    assert reading == made.reading
    assert reading.true_peak_dbtp == pytest.approx(-6.0, abs=0.3)  # the samples reach -9
