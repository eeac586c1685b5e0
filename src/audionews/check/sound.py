"""Whether the sound is as loud, as even and as whole as it is meant to be."""

from collections.abc import Iterator

from audionews.audio.loudness import SILENCE, heard, levels
from audionews.check.chapters import FRAMES
from audionews.check.forms import RECORD, Line
from audionews.check.kept import Kept
from audionews.check.rule import Severity, rule
from audionews.clock import clock
from audionews.model import Cue, Role
from audionews.settings import Settings

LOUDNESS = 1.0
"""LU that the loudness may miss its target by.  Source: Apple Podcasts, audio requirements."""
RECORDED = 0.5
"""LU and dB that the record may differ from what is measured."""
SPREAD = 1.5
"""LU that a voice may be louder or softer than the narrator's."""
MUTE = 1.0
"""Seconds without sound that an utterance may have in it: a dash, a colon."""
MUTE_SHARE = 0.8
"""The share of a short utterance that may be without sound."""
WHOLE_SECOND = 1.5
"""Seconds by which a pause before a chapter may be longer than set, so that it ends on time."""

_MAKE_AGAIN = "make the edition again"


@rule("a-201", Severity.ERROR, "the edition is too loud or too soft", mend=_MAKE_AGAIN)
def loudness(kept: Kept) -> Iterator[tuple[str, str]]:
    """Integrated loudness of the decoded MP3 against the settings'."""
    lufs, target = kept.heard.reading.integrated_lufs, kept.record.settings.mastering.loudness
    if lufs <= SILENCE:
        yield kept.mp3.name, "nothing is heard"
    elif abs(lufs - target) > LOUDNESS:
        yield kept.mp3.name, f"it has {lufs:.1f} LUFS, {target:g} are wanted"


@rule("a-202", Severity.ERROR, "the true peak is higher than it may be", mend=_MAKE_AGAIN)
def true_peak(kept: Kept) -> Iterator[tuple[str, str]]:
    """True peak of the decoded MP3 against the settings'."""
    peak, most = kept.heard.reading.true_peak_dbtp, kept.record.settings.mastering.true_peak_dbtp
    if peak > most:
        yield kept.mp3.name, f"it has {peak:.1f} dBTP, {most:g} are allowed"


@rule(
    "a-203", Severity.WARNING, "the record's loudness is not what a meter reads", mend=_MAKE_AGAIN
)
def as_recorded(kept: Kept) -> Iterator[tuple[str, str]]:
    """What the record tells people about the sound."""
    told, reading = kept.record.loudness, kept.heard.reading
    for name, one, other, unit in (
        ("loudness", told.integrated_lufs, reading.integrated_lufs, "LUFS"),
        ("true peak", told.true_peak_dbtp, reading.true_peak_dbtp, "dBTP"),
    ):
        if abs(one - other) > RECORDED:
            yield RECORD, f"the {name} is {other:.1f} {unit}, not {one:.1f}"


@rule("a-204", Severity.ERROR, "the length that is told is not that of the sound", mend=_MAKE_AGAIN)
def duration(kept: Kept) -> Iterator[tuple[str, str]]:
    """The lengths in the MP3's header, its tag and the record."""
    told = {
        f"{kept.mp3.name}, header": kept.tag.header_duration,
        f"{kept.mp3.name}, tag": (kept.tag.milliseconds or 0) / 1000 or None,
        RECORD: kept.record.duration,
    }
    for where, seconds in told.items():
        if seconds is not None and abs(seconds - kept.heard.duration) > FRAMES:
            yield where, f"it tells {seconds:.2f} s, the sound has {kept.heard.duration:.2f} s"


@rule(
    "a-205",
    Severity.WARNING,
    "a silence is longer than the pauses that are set",
    mend="make the edition again; if it stays, shorten the pauses in audionews.toml",
)
def silence(kept: Kept) -> Iterator[tuple[str, str]]:
    """Stretches without sound, between utterances too."""
    said = max((line.pause for line in kept.script.utterances), default=0)
    most = max(said, *_pauses(kept.record.settings)) + WHOLE_SECOND
    for start, end in kept.heard.silences:
        if end - start > most:
            yield kept.mp3.name, f"nothing is heard for {end - start:.1f} s from {clock(start)} on"


def _pauses(settings: Settings) -> Iterator[float]:
    """Every silence that the settings ask for, in seconds."""
    pauses, cues = settings.pauses, settings.cues
    yield from (pauses.sentence, pauses.quotation, pauses.paragraph, pauses.heading, pauses.section)
    yield cues.pause if cues.quotations == "pause" else 0
    yield from (settings.roles.of(role).pause for role in Role)


@rule(
    "a-206",
    Severity.ERROR,
    "an utterance is not heard, or only in part",
    mend="make the edition again; if it stays, choose another voice or mend its pronunciation",
)
def words_heard(kept: Kept) -> Iterator[tuple[str, str]]:
    """Stretches without sound where somebody should be heard."""
    silences, first = kept.heard.silences, 0
    for line in kept.script.utterances:
        while first < len(silences) and silences[first][1] <= line.start:
            first += 1
        mute = max(_mute(line, silences[first:]), line.end - max(line.start, kept.heard.duration))
        length = line.end - line.start
        if mute > min(MUTE, length * MUTE_SHARE):
            yield line.place, f"{mute:.1f} of its {length:.1f} s are silent: “{line.text}”"


def _mute(line: Line, silences: tuple[tuple[float, float], ...]) -> float:
    """The longest silence in an utterance, in seconds."""
    longest = 0.0
    for start, end in silences:
        if start >= line.end:
            break
        longest = max(longest, min(end, line.end) - max(start, line.start))
    return longest


@rule("a-207", Severity.WARNING, "the sound is clipped", mend=_MAKE_AGAIN)
def clipping(kept: Kept) -> Iterator[tuple[str, str]]:
    """Samples as large as a sample can be."""
    if kept.heard.clipped:
        yield kept.mp3.name, f"it reaches full scale {kept.heard.clipped:,} times"


@rule(
    "a-208", Severity.WARNING, "a voice is louder or softer than the narrator's", mend=_MAKE_AGAIN
)
def voices_even(kept: Kept) -> Iterator[tuple[str, str]]:
    """Each voice's loudness, gated like a programme's, where it alone is heard."""
    lines = kept.script.utterances
    parts = [kept.part(line) for line in lines]
    cues = [Cue(utterance=line.number, start=line.start, end=line.end) for line in lines]
    blocks = heard(kept.heard.reading.powers, cues, [part.voice for part in parts])
    loud = levels(blocks)
    for voice, level in loud.items():
        louder = level - loud.get(kept.narrator, level)
        if abs(louder) > SPREAD:
            names = ", ".join(dict.fromkeys(part.name for part in parts if part.voice == voice))
            side = "louder" if louder > 0 else "softer"
            what = f"it is {abs(louder):.1f} LU {side} than the narrator's"
            yield f"{voice.name or voice.id} ({names})", what
