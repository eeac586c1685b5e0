"""Whether what is shown and what is heard go together in time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from statistics import median

from audionews.check.chapters import EXACT, FRAMES
from audionews.check.forms import SCRIPT, Line
from audionews.check.kept import Kept
from audionews.check.rule import Severity, rule
from audionews.check.words import shown
from audionews.clock import clock

PACE = 1.7
"""Times as quick or as slow as the voice usually is: so is a misreading, or a clip that is cut."""
FEWEST_LETTERS = 25
"""Letters of an utterance whose pace tells something."""
FEWEST_LINES = 5
"""Such utterances of a voice that tell how quick it usually is; of fewer, all voices tell it."""

_MAKE_AGAIN = "make the edition again"


@rule(
    "a-401",
    Severity.ERROR,
    "a cue lies outside of the sound, overlaps another, or comes before it",
    mend=_MAKE_AGAIN,
)
def cues_in_order(kept: Kept) -> Iterator[tuple[str, str]]:
    """The times of the script and of each transcript."""
    times = {SCRIPT: [(line.start, line.end) for line in kept.script.utterances]}
    for name, captions in {**kept.transcripts, **kept.sync}.items():
        times[name] = [(caption.start, caption.end) for caption in captions]
    for name, cues in times.items():
        yield from disorder(name, cues, kept.heard.duration)


@rule(
    "a-402",
    Severity.ERROR,
    "a transcript does not show an utterance when it is heard",
    mend=_MAKE_AGAIN,
)
def cues_in_step(kept: Kept) -> Iterator[tuple[str, str]]:
    """A long utterance may have several captions: the first begins and the last ends with it."""
    for name, captions in kept.transcripts.items():
        starts = {_milliseconds(caption.start) for caption in captions}
        ends = {_milliseconds(caption.end) for caption in captions}
        for line in kept.script.utterances:
            together = _milliseconds(line.start) in starts and _milliseconds(line.end) in ends
            if line.text and not together:
                yield (
                    f"{name}, {line.place}",
                    f"no caption begins and ends with “{shown(line.text)}”",
                )


@rule(
    "a-403",
    Severity.WARNING,
    "an utterance is said much quicker or slower than its voice speaks",
    mend="listen to it: mend the pronunciation of what is misread, or make the edition again",
)
def pace(kept: Kept) -> Iterator[tuple[str, str]]:
    """Seconds for each letter at the voice's own rate, against the median of the voice."""
    paces = defaultdict[tuple[str, str], list[tuple[float, Line]]](list)
    for line in kept.script.utterances:
        letters = sum(character.isalnum() for character in line.spoken)
        if letters >= FEWEST_LETTERS and line.end > line.start:
            seconds = (line.end - line.start) * kept.part(line).voice.rate
            paces[line.voice, line.language].append((seconds / letters, line))
    for (_, language), lines in paces.items():
        all_voices = (pace for key, some in paces.items() if key[1] == language for pace in some)
        usual = lines if len(lines) >= FEWEST_LINES else list(all_voices)
        if len(usual) >= FEWEST_LINES:
            yield from _unusual(lines, median(seconds for seconds, _ in usual))


def _unusual(lines: Iterable[tuple[float, Line]], usual: float) -> Iterator[tuple[str, str]]:
    for seconds, line in lines:
        if not usual / PACE < seconds < usual * PACE:
            much = f"{max(seconds / usual, usual / seconds):.1f} times as"
            side = "slow" if seconds > usual else "quick"
            yield line.place, f"{much} {side} as usual: “{shown(line.spoken)}”"


def disorder(
    name: str, cues: Iterable[tuple[float, float]], duration: float
) -> Iterator[tuple[str, str]]:
    """The cues, each a start and an end in seconds, that do not follow one another in the sound."""
    last = 0.0
    for number, (start, end) in enumerate(cues):
        where = f"{name}, cue {number} ({clock(start)})"
        if end <= start:
            yield where, "it ends where it begins, or before"
        if start < last - EXACT:
            yield where, f"it begins at {start:.3f} s, before {last:.3f} s, where another ends"
        if end > duration + FRAMES:
            yield where, f"it ends at {end:.3f} s, the sound at {duration:.3f} s"
        last = max(last, end)


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
