"""The part of scripts/fuzz that takes broken articles through the whole pipeline, into editions.

Every one must become an edition, or a row with one clear line: no fault of audionews, no worker
that dies or hangs.
"""

import tempfile
from collections import Counter
from pathlib import Path

LARGEST = 20_000
"""Bytes; more takes hours to hum."""
_BAD = ("a fault of audionews", "worker died", "it hung", "takes too long", "takes more memory")


def pipeline(names, inputs, count):
    """The tally, and each bad input with its reason.

    Args:
        names: readers' names.
        inputs: gives the bytes of a reader's input, by its name and number.
        count: how many inputs a reader is given.
    """
    from audionews import batch
    from audionews.settings import Settings, Speech

    tally, bad = Counter(), {}
    with tempfile.TemporaryDirectory() as folder:
        listed = list(_written(Path(folder), names, inputs, count))
        settings = Settings(speech=Speech(engine="tone"))
        for result in batch(listed, settings, out=Path(folder, "out"), timeout=120):
            clear = result.outcome != "failed" or (
                bool(result.reason)
                and "\n" not in result.reason
                and not any(words in result.reason for words in _BAD)
            )
            tally[result.outcome if clear else "bad"] += 1
            if not clear:
                bad[Path(result.source.partition(" # ")[0]).name] = result.reason
    return tally, bad


def _written(folder, names, inputs, count):
    """The inputs as files that say by nothing but their content what they are."""
    for name in names:
        for number in range(count):
            data = inputs(name, number)
            if len(data) <= LARGEST:
                path = folder / f"{name}-{number}"
                path.write_bytes(data)
                yield path
