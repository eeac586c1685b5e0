#!/usr/bin/env python3
"""What happens to a batch when the worst does: killed, hung, out of space, its folders gone.

    scripts/faults_batch.py               everything, with 100 kills at random moments
    scripts/faults_batch.py --quick       the same with 10 kills
    scripts/faults_batch.py kill --times 50 --seed 7

Whenever the fault strikes, each edition is whole or not there; the other articles are made; the
same command typed again completes the batch, with the bytes of one made in peace, makes nothing
that was made, and leaves no litter, and a feed that has each edition once.  Prints what was done
and seen; ends with 1 where something was not as it must be.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from articles import article
from environment import ROOT, enter, program
from faulting import FaultError, NeedsRootError, demand, disk

ARTICLES = 4
SETTINGS = """
[show]
title = "Heard"
language = "en"
[speech]
rate = 3
timeout = {timeout}
[mastering]
sample_rate = 22050
bitrate_kbps = 64
[feed]
url = "https://post.example/heard/feed.xml"
author = "The Post"
description = "What the valley talks of."
"""
WORKER = "audionews.batch.worker"
PROCESSES = (WORKER, "audionews.batch.shelf", "audionews.speech.worker")
DOUBLES = ROOT / "tests" / "speech" / "doubles"


class Newsroom:
    """A folder with a few articles, and the editions that are made of them in peace."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.news, self.out = self.folder / "news", self.folder / "out"
        self.clips, self.temporary = self.folder / "clips", self.folder / "tmp"
        self.news.mkdir(parents=True)
        for number in range(ARTICLES):
            (self.news / f"story-{number}.txt").write_text(article(number, paragraphs=1))
        self.settings = self.folder / "audionews.toml"
        self.settings.write_text(SETTINGS.format(timeout=30))
        self.reset()
        began = time.monotonic()
        code, rows, _ = self.batch()
        self.seconds = time.monotonic() - began
        demand(code == 0 and len(rows) == ARTICLES, "a batch in peace does not end well")
        self.peace = self.editions()
        self.has_its_feed()

    def reset(self):
        for folder in (self.out, self.clips, self.temporary):
            shutil.rmtree(folder, ignore_errors=True)
        self.temporary.mkdir()

    def start(self, *options, **environment):
        command = (
            program("audionews"), "batch", str(self.news), "-o", str(self.out),
            "--settings", str(self.settings), "--engine", "tone", "--jobs", "2", "--json", *options,
        )  # fmt: skip
        more = {"AUDIONEWS_STORE": str(self.clips), "TMPDIR": str(self.temporary), **environment}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env={**os.environ, **more}, **pipes)

    def batch(self, *options, **environment):
        """The exit code, the rows and the last words of a batch that runs to its end."""
        with self.start(*options, **environment) as process:
            out, err = process.communicate()
        return process.returncode, [json.loads(line) for line in out.splitlines()], err.strip()

    def editions(self):
        """Each edition's files by their names, with what they hold; all as their record says."""
        found = {}
        for record in sorted(self.out.glob("*/edition.json")):
            for name, kept in json.loads(record.read_text())["files"].items():
                data = (record.parent / name).read_bytes()
                whole = hashlib.sha256(data).hexdigest() == kept["sha256"]
                demand(whole, f"{record.parent / name} is not what its record says")
            files = sorted(record.parent.iterdir())
            found[record.parent.name] = {each.name: each.read_bytes() for each in files}
        return found

    def recovers(self):
        """The same command completes the batch, and all is as it is in peace."""
        before = self.editions()
        whole = {name for name, files in before.items() if files == self.peace.get(name)}
        code, rows, err = self.batch()
        demand(code == 0, f"typed again it ends with {code}: {err}")
        sources = {row["source"] for row in rows}
        demand(len(rows) == len(sources) == ARTICLES, f"typed again it tells {len(rows)} articles")
        again = {Path(row["folder"]).name for row in rows if row["outcome"] == "made"}
        demand(not again & whole, f"it makes {again & whole} twice")
        demand(self.editions() == self.peace, "the editions are not those made in peace")
        self.has_its_feed()
        self.is_clean()

    def has_its_feed(self):
        """A feed of each edition once, with the length of its file; podcast apps can read it."""
        import feedparser

        feed = feedparser.parse(self.out / "feed.xml")
        demand(not feed.bozo, f"the feed is not well-formed: {feed.get('bozo_exception')}")
        demand(len({entry.id for entry in feed.entries}) == ARTICLES, "the feed has other episodes")
        sizes = [int(entry.enclosures[0].length) for entry in feed.entries]
        files = [each.stat().st_size for each in self.out.glob("*/*.mp3")]
        demand(sorted(sizes) == sorted(files), "the feed has other files than there are")

    def is_clean(self):
        until = time.monotonic() + 30
        while (litter := self.litter()) and time.monotonic() < until:
            time.sleep(0.2)
        demand(not litter, f"litter: {', '.join(map(str, litter[:3]))}")

    def litter(self):
        half = [*self.out.rglob(".new"), *self.clips.rglob("*.tmp"), *self.out.glob(".*.*")]
        return [*half, *self.temporary.iterdir(), *processes(self.folder)]


def processes(folder, kinds=PROCESSES):
    """The processes of batches in the folder that are still there."""
    import psutil

    found = []
    for process in psutil.process_iter():
        try:
            started = {*kinds} & {*process.cmdline()}
            if started and process.environ().get("AUDIONEWS_STORE", "").startswith(str(folder)):
                found.append(process.pid)
        except psutil.Error:
            continue  # it has just ended, or is not ours
    return found


def kill(room, options):
    """Kill -9 of the batch at random moments; every edition is whole; typed again it completes."""
    rng, made = random.Random(options.seed), 0
    for _ in range(options.times):
        room.reset()
        with room.start() as process:
            time.sleep(rng.uniform(0, room.seconds))
            process.kill()
            process.communicate()
        made += len(room.editions())
        room.recovers()
    return f"{options.times} kills, {made} editions whole at the time, all completed"


def worker(room, options):
    """Kill -9 of a worker at random moments; its article is tried again; all are made."""
    rng, killed = random.Random(options.seed), 0
    for _ in range(max(options.times // 5, 1)):
        room.reset()
        with room.start() as process:
            time.sleep(rng.uniform(0.2, 0.8) * room.seconds)
            for pid in processes(room.folder, [WORKER])[:1]:
                os.kill(pid, signal.SIGKILL)
                killed += 1
            out, _ = process.communicate()
        outcomes = [json.loads(line)["outcome"] for line in out.splitlines()]
        demand(outcomes == ["made"] * ARTICLES, f"the rows say {outcomes}")
        room.recovers()
    return f"{killed} workers killed, every article made all the same"


def interrupt(room, options):
    """Ctrl-C at random moments; it ends with 130, nothing is half made, typed again it goes on."""
    rng = random.Random(options.seed)
    for _ in range(max(options.times // 5, 1)):
        room.reset()
        with room.start() as process:
            process.stdout.readline()
            time.sleep(rng.uniform(0, 0.3) * room.seconds)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate()
        demand(process.returncode in {0, 130}, f"it ends with {process.returncode}: {err}")
        room.editions()
        room.is_clean()
        room.recovers()
    return "ended with 130, nothing half made, completed"


def hang(room, _options):
    """An engine that hangs in one article; the others are made."""
    room.reset()
    names = [f"story-{number}.txt" for number in range(ARTICLES)]
    rows = [f"news/{name},{'hangs' if name == names[0] else 'tone'}" for name in names]
    listed = room.folder / "list.csv"
    listed.write_text("\n".join(["source,speech.engine", *rows]))
    settings = room.folder / "quick.toml"
    settings.write_text(SETTINGS.format(timeout=1))
    marks = room.folder / "marks"
    marks.mkdir(exist_ok=True)
    with swapped(room, "news", listed):
        code, rows, _ = room.batch(
            "--settings", str(settings),
            PYTHONPATH=str(DOUBLES), FAULTS="99", FAULT_FOLDER=str(marks),
        )  # fmt: skip
    outcomes = sorted(row["outcome"] for row in rows)
    demand(code == 3 and outcomes == ["failed", "made", "made", "made"], f"{code} {outcomes}")
    (bad,) = [row for row in rows if row["outcome"] == "failed"]
    demand("silent" in bad["reason"], bad["reason"])
    room.recovers()
    return f"one row failed ({bad['reason'][:40]}…), the others made"


@contextmanager
def swapped(room, name, value):
    before = getattr(room, name)
    setattr(room, name, value)
    try:
        yield
    finally:
        setattr(room, name, before)


def full(room, _options):
    """The disk of the output is full: rows that say so, then room, then all is made."""
    room.reset()
    with disk(room.out, 600):
        code, rows, _ = room.batch()
        reasons = {row["reason"] for row in rows if row["outcome"] == "failed"}
        demand(code and reasons, "no article failed")
        demand(all("space" in reason for reason in reasons), str(reasons))
        room.editions()
    room.recovers()
    return f"{len(reasons)} rows tell of no space; completed once there was"


def vanish(room, options):
    """The output folder is deleted while the batch runs; typed again it completes."""
    rng = random.Random(options.seed)
    for _ in range(max(options.times // 5, 1)):
        room.reset()
        with room.start() as process:
            process.stdout.readline()
            time.sleep(rng.uniform(0, 0.3) * room.seconds)
            shutil.rmtree(room.out, ignore_errors=True)
            out, err = process.communicate()
        demand("Traceback" not in out + err, err)
        room.recovers()
    return "rows made or failed in plain words; completed"


def unwritable(room, _options):
    """A store that cannot be written: rows that say so; with another store all is made."""
    room.reset()
    with disk(room.clips, 1024, "ro"):
        code, rows, _ = room.batch()
        reasons = {row["reason"] for row in rows}
        demand(code == 3 and all("AUDIONEWS_STORE" in reason for reason in reasons), str(reasons))
    room.recovers()
    return "every row says that the store cannot be written, and what to type"


def corrupt(room, options):
    """Bits of clips flipped: they are said anew, and the editions are those made in peace."""
    rng = random.Random(options.seed)
    room.reset()
    room.batch()
    clips = sorted(room.clips.glob("??/*.wav"))
    for clip in clips:
        data = bytearray(clip.read_bytes())
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        clip.write_bytes(data)
    shutil.rmtree(room.out)
    room.recovers()
    return f"{len(clips)} clips damaged, all said anew"


def two(room, _options):
    """Two batches on one folder at one time: both end well, every edition is whole."""
    room.reset()
    with room.start() as one, room.start() as other:
        ends = [each.communicate() for each in (one, other)]
    demand(one.returncode == other.returncode == 0, str([err for _, err in ends]))
    room.recovers()
    return "both ended well, one article once"


FAULTS = (kill, worker, interrupt, hang, full, vanish, unwritable, corrupt, two)


def faults(chosen, options):
    """Each fault's name, what it does, and what was seen; an error where it was not as it must."""
    with tempfile.TemporaryDirectory() as folder:
        room = Newsroom(folder)
        for fault in chosen:
            try:
                seen, good = fault(room, options), True
            except NeedsRootError:
                seen, good = "skipped: only root can do this", True
            except FaultError as error:
                seen, good = f"NOT AS IT MUST BE: {error}", False
            yield fault.__name__, fault.__doc__, seen, good


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("faults", nargs="*", default=[fault.__name__ for fault in FAULTS])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    if given.quick:
        given.times = 10
    enter("test")
    bad = 0
    for name, done, seen, good in faults([f for f in FAULTS if f.__name__ in given.faults], given):
        print(f"{name:12} {done}\n{'':12} -> {seen}", flush=True)
        bad += not good
    sys.exit(f"{bad} faults did harm" if bad else 0)
