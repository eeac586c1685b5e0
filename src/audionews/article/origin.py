"""Where the blocks come from: a source cut into the stretches that they were read from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from audionews.article.decode import decode
from audionews.article.reading import Reading
from audionews.model import Article, Block

_LONGEST = 1_500
"""Letters of one stretch that are shown; a page may stand on one endless line."""
_ARCHIVES = frozenset({"docx", "epub"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of the source, and what was read from it."""

    source: str
    """As it stands there; empty where the format has no text that people write."""
    place: str
    """ "line 4", "lines 4-6", an XPath or a part's name; empty where the source has no place."""
    blocks: tuple[Block, ...]
    """Empty where nothing was read."""


def stretches(article: Article, reading: Reading) -> tuple[Stretch, ...]:
    """The article's source beside its blocks, in the order of the article."""
    if reading.format == "html":
        return tuple(_elements(article, reading.content))
    if reading.format in _ARCHIVES or not any(block.line for block in article.blocks):
        return tuple(_placed(article))
    content = reading.content
    text = content if isinstance(content, str) else decode(content, name=article.source)
    return tuple(_lined(article, text.split("\n")))


def _placed(article: Article) -> Iterator[Stretch]:
    for block in article.blocks:
        yield Stretch(source="", place=block.path, blocks=(block,))


def _lined(article: Article, lines: Sequence[str]) -> Iterator[Stretch]:
    """Every line of the source once, with the blocks that begin on it or go on over it."""
    starts = sorted({block.line for block in article.blocks if block.line})
    ends = dict(pairwise([*starts, len(lines) + 1]))
    if (above := _stretch(lines, 1, starts[0], ())).source.strip():
        yield above
    for line, blocks in groupby(article.blocks, key=lambda block: block.line):
        if line:
            yield _stretch(lines, line, ends[line], tuple(blocks))
        else:
            yield Stretch(source="", place="", blocks=tuple(blocks))


def _stretch(lines: Sequence[str], start: int, end: int, blocks: tuple[Block, ...]) -> Stretch:
    """The lines from ``start`` up to ``end`` without the blank ones at their end."""
    while end > max(start + 1, 2) and not lines[end - 2].strip():
        end -= 1
    source = _shortened("\n".join(lines[start - 1 : end - 1]).strip("\n"))
    place = f"line {start}" if end - start == 1 else f"lines {start}-{end - 1}"
    return Stretch(source=source, place=place, blocks=blocks)


def _elements(article: Article, page: bytes | str) -> Iterator[Stretch]:
    """Each element that blocks were read from, as the page writes it."""
    from lxml import etree  # noqa: PLC0415 - a text file pays for no HTML library

    from audionews.article.html.page import parse  # noqa: PLC0415

    root = parse(page, article.source).getroottree()
    for path, found in groupby(article.blocks, key=lambda block: block.path):
        blocks = tuple(found)
        elements = root.xpath(path) if path else []
        source = "".join(
            etree.tostring(element, method="html", encoding="unicode", with_tail=False)
            for element in elements[:1]
        )
        place = f"line {blocks[0].line}" if blocks[0].line else ""
        yield Stretch(source=_shortened(source), place=place, blocks=blocks)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
