"""Whether every word of the article is said and shown, once and in order."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from itertools import pairwise

from audionews.check.kept import Kept
from audionews.check.rule import Severity, rule
from audionews.check.transcripts import TEXT

_MAKE_AGAIN = "make the edition again"
_SHOWN = 60
"""Characters of a text that a finding shows."""
_NEAR = 8
"""Words that a finding shows of what is said."""


@rule(
    "a-301",
    Severity.ERROR,
    "words of the article are neither said nor declared as left out",
    mend="make the edition again; `audionews script ARTICLE` shows what is said",
)
def article_said(kept: Kept) -> Iterator[tuple[str, str]]:
    """Each block of the article, where its source is still there, against script and record."""
    said, left_out = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    lines = kept.script.utterances
    for line in lines:
        said[line.block].append(_squeezed(line.text))
    for dropped in kept.record.left_out:
        left_out[dropped.block].append(_squeezed(dropped.text))
    for source in kept.articles:
        for number, block in enumerate(source.article.blocks if source.article else ()):
            place = number + source.first_block
            if not _made_of(_squeezed(block.text), said[place], left_out[place]):
                yield _place(kept, block.line, place), f"“{shown(block.text)}” is not said so"
    written = [line for line in lines if line.block >= 0]
    for before, after in pairwise(written):
        if after.block < before.block:
            yield after.place, "it stands earlier in the article than what is said before it"


def _made_of(text: str, said: list[str], left_out: list[str]) -> bool:
    """Whether the text is the pieces that are said and those that are not, each in its order."""
    rows = [deque(filter(None, pieces)) for pieces in (said, left_out)]
    while text:
        fit = [row for row in rows if row and text.startswith(row[0])]
        if not fit:
            return False
        text = text.removeprefix(max(fit, key=lambda row: len(row[0])).popleft())
    return not any(rows)


@rule("a-302", Severity.ERROR, "a form does not show the words that are said", mend=_MAKE_AGAIN)
def shown_as_said(kept: Kept) -> Iterator[tuple[str, str]]:
    """Transcripts, pages and book, word for word."""
    lines = kept.script.utterances
    said = [word for line in lines for word in _words(line.text)]
    for name, captions in kept.transcripts.items():
        yield from _differences(name, (caption.text for caption in captions), said)
    if kept.has(TEXT):
        yield from _differences(TEXT, kept.transcript_text.split("\n\n"), said)
    heard = [word for line in lines for word in _words(line.text or line.spoken)]
    for name, page in kept.pages.items():
        yield from _differences(name, page.texts, heard)
    if kept.book:
        yield from _differences(kept.book.name, kept.book.texts, heard)


@rule(
    "a-303",
    Severity.ERROR,
    "an utterance has words that the voice is not given",
    mend="mend the pronunciation in the lexicon or the side file that leaves nothing to say",
)
def given_to_voice(kept: Kept) -> Iterator[tuple[str, str]]:
    """A pronunciation must not make words disappear."""
    for line in kept.script.utterances:
        if _words(line.text) and not _words(line.spoken):
            yield line.place, f"“{shown(line.text)}” is given as {line.spoken!r}"


@rule(
    "a-304",
    Severity.NOTE,
    "a line of the article is left out",
    mend="say in the side file what the line is, if it belongs to the article",
)
def left_out(kept: Kept) -> Iterator[tuple[str, str]]:
    """What the edition does not say, and why."""
    for line in kept.record.left_out:
        yield _place(kept, line.line, line.block), f"“{shown(line.text)}”: {line.reason}"


@rule(
    "a-305",
    Severity.NOTE,
    "the article is not at hand, so that its words could not be compared",
    mend="check the edition from the folder that it was made in",
)
def article_at_hand(kept: Kept) -> Iterator[tuple[str, str]]:
    """The record names the file that the article was read from."""
    for source in kept.articles:
        if source.article is None:
            yield source.name or "the article", "it cannot be read here"


def _place(kept: Kept, line: int, block: int) -> str:
    """Where in the article it is; formats without lines have blocks."""
    source = next(one for one in reversed(kept.articles) if one.first_block <= block)
    place = f"line {line}" if line else f"block {block - source.first_block}"
    return f"{source.name}, {place}" if kept.record.articles else place


def shown(text: str) -> str:
    """A text as a finding shows it: shortened."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _differences(name: str, texts: Iterable[str], said: list[str]) -> Iterator[tuple[str, str]]:
    """The first place where texts, some with a speaker's name before them, are not what is said."""
    at = 0
    for text in texts:
        for words in (_words(text), _words(text.partition(": ")[2])):
            if words == said[at : at + len(words)]:
                break
        else:
            near = " ".join(said[at : at + _NEAR])
            yield name, f"it has “{shown(text)}” where “{near}” is said"
            return
        at += len(words)
    if at < len(said):
        yield name, f"it ends before “{' '.join(said[at : at + _NEAR])}”"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _squeezed(text: str) -> str:
    return "".join(text.split())
