"""A rule of rewriting, which costs next to nothing where a text does not need it."""

import re
from collections.abc import Callable, Iterable

Match = re.Match[str]
By = str | Callable[[Match], str]

FIGURE = re.compile(r"\d")
UPPER = "[A-ZÀ-ÖØ-ÞŒŠŽА-ЯЁІӘҒҚҢӨҰҮҺЎҲ]"
"""A pattern of one capital letter."""
CAPITALS = re.compile(f"{UPPER}.?{UPPER}")
ALWAYS = re.compile("")


class Rule:
    """A pattern and what takes the place of what it finds.

    Args:
        needs: found quickly in any text that the pattern could be found in; the pattern is
            compiled when that first happens.
    """

    __slots__ = ("_by", "_needs", "_pattern")

    def __init__(self, pattern: str, by: By, needs: re.Pattern[str] = ALWAYS) -> None:
        self._pattern: str | re.Pattern[str] = pattern
        self._by = by
        self._needs = needs

    def __call__(self, text: str) -> str:
        """The text with each find rewritten."""
        if self._needs.search(text) is None:
            return text
        if isinstance(self._pattern, str):
            self._pattern = re.compile(self._pattern)
        return self._pattern.sub(self._by, text)


_NEAR = 80
"""Characters in which the words beside a find are looked for."""


def words_before(found: Match) -> list[str]:
    """The few words before a find, in order."""
    return found.string[max(0, found.start() - _NEAR) : found.start()].split()


def after(found: Match) -> str:
    """The text close after a find."""
    return found.string[found.end() : found.end() + _NEAR]


def any_of(choices: Iterable[str]) -> str:
    """A pattern of any of the choices, the longer ones first."""
    return "|".join(
        re.escape(choice) for choice in sorted(choices, key=lambda one: (-len(one), one))
    )


def containing(characters: str) -> re.Pattern[str]:
    """A pattern of any of the characters, for a rule's needs."""
    return re.compile(f"[{re.escape(characters)}]")
