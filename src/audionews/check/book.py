"""Whether the book shows all that is heard, when it is heard."""

from collections.abc import Iterator
from itertools import pairwise

from audionews.check.chapters import EXACT, FRAMES
from audionews.check.kept import Kept
from audionews.check.rule import Severity, rule
from audionews.check.times import disorder
from audionews.check.words import shown
from audionews.clock import clock

_MAKE_AGAIN = "make the edition again"


@rule(
    "a-601",
    Severity.ERROR,
    "a clip of the book lies outside of its sound, overlaps another, or leaves a gap",
    mend=_MAKE_AGAIN,
)
def clips(kept: Kept) -> Iterator[tuple[str, str]]:
    """The clips of the media overlays tile the sound in reading order."""
    if not kept.book:
        return
    name, heard = kept.book.name, kept.book.clips
    yield from disorder(name, [(clip.begin, clip.end) for clip in heard], kept.heard.duration)
    for before, after in pairwise(heard):
        if after.begin > before.end + EXACT:
            yield f"{name}, {after.element}", f"nothing is shown from {clock(before.end)} on"


@rule(
    "a-602",
    Severity.ERROR,
    "text of the book is not heard, or what is heard is not shown",
    mend=_MAKE_AGAIN,
)
def covered(kept: Kept) -> Iterator[tuple[str, str]]:
    """All text of the pages lies in elements that have a clip, and all clips have an element."""
    for page in kept.book.pages if kept.book else ():
        for text in page.uncovered:
            yield page.name, f"no clip belongs to “{shown(text)}”"
        for clip in page.clips:
            if clip.document != page.name or clip.element not in page.texts:
                yield (
                    page.name,
                    f"a clip belongs to {clip.document}#{clip.element}, which is not there",
                )


@rule(
    "a-603",
    Severity.ERROR,
    "the book tells another length than its clips have",
    mend=_MAKE_AGAIN,
)
def durations(kept: Kept) -> Iterator[tuple[str, str]]:
    """The duration of each overlay, and of the whole."""
    if not kept.book:
        return
    for page in kept.book.pages:
        yield from _length(page.name, page.duration, page.seconds)
    yield from _length(kept.book.name, kept.book.duration, kept.book.seconds)


@rule("a-604", Severity.ERROR, "a book's sound is not the edition's", mend=_MAKE_AGAIN)
def sound(kept: Kept) -> Iterator[tuple[str, str]]:
    """The books hold the MP3 as it is."""
    made = kept.record.files[kept.mp3.name]
    for name, sha256 in kept.sounds_in_books.items():
        if sha256 != made.sha256:
            yield name, f"it is not {kept.mp3.name}"


def _length(where: str, told: float | None, counted: float) -> Iterator[tuple[str, str]]:
    if told is None:
        yield where, "it tells no length"
    elif abs(told - counted) > FRAMES:
        yield where, f"it tells {told:.3f} s, its clips have {counted:.3f} s"
