"""What is done to every text before, and to every sound after an engine had it."""

import sys
from array import array
from dataclasses import replace
from itertools import takewhile

from audionews.errors import SpeechError
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
LONGEST_WORD = 20
"""Letters; more in a row are a web address or worse, and engines say what they like of it."""
LONGEST = 3.0
"""Seconds for each character, at the engine's own rate: no speech is slower."""

CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


def sayable(text: str) -> str:
    """The text without what an engine might take for a command, or cannot encode at all."""
    if not text.isprintable():
        text = text.translate(CONTROLS).translate(SURROGATES)
    return " ".join(text.split())


def accepted(sound: Sound, text: str, voice: Voice) -> Sound:
    """The sound as a clip: at most 10 ms of silence at either end, so that the script alone pauses.

    Raises:
        SpeechError: the sound cannot be the whole text.
    """
    if len(sound.samples) % 2:
        raise SpeechError("the sound ends in half a sample")
    clip = _trimmed(sound)
    letters = sum(min(sum(map(str.isalnum, word)), LONGEST_WORD) for word in text.split())
    if letters and not any(clip.samples):
        raise SpeechError("the sound is silent")
    if clip.duration * voice.rate < letters * SHORTEST:
        raise SpeechError(f"{clip.duration:.2f} s is too short for {letters} letters")
    if clip.duration * voice.rate > 1 + len(text) * LONGEST:
        raise SpeechError(f"{clip.duration:.2f} s is too long for {len(text)} characters")
    return clip


def _trimmed(sound: Sound) -> Sound:
    """The sound without the silence around it; of nothing but silence, 10 ms."""
    samples = to_array(sound.samples)
    step, kept = int(sound.rate * STEP), int(sound.rate * KEPT)
    first = _silent(samples, range(0, len(samples), step), step)
    if first >= len(samples):
        return replace(sound, samples=bytes(2 * kept))
    last = len(samples) - _silent(samples, range(len(samples) - step, -step, -step), step)
    return replace(sound, samples=sound.samples[2 * max(first - kept, 0) : 2 * (last + kept)])


def _silent(samples: "array[int]", starts: range, step: int) -> int:
    """How many samples the silent steps make, up to the first that is not."""
    steps = (samples[max(start, 0) : start + step] for start in starts)
    return step * sum(1 for _ in takewhile(lambda heard: peak(heard) <= FLOOR, steps))


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
