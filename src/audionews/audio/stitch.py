"""The clips on one time line, and the sound of it.

The only module that knows pydub.
"""

import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from math import gcd
from typing import IO

from audionews.audio import earcon, ffmpeg
from audionews.errors import AudioError
from audionews.model import Clip, Earcon, Programme

Read = Callable[[Clip], bytes]
"""Gives the samples of a clip: int16, little-endian, mono."""

EARCON_LUFS = -28.0
"""Softer than most engines speak, for a programme whose loudness is not known yet."""
FADE_MS = 4
"""Fade at both ends of each clip, against clicks; the first sound of a word is longer."""


def stitch(
    programme: Programme,
    clips: Sequence[Clip],
    read: Read,
    gains: Sequence[float] = (),
    earcon_lufs: float = EARCON_LUFS,
) -> Iterator[bytes]:
    """The programme's sound: int16, little-endian, mono, piece by piece.

    Args:
        programme: the clips' time line, from ``arrange``.
        clips: one for each cue.
        read: gives a clip's samples; other threads call it where clips differ in rate.
        gains: dB for each clip, at most 0 or loud clips would be cut off; empty for none.
        earcon_lufs: the loudness of earcons.

    Raises:
        AudioError: a clip is not as long as it says.
    """
    rate, at = programme.rate, 0
    earcons = deque(programme.earcons)
    with ExitStack() as stack:
        streams = {
            other: stack.enter_context(_at_rate(clips, read, other, rate))
            for other in {clip.rate for clip in clips} - {rate}
        }
        for index, (cue, clip) in enumerate(zip(programme.cues, clips, strict=True)):
            sound = _take(streams[clip.rate], clip, rate) if clip.rate in streams else read(clip)
            start = round(cue.start * rate)
            if len(sound) != 2 * length(clip, rate):
                raise AudioError(
                    f"clip {clip.key[:12]} is not as long as it was; type the command again"
                )
            yield from _between(earcons, at, start, rate, earcon_lufs)
            yield _softened(sound, rate, gains[index] if gains else 0.0)
            at = start + len(sound) // 2
        yield from _between(earcons, at, round(programme.duration * rate), rate, earcon_lufs)


def _between(
    earcons: deque[Earcon], at: int, until: int, rate: int, lufs: float
) -> Iterator[bytes]:
    """Silence from sample to sample, with the earcons that are heard in it."""
    while earcons and (start := round(earcons[0].start * rate)) < until:
        yield from _silence(start - at, rate)
        yield earcon.earcon(rate, lufs, opens=earcons.popleft().opens)
        at = start + earcon.samples(rate)
    yield from _silence(until - at, rate)


def _silence(samples: int, rate: int) -> Iterator[bytes]:
    while samples > 0:
        yield bytes(2 * min(samples, rate))
        samples -= rate


def _softened(sound: bytes, rate: int, gain: float) -> bytes:
    with warnings.catch_warnings():  # it warns that it finds no ffmpeg, which it is never asked for
        warnings.simplefilter("ignore")
        from pydub import AudioSegment  # noqa: PLC0415 - 30 ms that `--help` need not wait
    fade = min(FADE_MS, len(sound) * 250 // rate)
    if not fade:
        return sound
    segment = AudioSegment(data=sound, sample_width=2, frame_rate=rate, channels=1)
    softened: bytes = segment.apply_gain(gain).fade_in(fade).fade_out(fade).raw_data
    return softened[: len(sound)].ljust(len(sound), b"\0")  # pydub counts in whole milliseconds


def _at_rate(clips: Sequence[Clip], read: Read, rate: int, to: int) -> ffmpeg.Stream:
    """The clips of one rate, each with silence after it, brought to the programme's rate."""
    sound = (
        read(clip).ljust(2 * _padded(clip, to) * clip.rate // to, b"\0")
        for clip in clips
        if clip.rate == rate
    )
    return ffmpeg.resampled(sound, rate, to)


def length(clip: Clip, rate: int) -> int:
    """Samples that a clip has at another rate."""
    return -(-clip.samples * rate // clip.rate)


def _padded(clip: Clip, rate: int) -> int:
    """Samples that a clip takes in a stream of its own: it begins where both rates have one."""
    grid = rate // gcd(rate, clip.rate)
    return (length(clip, rate) // grid + 2) * grid


def _take(stream: IO[bytes], clip: Clip, rate: int) -> bytes:
    return stream.read(2 * _padded(clip, rate))[: 2 * length(clip, rate)]
