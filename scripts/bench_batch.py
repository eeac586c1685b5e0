"""The part of scripts/bench that makes many articles: speed, resuming, memory, discovery."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from articles import article
from environment import ROOT, program


def batch(runs, count=24):
    """Figures of a batch with one job and with one a core, against engine and encoder alone."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        news = written(place / "news", count)
        for run in range(runs):
            floor = sum(_floor(place, path) for path in news) / _cores()
            one, _ = _timed(place, f"one-{run}", 1)
            all_, out = _timed(place, f"all-{run}", _cores())
            again, _ = _timed(place, f"all-{run}", _cores())
            figures.append(
                {
                    "floor": floor, "one_job": one, "all_jobs": all_, "unchanged": again,
                    "gain": one / all_, "to_floor": all_ / floor, "unchanged_share": again / all_,
                    "articles_a_minute_a_core": 60 * count / all_ / _cores(),
                    "audio_a_second": _audio(out) / all_,
                }
            )  # fmt: skip
        medians = {key: round(statistics.median(f[key] for f in figures), 3) for key in figures[0]}
        yield {"articles": count, "cores": _cores(), **medians}
        yield {"slope": _slope(place)}
        yield {"first_of_50000": _first_of(place, 50_000)}


def written(folder, count, paragraphs=12):
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"story-{number:05}.txt").write_text(article(number, paragraphs))
    return sorted(folder.iterdir())


def command(place, name, jobs, news="news", engine="espeak"):
    return (
        program("audionews"), "batch", str(place / news), "-o", str(place / name / "out"),
        "--engine", engine, "--jobs", str(jobs), "--json",
    )  # fmt: skip


def environment(place, name):
    return {**os.environ, "AUDIONEWS_STORE": str(place / name / "clips")}


def _timed(place, name, jobs):
    began = time.perf_counter()
    done = subprocess.run(
        command(place, name, jobs), env=environment(place, name), check=True, capture_output=True
    )
    return time.perf_counter() - began, [json.loads(line) for line in done.stdout.splitlines()]


def _floor(place, path):
    """Seconds of eSpeak NG to a WAV and of ffmpeg to an MP3, one after the other, on one core."""
    import imageio_ffmpeg

    wav, mp3 = place / "floor.wav", place / "floor.mp3"
    began = time.perf_counter()
    script = str(ROOT / "scripts" / "floor.py")
    subprocess.run([program("python"), script, str(path), str(wav)], check=True)
    subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y", "-threads", "1",
         "-i", str(wav), "-ar", "44100", "-b:a", "96k", str(mp3)],
        check=True,
    )  # fmt: skip
    return time.perf_counter() - began


def _slope(place):
    """What the parent's memory grows by, in bytes an article, over many that are quickly made."""
    import psutil

    written(place / "short", 240, paragraphs=1)
    sizes = []
    with subprocess.Popen(
        command(place, "slope", _cores(), "short", "tone"),
        env=environment(place, "slope"),
        stdout=subprocess.PIPE,
    ) as process:
        parent = psutil.Process(process.pid)
        for number, _ in enumerate(process.stdout):
            if number % 10 == 0 and process.poll() is None:
                sizes.append((number, parent.memory_info().rss))
    settled = sizes[len(sizes) // 4 :]
    numbers, rss = zip(*settled, strict=True)
    return round(statistics.linear_regression(numbers, rss).slope)


def _first_of(place, count):
    """Seconds from the command to the first article that a worker is given, of a large folder."""
    folder = place / "large"
    for number in range(count):
        path = folder / f"{number // 1000:02}" / f"{number:05}.txt"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        path.touch()
    began = time.perf_counter()
    with subprocess.Popen(
        command(place, "large", 1, "large"),
        env=environment(place, "large"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        process.stdout.readline()  # an empty article is a row at once
        seconds = time.perf_counter() - began
        process.terminate()
    return round(seconds, 2)


def _audio(rows):
    return sum(row["duration"] for row in rows)


def _cores():
    return os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit("type: scripts/bench batch")
