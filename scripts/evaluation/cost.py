"""What our engines cost beside the bare library, and what one edited word costs beside a build.

    scripts/evaluate cost [--engine piper] [--rounds 5] [--cores 1]
    scripts/evaluate cost --edit OLD NEW [--article FILE] [--engine kokoro] [--rounds 1]

The first has the same sentences said by the library in one process, and by our engine in workers,
in turns: for Piper the package piper-tts, for Kokoro nothing but its network, which is given the
sounds already.  Whole processes are measured, with the loading of the models.  The second makes an
article's edition, changes one word, and makes it again.  CPU is the processor time of a process and
all its children.  It wants ``pip install 'audionews[piper,kokoro]'``, and the voices.
"""

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from operator import truediv
from pathlib import Path

from audionews.speech.voice_files import voices_folder

ROOT = Path(__file__).resolve().parents[2]
EVALUATE = ROOT / "scripts" / "evaluate"
TEXTS = ROOT / "tests" / "data" / "speech"
SEED = ROOT / "tests" / "data" / "kazakhstan-hub.txt"
VOICES = {"piper": "en_US-joe-medium", "kokoro": "af_heart"}
COUNTS = {"piper": 20, "kokoro": 4}
"""Sentences that are said; Kokoro takes its time."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/evaluate cost")
    parser.add_argument("--engine", choices=VOICES)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--cores", type=int, default=1)
    parser.add_argument("--article", type=Path, default=SEED)
    parser.add_argument("--edit", nargs=2, metavar=("OLD", "NEW"))
    parser.add_argument("--say", choices=["bare", "ours"], help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.say:
        say = SAYERS.get((chosen.say, chosen.engine), _ours)
        print(say(json.load(sys.stdin), chosen.engine, chosen.cores))
        return 0
    for engine in [chosen.engine] if chosen.engine else VOICES:
        if chosen.edit:
            _edits(engine, chosen.article, chosen.edit, chosen.rounds or 1)
        else:
            _compare(engine, chosen.cores, chosen.rounds or 5)
    return 0


def _sentences(engine: str) -> list[str]:
    whole = " ".join(path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("[a-p]*.txt")))
    return re.findall(r"[^.]+\.", " ".join(whole.split()))[: COUNTS[engine]]


def _compare(engine: str, cores: int, rounds: int) -> None:
    """Print what both ways take in each round, and the medians of the ratios."""
    ratios, sentences = list[tuple[float, ...]](), _sentences(engine)
    given = {"ours": sentences, "bare": _numbers(sentences) if engine == "kokoro" else sentences}
    for number in range(rounds):
        spent = dict[str, tuple[float, float]]()
        for way in ("bare", "ours") if number % 2 else ("ours", "bare"):
            child = ("cost", "--engine", engine, "--cores", str(cores), "--say", way)
            cpu, wall, told = _worked(str(EVALUATE), *child, given=json.dumps(given[way]))
            print(f"{engine} {way}: {_figures(cpu, wall)} for {float(told):.1f} s of sound")
            spent[way] = cpu, wall
        ratios.append(tuple(map(truediv, spent["ours"], spent["bare"])))
    cpu, wall = map(statistics.median, zip(*ratios, strict=True))
    print(f"{engine}, cores: {cores}, ours to bare: CPU {cpu:.3f}, wall {wall:.3f}", flush=True)


def _edits(engine: str, article: Path, edit: tuple[str, str], rounds: int) -> None:
    """Print what an edition takes, what it takes again after one edit, and the medians' ratio."""
    ratios, text = list[tuple[float, ...]](), article.read_text(encoding="utf-8")
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, article.name)
            copy.write_text(text, encoding="utf-8")
            cold = _make(engine, copy)
            copy.write_text(text.replace(*edit, 1), encoding="utf-8")
            edited = _make(engine, copy)
        ratios.append(tuple(map(truediv, edited, cold)))
    cpu, wall = map(statistics.median, zip(*ratios, strict=True))
    print(f"{engine}, edited to cold: CPU {cpu:.3f}, wall {wall:.3f}", flush=True)


def _make(engine: str, article: Path) -> tuple[float, float]:
    folder = article.parent
    patient = folder / "audionews.toml"
    patient.write_text("[speech]\ntimeout = 300\n", encoding="utf-8")
    cpu, wall, told = _worked(
        "-m", "audionews", "make", str(article), "--engine", engine, "--settings", str(patient),
        "-o", str(folder / "output"), "--json", AUDIONEWS_STORE=str(folder / "clips"),
    )  # fmt: skip
    made = json.loads(told)
    said = made["said_anew"]
    script = json.loads(Path(made["folder"], "script.json").read_text(encoding="utf-8"))
    lines = script["utterances"]
    spoken = sum(line["end"] - line["start"] for line in lines)
    anew = sum(lines[number]["end"] - lines[number]["start"] for number in said)
    print(
        f"{engine} {article.name}: {_figures(cpu, wall)}; {len(said)} of {len(lines)} clips said,"
        f" {anew:.1f} of {spoken:.1f} s of speech",
        flush=True,
    )
    return cpu, wall


def _worked(*command: str, given: str = "", **environment: str) -> tuple[float, float, str]:
    """Seconds of processor time and by the clock that a Python program takes; what it prints."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command],
        input=given,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
    )
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, done.stdout


def _figures(cpu: float, wall: float) -> str:
    return f"CPU {cpu:.2f} s, wall {wall:.2f} s"


def _numbers(sentences: list[str]) -> list[list[int]]:
    """What Kokoro's network is given for each sentence."""
    from audionews.speech.engines import kokoro

    known = json.loads((ROOT / "src/audionews/data/kokoro_symbols.json").read_text("utf-8"))
    said = [kokoro.symbols(text, VOICES["kokoro"], ()) for text in sentences]
    return [[known[symbol] for symbol in symbols if symbol in known] for symbols in said]


def _ours(sentences: list[str], engine: str, cores: int) -> float:
    """Seconds of sound that an edition's workers make of the sentences."""
    from audionews import speech
    from audionews.model import Cast, Part, Role, Script, Utterance, Voice
    from audionews.settings import Speech

    lines = (Utterance(role=Role.NARRATION, text=text, spoken=text) for text in sentences)
    script = Script(title="", language="en", sections=("",), utterances=tuple(lines))
    narrator = Part(name="narrator", voice=Voice(engine=engine, id=VOICES[engine]))
    settings = Speech(engine=engine, jobs=cores, timeout=300)
    with tempfile.TemporaryDirectory() as folder:
        said = speech.say(script, Cast(parts=(narrator,)), speech.Store(Path(folder)), settings)
    return sum(clip.samples / clip.rate for clip in said.clips)


def _bare_piper(sentences: list[str], engine: str, cores: int) -> float:
    """Seconds of sound that piper-tts makes."""
    from piper import PiperVoice, SynthesisConfig
    from piper.config import PiperConfig

    model = voices_folder(engine) / VOICES[engine] / f"{VOICES[engine]}.onnx"
    config = json.loads(model.with_name(f"{model.name}.json").read_text(encoding="utf-8"))
    voice = PiperVoice(session=_session(model, cores), config=PiperConfig.from_dict(config))
    still = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0)
    chunks = [chunk for text in sentences for chunk in voice.synthesize(text, still)]
    return sum(len(chunk.audio_int16_bytes) / 2 / chunk.sample_rate for chunk in chunks)


def _bare_kokoro(texts: list[list[int]], engine: str, cores: int) -> float:
    """Seconds of sound that the network makes."""
    import numpy as np

    folder, samples = voices_folder(engine), 0
    styles = np.fromfile(folder / f"{VOICES[engine]}.bin", "<f4").reshape(510, 1, -1)
    network = _session(folder / "kokoro-v1.0.int8.onnx", cores)
    for numbers in texts:
        given = {
            "tokens": np.array([[0, *numbers, 0]], np.int64),
            "style": styles[len(numbers) - 1],
            "speed": np.ones(1, np.float32),
        }
        samples += network.run(None, given)[0].size
    return samples / 24_000


SAYERS = {("bare", "piper"): _bare_piper, ("bare", "kokoro"): _bare_kokoro}


def _session(model: Path, threads: int):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
