"""How loud clips are, each by itself, heard while others are still being said."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from math import gcd

import msgspec

from audionews.audio import ffmpeg, loudness
from audionews.audio.loudness import BLOCK_SECONDS, BLOCKS_A_SECOND, Block, Blocks
from audionews.audio.shelf import Shelf
from audionews.model import Clip, Voice

MAKING = 2
"""Raised whenever the same clip is measured in another way, so that all are measured anew."""
MOST_BLOCKS = 20 * 60 * BLOCKS_A_SECOND
"""Of one ffmpeg: its log is read whole."""


@contextmanager
def meter(shelf: Shelf) -> Iterator["Meter"]:
    """A meter that leaves no process behind, and keeps what it has heard on a shelf.

    Raises:
        AudioError: ffmpeg is missing or failed.
    """
    with ExitStack() as stack:
        yield Meter(stack, shelf)


class Meter:
    """Hears clips in any order; what it says of a clip does not depend on the others."""

    def __init__(self, stack: ExitStack, shelf: Shelf) -> None:
        self._stack = stack
        self._shelf = shelf
        self._sessions: dict[int, _Session] = {}
        self._known: dict[str, Sequence[float]] = {}

    def hear(self, clip: Clip, samples: bytes) -> None:
        """Listen to a clip's samples: int16, little-endian, mono."""
        if kept := self._shelf.fetch(_name(clip.key)):
            self._known[clip.key] = msgspec.msgpack.decode(kept, type=list[float])
            return
        if clip.rate not in self._sessions:
            run = self._stack.enter_context(loudness.listening(clip.rate))
            self._sessions[clip.rate] = _Session(run, clip.rate)
        self._sessions[clip.rate].hear(clip.key, samples)
        if self._sessions[clip.rate].is_long:
            self._end(clip.rate)

    def heard(self, clips: Sequence[Clip], voices: Sequence[Voice]) -> Blocks:
        """The blocks of all clips, each clip said by the voice at the same place."""
        for rate in tuple(self._sessions):
            self._end(rate)
        return Blocks(partial(_heard, self._known, clips, voices))

    def _end(self, rate: int) -> None:
        for key, powers in self._sessions.pop(rate).powers():
            self._known[key] = powers
            self._shelf.keep(_name(key), msgspec.msgpack.encode(powers))


def _name(key: str) -> str:
    return sha256(f"heard {MAKING} {ffmpeg.identity()} {key}".encode()).hexdigest()


def _heard(
    powers: Mapping[str, Sequence[float]], clips: Sequence[Clip], voices: Sequence[Voice]
) -> Iterator[Block]:
    for clip, voice in zip(clips, voices, strict=True):
        for power, share in zip(powers[clip.key], _shares(clip), strict=False):
            if share > 0:
                yield power, {voice: share}


@dataclass(slots=True)
class _Session:
    """One ffmpeg's hearing of clips of one rate."""

    run: ffmpeg.Run
    rate: int
    _order: list[tuple[str, int]] = field(default_factory=list)
    """The clips as they came, and how many blocks each took."""

    def __post_init__(self) -> None:
        self.hear("", b"")  # a meter says nothing of its first blocks

    def hear(self, key: str, samples: bytes) -> None:
        grain = self.rate // gcd(self.rate, BLOCKS_A_SECOND)
        size = len(samples) // 2 + round(
            BLOCK_SECONDS * self.rate
        )  # so that it ends in a silent block
        grains = -(-size // grain)
        self.run.hand(samples.ljust(2 * grains * grain, b"\0"))
        self._order.append((key, grains * grain * BLOCKS_A_SECOND // self.rate))

    @property
    def is_long(self) -> bool:
        """Whether another session had better begin."""
        return sum(blocks for _, blocks in self._order) > MOST_BLOCKS

    def powers(self) -> Iterator[tuple[str, Sequence[float]]]:
        self.run.hang_up()
        powers, at = loudness.read(self.run.finish()).powers, 0
        for number, (key, blocks) in enumerate(self._order):
            if number:  # the first is nobody's
                yield key, powers[at : at + blocks]
            at += blocks


def _shares(clip: Clip) -> Iterator[float]:
    """Of each block that a clip is heard in, the part of the block's time."""
    duration, number = clip.samples / clip.rate, 1
    while (start := number / BLOCKS_A_SECOND - BLOCK_SECONDS) < duration:
        yield (min(start + BLOCK_SECONDS, duration) - max(start, 0.0)) / BLOCK_SECONDS
        number += 1
