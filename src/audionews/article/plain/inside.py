"""What the pieces of the body are: paragraphs, sub-headings, lists, captions, links between."""

import re
from collections import Counter
from collections.abc import Sequence

from audionews.article import bylines
from audionews.article.plain.body import are_parted_by_blanks
from audionews.article.plain.kinds import Label, boilerplate, by_itself
from audionews.article.plain.look import Look
from audionews.model import BlockKind

_BULLET = re.compile(r"^(?:[•·‣▪◦●*]|[-–_](?= ))\s*\S")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s")
_QUOTED = re.compile(r"^>+\s*\S")
_LONGEST_SUBHEADING = 15
_LONGEST_CAPTION = 30
_MOST_PIECES_COMPARED = 500
_ENDS_OF_QUESTION = ("?", "？", "؟")
_PARAGRAPH = Label(kind=BlockKind.PARAGRAPH, reason="text of the body")


def inside(looks: Sequence[Look], start: int, end: int, printed: Counter[str]) -> list[Label]:
    """The labels of the body's pieces."""
    return _Body(looks, start, end, printed).labels()


class _Body:
    """The body, walked once from its first piece to its last."""

    def __init__(self, looks: Sequence[Look], start: int, end: int, printed: Counter[str]) -> None:
        self._looks = looks
        self._start, self._end = start, end
        self._printed = printed
        self._spaced = are_parted_by_blanks(looks[start:end])
        self._alone = [by_itself(each) for each in looks[start:end]]
        self._words = (
            "\n".join(each.bare for each in looks[start:end] if each.is_prose)
            if end - start <= _MOST_PIECES_COMPARED
            else ""
        )
        self._has_prose = any(each.is_prose for each in looks[start:end])
        self._found: list[Label] = []

    def labels(self) -> list[Label]:
        while (index := self._start + len(self._found)) < self._end:
            self._found += (
                self._links(index)
                or self._list(index)
                or self._one(index)
                or self._short_lines(index)
            )
        return self._found

    def _attached(self, index: int) -> bool:
        """Whether a piece stands right under the one before, in a text that parts paragraphs."""
        return self._spaced and index > self._start and self._looks[index].before == 0

    def _links(self, index: int) -> list[Label]:
        """A heading such as "Read more:" and the lines under it."""
        each = self._looks[index]
        if not (each.is_link_heading or ((each.closes or each.comments) and each.words <= 5)):
            return []
        upto = index + 1
        while upto < self._end and self._is_link_under(upto, index):
            upto += 1
        return [boilerplate("a link to other articles")] * (upto - index)

    def _is_link_under(self, index: int, heading: int) -> bool:
        each = self._looks[index]
        near = self._attached(index) or (index == heading + 1 and not each.is_prose)
        more = self._attached(heading + 1) is False and not each.is_prose
        return (near or more) and each.words <= 45 and not each.caption

    def _list(self, index: int) -> list[Label]:
        """Items with bullets or numbers, rows of a table, or lines right under a colon."""
        each = self._looks[index]
        if each.columns == 1 and each.text[0].isalpha():
            return self._list_under_colon(index)
        for is_item, kind, reason in _ITEMS:
            upto = index
            while upto < self._end and is_item(self._looks[upto]):
                upto += 1
            if upto - index >= 2 or (kind is BlockKind.BLOCK_QUOTE and upto > index):
                return [Label(kind=kind, reason=reason, level=1)] * (upto - index)
        return self._list_under_colon(index)

    def _list_under_colon(self, index: int) -> list[Label]:
        if index == self._start or not self._looks[index - 1].text.endswith((":", "：")):
            return []
        if self._alone[index - self._start]:
            return []
        upto = index + 1
        while upto < self._end and self._attached(upto) and not self._alone[upto - self._start]:
            upto += 1
        if upto - index < 2:
            return []
        item = Label(kind=BlockKind.LIST_ITEM, reason="lines under a colon", level=1)
        return [item] * (upto - index)

    def _one(self, index: int) -> list[Label]:
        found = self._alone[index - self._start]
        if found:
            return [found]
        return [self._paragraph(index)] if self._is_text(index) else []

    def _is_text(self, index: int) -> bool:
        """Whether it is no short line: a sentence, or as long as one."""
        each = self._looks[index]
        if each.ends and (each.words >= 3 or not self._has_prose):
            return True
        return each.words > _LONGEST_SUBHEADING or each.is_prose

    def _paragraph(self, index: int) -> Label:
        each = self._looks[index]
        if self._is_question_heading(index):
            return self._subheading(0.7)
        following = self._looks[index + 1] if index + 1 < len(self._looks) else None
        if following and following.credit and each.words <= _LONGEST_CAPTION:
            return Label(kind=BlockKind.CAPTION, reason="a line above a picture's credit")
        if each.words <= _LONGEST_CAPTION and self._is_bare_credit(index + 1):
            return Label(kind=BlockKind.CAPTION, reason="a line above a name that credits it")
        if self._found and self._found[-1].kind is BlockKind.CAPTION and self._attached(index):
            return Label(kind=BlockKind.CAPTION, reason="a line right under a caption")
        if self._is_between_controls(index):
            return boilerplate("a sentence among words of the page", 0.7)
        if self._is_pull_quote(index):
            return Label(kind=BlockKind.PULL_QUOTE, reason="it repeats words of a paragraph")
        if each.text.endswith(":") and each.words <= 15 and following and following.page:
            return boilerplate("it announces what is not in the text", 0.7)
        if self._printed[each.bare] > 1 and self._is_near_its_double(index):
            return Label(kind=BlockKind.CAPTION, reason="a sentence printed twice", confidence=0.7)
        return _PARAGRAPH

    def _is_near_its_double(self, index: int) -> bool:
        near = [*self._looks[max(0, index - 3) : index], *self._looks[index + 1 : index + 4]]
        return any(other.bare == self._looks[index].bare for other in near)

    def _is_bare_credit(self, index: int) -> bool:
        """Whether a name stands right under a sentence and alone, as no paragraph does."""
        if index >= self._end or not self._attached(index) or self._alone[index - self._start]:
            return False
        each = self._looks[index]
        alone = index + 1 == self._end or not self._attached(index + 1)
        return alone and bylines.looks_like_name(each.text)

    def _is_between_controls(self, index: int) -> bool:
        if not 0 < index < len(self._looks) - 1 or self._looks[index].words > 12:
            return False
        before, after = self._looks[index - 1], self._looks[index + 1]
        return bool(before.page and after.page) and self._attached(index) and after.before == 0

    def _is_pull_quote(self, index: int) -> bool:
        bare = self._looks[index].bare
        return (
            bool(self._words)
            and 6 <= len(bare.split()) <= 40
            and self._printed[bare] == 1
            and self._words.count(bare) > 1
        )

    def _is_question_heading(self, index: int) -> bool:
        each = self._looks[index]
        return (
            each.text.endswith(_ENDS_OF_QUESTION)
            and each.text[0] not in "\"“«„'‘-–—*"
            and each.words <= 13
            and self._is_before_prose(index)
            and (not self._spaced or each.before > 0)
        )

    def _is_before_prose(self, index: int) -> bool:
        following = self._looks[index + 1] if index + 1 < self._end else None
        return following is not None and (following.is_prose or bool(following.caption))

    def _subheading(self, confidence: float = 0.9) -> Label:
        return Label(
            kind=BlockKind.SUBHEADING,
            reason="a short line above a paragraph",
            confidence=confidence,
            level=2,
        )

    def _short_lines(self, index: int) -> list[Label]:
        """A run of short lines that are no sentences, up to the next paragraph."""
        upto = index
        while (
            upto < self._end
            and not (self._alone[upto - self._start] or self._is_text(upto))
            and not (upto > index and (self._links(upto) or self._list(upto)))
        ):
            upto += 1
        run = self._looks[index:upto]
        if len(run) == 1:
            return [self._single(index)]
        if len(run) == 2:
            return self._pair(index)
        return self._many(index, upto)

    def _single(self, index: int) -> Label:
        each = self._looks[index]
        following = self._looks[index + 1] if index + 1 < self._end else None
        if self._attached(index) and self._found and self._found[-1].kind is BlockKind.CAPTION:
            if self._is_bare_credit(index):
                return Label(kind=BlockKind.CREDIT, reason="a name under a caption")
            return Label(kind=BlockKind.CAPTION, reason="a line right under a caption")
        if following and following.credit:
            return Label(kind=BlockKind.CAPTION, reason="a line above a picture's credit")
        if self._printed[each.bare] > 1:
            return boilerplate("a line printed more than once")
        if self._attached(index) and self._looks[index - 1].page:
            return boilerplate("a label among words of the page", 0.7)
        if each.text[0] in "—–-*":
            return Label(kind=BlockKind.PARAGRAPH, reason="a line after a dash", confidence=0.6)
        if following and following.related and self._attached(index + 1):
            return boilerplate("a link to other articles")
        if self._looks_like_link(each) or following is None or following.page:
            return boilerplate("a link between paragraphs", 0.6)
        return self._subheading()

    def _looks_like_link(self, each: Look) -> bool:
        head, colon, rest = each.text.partition(": ")
        titled = bool(colon) and len(head.split()) <= 3 and len(rest.split()) >= 8
        shouted = each.text.isupper() and each.words > 7
        bracketed = each.text[0] in "[(" and each.text[-1] in "])"
        return titled or shouted or bracketed

    def _pair(self, index: int) -> list[Label]:
        first, second = self._looks[index], self._looks[index + 1]
        twice = any(self._printed[each.bare] > 1 for each in (first, second))
        if self._attached(index + 1) and not twice and first.words >= 6 and second.words <= 5:
            caption = Label(kind=BlockKind.CAPTION, reason="a line above a sub-heading")
            return [caption, self._subheading()]
        link = boilerplate("links between paragraphs", 0.7)
        if not self._attached(index + 1) and self._looks_like_link(first):
            return [link, self._single(index + 1)]
        return [link, link]

    def _many(self, index: int, upto: int) -> list[Label]:
        run = self._looks[index:upto]
        words = sum(each.words for each in run) / len(run)
        items = all(self._attached(at) for at in range(index + 2, upto))
        once = all(self._printed[each.bare] == 1 for each in run)
        hangs = self._attached(index) and bool(self._looks[index - 1].page)
        if items and once and words >= 4 and not hangs:
            item = Label(
                kind=BlockKind.LIST_ITEM, reason="lines under a heading", confidence=0.7, level=1
            )
            return [self._subheading(0.7), *[item] * (len(run) - 1)]
        return [boilerplate("links between paragraphs", 0.8)] * len(run)


def _has_bullet(each: Look) -> bool:
    return not each.page and bool(_BULLET.match(each.text) or _NUMBER.match(each.text))


def _is_row(each: Look) -> bool:
    return each.columns >= 2


def _is_quoted(each: Look) -> bool:
    return bool(_QUOTED.match(each.text))


_ITEMS = (
    (_has_bullet, BlockKind.LIST_ITEM, "a line with a bullet or a number"),
    (_is_row, BlockKind.TABLE_ROW, "a line in columns"),
    (_is_quoted, BlockKind.BLOCK_QUOTE, "a line marked as quoted"),
)
