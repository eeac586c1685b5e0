"""An edition's text, cut into content documents that a reading device can open quickly."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audionews.publish.document import Document, Run, TimedSection

LONGEST = 500
"""Utterances in one content document, unless a single list or table has more."""


@dataclass(frozen=True, slots=True)
class Page:
    """One content document, which has an overlay of the same name."""

    name: str
    sections: tuple[TimedSection, ...]
    """The last may go on in the next page."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """All its runs, in order."""
        return tuple(run for section in self.sections for run in section.runs)


def paginated(text: Document) -> tuple[Page, ...]:
    """The pages, in order: whole sections as long as they fit."""
    pages, held, size = list[Page](), list[TimedSection](), 0
    for piece in (piece for section in text.sections for piece in _pieces(section)):
        length = len(piece.runs)
        if held and size + length > LONGEST:
            pages.append(Page(f"text-{len(pages) + 1}", tuple(held)))
            held, size = [], 0
        held.append(piece)
        size += length
    return (*pages, Page(f"text-{len(pages) + 1}", tuple(held)))


def _pieces(section: TimedSection) -> Iterator[TimedSection]:
    """The section, cut between its groups where it is too long for one page."""
    first, size = 0, 0
    for number, group in enumerate(section.groups):
        length = len(group.runs)
        if size and size + length > LONGEST:
            yield replace(section, groups=section.groups[first:number])
            first, size = number, 0
        size += length
    yield replace(section, groups=section.groups[first:])


def headings(text: Document) -> dict[int, tuple[Run, ...]]:
    """What is heard of each section's heading, by the section's number, where one is written."""
    return {section.number: section.heading.runs for section in text.sections if section.heading}
