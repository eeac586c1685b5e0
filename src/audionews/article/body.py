"""Where the body of an article begins and ends among the lines of its page."""

from collections.abc import Sequence

from audionews.article.look import Look

_WORDS_A_POINT = 8
_MOST_POINTS = 8.0
_GAP_AT_MOST = 7.0
_CLOSED_GAP = 14.0


def body_span(looks: Sequence[Look]) -> tuple[int, int]:
    """The half-open span of pieces from the first paragraph to the last; empty where none is.

    Paragraphs earn points, labels and page words cost some, and the stretch with the most points
    wins; what lies between two stretches of prose never costs more than a share block may.
    """
    best, best_span = 0.0, (0, 0)
    points = gap = 0.0
    start, closed = 0, False
    for index, each in enumerate(looks):
        if not each.is_prose:
            gap += _cost(each)
            closed = closed or each.closes
            continue
        points -= _CLOSED_GAP if closed else min(gap, _GAP_AT_MOST)
        gap, closed = 0.0, False
        if points <= 0:
            points, start = 0.0, index
        points += min(each.words / _WORDS_A_POINT, _MOST_POINTS) - 0.7
        if points > best:
            best, best_span = points, (start, index + 1)
    return best_span


def _cost(each: Look) -> float:
    if each.page or each.slug or each.related:
        return 1.5
    return 0.3 if each.caption or each.credit else 0.7
