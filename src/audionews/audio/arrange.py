"""The clips on one time line, in chapters, and in reels that are encoded one by one."""

from collections.abc import Iterator, Sequence
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
REEL = 30.0
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
    tape = _Tape(min(max(clip.rate for clip in clips), HIGHEST_RATE), frame)
    was_long = False
    for utterance, clip in zip(script.utterances, clips, strict=True):
        tape.turn_to(utterance.section, may_splice=was_long)
        if utterance.opens:
            tape.chime(opens=True)
        tape.put(length(clip, tape.rate))
        if utterance.closes:
            tape.chime(opens=False)
        tape.rest(utterance.pause)
        was_long = utterance.pause >= LEAD_IN + SEAM
    duration = tape.finish()
    return Programme(
        cues=tuple(tape.cues),
        chapters=_chapters(script, tape.chapters, duration),
        duration=float(duration),
        rate=tape.rate,
        reels=tuple(tape.reels(duration)),
        earcons=tuple(tape.earcons),
    )


@dataclass(slots=True)
class _Tape:
    """What has been put on the time line so far; times are exact."""

    rate: int
    frame: Fraction
    cues: list[Cue] = field(default_factory=list)
    earcons: list[Earcon] = field(default_factory=list)
    chapters: dict[int, int] = field(default_factory=dict)
    """The second in which each section begins."""
    _starts: list[tuple[Fraction, int]] = field(default_factory=lambda: [(Fraction(0), 0)])
    """When each reel begins, and with which cue."""
    _at: int = 0
    """Samples from the beginning of the reel to the end of the last clip."""
    _pause: int = 0
    """Samples since."""

    def turn_to(self, section: int, *, may_splice: bool) -> None:
        """Go on to where the next clip begins, in a new chapter or a new reel if it is time."""
        lead_in, is_new = round(LEAD_IN * self.rate), section not in self.chapters
        earliest = self._time(max(self._pause - lead_in, 0))
        if is_new:
            self.chapters[section] = ceil(earliest)
            earliest = Fraction(ceil(earliest))
        if may_splice and self._at >= REEL * self.rate:
            self._splice(earliest)
            self._pause = lead_in
        elif is_new:
            self._at = ceil((earliest - self._starts[-1][0]) * self.rate)
            self._pause = lead_in

    def chime(self, *, opens: bool) -> None:
        """Add an earcon, before a clip or after it."""
        gap = round(EARCON_GAP * self.rate)
        self._pause += 0 if opens else gap
        self.earcons.append(Earcon(start=float(self._time(self._pause)), opens=opens))
        self._pause += earcon.samples(self.rate) + (gap if opens else 0)

    def put(self, samples: int) -> None:
        """Add a clip."""
        start, self._at = self._time(self._pause), self._at + self._pause + samples
        self._pause = 0
        self.cues.append(
            Cue(utterance=len(self.cues), start=float(start), end=float(self._time(0)))
        )

    def rest(self, seconds: float) -> None:
        """Add a pause."""
        self._pause += round(seconds * self.rate)

    def finish(self) -> int:
        """Seconds that the programme lasts.

        A long one ends with a reel of silence up to there: the one before is the same next time.
        """
        end = self._time(max(self._pause, round(TAIL * self.rate)))
        if len(self._starts) > 1 and ceil(end / self.frame) * self.frame < ceil(end):
            self._splice(end)
        return ceil(end)

    def reels(self, duration: int) -> Iterator[Reel]:
        """The stretches that are encoded one by one."""
        ends = [*self._starts[1:], (Fraction(duration), len(self.cues))]
        for (start, first), (end, last) in zip(self._starts, ends, strict=True):
            yield Reel(start=float(start), end=float(end), cues=(first, last))

    def _time(self, after: int) -> Fraction:
        """Seconds from the beginning to so many samples after the last clip."""
        return self._starts[-1][0] + Fraction(self._at + after, self.rate)

    def _splice(self, earliest: Fraction) -> None:
        self._starts.append((ceil(earliest / self.frame) * self.frame, len(self.cues)))
        self._at = 0


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
