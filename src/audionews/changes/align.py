"""Which line of an edition was which line of the one before it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from audionews.changes.rendition import Line

_ALIKE = 0.5
"""The share of its words that a line keeps while it is the same line, edited."""
_MOST_PAIRS = 40_000
"""A passage with more pairs of lines to compare was written anew."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A line and what it has become, as indexes; None on the side where there is none."""

    before: int | None
    now: int | None


def aligned(before: Sequence[Line], now: Sequence[Line]) -> tuple[Pair, ...]:
    """Both editions side by side, each line once, both in their own order."""
    old, new = ([line.text for line in lines] for lines in (before, now))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        pair
        for tag, a, b, c, d in matcher.get_opcodes()
        for pair in (
            map(Pair, range(a, b), range(c, d))
            if tag == "equal"
            else _passage(old, new, range(a, b), range(c, d))
        )
    )


def origins(before: Sequence[Line], now: Sequence[Line], pairs: Sequence[Pair]) -> dict[int, int]:
    """The earlier index of each later line that was said before: beside it, or elsewhere."""
    waiting = defaultdict[str, list[int]](list)
    for pair in reversed(pairs):
        if pair.now is None and pair.before is not None:
            waiting[before[pair.before].text].append(pair.before)
    found = dict[int, int]()
    for pair in pairs:
        if pair.now is not None:
            elsewhere = waiting[now[pair.now].text]
            origin = elsewhere.pop() if pair.before is None and elsewhere else pair.before
            if origin is not None:
                found[pair.now] = origin
    return found


def _passage(old: Sequence[str], new: Sequence[str], before: range, now: range) -> Iterator[Pair]:
    """A passage in which no line stayed as it was: edited lines beside each other, in order."""
    left = before.start
    for index in now:
        origin = None
        if len(before) * len(now) <= _MOST_PAIRS:
            origin = _most_alike(old, range(left, before.stop), new[index])
        if origin is not None:
            yield from (Pair(gone, None) for gone in range(left, origin))
            left = origin + 1
        yield Pair(origin, index)
    yield from (Pair(gone, None) for gone in range(left, before.stop))


def _most_alike(old: Sequence[str], where: range, text: str) -> int | None:
    best = max(where, key=lambda index: _alike(old[index], text), default=None)
    return best if best is not None and _alike(old[best], text) >= _ALIKE else None


def _alike(one: str, other: str) -> float:
    """The share of their words that two lines have in common."""
    a, b = Counter(_words(one)), Counter(_words(other))
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
