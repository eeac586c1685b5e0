"""Numbered findings on a finished edition: what validators of single files cannot see.

Each rule is a small function in the file of its subject.  Nothing here shares code with what
makes an edition, but for the model: the files are read anew, and the sound is measured.
"""

import operator
from dataclasses import dataclass
from pathlib import Path

from audionews.check import book, chapters, files, sound, speakers, times, words
from audionews.check.forms import RECORD
from audionews.check.kept import Kept, UnreadableError
from audionews.check.rule import Finding, Rule, Severity

__all__ = ["RULES", "Finding", "Report", "Rule", "Severity", "check", "editions"]

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            value
            for module in (files, chapters, sound, words, times, speakers, book)
            for value in vars(module).values()
            if isinstance(value, Rule)
        ),
        key=operator.attrgetter("number"),
    )
)
"""Every rule, by number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in one edition, by number."""

    folder: Path
    title: str
    """Empty where the record cannot be read."""
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings have that severity."""
        return sum(finding.severity is severity for finding in self.findings)


def check(folder: Path) -> Report:
    """Look at an edition with every rule.

    Args:
        folder: the edition's, which holds ``edition.json``.
    """
    kept, found, unread = Kept(folder), list[Finding](), dict[str, str]()
    for rule in RULES:
        try:
            found += rule.findings(kept)
        except UnreadableError as error:
            unread[error.name] = error.reason
    known = {finding.where for finding in found if finding.number == files.whole.number}
    for name in unread.keys() - known:
        found.append(files.readable.finding(name, unread[name]))
    title = "" if RECORD in unread else kept.record.title
    found.sort(key=operator.attrgetter("number"))
    return Report(folder=folder, title=title, findings=tuple(found))


def editions(place: Path) -> tuple[Path, ...]:
    """The folders of the editions at a place: the place itself, or those in it at any depth."""
    if (place / RECORD).is_file():
        return (place,)
    return tuple(sorted(record.parent for record in place.rglob(RECORD)))
