"""MP3: a reel encoded and measured, and reels put together into one file.

Source: ISO/IEC 11172-3 and 13818-3; the header's first frame is described at
http://gabriel.mp3-tech.org/mp3infotag.html
"""

import struct
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil
from pathlib import Path

from audionews.audio import ffmpeg, loudness
from audionews.errors import MAKE_ROOM, AudioError, OutputError
from audionews.settings import Mastering

SPEED = 7
"""LAME's quality, from 9 to 0: ffmpeg's own choice, 5, takes half as long again."""
LAME_LOSS = 0.45
"""dB by which LAME 3.100 turns down what it is given (by 0.26 only at 192 kbit/s)."""
LIMITER_RATE = 44_100
"""Samples a second, at least, at which the limiter looks for peaks."""

LOW_RATES, MOST_LOW_KBPS = 32_000, 160
"""Below 32 kHz MP3 is MPEG-2, which LAME writes at 160 kbit/s at most."""
ENCODER_DELAY, DECODER_DELAY = 576, 529
"""Samples by which LAME, and every decoder after it, is late."""
ENCODER = b"Lavc lame"
"""Whose work the file is; players look for a word like it, and then begin at the first sample."""

_BITRATES = {  # kbit/s, by the version bit of the header
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    0: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {1: (44_100, 48_000, 32_000), 0: (22_050, 24_000, 16_000)}
_MONO = 3
_CYCLE = 32_767
_ONE_CYCLE = (1 << _CYCLE) - 1
_SYNC_AND_LAYER, _LAYER_3 = 0xFFF6, 0xFFF2
SAMPLES = 4410
"""Samples that are filtered at a time: handing on fewer takes longer than filtering them."""
AT_ONCE = 1 << 14
"""Bytes that go from the encoder to the meter at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A reel as MP3, and what a meter reads on it."""

    frames: bytes
    reading: loudness.Reading


def samples_a_frame(mastering: Mastering) -> int:
    """Samples that a frame holds."""
    return 1152 if mastering.sample_rate >= LOW_RATES else 576


def frame(mastering: Mastering) -> Fraction:
    """Seconds that a frame lasts."""
    return Fraction(samples_a_frame(mastering), mastering.sample_rate)


def encode(
    sound: Iterable[bytes],
    rate: int,
    mastering: Mastering,
    *,
    gain: float,
    ceiling: float,
    frames: int,
) -> Encoded:
    """The sound (int16, mono) as frames of a constant bit rate, which need none before them.

    A second ffmpeg decodes and measures what the first one encodes, while it does.  The same
    sound gives the same bytes.

    Args:
        sound: the samples, piece by piece.
        rate: samples a second of the sound.
        mastering: channels, bit rate and sample rate of the file.
        gain: dB.
        ceiling: dBFS that no sample exceeds before it is encoded.
        frames: how many are wanted; the encoder adds others to let the last sample out.

    Raises:
        AudioError: ffmpeg is missing or failed.
    """
    arguments = [*ffmpeg.pcm(rate), *_output(mastering, gain, ceiling)]
    with (
        ffmpeg.start(arguments, stdout=subprocess.PIPE) as encoder,
        loudness.listening_to_mp3(mastering.channels) as measurer,
        encoder.fed(sound) as encoded,
    ):
        made = bytearray()
        while piece := encoded.read(AT_ONCE):
            made += piece
            measurer.hand(piece)
        measurer.hang_up()
        encoder.finish()
        return Encoded(frames=bytes(_first(made, frames)), reading=loudness.read(measurer.finish()))


def filters(mastering: Mastering, gain: float, ceiling: float) -> str:
    """What a sound goes through before it is encoded."""
    rumble = f"highpass=f={mastering.highpass}," if mastering.highpass else ""
    limit = 10 ** (ceiling / 20)
    return (
        f"asetnsamples=n={SAMPLES}:p=0,{rumble}volume={gain:.3f}dB,"
        f"aresample={max(LIMITER_RATE, mastering.sample_rate)},"
        f"alimiter=limit={limit:.6f}:level=0:latency=1"
    )


def _output(mastering: Mastering, gain: float, ceiling: float) -> Iterator[str]:
    loss = f":level_out={10 ** (LAME_LOSS / 20):.6f}"
    chain = f"{filters(mastering, gain, ceiling)}{loss},aresample={mastering.sample_rate}"
    both = ",pan=stereo|c0=c0|c1=c0" if mastering.channels > 1 else ""
    yield from ("-loglevel", "error", "-af", f"{chain}{both}")
    yield from ("-c:a", "libmp3lame", "-b:a", f"{mastering.bitrate_kbps}k")
    yield from ("-compression_level", str(SPEED), "-flags:a", "+bitexact", "-fflags", "+bitexact")
    yield from ("-f", "mp3", "-write_xing", "0", "-id3v2_version", "0", "pipe:1")


def write(path: Path, reels: Iterable[bytes], seconds: float, mastering: Mastering) -> None:
    """Put reels together into one MP3 without tags, with a header that says how long it is.

    Args:
        path: the file to write.
        reels: the frames of each reel, in order.
        seconds: how long the sound is.
        mastering: what the reels were encoded with.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        with _whole_or_none(path), path.open("wb") as file:
            header, size, crc = b"", 0, 0
            for frames in reels:
                if not header:
                    header = bytes((*frames[:2], frames[2] & 0xFD, frames[3]))  # not padded
                    file.write(bytes(_frame_size(header)))
                file.write(frames)
                size, crc = size + len(frames), _crc(frames, crc)
            file.seek(0)
            file.write(_info(header, size, crc, round(seconds * mastering.sample_rate), mastering))
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; {MAKE_ROOM}") from error


@contextmanager
def _whole_or_none(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _info(header: bytes, size: int, crc: int, samples: int, mastering: Mastering) -> bytes:
    """The first frame: nothing is heard in it, and it says what comes."""
    whole, count = _frame_size(header), frames_for(samples, mastering)
    padding = count * samples_a_frame(mastering) - ENCODER_DELAY - samples
    total = whole + size
    tag = struct.pack(">4sIII", b"Info", 0b1111, count, total)
    tag += bytes(256 * part // 100 for part in range(100)) + bytes(4)
    tag += struct.pack(">9sBB", ENCODER, 1, 0)  # of a constant bit rate
    tag += bytes(9) + bytes((min(mastering.bitrate_kbps, 255),))
    tag += (ENCODER_DELAY << 12 | padding).to_bytes(3) + bytes(4)
    tag += struct.pack(">IH", total, crc)
    side = _side_information(header)
    start = header + bytes(side) + tag
    return (start + _crc(start, 0).to_bytes(2)).ljust(whole, b"\0")


def frames_for(samples: int, mastering: Mastering) -> int:
    """Frames that so many samples take, until a decoder has let the last one out."""
    return ceil((samples + ENCODER_DELAY + DECODER_DELAY) / samples_a_frame(mastering))


def _first(encoded: bytearray, frames: int) -> memoryview:
    """The first frames of what was encoded."""
    end = 0
    for _ in range(frames):
        end += _frame_size(bytes(encoded[end : end + 4]))
    if end > len(encoded):
        raise AudioError("ffmpeg has encoded too little; type the command again")
    return memoryview(encoded)[:end]


@cache
def _frame_size(header: bytes) -> int:
    """Bytes of a frame, by its first four."""
    if int.from_bytes(header[:2]) & _SYNC_AND_LAYER != _LAYER_3:
        raise AudioError("ffmpeg has encoded no MP3; reinstall imageio-ffmpeg")
    version = header[1] >> 3 & 1
    kbps, rate = _BITRATES[version][header[2] >> 4], _RATES[version][header[2] >> 2 & 3]
    return (144_000 if version else 72_000) * kbps // rate + (header[2] >> 1 & 1)


def _side_information(header: bytes) -> int:
    """Bytes after a frame's header, before the sound."""
    is_mono = header[3] >> 6 == _MONO
    if header[1] >> 3 & 1:
        return 17 if is_mono else 32
    return 9 if is_mono else 17


def _crc(content: bytes, crc: int) -> int:
    """CRC-16 (x^16 + x^15 + x^2 + 1, reflected), going on from that of what came before.

    The remainder of x^n comes again after 32,767 bits, so that stretches of as many bytes, and
    then of as many bits, can be laid over one another, which is quick; only what is left goes
    through the table.
    """
    begun = (int.from_bytes(content[:2], "little") ^ crc).to_bytes(2, "little") + content[2:]
    begun, laid = bytes(-len(begun) % _CYCLE) + begun, 0
    for start in range(0, len(begun), _CYCLE):
        laid ^= int.from_bytes(begun[start : start + _CYCLE], "little")
    left = 0
    while laid:
        left, laid = left ^ laid & _ONE_CYCLE, laid >> _CYCLE
    crc, table = 0, _crc_table()
    for value in (left << 1).to_bytes(_CYCLE // 8 + 1, "little"):  # a first bit of no value
        crc = crc >> 8 ^ table[(crc ^ value) & 0xFF]
    return crc


@cache
def _crc_table() -> list[int]:
    return [_shifted(value) for value in range(256)]


def _shifted(crc: int) -> int:
    for _ in range(8):
        crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
