"""What each piece of a text is: first before, then inside, then after the body."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, partial

from audionews.article import bylines, lexicon
from audionews.article.plain.body import body_span
from audionews.article.plain.headline import find_headline
from audionews.article.plain.inside import inside
from audionews.article.plain.kinds import Label, boilerplate, by_itself
from audionews.article.plain.look import Look
from audionews.model import BlockKind

_Words = Callable[[], frozenset[str]]
"""Words that are gathered when somebody asks for them."""

_HEAD_MARKS = 5
_DECK_ALONE = 12
_DECK_IN_PLACE = 5
_LONGEST_CAPTION = 45
_LAST_PIECES = 6


def label(looks: Sequence[Look]) -> list[Label]:
    """One label for each piece."""
    if not looks:
        return []
    printed = Counter(each.bare for each in looks)
    start, end = body_span(looks, printed)
    if start == end:
        start, end = _short_body(looks)
    headline = find_headline(looks, start, end, printed)
    common = cache(partial(_common_words, looks[start:end]))
    mark = _last_mark(looks, headline, start, end, common)
    start = _body_start(looks, max(headline, mark) + 1, max(start, headline + 1, mark + 1))
    end = _body_end(looks, max(start, end))
    labels = [
        *_above(looks, headline),
        *_head(looks, headline, mark, start, printed, common),
        *inside(looks, start, end, printed),
        *_after(looks, end),
    ]
    _mark_writers(looks, labels, start, end)
    return _without_doubles(looks, labels, headline)


def _short_body(looks: Sequence[Look]) -> tuple[int, int]:
    """The body of a text whose sentences are too short to be told by their length."""
    said = (at for at, each in enumerate(looks) if each.ends and by_itself(each) is None)
    return next(said, 0), len(looks)


def _last_mark(looks: Sequence[Look], headline: int, start: int, end: int, common: _Words) -> int:
    """The last date or byline below the headline, at most two paragraphs into the body; or -1."""
    prose, found = 0, -1
    for index in range(headline + 1, min(end, start + _HEAD_MARKS)):
        each = looks[index]
        if each.is_prose and each.words >= 20:
            prose += 1
            if found >= 0 or prose > 2:
                break
        elif each.date or each.byline or _is_bare_byline(looks, index, headline, common):
            found = index
    return found


def _common_words(body: Sequence[Look]) -> frozenset[str]:
    """The words that the body writes small, and that are no names therefore."""
    return frozenset(filter(str.islower, "\n".join(each.text for each in body).split()))


def _is_bare_byline(looks: Sequence[Look], index: int, headline: int, common: _Words) -> bool:
    """Names without "By" count right below the headline, or beside a date or another byline."""
    each = looks[index]
    near = [*looks[max(headline + 1, index - 2) : index], *looks[index + 1 : index + 3]]
    beside = index == headline + 1 or any(other.date or other.byline for other in near)
    if not beside or each.page or each.related or not bylines.is_bare_byline(each.text):
        return False
    names = bylines.names(each.text)
    return not any(
        word.lower() in common() for name in names for word in name.split() if len(word) > 3
    )


def _body_start(looks: Sequence[Look], first: int, start: int) -> int:
    """The body begins with the first whole sentence below the headline, its date and byline."""
    for index in range(first, len(looks)):
        each = looks[index]
        if each.is_prose and (each.ends or index >= start):
            if not _is_caption_by_place(looks, index):
                return index
        elif index >= start and not each.credit:
            return index
    return start


def _body_end(looks: Sequence[Look], end: int) -> int:
    """Short last paragraphs belong to the body, too, even below a line or two of the page."""
    while end < len(looks):
        if _is_last_paragraph(looks[end], 4):
            end += 1
            continue
        below = next((i for i in range(end, min(end + 3, len(looks))) if not looks[i].page), end)
        if below == end or not looks[below].is_prose or not _is_last_paragraph(looks[below], 10):
            break
        end = below + 1
    return end


def _is_last_paragraph(each: Look, least_words: int) -> bool:
    no = (
        each.page
        or each.slug
        or each.related
        or each.closes
        or each.comments
        or each.text.endswith(":")
    )
    return not no and each.ends and each.words >= least_words


def _above(looks: Sequence[Look], headline: int) -> list[Label]:
    return [_above_headline(looks[index], headline - index) for index in range(headline)]


def _above_headline(each: Look, distance: int) -> Label:
    found = by_itself(each) if distance <= 4 or each.slug else None
    if found and (found.kind is not BlockKind.BYLINE or each.slug):
        return found
    if distance <= 2 and each.words <= 5 and not each.page:
        return Label(kind=BlockKind.KICKER, reason="a label above the headline", confidence=0.7)
    return boilerplate("above the headline")


def _head(
    looks: Sequence[Look],
    headline: int,
    mark: int,
    start: int,
    printed: Counter[str],
    common: _Words,
) -> list[Label]:
    """The labels from the headline down to the body."""
    labels = []
    for index in range(max(headline, 0), start):
        each = looks[index]
        if index == headline:
            found = Label(kind=BlockKind.HEADLINE, reason="the line above the article")
        else:
            found = by_itself(each) or _between(looks, index, headline, mark, printed, common)
        labels.append(found)
    return labels


def _between(
    looks: Sequence[Look],
    index: int,
    headline: int,
    mark: int,
    printed: Counter[str],
    common: _Words,
) -> Label:
    each = looks[index]
    if _is_bare_byline(looks, index, headline, common):
        return Label(kind=BlockKind.BYLINE, reason="names below the headline", confidence=0.8)
    if _is_caption_by_place(looks, index):
        return Label(kind=BlockKind.CAPTION, reason="a line above a picture's credit")
    if printed[each.bare] > 1 and each.words >= 8 and index > mark:
        return Label(kind=BlockKind.CAPTION, reason="a sentence printed twice", confidence=0.7)
    hangs = each.before == 0 and bool(looks[index - 1].page)
    if _is_deck(each, index, mark) and (index < mark or not hangs):
        return Label(kind=BlockKind.STANDFIRST, reason="between headline and body", confidence=0.8)
    return boilerplate("a label between headline and body", 0.6)


def _is_deck(each: Look, index: int, mark: int) -> bool:
    if each.text.endswith(("?", "؟", "？")):
        return False
    if mark < 0:
        return each.words >= _DECK_IN_PLACE + 2
    return each.words >= (_DECK_IN_PLACE if index < mark else _DECK_ALONE)


def _is_caption_by_place(looks: Sequence[Look], index: int) -> bool:
    """Whether a line that is no long paragraph has a picture's credit below it."""
    following = looks[index + 1 : index + 2]
    return bool(following) and following[0].credit and looks[index].words <= _LONGEST_CAPTION


def _after(looks: Sequence[Look], end: int) -> list[Label]:
    labels, over = list[Label](), False
    dated = any(each.date for each in looks[:end])
    for each in looks[end:]:
        over = over or each.closes or each.comments or bool(each.related)
        found = by_itself(each) if each.slug or not over else None
        again = each.date and dated
        dated = dated or each.date
        if found and not again:
            labels.append(found)
        else:
            labels.append(boilerplate("after the end of the article"))
    return labels


def _mark_writers(looks: Sequence[Look], labels: list[Label], start: int, end: int) -> None:
    """Lines about the writers, at the end of the body or after it, and notes to editors."""
    authors = {
        name
        for each, its in zip(looks, labels, strict=True)
        if its.kind is BlockKind.BYLINE
        for name in bylines.authors(each.text)
    }
    names = tuple(name.lower() for name in authors if " " in name)
    for index in range(max(start, end - _LAST_PIECES), len(looks)):
        text = looks[index].text
        of_author = text.lower().startswith(names)
        if lexicon.around("bio", text) or (of_author and not looks[index].byline):
            labels[index] = Label(kind=BlockKind.BIO, reason="about who wrote it")
    notes = next((i for i in range(start, len(looks)) if looks[i].editors_only), len(looks))
    note = Label(kind=BlockKind.FURNITURE, reason="an agency's notes to editors")
    labels[notes:] = [note] * len(looks[notes:])


def _without_doubles(looks: Sequence[Look], labels: list[Label], headline: int) -> list[Label]:
    if headline < 0:
        return labels
    title, double = looks[headline].bare, boilerplate("the headline once more")
    return [
        double if each.bare == title and index != headline else its
        for index, (each, its) in enumerate(zip(looks, labels, strict=True))
    ]
