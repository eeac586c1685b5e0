#!/usr/bin/env python3
"""A batch on a scheduler and two workers, each in a network of its own, as on three machines.

    scripts/bench_cluster.py --articles 12

Each "machine" is a network namespace on one bridge: nothing but the address of the scheduler joins
them, and each worker has a clip store of its own.  They see one disk.  Tells what Dask takes for an
article; ends with 1 where an edition is not that of the pool.  Only root on Linux can do this.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

from articles import article
from environment import enter, program

FIRST, PORT = "10.87.0.1", 8786
MACHINES = {"first": FIRST, "second": "10.87.0.2", "third": "10.87.0.3"}
SCHEDULER = f"tcp://{FIRST}:{PORT}"


@contextmanager
def network():
    """The machines' names, by which ``ip netns`` knows them; gone when the block is left."""
    names = {machine: f"audionews-{os.getpid()}-{machine}" for machine in MACHINES}
    with ExitStack() as stack:
        for name in names.values():
            ip("netns", "add", name)
            stack.callback(ip, "netns", "del", name)
        first = names["first"]
        inside(first, "link", "add", "lan", "type", "bridge")
        inside(first, "address", "add", f"{FIRST}/24", "dev", "lan")
        inside(first, "link", "set", "lan", "up")
        for machine, name in names.items():
            inside(name, "link", "set", "lo", "up")
            if name != first:
                ends = ("name", machine, "type", "veth", "peer", "name", "lan", "netns", name)
                inside(first, "link", "add", *ends)
                inside(first, "link", "set", machine, "master", "lan", "up")
                inside(name, "address", "add", f"{MACHINES[machine]}/24", "dev", "lan")
                inside(name, "link", "set", "lan", "up")
        yield names


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)


def inside(name, *arguments):
    ip("-n", name, *arguments)


@contextmanager
def cluster(names, place):
    """Dask's processes, of which each is on a machine of its own."""
    dask = (program("dask"),)
    commands = {
        "first": (*dask, "scheduler", "--host", SCHEDULER, "--no-dashboard"),
        "second": (*dask, "worker", SCHEDULER, "--nthreads", "1", "--no-dashboard", "--no-nanny"),
    }
    commands["third"] = commands["second"]
    with ExitStack() as stack:
        processes = []
        for machine, command in commands.items():
            own = place / machine
            own.mkdir()
            process = subprocess.Popen(
                ["ip", "netns", "exec", names[machine], *command],
                cwd=own,
                env={**os.environ, "AUDIONEWS_STORE": str(own / "clips"), "TMPDIR": str(own)},
                stderr=subprocess.DEVNULL,
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
            processes.append(process)
        yield processes


def batch(place, name, *options, before=(), news="news"):
    """The rows of a batch, and the seconds that it takes."""
    began = time.monotonic()
    done = subprocess.run(
        [
            *before,
            *(program("audionews"), "batch", str(place / news), "-o", str(place / name)),
            *("--engine", "espeak", "--json", *options),
        ],
        env={**os.environ, "AUDIONEWS_STORE": str(place / f"clips-{name}")},
        stdout=subprocess.PIPE,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], time.monotonic() - began


def compared(place, count):
    for folder, first, last in (("news", 0, count), ("warm", count, count + 4)):
        (place / folder).mkdir()
        for number in range(first, last):
            (place / folder / f"story-{number}.txt").write_text(article(number))
    _, pool = batch(place, "pool", "--jobs", "2")
    with network() as names, cluster(names, place) as processes:
        there = {"before": ("ip", "netns", "exec", names["first"])}
        batch(place, "warmed", "--scheduler", SCHEDULER, **there, news="warm")
        idle = _idle(processes)
        spent = _cpu(processes)
        rows, apart = batch(place, "cluster", "--scheduler", SCHEDULER, **there)
        dask = _cpu(processes) - spent - idle * apart
    stores = [len(list((place / machine / "clips").glob("??/*.wav"))) for machine in MACHINES]
    return {
        "articles": count, "made": sum(row["outcome"] == "made" for row in rows),
        "same": _files(place / "pool") == _files(place / "cluster"),
        "clips_of_each_machine": stores, "pool": round(pool, 2), "cluster": round(apart, 2),
        "cpu_of_dask_idle": round(idle, 3), "cpu_of_dask_more_an_article": round(dask / count, 3),
    }  # fmt: skip


def _files(folder):
    """The editions' files by their names, with what they hold."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.glob("*/*.*")}


def _idle(processes, seconds=5):
    """Processor seconds that they take in a second in which nothing is to do."""
    before = _cpu(processes)
    time.sleep(seconds)
    return (_cpu(processes) - before) / seconds


def _cpu(processes):
    """Processor seconds of the processes alone, without what they have started."""
    import psutil

    times = [psutil.Process(process.pid).cpu_times() for process in processes]
    return sum(each.user + each.system for each in times)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=12)
    given = parser.parse_args()
    if sys.platform != "linux" or os.geteuid():
        sys.exit("skipped: only root on Linux can do this")
    enter("test")
    with tempfile.TemporaryDirectory() as folder:
        figures = compared(Path(folder), given.articles)
    print(json.dumps(figures))
    sys.exit(0 if figures["same"] and figures["made"] == given.articles else 1)
