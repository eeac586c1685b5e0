#!/usr/bin/env python3
"""The part of scripts/bench that makes many articles: speed, memory, and how soon work begins.

    scripts/bench batch                             all of it, moderately
    scripts/bench_batch.py rate --articles 100      of 600 words, with one job and with a job a core
    scripts/bench_batch.py memory --articles 1000   of 80 words, hummed, with a feed: the parent's
                                                    memory, and whether later articles cost more
    scripts/bench_batch.py start --articles 50000   files: seconds until the first is begun

Processor time tells also on a busy machine; seconds by the clock only on a quiet one.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from articles import article
from environment import ROOT, enter, program

LONG, SHORT = 17, 1
"""Paragraphs of about 600 words, and of 80."""
SHOW = """
speech.rate = 3
mastering.sample_rate = 22050
mastering.bitrate_kbps = 64
show.title = "The Lund Valley"
feed.url = "https://valley.example/feed.xml"
feed.description = "What the valley talks of."
"""
"""Little sound to hum and encode, and a feed."""
POINTS = 8
"""Sizes of the parent that are told, from the first quarter of a batch to its end."""
MODERATE = {"rate": 24, "memory": 240, "start": 50_000}


def batch(runs, parts=(*MODERATE,), articles=None):
    """A line of figures for each part."""
    for name in parts:
        count = articles or MODERATE[name]
        rounds = [_in_folder(PARTS[name], count) for _ in range(runs if name == "rate" else 1)]
        yield {"part": name, "articles": count, "cores": _cores(), **_medians(rounds)}


def _in_folder(part, count):
    with tempfile.TemporaryDirectory() as folder:
        return part(Path(folder), count)


def _medians(rounds):
    """Of figures; what is no figure is that of the first round."""
    first = rounds[0]
    figures = [key for key, value in first.items() if isinstance(value, int | float)]
    return first | {key: round(statistics.median(r[key] for r in rounds), 3) for key in figures}


def rate(place, count):
    """A batch with one job, with one that has one core, and with a job a core; and its floor."""
    news = written(place / "news", count, LONG)
    floors = [_floor(place, path) for path in news]
    floor, floor_cpu = (sum(column) for column in zip(*floors, strict=True))
    one, one_cpu, _ = _timed(place, "one", 1)
    alone, alone_cpu, _ = _timed(place, "alone", 1, preexec_fn=_on_one_core)
    all_, all_cpu, rows = _timed(place, "all", _cores())
    again, again_cpu, _ = _timed(place, "all", _cores())
    return {
        "words": sum(len(path.read_text().split()) for path in news) / count,
        "floor": floor / _cores(), "one_job": one, "one_on_a_core": alone, "all_jobs": all_,
        "unchanged": again, "gain": one / all_, "gain_on_cores": alone / all_,
        "to_floor": all_ / floor * _cores(), "unchanged_share": again / all_,
        "articles_a_minute_a_core": 60 * count / all_ / _cores(),
        "articles_a_processor_minute": 60 * count / all_cpu,
        "cpu_floor": floor_cpu / count, "cpu_one_job": one_cpu / count,
        "cpu_one_on_a_core": alone_cpu / count, "cpu_an_article": all_cpu / count,
        "cpu_to_floor": all_cpu / floor_cpu, "cpu_unchanged": again_cpu / count,
        "audio_a_second": sum(row["duration"] for row in rows) / all_,
    }  # fmt: skip


def memory(place, count):
    """The parent's megabytes while articles are made, and how many more for each thousand."""
    import psutil

    written(place / "news", count, SHORT)
    settings = place / "show.toml"
    settings.write_text(SHOW)
    options = ("--engine", "tone", "--settings", str(settings))
    sizes, seconds = [], []
    with measured() as figures, started(place, "all", _cores(), options) as process:
        parent = psutil.Process(process.pid)
        for line in process.stdout:
            seconds.append(json.loads(line)["seconds"])
            if process.poll() is None:
                sizes.append((len(seconds), parent.memory_info().rss / 1e6))
    _, feed_cpu = _feed(place, settings)
    again, again_cpu, _ = _timed(place, "all", _cores(), options)
    settled = sizes[count // 4 :]
    told = [*settled[:: -(-len(settled) // POINTS)], settled[-1]]
    return {
        "parent_mb": {number: round(size, 2) for number, size in told},
        "mb_a_thousand": 1000 * statistics.linear_regression(*zip(*settled, strict=True)).slope,
        "largest_mb": max(size for _, size in sizes),
        "seconds_second_quarter": statistics.median(seconds[count // 4 : count // 2]),
        "seconds_last_quarter": statistics.median(seconds[3 * count // 4 :]),
        "cpu_an_article": figures[1] / count, "cpu_of_a_feed": feed_cpu,
        "unchanged": again, "cpu_unchanged": again_cpu / count,
    }  # fmt: skip


def _feed(place, settings):
    """What one more feed of the editions takes."""
    with measured() as figures:
        subprocess.run(
            [program("audionews"), "feed", str(place / "all" / "out"), "--settings", str(settings)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return figures


def start(place, count):
    """Seconds from the command to the first article that a worker has had, of a large folder."""
    for number in range(count):
        path = place / "news" / f"{number // 1000:02}" / f"{number:05}.txt"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        path.touch()
    began = time.perf_counter()
    with started(place, "out", 1, stderr=subprocess.DEVNULL) as process:
        process.stdout.readline()  # an empty article is a row at once
        seconds = time.perf_counter() - began
        process.terminate()
    return {"seconds": seconds}


PARTS = {"rate": rate, "memory": memory, "start": start}


def written(folder, count, paragraphs):
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"story-{number:05}.txt").write_text(article(number, paragraphs))
    return sorted(folder.iterdir())


def started(place, name, jobs, options=("--engine", "espeak"), **more):
    command = (
        program("audionews"), "batch", str(place / "news"), "-o", str(place / name / "out"),
        "--jobs", str(jobs), "--json", *options,
    )  # fmt: skip
    environment = {**os.environ, "AUDIONEWS_STORE": str(place / name / "clips")}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, **more)


def _timed(place, name, jobs, *options, **more):
    """Seconds by the clock, seconds of processor time, and the rows."""
    with measured() as figures, started(place, name, jobs, *options, **more) as process:
        rows = [json.loads(line) for line in process.stdout]
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return *figures, rows


def _on_one_core():
    if hasattr(os, "sched_setaffinity"):  # elsewhere it has all
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


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


def _cores():
    return os.cpu_count() or 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="?", choices=[*PARTS], help="default: all")
    parser.add_argument("--articles", type=int, help=f"default: {MODERATE}")
    parser.add_argument("--runs", type=int, default=1)
    chosen = parser.parse_args()
    enter("test")
    parts = [chosen.part] if chosen.part else [*PARTS]
    for line in batch(chosen.runs, parts, chosen.articles):
        print(json.dumps(line), flush=True)
