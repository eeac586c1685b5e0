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
from audionews.model import Chapter, Clip, Cue, Earcon, Programme, Script

Read = Callable[[Clip], bytes]
"""Gives the samples of a clip: int16, little-endian, mono."""

HIGHEST_RATE = 48_000
LEAD_IN = 0.25
"""Seconds of silence in a chapter before its first word, for players that jump late."""
TAIL = 0.5
"""Seconds of silence after the last word, at least."""
LONGER = 1.1
"""Seconds by which a silence is longer than its pause, at most: a chapter begins on a whole one."""
EARCON_GAP = 0.15
"""Seconds between an earcon and the quotation."""
EARCON_LUFS = -28.0
"""Softer than most engines speak, for a programme whose loudness is not known yet."""
FADE_MS = 4
"""Fade at both ends of each clip, against clicks; the first sound of a word is longer."""


def arrange(script: Script, clips: Sequence[Clip]) -> Programme:
    """When each utterance and each section is heard.

    Chapters begin and end on whole seconds, because some players cut fractions off and would
    begin in the sentence before; the silence before a chapter is made longer for that.  A section
    without an utterance gets no chapter.  The script must have an utterance.
    """
    rate = min(max(clip.rate for clip in clips), HIGHEST_RATE)
    lead_in, gap = round(LEAD_IN * rate), round(EARCON_GAP * rate)
    cues, earcons, begins, at, pause = list[Cue](), list[Earcon](), dict[int, int](), 0, 0
    for index, (utterance, clip) in enumerate(zip(script.utterances, clips, strict=True)):
        if utterance.section not in begins:
            begins[utterance.section] = _whole(at + max(pause - lead_in, 0), rate)
            at, pause = begins[utterance.section] * rate, lead_in
        if utterance.opens:
            earcons.append(Earcon(start=(at + pause) / rate, opens=True))
            pause += earcon.samples(rate) + gap
        start, at = at + pause, at + pause + _length(clip, rate)
        pause = round(utterance.pause * rate)
        if utterance.closes:
            earcons.append(Earcon(start=(at + gap) / rate, opens=False))
            pause += gap + earcon.samples(rate)
        cues.append(Cue(utterance=index, start=start / rate, end=at / rate))
    end = _whole(at + max(pause, round(TAIL * rate)), rate)
    return Programme(
        cues=tuple(cues),
        chapters=_chapters(script, begins, end),
        duration=float(end),
        rate=rate,
        earcons=tuple(earcons),
    )


def _whole(samples: int, rate: int) -> int:
    return -(-samples // rate)


def _length(clip: Clip, rate: int) -> int:
    return -(-clip.samples * rate // clip.rate)


def _chapters(script: Script, begins: dict[int, int], end: int) -> tuple[Chapter, ...]:
    ends = [*list(begins.values())[1:], end]
    return tuple(
        Chapter(
            title=script.sections[section].strip() or f"Part {number}",
            start=float(start),
            end=float(stop),
            level=script.levels[section] if script.levels else 1,
        )
        for number, ((section, start), stop) in enumerate(zip(begins.items(), ends, strict=True), 1)
    )


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
            start, end = round(cue.start * rate), round(cue.end * rate)
            if len(sound) != 2 * (end - start):
                raise AudioError(
                    f"clip {clip.key[:12]} is not as long as it was; type the command again"
                )
            yield from _between(earcons, at, start, rate, earcon_lufs)
            yield _softened(sound, rate, gains[index] if gains else 0.0)
            at = end
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


def _padded(clip: Clip, rate: int) -> int:
    """Samples that a clip takes in a stream of its own: it begins where both rates have one."""
    grid = rate // gcd(rate, clip.rate)
    return (_length(clip, rate) // grid + 2) * grid


def _take(stream: IO[bytes], clip: Clip, rate: int) -> bytes:
    return stream.read(2 * _padded(clip, rate))[: 2 * _length(clip, rate)]
