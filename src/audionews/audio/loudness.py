"""How loud sound is, by ffmpeg's meter.

Source: ITU-R BS.1770-5 (blocks of 0.4 s every 0.1 s, gates at -70 LUFS and 10 LU below the mean).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from math import isnan, log10

from audionews.audio import ffmpeg
from audionews.errors import AudioError
from audionews.model import Cue, Voice

BLOCK_SECONDS, BLOCKS_A_SECOND = 0.4, 10
SILENCE = -70.0
"""LUFS: what is not louder is silence."""
NO_PEAK = -120.0
"""dBTP: given for silence, where a meter shows minus infinity."""
RELATIVE_GATE = 0.1
MOST_GAIN = 20.0
"""dB: a voice is not brought up by more, it would bring up its noise."""

METER = "ebur128=framelog=info"
_PEAK_RATE = 4 * 44_100
"""Samples a second, at least, between which a true peak is looked for."""
_MEASURED = f"{METER},asetnsamples=n=44100"
"""Many samples leave the meter at a time, as they are for nobody."""
_BLOCK = re.compile(r"t: *(\S+) +TARGET\S* .*?M: *(\S+)")  # maybe after half a line of others
_LUFS = re.compile(r"I: *(\S+) LUFS")
_OWN_PEAK, _PEAK = re.compile(r"Peak: *(\S+) dBFS"), re.compile(r"Peak level dB: *(\S+)")
"""The meter's own true peak, and that of the sound beside it."""
_LONGEST_STEP = 1.5 / BLOCKS_A_SECOND
"""Seconds from a block's end to the next one's; a longer step has lost a line."""

Block = tuple[float, Mapping[Voice, float]]
"""A block's power, and the share of its time that each voice speaks in."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks, found out each time that they are gone through: a long programme has very many."""

    begin: Callable[[], Iterator[Block]]

    def __iter__(self) -> Iterator[Block]:
        return self.begin()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the meter read on one channel of a sound."""

    powers: tuple[float, ...]
    """Of each block of 0.4 s, the first ending 0.1 s after the beginning."""
    integrated_lufs: float
    true_peak_dbtp: float


def listening(rate: int) -> AbstractContextManager[ffmpeg.Run]:
    """A meter for sound (int16, mono) that is handed to it, without its true peak.

    Raises:
        AudioError: ffmpeg is missing.
    """
    return _metering(rf"f=s16le:format_opts=sample_rate={rate}\\:ch_layout=mono", _MEASURED)


def listening_to_mp3(channels: int) -> AbstractContextManager[ffmpeg.Run]:
    """A meter for the first channel of an MP3 that is handed to it, with its true peak.

    ebur128 itself would take three times as long to find the same peak.

    Raises:
        AudioError: ffmpeg is missing.
    """
    one = "pan=mono|c0=c0," if channels > 1 else ""
    peak = f"aresample={_PEAK_RATE},astats=measure_perchannel=none:measure_overall=Peak_level"
    return _metering("f=mp3", f"{one}asplit[a][b];[a]{peak},anullsink;[b]{_MEASURED}")


def _metering(source: str, graph: str) -> AbstractContextManager[ffmpeg.Run]:
    """One thread reads and measures: handing each frame from one to another takes as long."""
    sound = rf"amovie=pipe\\:0:{source},{graph}[out0]"
    return ffmpeg.start(["-f", "lavfi", "-i", sound, "-f", "null", "-"])


def measure(sound: Iterable[bytes], rate: int) -> Reading:
    """Read the meter on sound (int16, mono), without its true peak.

    Raises:
        AudioError: ffmpeg is missing or failed.
    """
    with listening(rate) as run:
        run.feed(sound)
        return read(run.finish())


def read(log: str) -> Reading:
    """What ffmpeg's meter has logged.

    Raises:
        AudioError: lines of it are missing, as where the folder for its log was full.
    """
    lines, is_whole, summary = log.rpartition("Summary:")
    lufs, peak = _LUFS.search(summary), _OWN_PEAK.search(summary) or _PEAK.search(log)
    blocks = [(float(at), float(power)) for at, power in _BLOCK.findall(lines)]
    ends = [0.0, *(at for at, _ in blocks)]
    steps = [end - start for start, end in pairwise(ends)]
    if not is_whole or not lufs or max(steps, default=0) > _LONGEST_STEP:
        raise AudioError("ffmpeg's meter says too little; free the disk for temporary files")
    return Reading(
        powers=tuple(_power(power) for _, power in blocks),
        integrated_lufs=max(float(lufs[1]), SILENCE),
        true_peak_dbtp=max(float(peak[1]), NO_PEAK) if peak else NO_PEAK,
    )


def heard(powers: Sequence[float], cues: Sequence[Cue], voices: Sequence[Voice]) -> Blocks:
    """Who is heard in the blocks of a sound: the voices are those of its cues."""
    return Blocks(partial(_heard, powers, cues, voices))


def together(parts: Sequence[Blocks]) -> Blocks:
    """The blocks of all parts, one part after the other."""
    return Blocks(partial(chain.from_iterable, parts))


def _heard(
    powers: Sequence[float], cues: Sequence[Cue], voices: Sequence[Voice]
) -> Iterator[Block]:
    first = 0
    for number, power in enumerate(powers, 1):
        end = number / BLOCKS_A_SECOND
        start = end - BLOCK_SECONDS
        while first < len(cues) and cues[first].end <= start:
            first += 1
        shares = defaultdict[Voice, float](float)
        for index in range(first, len(cues)):
            if cues[index].start >= end:
                break
            part = min(end, cues[index].end) - max(start, cues[index].start)
            shares[voices[index]] += part / BLOCK_SECONDS
        yield power, shares


def gains(blocks: Blocks, step: float = 0.0) -> dict[Voice, float]:
    """The gain for each voice, in dB, none above 0, with which all are equally loud.

    A voice that is nowhere alone has none.

    Args:
        blocks: what the meter reads, and whose voices.
        step: dB to which each voice's level is rounded, so that a voice that is a little louder
            than before gets the same gain; 0 for no rounding.
    """
    heard = {voice: stepped(level, step) for voice, level in levels(blocks).items()}
    if not heard:
        return {}
    softest = max(min(heard.values()), max(heard.values()) - MOST_GAIN)
    return {voice: min(softest - level, 0.0) for voice, level in heard.items()}


def stepped(decibels: float, step: float) -> float:
    """The figure rounded to a multiple of the step; as it is where that is 0."""
    return round(decibels / step) * step if step else decibels


def levels(blocks: Blocks) -> dict[Voice, float]:
    """The loudness of each voice that is heard alone, in LUFS.

    It is gated like a programme's, over the blocks in which no other voice is heard.
    """
    alone = defaultdict[Voice, list[tuple[float, float]]](list)
    for power, shares in blocks:
        if len(shares) == 1:
            ((voice, share),) = shares.items()
            alone[voice].append((power / share, share))
    return {voice: level for voice in alone if (level := _gated(alone[voice])) > SILENCE}


def integrated(blocks: Blocks, gains: Mapping[Voice, float]) -> float:
    """What the integrated loudness will be with the gains that even the voices out, in LUFS.

    Where two voices share a block, the louder has more of its power: as much as its gain is lower.
    """
    factor = defaultdict(lambda: 1.0, {voice: _power(gain) for voice, gain in gains.items()})
    raised = []
    for power, shares in blocks:
        before = sum(share / factor[voice] for voice, share in shares.items())
        raised.append((power * (sum(shares.values()) / before if before else 1.0), 1.0))
    return _gated(raised)


def _gated(weighed: Sequence[tuple[float, float]]) -> float:
    """The loudness of blocks given as power and weight, in LUFS."""
    gate, level = _power(SILENCE), SILENCE
    for share in (RELATIVE_GATE, 1.0):
        passed = [(power, weight) for power, weight in weighed if power > gate]
        if not passed:
            return SILENCE
        mean = sum(power * weight for power, weight in passed) / sum(w for _, w in passed)
        gate, level = mean * share, 10 * log10(mean)
    return level


def _power(decibels: float) -> float:
    """What a level in dB is; of no number, which is what a meter rounds silence to, nothing."""
    return 0.0 if isnan(decibels) else float(10 ** (decibels / 10))
