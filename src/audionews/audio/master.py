"""Each voice levelled, then the whole mastered to the loudness of the trade."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log10
from pathlib import Path

from audionews.audio import loudness, mp3
from audionews.audio.stitch import Read, stitch
from audionews.errors import AudioError
from audionews.model import Clip, Loudness, Programme, Voice
from audionews.settings import Mastering

ATTEMPTS = 4
TOLERANCE = 0.5
"""LU that a finished file may differ from its target."""
HEADROOM = 0.6
"""dB between the limiter and the true peak allowed: encoding raises peaks by about so much."""
MEASURING = 0.2
"""The share of the time that the measuring takes."""

Progress = Callable[[float], None]
"""Is told the share of the work that is done, 0 to 1."""


def master(
    programme: Programme,
    clips: Sequence[Clip],
    voices: Sequence[Voice],
    read: Read,
    mastering: Mastering,
    path: Path,
    progress: Progress = lambda _: None,
) -> Loudness:
    """Write the programme as an MP3 without tags; gives what a meter reads on the decoded file.

    Args:
        programme: the clips' time line, from ``arrange``.
        clips: one for each cue.
        voices: who says each clip; each voice is brought to the loudness of the others.
        read: gives a clip's samples.
        mastering: the sound to reach.
        path: the file to write.
        progress: is told the share of the work that is done.

    Raises:
        OutputError: the file cannot be written.
        AudioError: ffmpeg is missing or failed, or the loudness cannot be reached.
    """
    raw = stitch(programme, clips, read)
    powers = loudness.blocks(_watched(raw, programme, progress, 0, MEASURING), programme.rate)
    gains = loudness.gains(powers, programme, voices)
    level = loudness.integrated(powers, programme, voices, gains) + 10 * log10(mastering.channels)
    target, limit = mastering.loudness, mastering.true_peak_dbtp
    gain, ceiling = target - level if level > loudness.SILENCE else 0.0, limit - HEADROOM
    for _ in range(ATTEMPTS):
        sound = stitch(programme, clips, read, gains)
        watched = _watched(sound, programme, progress, MEASURING, 1)
        reached = mp3.encode(watched, programme.rate, path, mastering, gain=gain, ceiling=ceiling)
        miss, over = target - reached.integrated_lufs, reached.true_peak_dbtp - limit
        silent = reached.integrated_lufs <= loudness.SILENCE
        if over <= 0 and (silent or abs(miss) <= TOLERANCE):
            return reached
        gain, ceiling = gain + miss, min(ceiling - over - 0.1, limit)
    path.unlink()
    raise AudioError(
        f"the sound reaches {reached.integrated_lufs:g} LUFS at {reached.true_peak_dbtp:g} dBTP, "
        f"not {target:g} at {limit:g}; choose a lower target_lufs"
    )


def _watched(
    sound: Iterable[bytes], programme: Programme, progress: Progress, start: float, end: float
) -> Iterator[bytes]:
    total, done = 2 * programme.duration * programme.rate, 0
    for piece in sound:
        yield piece
        done += len(piece)
        progress(start + (end - start) * done / total)
