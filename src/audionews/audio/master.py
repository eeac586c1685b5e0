"""Each voice levelled, then the whole mastered to the loudness of the trade."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log10
from pathlib import Path

from audionews.audio import loudness, mp3
from audionews.audio.loudness import NO_PEAK, SILENCE, Blocks, Reading
from audionews.errors import AudioError
from audionews.model import Loudness, Programme, Voice
from audionews.settings import Mastering

ATTEMPTS = 4
TOLERANCE = 0.5
"""LU that a finished file may differ from its target."""
EVEN = 1.0
"""LU that one voice may be louder than another in a finished file."""
HEADROOM = 0.6
"""dB between the limiter and the true peak allowed: encoding raises peaks by less than that."""
LIMITER_LOSS = 0.15
"""LU that limiting takes from most voices."""
PEAK_MARGIN = 0.1
LIMITED = 1.5
"""dB that it takes to make a sound 1 LU louder when the limiter is at work."""
EARCON_BELOW = 5.0
"""LU by which an earcon's loudest moment is softer than the programme."""

Stitched = Callable[[Sequence[float], float], Iterable[bytes]]
"""Gives the sound of a programme, with a gain for each cue and the loudness of its earcons."""
Progress = Callable[[float], None]
"""Is told the share of the work that is done, 0 to 1; begins again where a file is made anew."""


def master(  # noqa: PLR0913 - what is heard, how it is to sound, and where it goes
    programme: Programme,
    voices: Sequence[Voice],
    stitched: Stitched,
    heard: Blocks,
    mastering: Mastering,
    path: Path,
    progress: Progress = lambda _: None,
    *,
    m4b: bool = False,
) -> Loudness:
    """Write the programme as an MP3 without tags; gives what a meter reads on the decoded file.

    What is measured on a finished file corrects the next one, until a file is right.

    Args:
        programme: the clips' time line, from ``arrange``.
        voices: who is heard in each cue; each voice is brought to the loudness of the others.
        stitched: gives the programme's sound.
        heard: how loud the clips are, from a ``Meter``.
        mastering: the sound to reach.
        path: the file to write.
        progress: is told the share of the work that is done.
        m4b: whether an M4B of the same sound is written beside it.

    Raises:
        OutputError: the file cannot be written.
        AudioError: ffmpeg is missing or failed, or the loudness cannot be reached.
    """
    plan = _Plan({}, LIMITER_LOSS, mastering.true_peak_dbtp - HEADROOM)
    peak = NO_PEAK
    for _ in range(ATTEMPTS):
        plan = _corrected(plan, heard, peak, mastering)
        earcons = mastering.loudness - _both(mastering) - plan.gain - EARCON_BELOW
        sound = stitched([plan.gains.get(voice, 0.0) for voice in voices], earcons)
        watched = _watched(sound, programme, progress)
        reading = mp3.encode(
            watched,
            programme.rate,
            path,
            mastering,
            gain=plan.gain,
            ceiling=plan.ceiling,
            chapters=programme.chapters if m4b else (),
        )
        heard, peak = loudness.heard(reading.powers, programme, voices), reading.true_peak_dbtp
        reached = _reached(reading, mastering)
        if _right(reached, mastering) and _even(heard):
            return reached
    path.unlink()
    raise AudioError(
        f"the sound reaches {reached.integrated_lufs:.1f} LUFS at {reached.true_peak_dbtp:.1f} "
        f"dBTP, not {mastering.loudness:g} at {mastering.true_peak_dbtp:g}; lower target_lufs"
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    gains: Mapping[Voice, float]
    """For each voice, in dB; none for one that is not heard alone."""
    gain: float
    """For the whole, in dB."""
    ceiling: float
    """The limiter's, in dBFS."""


def _corrected(plan: _Plan, heard: Blocks, peak: float, mastering: Mastering) -> _Plan:
    evening = loudness.gains(heard)
    level = loudness.integrated(heard, evening)
    miss = mastering.loudness - _both(mastering) - level if level > SILENCE else 0.0
    spare = mastering.true_peak_dbtp - peak
    limiting = spare < 1
    return _Plan(
        gains={
            voice: plan.gains.get(voice, 0.0) + evening.get(voice, 0.0)
            for voice in {**plan.gains, **evening}
        },
        gain=plan.gain + (miss * LIMITED if limiting and miss > 0 else miss),
        ceiling=plan.ceiling + (spare - PEAK_MARGIN if limiting else 0),
    )


def _both(mastering: Mastering) -> float:
    """LU by which all channels together are louder than one."""
    return 10 * log10(mastering.channels)


def _reached(reading: Reading, mastering: Mastering) -> Loudness:
    silent = reading.integrated_lufs <= SILENCE
    return Loudness(
        integrated_lufs=round(reading.integrated_lufs + (0 if silent else _both(mastering)), 1),
        true_peak_dbtp=reading.true_peak_dbtp,
    )


def _right(reached: Loudness, mastering: Mastering) -> bool:
    miss = abs(reached.integrated_lufs - mastering.loudness)
    loud_enough = miss <= TOLERANCE or reached.integrated_lufs <= SILENCE
    return loud_enough and reached.true_peak_dbtp <= mastering.true_peak_dbtp


def _even(heard: Blocks) -> bool:
    return -min(loudness.gains(heard).values(), default=0.0) <= EVEN


def _watched(sound: Iterable[bytes], programme: Programme, progress: Progress) -> Iterator[bytes]:
    total, done = 2 * programme.duration * programme.rate, 0
    for piece in sound:
        yield piece
        done += len(piece)
        progress(done / total)
