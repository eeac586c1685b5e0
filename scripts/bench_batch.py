"""The part of scripts/bench that makes many articles: speed, resuming, memory, discovery."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from articles import article
from environment import ROOT, program


def batch(runs, count=24):
    """Figures of a batch with one job and with one a core, against engine and encoder alone.

    Seconds by the clock, and seconds of processor time, which tell also on a busy machine.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        news = written(place / "news", count)
        figures = [_round(place, news, run) for run in range(runs)]
        medians = {key: round(statistics.median(f[key] for f in figures), 3) for key in figures[0]}
        yield {"articles": count, "cores": _cores(), **medians}
        yield {"slope": _slope(place)}
        yield {"first_of_50000": _first_of(place, 50_000)}


def _round(place, news, run):
    count = len(news)
    floors = [_floor(place, path) for path in news]
    floor, floor_cpu = (sum(column) for column in zip(*floors, strict=True))
    one, one_cpu, _ = _timed(place, f"one-{run}", 1)
    all_, all_cpu, rows = _timed(place, f"all-{run}", _cores())
    again, again_cpu, _ = _timed(place, f"all-{run}", _cores())
    return {
        "floor": floor / _cores(), "one_job": one, "all_jobs": all_, "unchanged": again,
        "gain": one / all_, "to_floor": all_ / floor * _cores(), "unchanged_share": again / all_,
        "articles_a_minute_a_core": 60 * count / all_ / _cores(),
        "cpu_an_article": all_cpu / count, "cpu_one_job": one_cpu / count,
        "cpu_to_floor": all_cpu / floor_cpu, "cpu_unchanged": again_cpu / count,
        "audio_a_second": sum(row["duration"] for row in rows) / all_,
    }  # fmt: skip


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
    """Seconds by the clock, seconds of processor time, and the rows."""
    with measured() as figures:
        done = subprocess.run(
            command(place, name, jobs),
            env=environment(place, name),
            check=True,
            capture_output=True,
        )
    return *figures, [json.loads(line) for line in done.stdout.splitlines()]


def _floor(place, path):
    """Seconds of eSpeak NG to a WAV and of ffmpeg to an MP3: by the clock, and of the processor."""
    import imageio_ffmpeg

    wav, mp3 = place / "floor.wav", place / "floor.mp3"
    script = str(ROOT / "scripts" / "floor.py")
    with measured() as figures:
        subprocess.run([program("python"), script, str(path), str(wav)], check=True)
        subprocess.run(
            [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y", "-threads", "1",
             "-i", str(wav), "-ar", "44100", "-b:a", "96k", str(mp3)],
            check=True,
        )  # fmt: skip
    return figures


@contextmanager
def measured():
    """Two figures of the processes that end in the block: seconds, and processor seconds."""
    figures, began, before = [], time.perf_counter(), os.times()
    yield figures
    after = os.times()
    spent = after.children_user + after.children_system
    figures += [
        time.perf_counter() - began,
        spent - before.children_user - before.children_system,
    ]


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


def _cores():
    return os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit("type: scripts/bench batch")
