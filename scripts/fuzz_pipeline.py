"""The part of scripts/fuzz that takes broken articles through the whole pipeline, into editions.

Every one must become an edition whose files are as its record says, or a row with one clear line:
no fault of audionews, no worker that dies or hangs; and nothing may be left in folders for
temporary files, nor half made.
"""

import os
import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

LARGEST = 12_000
"""Bytes; more takes a day to hum."""
_BAD = ("a fault of audionews", "worker died", "it hung", "takes too long", "takes more memory")
_TOLD = 500
"""Articles from one tally that is told to the next."""


def pipeline(names, inputs, count, jobs):
    """The tally so far, every now and then, with each bad input and its reason since the last.

    Args:
        names: readers' names.
        inputs: gives the bytes of a reader's input, by its name and number.
        count: how many inputs a reader is given.
        jobs: articles at a time.
    """
    from audionews import batch

    tally, bad = Counter(), {}
    with _rooms() as (folder, temporary):
        listed = _written(folder, names, inputs, count)
        for result in batch(listed, _quick(), out=folder / "out", jobs=jobs, timeout=120):
            fault = _fault(result)
            tally["bad" if fault else result.outcome] += 1
            if fault:
                bad[Path(result.source.partition(" # ")[0]).name] = fault
            if tally.total() % _TOLD == 0:
                yield tally, bad
                bad = {}
        left = [*temporary.iterdir(), *folder.rglob(".new"), *folder.rglob("*.tmp")]
        if left:
            tally["left over"] = len(left)
            bad["left over-0"] = ", ".join(map(str, left))
    yield tally, bad


@contextmanager
def _rooms():
    """A folder to work in, and the one in which all temporary files have to be."""
    with tempfile.TemporaryDirectory() as folder:
        temporary = Path(folder, "tmp")
        temporary.mkdir()
        os.environ |= {"AUDIONEWS_STORE": f"{folder}/clips", "TMPDIR": str(temporary)}
        yield Path(folder), temporary


def _quick():
    """Every stage with little sound to encode."""
    from audionews.settings import Mastering, Settings, Speech

    return Settings(
        speech=Speech(engine="tone", rate=3),
        mastering=Mastering(sample_rate=22050, bitrate_kbps=64),
    )


def _fault(result):
    """What is wrong with a result, if anything; of an edition that is whole, the files go."""
    from audionews.folder import whole
    from audionews.publish import record

    if result.outcome == "failed":
        clear = result.reason and "\n" not in result.reason
        return "" if clear and not any(bad in result.reason for bad in _BAD) else result.reason
    folder = Path(result.folder)
    if not whole(folder, record.read(folder)):
        return f"{folder.name} is not as its record says"
    shutil.rmtree(folder)
    return ""


def _written(folder, names, inputs, count):
    """The inputs as files that say by nothing but their content what they are."""
    for number in range(count):
        for name in names:
            data = inputs(name, number)
            if len(data) <= LARGEST:
                path = folder / f"{name}-{number}"
                path.write_bytes(data)
                yield path
