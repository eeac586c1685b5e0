"""What the producer says goes: kinds of lines and facts of the article, laid over what was read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from audionews.article.sidefile import About, Line, SideFile
from audionews.article.words import fold, same
from audionews.model import Article, Block, BlockKind

Place = tuple[int, int]
"""An article's index and a block's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An override that did nothing, and why."""

    text: str
    problem: Literal["unused", "ambiguous"]
    where: str
    """The file that it stands in."""

    def __str__(self) -> str:
        if self.problem == "unused":
            return f"{self.where}: no line begins with “{self.text}”; mend or remove the entry"
        return f"{self.where}: different lines begin with “{self.text}”; give more of its words"


def amend(
    articles: Sequence[Article], side: SideFile, *, where: str
) -> tuple[tuple[Article, ...], tuple[Note, ...]]:
    """The articles as the producer wants them, and the overrides that did nothing.

    An override is for every line that is exactly its words; where there is none, for the one line
    that begins with them, however often the article repeats it.
    """
    lines = [_Match(line) for line in side.lines]
    for match in lines:
        match.look(articles)
    notes = tuple(
        Note(text=match.line.text, problem=match.problem, where=where)
        for match in lines
        if match.problem
    )
    changes = {place: match.line.kind for match in lines for place in match.places}
    changed = (
        _with_kinds(article, index, changes, where) for index, article in enumerate(articles)
    )
    about = side.article if len(articles) == 1 else _shared(side.article)
    said = tuple(entry.pronunciation() for entry in side.pronunciations)
    return tuple(
        replace(
            _with_facts(article, about, where),
            pronunciations=(*article.pronunciations, *said),
        )
        for article in changed
    ), notes


class _Match:
    """The blocks that an override means."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.places: tuple[Place, ...] = ()
        self.problem: Literal["", "unused", "ambiguous"] = "unused"

    def look(self, articles: Sequence[Article]) -> None:
        anchor = fold(self.line.text).casefold()
        found = [
            (text, tuple((index, block) for block in blocks))
            for index, article in enumerate(articles)
            for text, blocks in _beginning_with(anchor, article.blocks)
        ]
        whole = [each for each in found if each[0] == anchor]
        meant = whole or found
        if len({text for text, _ in meant}) > 1:
            self.problem = "ambiguous"
        elif meant:
            self.problem = ""
            self.places = tuple(place for _, places in meant for place in places)


def _beginning_with(anchor: str, blocks: Sequence[Block]) -> Iterator[tuple[str, range]]:
    """The lines that begin with the anchor: their text, and the blocks that the anchor covers.

    A reader may have cut a line in two, as a dateline from its paragraph.
    """
    for start, block in enumerate(blocks):
        text, end = block.text.casefold(), start + 1
        if not text or not (text.startswith(anchor) or anchor.startswith(text)):
            continue
        while len(text) < len(anchor) and end < len(blocks) and blocks[end].line == block.line > 0:
            text, end = f"{text} {blocks[end].text.casefold()}", end + 1
        if text.startswith(anchor):
            yield text, range(start, end)


def _with_kinds(
    article: Article, index: int, changes: dict[Place, BlockKind], where: str
) -> Article:
    if not changes:
        return article
    blocks = (
        _as_kind(block, changes[index, number], where) if (index, number) in changes else block
        for number, block in enumerate(article.blocks)
    )
    return replace(article, blocks=tuple(blocks))


def _as_kind(block: Block, kind: BlockKind, where: str) -> Block:
    lowest = {BlockKind.SUBHEADING: 2, BlockKind.LIST_ITEM: 1}.get(kind, 0)
    level = max(block.level, lowest) if lowest else 0
    return replace(block, kind=kind, level=level, confidence=1.0, reason=f"{where} says so")


def _shared(about: About) -> About:
    """What can hold for several articles at once."""
    return About(
        language=about.language,
        authors=about.authors,
        publication=about.publication,
        narrator=about.narrator,
    )


def _with_facts(article: Article, about: About, where: str) -> Article:
    blocks = _titled(article.blocks, about.title, where)
    if about.authors and not any(block.kind is BlockKind.BYLINE for block in blocks):
        blocks = _with_byline(blocks, ", ".join(about.authors), where)
    return replace(
        article,
        blocks=blocks,
        language=about.language or article.language,
        authors=about.authors or article.authors,
        date=about.date or article.date,
        publication=about.publication or article.publication,
        url=about.url or article.url,
    )


def _titled(blocks: tuple[Block, ...], title: str, where: str) -> tuple[Block, ...]:
    at = next((i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADLINE), None)
    if not title or (at is not None and same(blocks[at].text, title)):
        return blocks
    headline = Block(kind=BlockKind.HEADLINE, text=fold(title), reason=f"{where} says so")
    return (headline, *blocks) if at is None else (*blocks[:at], headline, *blocks[at + 1 :])


def _with_byline(blocks: tuple[Block, ...], names: str, where: str) -> tuple[Block, ...]:
    above = {BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.KICKER}
    at = next((i for i, block in enumerate(blocks) if block.kind not in above), len(blocks))
    byline = Block(kind=BlockKind.BYLINE, text=fold(names), reason=f"{where} says so")
    return (*blocks[:at], byline, *blocks[at:])
