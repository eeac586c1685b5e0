"""Where the body of an article begins and ends among the lines of its page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from audionews.article.look import Look

_WORDS_A_POINT = 12
_MOST_POINTS = 8.0
_POINTS_OF_PROSE = 1.5
_GAP_AT_MOST = 7.0
_CLOSED = 10.0


@dataclass(slots=True, kw_only=True)
class _Gap:
    """What lies between two stretches of prose."""

    controls: int = 0
    signs: int = 0
    """Dates, bylines and links: another article may begin."""
    teasers: int = 0
    pictures: int = 0
    others: int = 0
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
        self.closed = self.closed or each.closes

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


def body_span(looks: Sequence[Look]) -> tuple[int, int]:
    """The half-open span of pieces from the first paragraph to the last; empty where none is.

    Paragraphs earn points, what lies between them costs some, and the stretch with the most
    points wins.  A paragraph that is printed more than once belongs to the page.
    """
    printed = Counter(each.bare for each in looks)
    best, span = 0.0, (0, 0)
    stretch = _Stretch()
    for index, each in enumerate(looks):
        captioned = index + 1 < len(looks) and looks[index + 1].credit and each.words <= 45
        if not each.is_prose or captioned or printed[each.bare] > 1:
            stretch.gap.add(each)
            continue
        points = stretch.points - stretch.gap.cost
        if points <= 0:
            points, stretch.start = 0.0, index
        stretch.points = points + min(each.words / _WORDS_A_POINT, _MOST_POINTS) + _POINTS_OF_PROSE
        stretch.gap = _Gap()
        if stretch.points > best:
            best, span = stretch.points, (stretch.start, index + 1)
    return span
