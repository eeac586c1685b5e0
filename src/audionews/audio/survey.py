"""A look at a programme's clips: how loud they are from moment to moment, and what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from audionews.audio.stitch import Read
from audionews.model import Clip, Programme

STEP = 0.05
"""Seconds."""
SILENCE = 103
"""The loudest sample that still counts as silence: -50 dBFS."""
FLAT = 8
"""Samples in a row at full scale that are heard as a click: eSpeak NG has 4 at most."""
CUT = 0.25
"""The share of a clip's peak with which no sound of a voice ends."""
EARCON = 1000
"""Where an earcon is: it is soft, and no silence."""
ENDING = 0.005
"""Seconds of a clip that are its end."""
FULL_SCALE = 32_767
_FLATS = (b"\xff\x7f" * FLAT, b"\x00\x80" * FLAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that a listener would hear as a fault."""

    at: float
    """Seconds from the beginning of the programme."""
    what: str

    def __str__(self) -> str:
        """The fault and its time, for a producer."""
        return f"at {int(self.at) // 60}:{int(self.at) % 60:02} {self.what}; listen to it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the clips of a programme sound like."""

    levels: tuple[int, ...]
    """The peak in each ``STEP`` of the programme, 0 to 32768."""
    faults: tuple[Fault, ...]
    """In order of their kind and time."""


def survey(
    programme: Programme, clips: Sequence[Clip], read: Read, longest_silence: float
) -> Survey:
    """Look at every clip of the programme.

    Args:
        programme: the clips' time line, from ``arrange``.
        clips: one for each cue.
        read: gives a clip's samples.
        longest_silence: seconds; a longer silence is a fault.
    """
    levels, faults = [0] * round(programme.duration / STEP), list[Fault]()
    for cue, clip in zip(programme.cues, clips, strict=True):
        sound = read(clip)
        peaks = _peaks(sound, 2 * round(clip.rate * STEP))
        for at, peak in zip(range(int(cue.start / STEP), len(levels)), peaks, strict=False):
            levels[at] = max(levels[at], peak)
        faults += (Fault(at=cue.start, what=what) for what in _faults(sound, clip.rate, peaks))
    for earcon in programme.earcons:
        levels[int(earcon.start / STEP) + 1] = EARCON
    return Survey(levels=tuple(levels), faults=(*faults, *_silences(levels, longest_silence)))


def _peaks(sound: bytes, step: int) -> list[int]:
    import audioop  # noqa: PLC0415 - pydub's arithmetic, in the standard library up to 3.12

    view = memoryview(sound)
    return [audioop.max(view[start : start + step], 2) for start in range(0, len(sound), step)]


def _faults(sound: bytes, rate: int, peaks: Sequence[int]) -> Iterator[str]:
    peak = max(peaks, default=0)
    if peak >= FULL_SCALE and any(flat in sound for flat in _FLATS):
        yield "a voice is clipped"
    end = 2 * round(rate * ENDING)
    if max(_peaks(sound[-end:], end), default=0) > max(peak * CUT, SILENCE):
        yield "a voice is cut off"


def _silences(levels: Sequence[int], longest: float) -> Iterator[Fault]:
    at = 0
    for silent, found in groupby(levels, key=lambda level: level <= SILENCE):
        steps = len(list(found))
        if silent and steps * STEP > longest:
            yield Fault(at=at * STEP, what=f"nothing is heard for {steps * STEP:.1f} s")
        at += steps
