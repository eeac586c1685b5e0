"""Reads the sound files that engines write: WAV, and the AIFF of macOS."""

import struct
from array import array

from audionews.errors import SpeechError
from audionews.speech.engine import Sound

MONO_16 = (1, 16)


def read(content: bytes) -> Sound:
    """The sound of a WAV or AIFF file that has one channel of 16 bits.

    Source: Microsoft, RIFF WAVE, 1991; Apple, Audio Interchange File Format AIFF-C, 1991.

    Raises:
        SpeechError: the file is not whole, or is of another kind.
    """
    try:
        if content[:4] == b"RIFF":
            return _wav(_chunks(content, "<"))
        return _aiff(_chunks(content, ">"))
    except (struct.error, KeyError):
        raise SpeechError("the sound file is not whole") from None


def _wav(chunks: dict[bytes, bytes]) -> Sound:
    _, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunks[b"fmt "])
    _demand(channels, bits)
    return Sound(rate=rate, samples=chunks[b"data"])


def _aiff(chunks: dict[bytes, bytes]) -> Sound:
    channels, frames, bits, exponent, mantissa = struct.unpack_from(">hIhHQ", chunks[b"COMM"])
    _demand(channels, bits)
    samples = array("h", chunks[b"SSND"][8 : 8 + 2 * frames])
    if chunks[b"COMM"][18:22] != b"sowt":  # the mark of little endian samples
        samples.byteswap()
    # The rate is an 80-bit float: a sign, an exponent and a mantissa with its point after one bit.
    return Sound(rate=mantissa >> (16383 + 63 - exponent), samples=samples.tobytes())


def _demand(channels: int, bits: int) -> None:
    if (channels, bits) != MONO_16:
        raise SpeechError(f"the sound file has {channels} channels of {bits} bits, not 1 of 16")


def _chunks(content: bytes, order: str) -> dict[bytes, bytes]:
    """Each chunk's content by its name; a chunk that is cut off is an error."""
    found, at = dict[bytes, bytes](), 12
    while at < len(content):
        name, size = struct.unpack_from(f"{order}4sI", content, at)
        found[name] = content[at + 8 : at + 8 + size]
        if len(found[name]) != size:
            raise KeyError(name)
        at += 8 + size + size % 2
    return found
