"""Encoding to MP3, with the finished sound measured while it is made."""

import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from audionews.audio import ffmpeg, loudness, m4b
from audionews.errors import MAKE_ROOM, OutputError
from audionews.model import Chapter
from audionews.settings import Mastering

FILE = "sound.mp3"
SPEED = 7
"""LAME's quality, from 9 to 0: ffmpeg's own choice, 5, takes half as long again."""
LAME_LOSS = 0.45
"""dB by which LAME 3.100 turns down what it is given (by 0.26 only at 192 kbit/s)."""
METER = f"pan=mono|c0=c0,{loudness.METER}:peak=true"
"""One channel tells of both, for both have the same sound."""
LIMITER_RATE = 44_100
"""Samples a second, at least, at which the limiter looks for peaks."""

LOW_RATES, MOST_LOW_KBPS = 32_000, 160
"""Below 32 kHz MP3 is MPEG-2, which LAME writes at 160 kbit/s at most.  Source: ISO/IEC 13818-3."""


def encode(
    sound: Iterable[bytes],
    rate: int,
    path: Path,
    mastering: Mastering,
    *,
    gain: float,
    ceiling: float,
    chapters: Sequence[Chapter] = (),
) -> loudness.Reading:
    """Write the sound (int16, mono) as an MP3 of constant bit rate, without tags.

    A second ffmpeg decodes and measures what the first one encodes, while it does.  The same
    sound gives the same bytes.

    Args:
        sound: the samples, piece by piece.
        rate: samples a second of the sound.
        path: the file to write; what was there is replaced when all has gone well.
        mastering: channels, bit rate and sample rate of the file.
        gain: dB.
        ceiling: dBFS that no sample exceeds before it is encoded.
        chapters: where there are any, an M4B that has them is written beside the MP3.

    Raises:
        OutputError: the file cannot be written.
        AudioError: ffmpeg is missing or failed.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".mp3-", dir=path.parent) as folder:
            listed = m4b.chapters_input(chapters, Path(folder)) if chapters else ()
            outputs = _outputs(mastering, gain, ceiling, also_m4b=bool(chapters))
            arguments = [*ffmpeg.pcm(rate), *listed, *outputs]
            reading, seconds = _encode(sound, rate, arguments, Path(folder))
            made = Path(folder, FILE)
            if made.stat().st_size < seconds * _bytes_a_second(mastering):  # ffmpeg 5 says nothing
                raise OutputError(f"{path} cannot be written whole; {MAKE_ROOM}")
            if chapters:
                Path(folder, m4b.FILE).replace(path.with_suffix(".m4b"))
            made.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; name a folder that can be written") from error
    return reading


def _encode(
    sound: Iterable[bytes], rate: int, arguments: list[str], folder: Path
) -> tuple[loudness.Reading, float]:
    """What the meter reads, and how many seconds of sound went in."""
    meter = ["-f", "mp3", "-i", "pipe:0", "-af", METER, "-f", "null", "-"]
    with ffmpeg.start(arguments, stdout=subprocess.PIPE, folder=folder) as encoder:
        encoded = encoder.process.stdout
        assert encoded is not None  # noqa: S101 - start() opened it
        with ffmpeg.start(meter, stdin=encoded) as measurer:
            encoded.close()
            fed = encoder.feed(sound)
            encoder.finish()
            return loudness.read(measurer.finish()), fed / (2 * rate)


def _bytes_a_second(mastering: Mastering) -> int:
    kbps = mastering.bitrate_kbps
    return 125 * (kbps if mastering.sample_rate >= LOW_RATES else min(kbps, MOST_LOW_KBPS))


def _outputs(mastering: Mastering, gain: float, ceiling: float, *, also_m4b: bool) -> Iterator[str]:
    limit = 10 ** (ceiling / 20)
    layout = {1: "mono|c0=c0", 2: "stereo|c0=c0|c1=c0"}[mastering.channels]
    rumble = (f"highpass=f={mastering.highpass}",) if mastering.highpass else ()
    filters = (
        *rumble,
        f"volume={gain:.3f}dB",
        f"aresample={max(LIMITER_RATE, mastering.sample_rate)}",
        f"alimiter=limit={limit:.6f}:level=0:latency=1",
        *(("asplit[limited]",) if also_m4b else ()),
        f"aresample={mastering.sample_rate},volume={LAME_LOSS}dB",
        f"pan={layout}[mp3]",
    )
    also = f";[limited]{m4b.filters(mastering)},pan={layout}[m4b]" if also_m4b else ""
    yield from ("-loglevel", "error", "-filter_complex", ",".join(filters) + also)
    yield from ("-map", "[mp3]", "-map_metadata", "-1", "-map_chapters", "-1")
    yield from ("-c:a", "libmp3lame", "-b:a", f"{mastering.bitrate_kbps}k")
    yield from ("-compression_level", str(SPEED), "-flags:a", "+bitexact")
    # The file gets a header with its exact length, which the stream to the meter cannot have.
    yield from ("-f", "tee")
    yield f"[f=mp3:id3v2_version=0:fflags=+bitexact]{FILE}|[f=mp3:write_xing=0]pipe\\:1"
    if also_m4b:
        yield from m4b.output("m4b", mastering)
