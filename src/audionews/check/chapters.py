"""Whether the chapters are the same everywhere, and lead to where their sections begin."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from audionews.check.forms import CHAPTERS, RECORD
from audionews.check.kept import Kept
from audionews.check.rule import Severity, rule
from audionews.clock import clock

EXACT = 0.001
"""Seconds that times written in different forms may differ by."""
FRAMES = 0.06
"""Seconds by which the sound may be longer or shorter than told: two MPEG frames and a bit."""

_MAKE_AGAIN = "make the edition again"

Listed = tuple[str, float | None, float | None]
"""A chapter's title, start and end; None where the form does not say."""


@rule("a-101", Severity.ERROR, "the chapters are not the same everywhere", mend=_MAKE_AGAIN)
def equal(kept: Kept) -> Iterator[tuple[str, str]]:
    """The chapters of every form, against those of the record."""
    expected = [(one.title, one.start, one.end) for one in kept.record.chapters]
    yield from _differences(CHAPTERS, _json(kept), expected)
    yield from _differences(kept.mp3.name, _mp3(kept), expected)
    if kept.book:
        yield from _differences(kept.book.name, _open(kept.book.contents), expected)
    for name, page in kept.pages.items():
        if page.chapters:
            yield from _differences(name, _open(page.chapters), expected)


@rule(
    "a-102", Severity.ERROR, "the chapters leave a gap, overlap, or end elsewhere", mend=_MAKE_AGAIN
)
def contiguous(kept: Kept) -> Iterator[tuple[str, str]]:
    """From the beginning to the end of the sound as it is decoded."""
    chapters = sorted((one for _, one in kept.tag.chapters), key=lambda chapter: chapter.start)
    if not chapters:
        yield kept.mp3.name, "it has no chapters"
        return
    if chapters[0].start > 0:
        yield f"{kept.mp3.name}, chapter 1", f"it begins at {chapters[0].start:.3f} s, not at 0"
    for number, (before, after) in enumerate(pairwise(chapters), 2):
        if abs(before.end - after.start) > EXACT:
            what = f"it begins at {after.start:.3f} s, the one before it ends at {before.end:.3f} s"
            yield f"{kept.mp3.name}, chapter {number}", what
    for number, chapter in enumerate(chapters, 1):
        if chapter.end <= chapter.start:
            yield f"{kept.mp3.name}, chapter {number}", "it ends where it begins, or before"
    if abs(chapters[-1].end - kept.heard.duration) > FRAMES:
        what = f"it ends at {chapters[-1].end:.3f} s, the sound at {kept.heard.duration:.3f} s"
        yield f"{kept.mp3.name}, last chapter", what


@rule(
    "a-103",
    Severity.WARNING,
    "a chapter begins between whole seconds: some players would begin in the sentence before",
    mend=_MAKE_AGAIN,
)
def on_whole_seconds(kept: Kept) -> Iterator[tuple[str, str]]:
    """Players that read chapters from JSON cut fractions off."""
    for number, (_, chapter) in enumerate(kept.tag.chapters, 1):
        if not chapter.start.is_integer():
            yield f"{kept.mp3.name}, chapter {number}", f"it begins at {chapter.start:.3f} s"


@rule(
    "a-104",
    Severity.ERROR,
    "the MP3's table of contents does not lead through the chapters in order",
    mend=_MAKE_AGAIN,
)
def in_order(kept: Kept) -> Iterator[tuple[str, str]]:
    """The order in the file counts, for there are players that sort nothing."""
    tag, name = kept.tag, kept.mp3.name
    starts = [chapter.start for _, chapter in tag.chapters]
    if starts != sorted(starts):
        yield name, "its chapters do not stand in the order of time"
    tops = [table for table in tag.tables if table.is_top]
    if len(tops) != 1:
        yield name, f"it has {len(tops)} tables of contents at the top, not one"
    elif list(_reached(kept, tops[0].name)) != [chapter for chapter, _ in tag.chapters]:
        yield name, "its table of contents leaves a chapter out, or leads to it in another order"


@rule(
    "a-105",
    Severity.ERROR,
    "a chapter has no title",
    mend="give the section a heading, and make the edition again",
)
def titled(kept: Kept) -> Iterator[tuple[str, str]]:
    """A title has a letter or a digit that can be read out."""
    for number, (_, chapter) in enumerate(kept.tag.chapters, 1):
        if not any(character.isalnum() for character in chapter.title):
            yield f"{kept.mp3.name}, chapter {number}", f"it is called {chapter.title!r}"


@rule(
    "a-106",
    Severity.ERROR,
    "a chapter does not begin where its section is first heard",
    mend=_MAKE_AGAIN,
)
def where_sections_begin(kept: Kept) -> Iterator[tuple[str, str]]:
    """Between the last word of one section and the first of the next."""
    lines = kept.script.utterances
    opens = [
        (before.end if before else 0.0, line.start)
        for before, line in zip([None, *lines], lines, strict=False)
        if not before or before.section != line.section
    ]
    for number, (chapter, times) in enumerate(zip(kept.record.chapters, opens, strict=False), 1):
        if not times[0] - EXACT <= chapter.start <= times[1] + EXACT:
            what = f"it begins at {chapter.start:g} s; its first word is at {times[1]:.1f} s"
            yield f"{kept.mp3.name}, chapter {number}", what
    if len(opens) != len(kept.record.chapters):
        what = f"{len(kept.record.chapters)} chapters for {len(opens)} sections that are heard"
        yield kept.mp3.name, what


@rule(
    "a-107",
    Severity.WARNING,
    "the feed has other chapters than the edition",
    mend="write the feed anew with audionews feed",
)
def equal_in_feed(kept: Kept) -> Iterator[tuple[str, str]]:
    """The chapters of the feed that lies beside the edition's folder."""
    expected = [(one.title, one.start, one.end) for one in kept.record.chapters]
    for name, chapters in kept.feed_chapters.items():
        yield from _differences(name, _open(chapters), expected)


def _reached(kept: Kept, table: str) -> Iterator[str]:
    """The chapters that a table of contents leads to, those of the tables in it too."""
    tables = {one.name: one for one in kept.tag.tables}
    ways, done = [table], set[str]()
    while ways:
        name = ways.pop()
        if name in tables and name not in done:
            done.add(name)
            ways += reversed(tables[name].children)
        else:
            yield name


def _json(kept: Kept) -> list[Listed]:
    return [(one.title, one.start, one.end) for one in kept.chapters_json]


def _mp3(kept: Kept) -> list[Listed]:
    return [(one.title, one.start, one.end) for _, one in kept.tag.chapters]


def _open(chapters: Iterable[tuple[str, float | None]]) -> list[Listed]:
    """Chapters of a form that does not say where they end."""
    return [(title, start, None) for title, start in chapters]


def _differences(
    name: str, found: Sequence[Listed], expected: Sequence[Listed]
) -> Iterator[tuple[str, str]]:
    if len(found) != len(expected):
        yield name, f"it has {len(found)} chapters, edition.json {len(expected)}"
    for number, pair in enumerate(zip_longest(found, expected), 1):
        if None not in pair and not _same(*pair):
            what = f"{_told(pair[0])}, where {RECORD} has {_told(pair[1])}"
            yield f"{name}, chapter {number}", what


def _same(one: Listed, other: Listed) -> bool:
    times = zip(one[1:], other[1:], strict=True)
    return " ".join(one[0].split()) == " ".join(other[0].split()) and all(
        a is None or b is None or abs(a - b) <= EXACT for a, b in times
    )


def _told(chapter: Listed) -> str:
    times = "–".join(clock(time) for time in chapter[1:] if time is not None)
    return f"“{chapter[0]}” {times}"
