"""Where the body of an article begins and ends among the lines of its page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from audionews.article.plain.look import Look

_WORDS_A_POINT = 12
_MOST_POINTS = 8.0
_POINTS_OF_PROSE = 1.5
_GAP_AT_MOST = 7.0
_CLOSED = 10.0
_OF_A_LIST = 0.5
_A_WINDOW = 30
_AN_ARTICLE = 12.0
_AFTER_THE_END = 0.4


@dataclass(slots=True, kw_only=True)
class _Gap:
    """What lies between two stretches of prose."""

    controls: int = 0
    signs: int = 0
    """Dates, bylines and links: another article may begin."""
    teasers: int = 0
    pictures: int = 0
    others: int = 0
    comments: bool = False
    closed: bool = False

    def add(self, each: Look) -> None:
        if each.page or each.slug:
            self.controls += 1
        elif each.related or each.date or each.byline:
            self.signs += 1
        elif each.caption or each.credit:
            self.pictures += 1
        elif each.words >= 5:
            self.teasers += 1
        else:
            self.others += 1
        self.comments = self.comments or each.comments
        self.closed = self.closed or each.closes or each.comments

    @property
    def cost(self) -> float:
        """A share block costs little however long it is; teasers of other articles add up."""
        labels = 1.5 * self.controls + 0.7 * self.others + 0.3 * self.pictures
        mixed = self.teasers >= 4 and self.controls + self.signs >= 3
        cost = min(labels, _GAP_AT_MOST) + min(self.teasers, 99 if mixed else _GAP_AT_MOST)
        return cost + 2.5 * self.signs + _CLOSED * self.closed


@dataclass(slots=True, kw_only=True)
class _Stretch:
    start: int = 0
    points: float = 0.0
    gap: _Gap = field(default_factory=_Gap)

    def skip(self, each: Look) -> None:
        """A piece that is no paragraph; in a gap that costs all points little is asked of it."""
        if self.points and self.gap.cost < self.points:
            self.gap.add(each)
        elif self.points >= _AN_ARTICLE:
            self.gap.comments = self.gap.comments or each.comments


def are_parted_by_blanks(looks: Sequence[Look]) -> bool:
    """Whether blank lines part the paragraphs, so that their absence means something."""
    prose = [each for each in looks if each.is_prose]
    return sum(each.before > 0 for each in prose) >= max(2, len(prose) * 0.2)


def _candidates(looks: Sequence[Look], printed: Counter[str], *, parted: bool) -> list[bool]:
    """Which pieces may be paragraphs: prose that is printed once, no caption and no teaser."""
    found = list[bool]()
    listed = False
    for index, each in enumerate(looks):
        listed = parted and (each.is_link_heading or (listed and each.before == 0))
        captioned = index + 1 < len(looks) and looks[index + 1].credit and each.words <= 45
        found.append(each.is_prose and not listed and not captioned and printed[each.bare] == 1)
    return found


def _is_for_comments(looks: Sequence[Look]) -> bool:
    """Whether readers' comments stand here: below a single mark, which may be a button, more."""
    return sum(each.comments or (each.date and each.words <= 6) for each in looks) >= 2


def body_span(looks: Sequence[Look], printed: Counter[str]) -> tuple[int, int]:
    """The half-open span of pieces from the first paragraph to the last; empty where none is.

    Paragraphs earn points, what lies between them costs some, and the stretch with the most
    points wins.  A paragraph that is printed more than once belongs to the page.
    """
    best, span = 0.0, (0, 0)
    stretch, weight = _Stretch(), 1.0
    parted = are_parted_by_blanks(looks)
    candidates = _candidates(looks, printed, parted=parted)
    for index, (each, candidate) in enumerate(zip(looks, candidates, strict=True)):
        if not candidate:
            stretch.skip(each)
            continue
        points = stretch.points - stretch.gap.cost
        if (
            stretch.gap.comments
            and stretch.points >= _AN_ARTICLE
            and _is_for_comments(looks[index : index + _A_WINDOW])
        ):
            points, weight = 0.0, _AFTER_THE_END
        if points <= 0:
            points, stretch.start = 0.0, index
        gain = min(each.words / _WORDS_A_POINT, _MOST_POINTS) + _POINTS_OF_PROSE
        if parted and each.before == 0:
            gain *= _OF_A_LIST
        stretch.points = points + weight * gain
        stretch.gap = _Gap()
        if stretch.points > best:
            best, span = stretch.points, (stretch.start, index + 1)
    return span
