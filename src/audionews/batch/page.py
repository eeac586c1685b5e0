"""The report as a page: plain HTML, its style and its plot inside, and nothing from elsewhere."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from audionews.clock import clock

if TYPE_CHECKING:
    from audionews.batch.report import Report, Run
    from audionews.batch.values import Result

SHOWN = 2_000
"""Articles that the page lists; report.json has all."""
WORDS = 100
"""Words likely misread that the page lists, the most frequent first."""
_WIDTH, _HEIGHT = 640, 160
_FEWEST_STEPS = 10
"""A plot of one value still shows where it lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The editions of one loudness, as the plot has them."""

    lufs: float
    count: int
    x: float
    y: float
    width: float
    height: float


def page(report: "Report", run: "Run") -> Iterator[str]:
    """The page's text, piece by piece."""
    environment = Environment(
        loader=PackageLoader("audionews", "data"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"clock": clock, "link": _link, "of": _of}
    template = environment.get_template("batch.html.jinja")
    return template.generate(
        run=run,
        totals=report.totals,
        rate=report.rate(run),
        failures=_with_commands(report),
        to_hear=islice(_doubtful(report), SHOWN),
        checked=islice(_flawed(report), SHOWN),
        words=report.totals.misread.most_common(WORDS),
        articles=islice(report.results(), SHOWN),
        shown=SHOWN,
        bars=bars(report.totals.loudness),
        ends=_ends(report.totals.loudness),
        plot=(_WIDTH, _HEIGHT),
    )


def bars(loudness: Counter[float]) -> tuple[Bar, ...]:
    """The plot's bars, from the quietest edition to the loudest."""
    if not loudness:
        return ()
    low, steps = _scale(loudness)
    width, most = _WIDTH / steps, max(loudness.values())
    return tuple(
        Bar(
            lufs=lufs,
            count=count,
            x=round((round(10 * lufs) - low) * width, 2),
            y=round(_HEIGHT * (1 - count / most), 2),
            width=round(width * 0.9, 2),
            height=round(_HEIGHT * count / most, 2),
        )
        for lufs, count in sorted(loudness.items())
    )


def _scale(loudness: Counter[float]) -> tuple[int, int]:
    """The plot's left end in tenths of a LUFS, and how many tenths it shows."""
    low, high = round(10 * min(loudness)), round(10 * max(loudness))
    missing = max(_FEWEST_STEPS - (high - low + 1), 0)
    return low - missing // 2, high - low + 1 + missing


def _ends(loudness: Counter[float]) -> tuple[float, float]:
    """The loudness at the plot's left and right end."""
    if not loudness:
        return 0, 0
    low, steps = _scale(loudness)
    return low / 10, (low + steps - 1) / 10


def _of(number: int, noun: str) -> str:
    """A number of things: "1 line", "2 lines"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _link(folder: str) -> str:
    """The address of an edition's folder, as seen from the page."""
    return quote(folder.replace("\\", "/").rstrip("/").rpartition("/")[2]) + "/"


def _with_commands(report: "Report") -> "Iterator[tuple[Result, str]]":
    for result in report.results("failed"):
        yield result, report.command(result)


def _doubtful(report: "Report") -> "Iterator[Result]":
    """The articles with a quotation that the neutral voice speaks, or a note to the producer."""
    for result in report.results("made", "unchanged"):
        if result.unresolved or result.notes:
            yield result


def _flawed(report: "Report") -> "Iterator[Result]":
    return (result for result in report.results("made", "unchanged") if result.findings)
