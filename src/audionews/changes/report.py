"""The report of what has changed since the edition before, and why."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from audionews.changes.compare import Cause, Change, Changes, Fact

_MOST = 10
"""Reasons that are told.  A producer reads the report at a glance."""

_FOR = {
    Cause.NEW: "new",
    Cause.WORDS: "for other words",
    Cause.PRONUNCIATION: "for another pronunciation",
    Cause.SPEAKER: "for another speaker",
    Cause.VOICE: "for another voice",
    Cause.PACE: "for another speed or pitch",
    Cause.ENGINE: "for another version of the engine",
    Cause.MAKING: "because audionews makes clips in another way",
    Cause.STORE: "because the store no longer held them",
}


def report(changes: Changes, anew: int, of: int, *, made: bool = True) -> Iterator[str]:
    """The report in lines of plain text.

    Args:
        anew: the number of clips that are said anew.
        of: the number of all clips.
        made: whether it has been done; else it would be.
    """
    said = "said anew" if made else "to be said anew"
    reasons = "the first edition here" if changes.first else ", ".join(_counts(changes))
    because = f": {reasons}" if reasons and (anew or changes.first) else ""
    yield f"{anew} of {of} clips {said}{because}."
    yield from _lines(changes)
    if others := list(_others(changes)):
        yield f"Besides: {', '.join(others)}."


def _counts(changes: Changes) -> Iterator[str]:
    counted = Counter(change.causes[0] for change in changes.lines if change.said_anew)
    for cause, phrase in _FOR.items():
        if counted[cause]:
            yield f"{counted[cause]} {phrase}"


def _lines(changes: Changes) -> Iterator[str]:
    """The lines that differ, those with one reason together."""
    alike = defaultdict[str, list[Change]](list)
    for change in changes.lines:
        if change.causes != (Cause.STORE,):
            alike[change.why].append(change)
    told = list(alike.items())
    for why, lines in told[:_MOST]:
        first = f"  {shortened(lines[0].text)}"
        yield first if len(lines) == 1 else f"{first} (and {len(lines) - 1} more)"
        yield f"    {why}"
    if len(told) > _MOST:
        yield f"  and {len(told) - _MOST} reasons more; --json has them all"


def _others(changes: Changes) -> Iterator[str]:
    if changes.gone:
        yield f"{len(changes.gone)} no longer said (“{shortened(changes.gone[0], 40)}”)"
    if changes.moved:
        yield f"{changes.moved} moved"
    yield from map(_fact, changes.facts)


def _fact(fact: Fact) -> str:
    return f"{fact.name} is {_value(fact.now)}, was {_value(fact.before)}"


def _value(value: object) -> str:
    if value in (None, "", [], {}):
        return "unset"
    if isinstance(value, list):
        return " and ".join(map(str, value))
    return shortened(str(value))


def shortened(text: str, most: int = 60) -> str:
    """The text, with its end cut off where it is too long for a line."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
