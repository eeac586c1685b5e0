"""The transcripts with times: what each caption says, and when."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

TEXT = "transcript.txt"
SYNC = "sync.vtt"
"""The cues by which a page marks what is heard."""

_TIMES = re.compile(r"([\d:]+[.,]\d{3}) --> ([\d:]+[.,]\d{3})")
_VOICE = re.compile(r"<v(?:\.\S+)? ([^>]*)>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What is shown from one time to another, in seconds."""

    start: float
    end: float
    speaker: str
    """Empty where the form names nobody."""
    text: str


class _Segment(Struct, frozen=True, kw_only=True, rename="camel"):
    start_time: float
    end_time: float
    body: str
    speaker: str = ""


class _Segments(Struct, frozen=True, kw_only=True):
    segments: tuple[_Segment, ...]


def vtt(path: Path) -> tuple[Caption, ...]:
    """The captions of a WebVTT file.

    Raises:
        ValueError: it is none, or a caption's times cannot be read.
    """
    head, *blocks = _blocks(path)
    if not head.startswith("WEBVTT"):
        raise ValueError("it does not begin with WEBVTT")
    return tuple(_vtt_caption(block) for block in blocks if not block.startswith("NOTE"))


def _vtt_caption(block: str) -> Caption:
    start, end, words = _timed(block)
    voice = _VOICE.search(words)
    return Caption(
        start=start,
        end=end,
        speaker=html.unescape(voice[1]) if voice else "",
        text=html.unescape(_TAG.sub("", words)),
    )


def srt(path: Path) -> tuple[Caption, ...]:
    """The captions of a SubRip file, a speaker's name left in the text.

    Raises:
        ValueError: a caption's times cannot be read.
    """
    timed = (_timed(block) for block in _blocks(path))
    return tuple(Caption(start=s, end=e, speaker="", text=words) for s, e, words in timed)


def json(path: Path) -> tuple[Caption, ...]:
    """The segments of a Podcasting 2.0 transcript.

    Raises:
        ValueError: it is none.
    """
    decoded = msgspec.json.decode(path.read_bytes(), type=_Segments)
    return tuple(
        Caption(start=one.start_time, end=one.end_time, speaker=one.speaker, text=one.body)
        for one in decoded.segments
    )


READERS: dict[str, Callable[[Path], tuple[Caption, ...]]] = {
    "transcript.vtt": vtt,
    "transcript.srt": srt,
    "transcript.json": json,
}


def _blocks(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8-sig").replace("\r\n", "\n").strip()
    yield from re.split(r"\n{2,}", text)


def _timed(block: str) -> tuple[float, float, str]:
    times = _TIMES.search(block)
    if not times:
        raise ValueError(f"a caption has no times: {block[:40]!r}")
    words = block[times.end() :].partition("\n")[2]
    return _seconds(times[1]), _seconds(times[2]), words.replace("\n", " ")


def _seconds(clock: str) -> float:
    seconds = 0.0
    for part in clock.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds, 3)
