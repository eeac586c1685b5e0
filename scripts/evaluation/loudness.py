"""Loudness, true peak, evenness and wholeness of finished MP3s, in many manners and by each engine.

Each is made of a text of the tests, decoded, and measured by ffmpeg's meter as a stranger would:
the whole, and the stretches of each voice that is heard for three seconds or longer.  "Faults" are
voices that are cut off or clipped, and silences longer than set: those that the edition's own
survey tells, and what ``audionews check`` finds of the sound.  Engines without voices are left out.
"""

import os
import re
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from audionews import edition, speech
from audionews.audio import ffmpeg, loudness
from audionews.check import check
from audionews.errors import SpeechError
from audionews.settings import Settings
from audionews.speech import Store

TESTS = Path(__file__).resolve().parents[2] / "tests"
SEED = "data/kazakhstan-hub.txt"
CASES = (
    (SEED, {}),
    (SEED, {"speech": {"engine": "tone"}}),
    (SEED, {"mastering": {"channels": 2}, "cues": {"quotations": "spoken"}}),
    (SEED, {"mastering": {"target_lufs": -23, "true_peak_dbtp": -3}}),
    (SEED, {"mastering": {"sample_rate": 22050, "bitrate_kbps": 64}, "speech": {"rate": 1.6}}),
    (SEED, {"cues": {"quotations": "earcon", "sections": True, "closing": True}}),
    ("golden/pages/live-table/input.html", {}),
    ("golden/pages/magazine/input.html", {"reading": {"pictures": "announce"}}),
    ("golden/pages/russian/input.html", {}),
    ("golden/pages/saved-page/input.html", {"mastering": {"bitrate_kbps": 64}}),
    ("golden/pages/wire-site/input.html", {"cues": {"quotations": "earcon"}}),
    ("golden/formats/markdown/input.md", {"mastering": {"channels": 2, "bitrate_kbps": 192}}),
    ("golden/formats/epub/articles.txt", {"mastering": {"sample_rate": 48000}}),
    ("golden/formats/markdown-bare/articles.txt", {}),
    ("golden/quotes/de/articles.txt", {}),
    ("golden/quotes/es/articles.txt", {"speech": {"engine": "tone"}}),
    ("golden/quotes/fr/articles.txt", {}),
    ("golden/quotes/kk/articles.txt", {}),
    ("golden/quotes/ru/articles.txt", {"cues": {"quotations": "spoken"}}),
    ("golden/quotes/uz/articles.txt", {}),
)
SHORT = (
    "data/speech/quotations.txt",
    "data/speech/articles/lighthouse.txt",
    "data/speech/articles/orchestra.txt",
)
LONGER = ("golden/pages/live-table/input.html", "golden/formats/markdown/input.md", SEED)
ENGINES = {"pyttsx3": (*SHORT, *LONGER), "piper": (*SHORT, *LONGER), "kokoro": SHORT}
"""What other engines say; networks take their time."""
SOUND = "a-2"
"""How the numbers of the findings on an edition's sound begin."""
SHORTEST = 3.0
"""Seconds that a voice is heard before its loudness is compared."""
_ANNOTATIONS = re.compile(r"\{.*?\}|^(===|sex .*)$", re.MULTILINE)


def measure(_folder: Path | None, _corpus: Path, _annotations: Path) -> dict[str, float]:
    """Print a line for each edition; the shares that are loud, peaked and even as they should."""
    print("  LUFS wanted   dBTP  most voices spread faults  edition")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "clips")
        found = [_measured(source, tables, Path(folder), store) for source, tables in _cases()]
    names = ("loud", "peak", "even", "whole")
    figures = {
        name: sum(one) / len(found)
        for name, one in zip(names, zip(*found, strict=True), strict=True)
    }
    print("\n".join(f"{name:6} {value:.3f}" for name, value in figures.items()))
    return figures


def _cases() -> Iterator[tuple[str, dict]]:
    yield from CASES
    for engine, sources in ENGINES.items():
        try:
            speech.load(engine).voices()
        except SpeechError as error:
            print(f"without {engine}: {error}")
            continue
        yield from ((source, {"speech": {"engine": engine, "timeout": 300}}) for source in sources)


def _measured(source: str, tables: dict, folder: Path, store: Store) -> tuple[bool, ...]:
    """Whether an edition is as loud, as low in its peak, as even and as whole as it should be."""
    tables = {**tables, "speech": {"engine": "espeak", **tables.get("speech", {})}}
    settings = msgspec.convert(tables, Settings)
    (made, *_) = edition.make(_text(source, folder), settings, folder / "out", store=store)
    whole, peak, spread, voices = _heard(made)
    wanted, most = settings.mastering.loudness, settings.mastering.true_peak_dbtp
    faults = _faults(made)
    figures = f"{whole:6.1f} {wanted:6g} {peak:6.1f} {most:5g} {voices:6} {spread:6.2f}"
    print(f"{figures} {len(faults):6}  {source} {tables}", *faults, sep="\n       ", flush=True)
    return abs(whole - wanted) <= 0.5, peak <= most, spread <= 1, not faults


def _faults(made: edition.Made) -> list[str]:
    """What a listener would hear as a fault, as the edition tells it and as it is found."""
    found = check(made.folder).findings
    return [
        *(note for note in made.notes if note.startswith("at ")),
        *(f"{one.number} {one.where}: {one.what}" for one in found if one.number.startswith(SOUND)),
    ]


def _text(source: str, folder: Path) -> Path:
    """The source itself, or an annotated text without its annotations."""
    path = TESTS / source
    if path.name != "articles.txt":
        return path
    copy = folder / f"{path.parent.name}.txt"
    copy.write_text(_ANNOTATIONS.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    return copy


def _heard(made: edition.Made) -> tuple[float, float, float, int]:
    """LUFS and dBTP of the whole; the most that a voice differs from the narrator; the voices."""
    mp3 = made.folder / f"{made.slug}.mp3"
    said = msgspec.json.decode((made.folder / "script.json").read_bytes())["utterances"]
    sound, rate = _decoded(mp3, "pan=mono|c0=c0"), 44_100
    stretches = defaultdict[str, list[bytes]](list)
    for one in said:
        start, end = (2 * round(one[edge] * rate) for edge in ("start", "end"))
        stretches[one["voice"]].append(sound[start:end])
    levels = {
        voice: loudness.measure(parts, rate).integrated_lufs
        for voice, parts in stretches.items()
        if sum(map(len, parts)) >= SHORTEST * 2 * rate
    }
    narrator = levels.get(made.cast.parts[0].voice.id, -70)
    spread = max((abs(level - narrator) for level in levels.values()), default=0)
    return *_meter(mp3), spread, len(levels)


def _decoded(mp3: Path, filters: str) -> bytes:
    command = [ffmpeg.program(), "-v", "error", "-i", str(mp3), "-af", filters]
    pcm = ["-ar", "44100", "-f", "s16le", "-"]
    return subprocess.run([*command, *pcm], capture_output=True, check=True).stdout


def _meter(mp3: Path) -> tuple[float, float]:
    command = [ffmpeg.program(), "-hide_banner", "-nostats", "-i", str(mp3)]
    meter = ["-af", "ebur128=peak=true:framelog=verbose", "-f", "null", os.devnull]
    log = subprocess.run([*command, *meter], capture_output=True, text=True, check=True).stderr
    summary = log.rpartition("Summary:")[2]
    return tuple(float(summary.partition(name)[2].split()[0]) for name in ("I:", "Peak:"))
