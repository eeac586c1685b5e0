"""Each voice levelled, then the whole mastered to the loudness of the trade."""

from collections.abc import Callable, Iterator
from math import log10
from pathlib import Path
from threading import Lock

from audionews.audio import loudness, mp3
from audionews.audio import m4b as aac
from audionews.audio.loudness import NO_PEAK, SILENCE, Blocks, Reading, stepped
from audionews.audio.reels import Material, Treatment, encoded, sound
from audionews.audio.shelf import Shelf
from audionews.errors import AudioError
from audionews.model import Loudness, Programme
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

STEP = 0.25
"""dB in which gains are chosen: a word that is said anew seldom changes the sound of all others."""

Progress = Callable[[float], None]
"""Is told the share of the work that is done, 0 to 1; begins again where a file is made anew.

Several threads call it, never two at a time.
"""


def master(
    material: Material,
    heard: Blocks,
    mastering: Mastering,
    path: Path,
    shelf: Shelf,
    progress: Progress = lambda _: None,
    *,
    m4b: bool = False,
) -> Loudness:
    """Write the programme as an MP3 without tags; gives what a meter reads on the decoded file.

    What is measured on a finished file corrects the next one, until a file is right.

    Args:
        material: the clips on their time line; each voice is brought to the loudness of the
            others.
        heard: how loud the clips are, from a ``Meter``.
        mastering: the sound to reach.
        path: the file to write.
        shelf: where what was encoded before is found.
        progress: is told the share of the work that is done.
        m4b: whether an M4B of the same sound is written beside it.

    Raises:
        OutputError: the file cannot be written.
        AudioError: ffmpeg is missing or failed, or the loudness cannot be reached.
    """
    treatment, peak = _untreated(mastering), NO_PEAK
    for _ in range(ATTEMPTS):
        treatment = _corrected(treatment, heard, peak)
        heard, peak = _written(material, treatment, path, shelf, progress)
        reached = _reached(loudness.integrated(heard, {}), peak, mastering)
        if _right(reached, mastering) and _even(heard):
            if m4b:
                _write_m4b(material, treatment, path.with_suffix(".m4b"))
            return reached
    path.unlink()
    raise AudioError(
        f"the sound reaches {reached.integrated_lufs:.1f} LUFS at {reached.true_peak_dbtp:.1f} "
        f"dBTP, not {mastering.loudness:g} at {mastering.true_peak_dbtp:g}; lower target_lufs"
    )


def _written(
    material: Material, treatment: Treatment, path: Path, shelf: Shelf, progress: Progress
) -> tuple[Blocks, float]:
    """Writes the file; gives what is heard of each voice in it, and its true peak."""
    programme, readings = material.programme, list[Reading]()

    def frames() -> Iterator[bytes]:
        for made in encoded(material, treatment, shelf, _share(programme, progress)):
            readings.append(made.reading)
            yield made.frames

    mp3.write(path, frames(), programme.duration, treatment.mastering)
    heard = [
        loudness.heard(reading.powers, part.programme.cues, part.voices)
        for reading, part in zip(readings, map(material.excerpt, programme.reels), strict=True)
    ]
    return loudness.together(heard), max(reading.true_peak_dbtp for reading in readings)


def _write_m4b(material: Material, treatment: Treatment, path: Path) -> None:
    aac.encode(
        sound(material, treatment),
        material.programme.rate,
        path,
        treatment.mastering,
        gain=treatment.gain,
        ceiling=treatment.ceiling,
        chapters=material.programme.chapters,
    )


def _share(programme: Programme, progress: Progress) -> Callable[[int], None]:
    """Tells of the share that is done, as the bytes of its sound are."""
    total, done, lock = 2 * programme.duration * programme.rate, 0, Lock()

    def more(size: int) -> None:
        nonlocal done
        with lock:
            done += size
            progress(min(done / total, 1.0))

    return more


def _untreated(mastering: Mastering) -> Treatment:
    return Treatment(
        gains={},
        gain=LIMITER_LOSS,
        ceiling=mastering.true_peak_dbtp - HEADROOM,
        earcon_lufs=0.0,
        mastering=mastering,
    )


def _corrected(before: Treatment, heard: Blocks, peak: float) -> Treatment:
    mastering = before.mastering
    target = mastering.loudness - _both(mastering)
    evening = loudness.gains(heard, STEP)
    level = loudness.integrated(heard, evening)
    miss = target - level if level > SILENCE else 0.0
    spare = mastering.true_peak_dbtp - peak
    limiting = spare < 1
    gain = stepped(before.gain + (miss * LIMITED if limiting and miss > 0 else miss), STEP)
    return Treatment(
        gains={
            voice: before.gains.get(voice, 0.0) + evening.get(voice, 0.0)
            for voice in {**before.gains, **evening}
        },
        gain=gain,
        ceiling=before.ceiling + (spare - PEAK_MARGIN if limiting else 0),
        earcon_lufs=target - gain - EARCON_BELOW,
        mastering=mastering,
    )


def _both(mastering: Mastering) -> float:
    """LU by which all channels together are louder than one."""
    return 10 * log10(mastering.channels)


def _reached(level: float, peak: float, mastering: Mastering) -> Loudness:
    silent = level <= SILENCE
    return Loudness(
        integrated_lufs=round(level + (0 if silent else _both(mastering)), 1),
        true_peak_dbtp=round(peak, 2),
    )


def _right(reached: Loudness, mastering: Mastering) -> bool:
    miss = abs(reached.integrated_lufs - mastering.loudness)
    loud_enough = miss <= TOLERANCE or reached.integrated_lufs <= SILENCE
    return loud_enough and reached.true_peak_dbtp <= mastering.true_peak_dbtp


def _even(heard: Blocks) -> bool:
    return -min(loudness.gains(heard).values(), default=0.0) <= EVEN
