"""What the studio keeps between one request and the next."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from audionews import check, speech
from audionews.check import Finding
from audionews.model import Voice
from audionews.publish import record
from audionews.retouch import folded
from audionews.settings import Settings
from audionews.speech import Store
from audionews.studio.booth import Booth
from audionews.studio.desk import Desk, Sheet
from audionews.studio.events import Makings
from audionews.studio.shelf import Shelf

_MOST = 8
"""Editions whose scripts are kept at hand."""


@dataclass(slots=True, kw_only=True)
class Workshop:
    """The shelf, the engines that are awake, and what was read or made lately."""

    shelf: Shelf
    settings: Callable[[], Settings]
    store: Store
    booth: Booth
    makings: Makings = field(default_factory=Makings)
    _lock: Lock = field(default_factory=Lock)
    _sheets: dict[tuple[Path, str], tuple[str, Sheet]] = field(default_factory=dict)
    _reports: dict[Path, tuple[str, tuple[Finding, ...]]] = field(default_factory=dict)
    _voices: dict[str, tuple[Voice, ...]] = field(default_factory=dict)

    def desk(self, key: str, slug: str) -> Desk | None:
        """The desk of an edition; None where the shelf has no such article."""
        source = self.shelf.source(key)
        if source is None:
            return None
        return Desk(
            source=source,
            slug=slug,
            out=self.shelf.out,
            store=self.store,
            settings=self.settings,
        )

    def sheet(self, desk: Desk) -> Sheet:
        """The edition as it would be made now, read again only if something has changed.

        Raises:
            AudionewsError: as ``Desk.sheet``.
        """
        place, state = (desk.source, desk.slug), desk.state()
        with self._lock:
            kept = self._sheets.get(place)
        if kept is None or kept[0] != state:
            kept = (state, desk.sheet())
            with self._lock:
                self._sheets[place] = kept
                while len(self._sheets) > _MOST:
                    del self._sheets[next(iter(self._sheets))]
        return kept[1]

    def voices(self, sheet: Sheet) -> tuple[Voice, ...]:
        """The voices that the edition's engine offers."""
        name = sheet.settings.speech.engine
        if name not in self._voices:
            self._voices[name] = speech.load(name).voices()
        return self._voices[name]

    def looked_at(self, desk: Desk) -> tuple[Finding, ...] | None:
        """What the last check of the edition found; None where it is not the one that stands."""
        kept = self._reports.get(desk.folder)
        return kept[1] if kept and kept[0] == _stamp(desk) else None

    def look(self, desk: Desk) -> tuple[Finding, ...]:
        """What a check of the edition finds, which takes seconds where it was not done before."""
        found = self.looked_at(desk)
        if found is None:
            stamp = _stamp(desk)
            found = check.check(desk.folder).findings if stamp else ()
            self._reports[desk.folder] = (stamp, found)
        return found


def by_line(desk: Desk, findings: Sequence[Finding]) -> Mapping[str, Sequence[Finding]]:
    """The findings about single lines, by the line's words; the other ones under no words."""
    script = record.read(desk.folder, record.SCRIPT).get("utterances", [])
    lines = {str(said["number"]): folded(said["text"] or said["spoken"]) for said in script}
    quoted = {str(said["quotation"]): folded(said["text"]) for said in reversed(script)}
    found = defaultdict[str, list[Finding]](list)
    for finding in findings:
        kind, _, rest = finding.where.partition(" ")
        table = {"utterance": lines, "quotation": quoted}.get(kind, {})
        found[table.get(rest.partition(" ")[0], "")].append(finding)
    return found


def _stamp(desk: Desk) -> str:
    """What tells the edition that stands from one made later; empty where there is none."""
    kept = record.read(desk.folder)
    return f"{kept.get('plan', '')}{kept.get('files', '')}" if kept else ""
