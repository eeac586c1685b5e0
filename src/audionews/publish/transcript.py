"""The words of an edition, with who says them: WebVTT captions and a plain text.

Source: https://www.w3.org/TR/webvtt1/
"""

import re
import textwrap
from collections.abc import Iterator
from itertools import groupby

from audionews.model import Edition, Role, Utterance

HEADINGS = frozenset({Role.HEADLINE, Role.SUBHEADING})
CAPTION_WIDTH = 65
"""Characters in a line of captions at most; a longer cue has more lines, of equal length."""


def speaker(utterance: Utterance) -> str:
    """The name that a reader sees for who is heard."""
    if utterance.speaker:
        return utterance.speaker
    return "Quotation" if utterance.role is Role.QUOTATION else "Narrator"


def vtt(edition: Edition) -> str:
    """WebVTT: a cue for each utterance of the article, with its speaker's name.

    What the edition adds to the article's words, such as "Picture caption.", has no cue.  A
    heading gets a full stop, or players that join cues would run it into the next sentence.
    """
    cues = [
        f"{_time(cue.start)} --> {_time(cue.end)}\n"
        f"<v {_plain(speaker(utterance))}>{_escaped(_lines(_stopped(utterance)))}\n"
        for utterance, cue, _ in edition.lines()
        if utterance.text
    ]
    return "\n".join(["WEBVTT\n", *cues])


def text(edition: Edition) -> str:
    """A transcript to read: headings by themselves, a name wherever the speaker changes."""
    return "\n\n".join(_paragraphs(edition)) + "\n"


def _paragraphs(edition: Edition) -> Iterator[str]:
    said = [utterance for utterance in edition.script.utterances if utterance.text]
    last = ""
    for block, in_block in groupby(said, key=lambda utterance: utterance.block):
        written = edition.article.blocks[block].text
        for name, turn in groupby(in_block, key=speaker):
            first, *_, final = [*turn] * 2
            words = written[first.start : final.end].strip()
            heading = first.role in HEADINGS
            yield words if heading or name == last else f"{name}: {words}"
            last = last if heading else name


def _time(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _stopped(utterance: Utterance) -> str:
    words = utterance.text.strip()
    return f"{words}." if utterance.role in HEADINGS and words[-1].isalnum() else words


def _lines(words: str) -> str:
    count = -(-len(words) // CAPTION_WIDTH)
    width = -(-len(words) // count) + 8  # room for the word at the break
    return "\n".join(textwrap.wrap(words, min(width, CAPTION_WIDTH), break_on_hyphens=False))


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(name: str) -> str:
    return re.sub(r"[&<>\s]+", " ", name).strip()
