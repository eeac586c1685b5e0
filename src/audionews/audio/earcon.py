"""Two soft notes that rise where a quotation opens and fall where it closes."""

import math
import sys
from array import array
from functools import lru_cache

SECONDS = 0.24
NOTES = (659.26, 880.0)
"""Hertz: E5 and A5, a fourth, above the pitch of any voice and where every loudspeaker is good."""
APART = 0.09
"""Seconds from the first note to the second."""
ATTACK, DECAY = 0.012, 0.06
"""Seconds in which a note swells, and in which it falls to a third."""
FULL_SCALE_LUFS = -3.01
"""The loudness of a full-scale sine in one channel.  Source: ITU-R BS.1770-5."""


@lru_cache(maxsize=8)
def earcon(rate: int, lufs: float, *, opens: bool) -> bytes:
    """The earcon's sound: int16, little-endian, mono.

    Args:
        rate: samples a second.
        lufs: the loudness of its loudest moment.
        opens: whether it rises.
    """
    first, second = NOTES if opens else NOTES[::-1]
    level = 32767 * 10 ** (min(lufs - FULL_SCALE_LUFS, 0) / 20)
    times = [number / rate for number in range(samples(rate))]
    wave = (_note(first, time) + _note(second, time - APART) for time in times)
    fade = [min(1, (SECONDS - time) / ATTACK) for time in times]
    sound = array(
        "h", (round(level * max(-1, min(1, w)) * f) for w, f in zip(wave, fade, strict=True))
    )
    if sys.byteorder == "big":
        sound.byteswap()
    return sound.tobytes()


def samples(rate: int) -> int:
    """How many samples it has."""
    return round(SECONDS * rate)


def _note(hertz: float, time: float) -> float:
    if time < 0:
        return 0.0
    swell = math.sin(math.pi / 2 * min(time / ATTACK, 1)) ** 2
    return swell * math.exp(-time / DECAY) * math.sin(math.tau * hertz * time)
