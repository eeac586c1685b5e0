"""Which line is the headline."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from audionews.article import lexicon
from audionews.article.plain.kinds import by_itself
from audionews.article.plain.look import Look

_CONTENT = re.compile(r"[^\W\d_]{4,}")
_DATED = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\s+\S")
_JOINTS = re.compile(r"\s*\|\s*|\s[-–—]\s")
_SHORT_SCRIPT = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_FIRST, _FARTHEST = 3, 500
_AS_GOOD = 0.7
_MOST_WORDS = 40
_LONGEST_SENTENCE = 16


def find_headline(looks: Sequence[Look], start: int, end: int, printed: Counter[str]) -> int:
    """The index of the headline above the body's first piece; -1 where there is none.

    It is told by its length, its place, what stands below it, and the words that it shares with
    the body; of two that are as good the upper one is taken.
    """
    body = _content("\n".join(each.bare for each in looks[start:end]))
    above = range(min(start + 4, len(looks)) - 1, max(0, start - _FARTHEST) - 1, -1)
    last_mark = next((at for at in above if looks[at].date or looks[at].byline), start)
    points = {
        index: _points(looks, index, start, body, printed) - 4.0 * (index > last_mark)
        for index in _candidates(min(start + 1, len(looks)))
        if _is_possible(looks[index], printed) and not _is_all_the_body(looks, index, end)
    }
    most = max(points.values(), default=0.0)
    if most <= 0:
        return 0 if _is_alone_above(looks, start) else -1
    best = min(index for index in points if points[index] >= most - _AS_GOOD)
    return next(index for index, each in enumerate(looks) if each.bare == looks[best].bare)


def _candidates(end: int) -> Iterator[int]:
    """The first lines of the file, and those not too far above the body."""
    yield from range(min(_FIRST, end))
    yield from range(max(_FIRST, end - _FARTHEST), end)


def _parts(each: Look) -> list[str]:
    """What a window's title is made of: "Economy|The headline", "The headline - The paper"."""
    parts = [lexicon.bare(part) for part in _JOINTS.split(each.text)]
    return [part for part in parts if len(part.split()) >= 4] if len(parts) > 1 else []


def _is_possible(each: Look, printed: Counter[str]) -> bool:
    no = each.page or each.slug or each.date or each.byline or each.caption or each.credit
    if no or each.related or not 1 <= each.words <= _MOST_WORDS:
        return False
    if _DATED.match(each.text) or any(printed[part] for part in _parts(each)):
        return False
    return not (each.ends and each.words > _LONGEST_SENTENCE and not each.text.endswith("?"))


def _is_all_the_body(looks: Sequence[Look], index: int, end: int) -> bool:
    """Whether it is a sentence with none below it: one that the body cannot spare."""
    return looks[index].ends and not any(each.ends for each in looks[index + 1 : end])


def _is_alone_above(looks: Sequence[Look], start: int) -> bool:
    """Whether the first line stands alone over the body, and is no sentence itself."""
    return start == 1 and not looks[0].ends and by_itself(looks[0]) is None


def _points(
    looks: Sequence[Look], index: int, start: int, body: set[str], printed: Counter[str]
) -> float:
    each = looks[index]
    spaced = each.words == len(each.text.split())
    words = min(each.words, len(each.bare.split())) if spaced else each.words
    points = float(min(words, 7)) - 3.0 * (words <= 2) - 2.0 * (words > 20)
    content = _content(each.bare)
    points += 2.5 * len(content & body) / max(2, len(content))
    below = looks[index + 1 : min(index + 25, start + 3)]
    marked = any(other.byline or other.date for other in below)
    points += 3.0 * marked
    points += 2.5 * (printed[each.bare] > 1 and words >= 5)
    points += 2.0 * (index <= 2) + 2.0 * (index == 0 and words >= 4)
    points -= min(4.0, 0.1 * max(0, start - index - 12))
    hangs = index > 0 and each.before == 0 and bool(looks[index - 1].page)
    points -= 2.0 * (hangs and not marked)
    points -= 5.0 * (each.ends and not each.text.endswith(("?", "!")))
    return points


def _content(text: str) -> set[str]:
    words = set(_CONTENT.findall(text))
    return words if text.isascii() else words.union(_SHORT_SCRIPT.findall(text))
