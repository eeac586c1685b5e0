"""The reels of a programme, encoded several at a time; one that was encoded before is not again."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from audionews.audio import ffmpeg, mp3
from audionews.audio.mp3 import Encoded
from audionews.audio.shelf import Shelf
from audionews.audio.stitch import Read, stitch
from audionews.model import Clip, Programme, Reel, Voice
from audionews.settings import Mastering

MAKING = 2
"""Raised whenever the same clips are made into another sound, so that all are encoded anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A programme with all that its sound is made of."""

    programme: Programme
    clips: Sequence[Clip]
    """One for each cue."""
    voices: Sequence[Voice]
    """Who is heard in each cue."""
    read: Read
    jobs: int = 1
    """How many reels are encoded at a time."""

    def excerpt(self, reel: Reel) -> "Material":
        """What one reel is made of."""
        cues = slice(*reel.cues)
        return Material(
            programme=self.programme.excerpt(reel),
            clips=self.clips[cues],
            voices=self.voices[cues],
            read=self.read,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is done to all reels of a programme."""

    gains: dict[Voice, float]
    """For each voice, in dB; none for one that is not heard alone."""
    gain: float
    """For the whole, in dB."""
    ceiling: float
    """The limiter's, in dBFS."""
    earcon_lufs: float
    """How loud earcons are, before the gain for the whole."""
    mastering: Mastering


def encoded(
    material: Material,
    treatment: Treatment,
    shelf: Shelf,
    heard: Callable[[int], None],
) -> Iterator[Encoded]:
    """Each reel of the programme, in order.

    Args:
        material: the programme.
        treatment: what is done to it.
        shelf: where reels are looked for and kept.
        heard: is told how many more bytes of the programme's sound are done, by any thread.

    Raises:
        AudioError: ffmpeg is missing or failed.
        OutputError: a clip is gone.
    """
    workers = material.jobs
    reels, ahead = deque(material.programme.reels), deque[Future[Encoded]]()
    with ThreadPoolExecutor(workers) as threads:
        try:
            while reels or ahead:
                while reels and len(ahead) <= workers:  # no more of a long programme in memory
                    part = material.excerpt(reels.popleft())
                    frames = _frames(part.programme.duration, treatment, is_last=not reels)
                    ahead.append(threads.submit(_taken, part, treatment, frames, shelf, heard))
                yield ahead.popleft().result()
        finally:
            threads.shutdown(cancel_futures=True)


def _frames(seconds: float, treatment: Treatment, *, is_last: bool) -> int:
    """Frames that a reel has: the last one lets the last sample out."""
    mastering = treatment.mastering
    if is_last:
        return mp3.frames_for(round(seconds * mastering.sample_rate), mastering)
    return round(seconds / mp3.frame(mastering))


def _taken(
    part: Material, treatment: Treatment, frames: int, shelf: Shelf, heard: Callable[[int], None]
) -> Encoded:
    """The reel from the shelf, or else made, and kept there."""
    key = _key(part, treatment, frames)
    if content := shelf.fetch(key):
        heard(2 * round(part.programme.duration * part.programme.rate))
        return msgspec.msgpack.decode(content, type=Encoded)
    made = mp3.encode(
        _watched(sound(part, treatment), heard),
        part.programme.rate,
        treatment.mastering,
        gain=treatment.gain,
        ceiling=treatment.ceiling,
        frames=frames,
    )
    shelf.keep(key, msgspec.msgpack.encode(made))
    return made


def sound(material: Material, treatment: Treatment) -> Iterator[bytes]:
    """The programme's sound before it is encoded, each voice at its level."""
    return stitch(
        material.programme,
        material.clips,
        material.read,
        [treatment.gains.get(voice, 0.0) for voice in material.voices],
        treatment.earcon_lufs,
    )


def _key(part: Material, treatment: Treatment, frames: int) -> str:
    """The name of a reel: another one if and only if the encoded sound can be another."""
    programme, rate = part.programme, part.programme.rate
    cues = zip(part.clips, programme.cues, part.voices, strict=True)
    decides = (
        *(MAKING, ffmpeg.identity(), rate, frames, treatment.mastering),
        *(treatment.gain, treatment.ceiling, treatment.earcon_lufs if programme.earcons else 0),
        [
            (clip.key, round(cue.start * rate), treatment.gains.get(voice, 0.0))
            for clip, cue, voice in cues
        ],
        [(round(one.start * rate), one.opens) for one in programme.earcons],
    )
    return sha256(msgspec.json.encode(decides)).hexdigest()


def _watched(sound: Iterator[bytes], heard: Callable[[int], None]) -> Iterator[bytes]:
    for piece in sound:
        yield piece
        heard(len(piece))
