"""What a rule of the check is, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from audionews.check.kept import Kept


class Severity(StrEnum):
    """How much a finding matters, the worst first."""

    ERROR = "error"  # not to be published so
    WARNING = "warning"  # a listener may notice it
    NOTE = "note"  # to be known before it is published


Look = Callable[[Kept], Iterator[tuple[str, str]]]
"""Gives, for each thing that a rule does not like, where it is and what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a rule does not like."""

    number: str
    severity: Severity
    name: str
    where: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that is looked at in an edition."""

    number: str
    severity: Severity
    name: str
    """What is wrong where the rule finds something."""
    mend: str
    """What the producer can do about it."""
    look: Look

    def findings(self, kept: Kept) -> Iterator[Finding]:
        """What the rule finds in the edition.

        Raises:
            UnreadableError: a file that it looks at cannot be read.
        """
        for where, what in self.look(kept):
            yield self.finding(where, what)

    def finding(self, where: str, what: str) -> Finding:
        """A finding of the rule."""
        return Finding(
            number=self.number,
            severity=self.severity,
            name=self.name,
            where=where,
            what=what,
            mend=self.mend,
        )


def rule(number: str, severity: Severity, name: str, *, mend: str) -> Callable[[Look], Rule]:
    """Makes a rule of the function that looks."""
    return lambda look: Rule(number=number, severity=severity, name=name, mend=mend, look=look)
