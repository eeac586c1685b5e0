"""The picture of an edition: its sound from left to right, coloured by who is heard.

An SVG that needs nothing else.  Each speaker has a number as well as a colour, and the colours
follow the reader's theme.

Source: https://www.w3.org/TR/SVG2/, https://www.w3.org/TR/graphics-aria-1.0/
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, pairwise
from math import ceil
from unicodedata import east_asian_width

from audionews.clock import clock
from audionews.model import Edition
from audionews.publish.transcript import speaker
from audionews.publish.xhtml import clean, language_tag

WIDTH, MARGIN = 1200, 30
BARS, PITCH = 380, 3
"""How many bars there are, and how far from one to the next."""
TALLEST = 120
HEADLINE, CHAPTERS, MIDDLE, TURNS, AXIS, LEGEND = 44, 82, 156, 238, 262, 302
"""Where each row is, from the top."""
ROW = 28
LETTER = 0.53
"""The width of a letter in most fonts, as a share of its size."""
NUMBER = 15
"""The room that the number of a speaker takes."""
TICKS = (15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400)
"""Seconds from one time on the axis to the next."""
MOST_TICKS = 12

LIGHT = ("#a2480f", "#17697f", "#6a3d9a", "#2b7549", "#a3275b", "#756000", "#3d4fb0", "#7d4a3b")
DARK = ("#fca311", "#7cc6e0", "#c3a6f5", "#7fd1a5", "#ff8fb3", "#e2d06b", "#9db0ff", "#f0a58f")
"""For those who are quoted, in the order in which they speak."""
STYLE = """
text{font:15px system-ui,sans-serif;fill:#1b2433}
.head{font-size:24px;font-weight:600}.time{font-size:13px;fill-opacity:.75}
.number{font-size:13px;font-weight:600;text-anchor:middle}
path{stroke-width:2;stroke-linecap:round}line{stroke:#1b2433;stroke-opacity:.35}
.ground{fill:#fbf9f4}.v0{stroke:#8b94a5;fill:#8b94a5}LIGHT
@media(prefers-color-scheme:dark){
text{fill:#f4f1ea}line{stroke:#f4f1ea}.ground{fill:#14213d}.v0{stroke:#8794b0;fill:#8794b0}DARK}
"""

_Numbers = Mapping[str, int]
"""The number of each name; the narrator's is 0."""


def waveform(edition: Edition, levels: Sequence[int]) -> str:
    """The picture, as SVG; the same edition gives the same bytes.

    Args:
        edition: what is heard.
        levels: how loud it is, at equal distances from the beginning to the end.
    """
    numbers = _numbers(edition)
    title = _escaped(edition.script.title)
    legend, rows = _legend(edition, numbers)
    height = LEGEND + ROW * rows
    style = STYLE.replace("LIGHT", _colours(LIGHT)).replace("DARK", _colours(DARK))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"',
        f'lang="{language_tag(edition.script.language)}"',
        'role="img" aria-labelledby="waveform-title waveform-desc">',
        f'<title id="waveform-title">{title}</title>',
        f'<desc id="waveform-desc" lang="en">{_description(edition, numbers)}</desc>',
        f"<style>{style}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}" rx="14"/>',
        _label(MARGIN, HEADLINE, edition.script.title, WIDTH - 2 * MARGIN, size=24, name="head"),
        *_chapters(edition),
        *_bars(edition, levels, numbers),
        *_turns(edition, numbers),
        *_axis(edition.programme.duration),
        *legend,
        "</svg>\n",
    ]
    return "\n".join(lines)


def _numbers(edition: Edition) -> _Numbers:
    numbers = {"Narrator": 0}
    for utterance in edition.script.utterances:
        numbers.setdefault(speaker(utterance), len(numbers))
    return numbers


def _colours(palette: Sequence[str]) -> str:
    return "".join(
        f".v{number}{{stroke:{colour};fill:{colour}}}" for number, colour in enumerate(palette, 1)
    )


def _voice(number: int) -> str:
    """The class of a speaker's colour."""
    return f"v{(number - 1) % len(LIGHT) + 1 if number else 0}"


def _description(edition: Edition, numbers: _Numbers) -> str:
    programme = edition.programme
    chapters = "; ".join(f"{clock(one.start)} {one.title}" for one in programme.chapters)
    seconds = _seconds(edition)
    heard = ", ".join(f"{name} {clock(round(seconds[name]))}" for name in numbers)
    return _escaped(
        f"The sound of the edition, {clock(programme.duration)} long. Chapters: {chapters}. "
        f"Who is heard for how long: {heard}."
    )


def _seconds(edition: Edition) -> Mapping[str, int]:
    """How long each of them is heard, rounded up: nobody is heard for no time."""
    seconds = defaultdict[str, float](float)
    for utterance, cue, _ in edition.lines():
        seconds[speaker(utterance)] += cue.end - cue.start
    return defaultdict(int, {name: ceil(heard) for name, heard in seconds.items()})


def _chapters(edition: Edition) -> Iterator[str]:
    chapters, duration = edition.programme.chapters, edition.programme.duration
    for number, chapter in enumerate(chapters, 1):
        left, right = _x(chapter.start, duration), _x(chapter.end, duration)
        yield f'<line x1="{left}" x2="{left}" y1="{CHAPTERS - 16}" y2="{TURNS - 14}"/>'
        if right - left > 2 * ROW:
            yield _label(left + 6, CHAPTERS - 4, f"{number}. {chapter.title}", right - left - 12)


def _bars(edition: Edition, levels: Sequence[int], numbers: _Numbers) -> Iterator[str]:
    """One path for each speaker: an upright stroke for each bar in which they are heard most."""
    edges = [number * len(levels) // BARS for number in range(BARS + 1)]
    means = [sum(levels[a:b]) / max(b - a, 1) for a, b in pairwise(edges)]
    loudest = max(*means, 1)
    strokes: dict[int, list[str]] = {number: [] for number in numbers.values()}
    for bar, (mean, number) in enumerate(zip(means, _heard_most(edition, numbers), strict=True)):
        height = max(round(TALLEST * mean / loudest), 1)
        strokes[number].append(f"M{MARGIN + 1 + bar * PITCH} {MIDDLE - height // 2}v{height}")
    for name, number in numbers.items():
        path = "".join(strokes[number])
        yield f'<path class="{_voice(number)}" d="{path}"><title>{_escaped(name)}</title></path>'


def _heard_most(edition: Edition, numbers: _Numbers) -> list[int]:
    """Who is heard longest in each bar; the narrator where nobody is."""
    seconds = [defaultdict[int, float](float) for _ in range(BARS)]
    width = edition.programme.duration / BARS
    for utterance, cue, _ in edition.lines():
        for bar in range(int(cue.start / width), min(int(cue.end / width) + 1, BARS)):
            shared = min(cue.end, (bar + 1) * width) - max(cue.start, bar * width)
            seconds[bar][numbers[speaker(utterance)]] += shared
    return [max(heard, key=heard.__getitem__, default=0) for heard in seconds]


def _turns(edition: Edition, numbers: _Numbers) -> Iterator[str]:
    """The number of each speaker under the bars, where there is room."""
    free = 0
    lines = ((numbers[speaker(utterance)], cue) for utterance, cue, _ in edition.lines())
    for number, turn in groupby(lines, key=lambda line: line[0]):
        cues = [cue for _, cue in turn]
        middle = _x((cues[0].start + cues[-1].end) / 2, edition.programme.duration)
        if number and middle >= free:
            yield f'<text class="number" x="{middle}" y="{TURNS}">{number}</text>'
            free = middle + NUMBER


def _axis(duration: float) -> Iterator[str]:
    step = next((tick for tick in TICKS if duration / tick <= MOST_TICKS), TICKS[-1])
    for seconds in range(0, int(duration), step):
        yield f'<text class="time" x="{_x(seconds, duration)}" y="{AXIS}">{clock(seconds)}</text>'


def _legend(edition: Edition, numbers: _Numbers) -> tuple[list[str], int]:
    """Everybody's colour, number, name and time, in as many rows as they take."""
    seconds, lines, left, row = _seconds(edition), list[str](), MARGIN, 0
    for name, number in numbers.items():
        words = f"{number or ''} {name} {clock(round(seconds[name]))}".strip()
        width = min(round(_width(words, 15)) + 50, WIDTH - 2 * MARGIN)
        if left + width > WIDTH - MARGIN and left > MARGIN:
            left, row = MARGIN, row + 1
        top = LEGEND + ROW * row
        lines.append(
            f'<rect class="{_voice(number)}" x="{left}" y="{top - 11}" width="12" height="12" '
            f'rx="3"/>' + _label(left + 20, top, words, width - 30)
        )
        left += width
    return lines, row + 1


def _label(x: int, y: int, words: str, room: float, *, size: int = 15, name: str = "") -> str:
    """A line of text, cut to its room."""
    kept = words
    while len(kept) > 1 and _width(kept, size) > room:
        kept = f"{kept[:-2].rstrip()}…"
    kind = f' class="{name}"' if name else ""
    return f'<text{kind} x="{x}" y="{y}">{_escaped(kept)}</text>'


def _width(words: str, size: int) -> float:
    wide = sum(east_asian_width(letter) in "WF" for letter in words)
    return size * (LETTER * (len(words) - wide) + wide)


def _x(seconds: float, duration: float) -> int:
    return MARGIN + round(BARS * PITCH * seconds / duration)


def _escaped(words: str) -> str:
    return escape(clean(words), quote=False)
