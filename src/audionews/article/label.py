"""What each piece of a text is: first before, then inside, then after the body."""

from collections.abc import Sequence
from dataclasses import dataclass

from audionews.article import bylines
from audionews.article.body import body_span
from audionews.article.lexicon import bare
from audionews.article.look import Look
from audionews.model import BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a piece is, how sure that is, and by which rule."""

    kind: BlockKind
    reason: str
    confidence: float = 0.9
    level: int = 0


def label(looks: Sequence[Look]) -> list[Label]:
    """One label for each piece."""
    start, end = body_span(looks)
    if start == end:
        start, end = 0, len(looks)
    headline = _headline(looks, start)
    start = max(start, headline + 1)
    start = _after_the_head(looks, start, end)
    end = _tail(looks, end)
    title = bare(looks[headline].text) if headline >= 0 else ""
    labels: list[Label] = []
    for index, each in enumerate(looks):
        if index == headline:
            labels.append(Label(kind=BlockKind.HEADLINE, reason="the line above the article"))
        elif title and bare(each.text) == title:
            labels.append(_boilerplate("the headline once more"))
        elif index < start:
            labels.append(_head(looks, index, headline))
        elif index < end:
            labels.append(_inside(looks, index, end))
        else:
            labels.append(_after(looks, index))
    return labels


def _boilerplate(reason: str, confidence: float = 0.9) -> Label:
    return Label(kind=BlockKind.BOILERPLATE, reason=reason, confidence=confidence)


def _headline(looks: Sequence[Look], start: int) -> int:
    best, best_points = -1, 0.0
    repeated = [bare(each.text) for each in looks]
    for index in range(min(start + 1, len(looks))):
        each = looks[index]
        if not _can_be_headline(each) or (index == start and each.ends and each.words > 12):
            continue
        points = min(each.words, 10) + 3.0 * (repeated.count(repeated[index]) > 1)
        points -= 0.15 * (start - index)
        points += 2.0 * (index == 0)
        following = looks[index + 1 : index + 6]
        points += 2.0 * any(other.byline or other.date for other in following)
        points -= 4.0 * (each.ends and not each.text.endswith("?"))
        points -= 3.0 * (each.words <= 2)
        if points > best_points:
            best, best_points = index, points
    return best


def _can_be_headline(each: Look) -> bool:
    no = each.page or each.slug or each.date or each.byline or each.caption or each.credit
    return not no and not each.related and 1 <= each.words <= 40


def _after_the_head(looks: Sequence[Look], start: int, end: int) -> int:
    """The body begins after a byline or date that stands below its first lines."""
    for index in range(min(start + 3, end) - 1, start - 1, -1):
        if looks[index].date or looks[index].byline:
            return index + 1
    return start


def _tail(looks: Sequence[Look], end: int) -> int:
    while (
        end < len(looks)
        and looks[end].ends
        and looks[end].words >= 4
        and not (looks[end].page or looks[end].slug or looks[end].related or looks[end].closes)
    ):
        end += 1
    return end


def _head(looks: Sequence[Look], index: int, headline: int) -> Label:
    each = looks[index]
    plain = _by_itself(each)
    if plain:
        return plain
    if index < headline:
        if index >= headline - 3 and each.words <= 6:
            return Label(kind=BlockKind.KICKER, reason="a label above the headline")
        return _boilerplate("above the headline")
    if bylines.is_bare_name(each.text):
        return Label(kind=BlockKind.BYLINE, reason="a name below the headline")
    if each.words >= 7:
        return Label(kind=BlockKind.STANDFIRST, reason="the text between headline and body")
    return _boilerplate("between headline and body", 0.6)


def _by_itself(each: Look) -> Label | None:
    if each.slug:
        return Label(kind=BlockKind.FURNITURE, reason="an agency's slug or mark")
    if each.page:
        return _boilerplate(each.page)
    if each.date:
        return Label(kind=BlockKind.DATE, reason="nothing but a date")
    if each.byline:
        return Label(kind=BlockKind.BYLINE, reason="“by” and a name")
    if each.credit:
        return Label(kind=BlockKind.CREDIT, reason="a picture's credit")
    if each.caption:
        return Label(kind=BlockKind.CAPTION, reason=each.caption)
    if each.related:
        return _boilerplate("a link to something else")
    return None


def _inside(looks: Sequence[Look], index: int, end: int) -> Label:
    each = looks[index]
    plain = _by_itself(each)
    if plain and not (each.is_prose and plain.kind in {BlockKind.DATE, BlockKind.BYLINE}):
        return plain
    if not each.ends and each.words <= 12 and index + 1 < end:
        return Label(kind=BlockKind.SUBHEADING, reason="a short line above a paragraph", level=2)
    return Label(kind=BlockKind.PARAGRAPH, reason="text of the body")


def _after(looks: Sequence[Look], index: int) -> Label:
    each = looks[index]
    plain = _by_itself(each)
    if plain and plain.kind in {BlockKind.FURNITURE, BlockKind.CREDIT}:
        return plain
    return _boilerplate("after the end of the article")
