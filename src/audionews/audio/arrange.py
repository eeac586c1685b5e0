"""The clips on one time line, in chapters, and in reels that are encoded one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from audionews.audio import earcon
from audionews.audio.stitch import length
from audionews.model import Chapter, Clip, Cue, Earcon, Programme, Reel, Script

HIGHEST_RATE = 48_000
LEAD_IN = 0.25
"""Seconds of silence in a chapter before its first word, for players that jump late."""
TAIL = 0.5
"""Seconds of silence after the last word, at least."""
LONGER = 1.1
"""Seconds by which a silence is longer than its pause, at most: a chapter begins on a whole one."""
EARCON_GAP = 0.15
"""Seconds between an earcon and the quotation."""
REEL = 45.0
"""Seconds that a reel lasts, at least: a shorter one costs more to begin than it saves."""
SEAM = 0.1
"""Seconds of silence with which a reel ends, at least: an encoder hears as far ahead and back."""
FRAME = Fraction(1152, 44_100)
"""Seconds that a frame of MP3 lasts at 44.1 kHz."""


def arrange(script: Script, clips: Sequence[Clip], frame: Fraction = FRAME) -> Programme:
    """When each utterance and each section is heard.

    Chapters begin and end on whole seconds, because some players cut fractions off and would
    begin in the sentence before; the silence before a chapter is made longer for that, and so is
    the pause in which a new reel begins, by a frame at most.  A section without an utterance gets
    no chapter.  The script must have an utterance.

    Args:
        script: what is said.
        clips: the sound of each utterance.
        frame: seconds that a frame of the encoded sound lasts.
    """
    rate = min(max(clip.rate for clip in clips), HIGHEST_RATE)
    lead_in, gap = round(LEAD_IN * rate), round(EARCON_GAP * rate)
    tape, pause = _Tape(rate, frame), 0
    cues, earcons, begins = list[Cue](), list[Earcon](), dict[int, int]()
    for index, (utterance, clip) in enumerate(zip(script.utterances, clips, strict=True)):
        is_long = index > 0 and script.utterances[index - 1].pause >= LEAD_IN + SEAM
        earliest = tape.time(max(pause - lead_in, 0))
        if utterance.section not in begins:
            earliest = Fraction(ceil(earliest))
            begins[utterance.section] = int(earliest)
            tape.wind(earliest, index, splice=is_long and tape.is_full)
            pause = lead_in
        elif is_long and tape.is_full:
            tape.wind(earliest, index, splice=True)
            pause = lead_in
        if utterance.opens:
            earcons.append(Earcon(start=float(tape.time(pause)), opens=True))
            pause += earcon.samples(rate) + gap
        start, end = tape.put(pause, length(clip, rate))
        pause = round(utterance.pause * rate)
        if utterance.closes:
            earcons.append(Earcon(start=float(tape.time(gap)), opens=False))
            pause += gap + earcon.samples(rate)
        cues.append(Cue(utterance=index, start=start, end=end))
    end = tape.time(max(pause, round(TAIL * rate)))
    duration = ceil(end)
    tape.finish(end, len(cues))
    return Programme(
        cues=tuple(cues),
        chapters=_chapters(script, begins, duration),
        duration=float(duration),
        rate=rate,
        reels=tape.reels(duration, len(cues)),
        earcons=tuple(earcons),
    )


@dataclass(slots=True)
class _Tape:
    """The reel that is being filled, and where the last clip on it ends."""

    rate: int
    frame: Fraction
    _at: int = 0
    """Samples from the beginning of the reel."""
    _starts: list[tuple[Fraction, int]] = field(default_factory=lambda: [(Fraction(0), 0)])
    """When each reel begins, and with which cue."""

    @property
    def is_full(self) -> bool:
        return self._at >= REEL * self.rate

    def time(self, after: int) -> Fraction:
        """Seconds from the beginning of the programme to so many samples after the last clip."""
        return self._starts[-1][0] + Fraction(self._at + after, self.rate)

    def wind(self, earliest: Fraction, cue: int, *, splice: bool) -> None:
        """Go on to that time, or to the first frame after it with a new reel."""
        if splice:
            self._starts.append((ceil(earliest / self.frame) * self.frame, cue))
            self._at = 0
        else:
            self._at = ceil((earliest - self._starts[-1][0]) * self.rate)

    def put(self, pause: int, length: int) -> tuple[float, float]:
        """Add a clip; gives its beginning and its end in seconds."""
        start = self.time(pause)
        self._at += pause + length
        return float(start), float(self.time(0))

    def finish(self, end: Fraction, cues: int) -> None:
        """A long programme ends with a reel of silence: the one before is the same next time."""
        if len(self._starts) > 1 and ceil(end / self.frame) * self.frame < ceil(end):
            self.wind(end, cues, splice=True)

    def reels(self, duration: float, cues: int) -> tuple[Reel, ...]:
        ends = [*self._starts[1:], (duration, cues)]
        return tuple(
            Reel(start=float(start), end=float(end), cues=(first, last))
            for (start, first), (end, last) in zip(self._starts, ends, strict=True)
        )


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
