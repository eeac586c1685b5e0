"""Changes in plain words."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from audionews.model import Voice

_MOST = 3
"""Differences of one line that are told; the others are counted."""
_LONGEST = 40


def edited(before: str, now: str) -> str:
    """Which words of a text were replaced, put in and taken out."""
    differences = list(_differences(before.split(), now.split()))
    if not differences:
        return "other spaces"
    told = differences[:_MOST]
    if more := len(differences) - len(told):
        told.append(f"{more} more")
    return ", ".join(told)


def became(what: str, before: object, now: object) -> str:
    """What a thing is, and what it was."""
    return f"{what} is {now}, was {before}"


def voice(before: Voice, now: Voice) -> str:
    """Which voice it is, where it was another one; else empty."""
    if (before.engine, before.id) == (now.engine, now.id):
        return ""
    return became("the voice", *(f"{one.name or one.id} ({one.engine})" for one in (before, now)))


def pace(before: Voice, now: Voice) -> str:
    """The speed and pitch that the voice is set to, where they were others; else empty."""
    differences = []
    if before.rate != now.rate:
        differences.append(became("its speed", f"{before.rate:g}", f"{now.rate:g}"))
    if before.pitch != now.pitch:
        differences.append(became("its pitch", f"{before.pitch:+g}", f"{now.pitch:+g}"))
    return ", ".join(differences)


def _differences(before: list[str], now: list[str]) -> Iterator[str]:
    for tag, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        old, new = _quoted(before[a:b]), _quoted(now[c:d])
        if tag == "replace":
            yield f"{old} is now {new}"
        elif tag == "insert":
            yield f"with {new}"
        elif tag == "delete":
            yield f"without {old}"


def _quoted(words: list[str]) -> str:
    text = " ".join(words)
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + '…'}”"
