"""The words of an edition, with who says them: WebVTT, SRT, podcast JSON and a plain text.

What the edition adds to the article's words, such as "Picture caption.", is in none of them.  A
heading gets a full stop, or players that join cues would run it into the next sentence.

Source: https://www.w3.org/TR/webvtt1/ and the transcript formats of the podcast namespace,
https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/examples/transcripts
"""

import json
import re
import textwrap
from collections.abc import Iterator
from itertools import accumulate, groupby

from audionews.model import Cue, Edition, Role, Utterance

HEADINGS = frozenset({Role.HEADLINE, Role.SUBHEADING})
CAPTION_WIDTH = 65
"""Characters in a line of captions at most; a longer cue has more lines, of equal length."""
SRT_WIDTH, SRT_LINES = 32, 2
"""Characters in a line and lines in a cue at most, as podcast players have room for."""
_LONGEST_NAME = 40
_COLON = "\N{RATIO}"
"""Some players take all before a colon for a name, and drop what follows a second one."""


def speaker(utterance: Utterance) -> str:
    """The name that a reader sees for who is heard."""
    if utterance.speaker:
        return utterance.speaker
    return "Quotation" if utterance.role is Role.QUOTATION else "Narrator"


def vtt(edition: Edition) -> str:
    """WebVTT: a cue for each utterance of the article, with its speaker's name."""
    cues = [
        f"{timestamp(cue.start)} --> {timestamp(cue.end)}\n"
        f"<v {_plain(speaker(utterance))}>{_escaped(_lines(_stopped(utterance)))}\n"
        for utterance, cue in _written(edition)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def srt(edition: Edition) -> str:
    """SubRip: short cues, each of one utterance, with a name wherever the speaker changes.

    A colon of the article's is written as a ratio sign, which looks the same.
    """
    cues = (
        f"{number}\n{timestamp(start, ',')} --> {timestamp(end, ',')}\n{words}\n"
        for number, (start, end, words) in enumerate(_short_cues(edition), 1)
    )
    return "\n".join(cues)


def segments(edition: Edition) -> str:
    """The podcast namespace's JSON: a segment for each utterance of the article."""
    listed = [
        {
            "speaker": speaker(utterance),
            "startTime": round(cue.start, 3),
            "endTime": round(cue.end, 3),
            "body": _stopped(utterance),
        }
        for utterance, cue in _written(edition)
    ]
    document = {"version": "1.0.0", "segments": listed}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


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


def _written(edition: Edition) -> Iterator[tuple[Utterance, Cue]]:
    return ((utterance, cue) for utterance, cue, _ in edition.lines() if utterance.text)


def _short_cues(edition: Edition) -> Iterator[tuple[float, float, str]]:
    """Cues of at most two lines; those of one utterance share its time by their length."""
    last = ""
    for utterance, cue in _written(edition):
        name = speaker(utterance)
        prefix = "" if name == last else f"{_plain(name).replace(':', ' ')[:_LONGEST_NAME]}: "
        last = name
        words = _stopped(utterance).replace("-->", "→").replace(":", _COLON)
        lines = _even(prefix + words)
        ends = list(accumulate(map(len, lines)))
        a_letter = (cue.end - cue.start) / ends[-1]
        for first in range(0, len(lines), SRT_LINES):
            shown = lines[first : first + SRT_LINES]
            begin = ends[first] - len(lines[first])
            end = begin + sum(map(len, shown))
            yield cue.start + begin * a_letter, cue.start + end * a_letter, "\n".join(shown)


def _even(words: str) -> list[str]:
    """The lines of SRT cues, of like lengths, so that no last word flashes by on its own."""
    lines = textwrap.wrap(words, SRT_WIDTH, break_on_hyphens=False)
    wanted = -(-len(lines) // SRT_LINES) * SRT_LINES
    width = min(-(-len(words) // wanted) + 4, SRT_WIDTH)  # room for the word at the break
    even = textwrap.wrap(words, width, break_on_hyphens=False)
    return even if len(even) <= wanted else lines


def timestamp(seconds: float, point: str = ".") -> str:
    """A cue's time as WebVTT writes it, or with a comma as SRT does: "00:01:02.345"."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"


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
