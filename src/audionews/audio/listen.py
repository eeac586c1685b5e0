"""A finished MP3 as a listener gets it: decoded and measured, with nothing of how it was made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audionews.audio import ffmpeg, loudness
from audionews.errors import AudioError

QUIET = -50.0
"""dBFS: what is not louder is silence."""
SHORTEST_SILENCE = 0.3
"""Seconds: shorter ones are part of speech."""
FULL_SCALE = -0.001
"""dBFS of the largest sample that 16 bits can hold."""

_METERS = (
    f"{loudness.METER}:peak=true",
    f"silencedetect=noise={QUIET}dB:d={SHORTEST_SILENCE}",
    "aformat=sample_fmts=s16",
    "astats=measure_perchannel=none:measure_overall=Peak_level+Peak_count+Number_of_samples",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is heard of an MP3; all times in seconds."""

    duration: float
    """Of the decoded sound."""
    reading: loudness.Reading
    silences: tuple[tuple[float, float], ...]
    """Stretches in which no channel is louder than ``QUIET``, with where they begin and end."""
    clipped: int
    """How often the sound reaches the largest sample there is."""


def listen(path: Path, rate: int) -> Heard:
    """Decode and measure an MP3.

    Args:
        path: the file.
        rate: samples a second of it.

    Raises:
        AudioError: ffmpeg is missing, or the file holds no sound that it can decode.
    """
    source = ["-i", str(path), "-map", "0:a", "-map_metadata", "-1", "-map_chapters", "-1"]
    with ffmpeg.start([*source, "-af", ",".join(_METERS), "-f", "null", "-"], stdin=None) as run:
        log = run.finish().rpartition("\nStream mapping:")[2]  # before it: the tag's own words
    is_full = _figure("Peak level dB", log) > FULL_SCALE
    return Heard(
        duration=_figure("Number of samples", log) / rate,
        reading=loudness.read(log),
        silences=tuple(_silences(log)),
        clipped=int(_figure("Peak count", log)) if is_full else 0,
    )


def _silences(log: str) -> Iterator[tuple[float, float]]:
    starts = re.findall(r"silence_start: (\S+)", log)
    ends = re.findall(r"silence_end: (\S+)", log)
    for start, end in zip(starts, ends, strict=False):  # one at the end has an end as well
        yield max(float(start), 0.0), float(end)


def _figure(name: str, log: str) -> float:
    found = re.search(rf"{name}: (\S+)", log)
    if not found:
        raise AudioError("ffmpeg decodes no sound; make the edition again")
    return float(found[1])
