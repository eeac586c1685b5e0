"""What is done to every text before, and to every sound after an engine had it."""

import sys
from array import array
from dataclasses import replace
from itertools import takewhile

from audionews.model import Voice
from audionews.speech.engine import Sound

FLOOR = 103
"""The loudest sample that still counts as silence: -50 dBFS."""
KEPT = 0.01
"""Seconds of silence left at either end, so that no sound is cut into."""
STEP = 0.005
"""Seconds, the grain in which silence is looked for."""
SHORTEST = 0.02
"""Seconds for each letter, at the engine's own rate: no speech is faster."""
LONGEST = 3.0
"""Seconds for each character, at the engine's own rate: no speech is slower."""

CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


def sayable(text: str) -> str:
    """The text without what an engine might take for a command, or cannot encode at all."""
    if not text.isprintable():
        text = text.translate(CONTROLS).translate(SURROGATES)
    return " ".join(text.split())


def trimmed(sound: Sound) -> Sound:
    """The sound with at most 10 ms of silence at either end, so that the script alone pauses."""
    samples = to_array(sound.samples)
    step, kept = int(sound.rate * STEP), int(sound.rate * KEPT)
    first = _silent(samples, range(0, len(samples), step), step)
    if first >= len(samples):
        return replace(sound, samples=bytes(2 * kept))
    last = len(samples) - _silent(samples, range(len(samples) - step, -step, -step), step)
    return replace(sound, samples=sound.samples[2 * max(first - kept, 0) : 2 * (last + kept)])


def fault(sound: Sound, text: str, voice: Voice) -> str:
    """Why the trimmed sound cannot be the whole text; empty where it can."""
    letters = sum(map(str.isalnum, text))
    if len(sound.samples) % 2:
        return "the sound ends in half a sample"
    if letters and peak(to_array(sound.samples)) <= FLOOR:
        return "the sound is silent"
    pace = sound.duration * voice.rate
    if pace < letters * SHORTEST:
        return f"{sound.duration:.2f} s is too short for {letters} letters"
    if pace > 1 + len(text) * LONGEST:
        return f"{sound.duration:.2f} s is too long for {len(text)} characters"
    return ""


def to_array(samples: bytes) -> "array[int]":
    """Little endian bytes as numbers; half a sample at the end is dropped."""
    numbers = array("h", samples[: len(samples) // 2 * 2])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def from_array(numbers: "array[int]") -> bytes:
    """Numbers as little endian bytes."""
    if sys.byteorder == "big":
        numbers = array("h", numbers)
        numbers.byteswap()
    return numbers.tobytes()


def peak(numbers: "array[int]") -> int:
    """The largest distance from zero."""
    if not numbers:
        return 0
    highest, lowest = max(numbers), min(numbers)
    return max(highest, -lowest)


def _silent(samples: "array[int]", starts: range, step: int) -> int:
    """How many samples the first silent steps make."""
    quiet = takewhile(lambda start: peak(samples[max(start, 0) : start + step]) <= FLOOR, starts)
    return sum(1 for _ in quiet) * step
