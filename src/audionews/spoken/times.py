"""Clock times."""

from collections.abc import Iterator

from audionews.spoken.language import Speech
from audionews.spoken.rule import FIGURE, Match, Rule, any_of

_HOUR_LAST = 24
_MINUTE_LAST = 59
_START = r"(?<![\w.,:])"


def rules(speech: Speech) -> Iterator[Rule]:
    """The rules of a language."""
    times = speech.table.times
    if times.written:
        yield Rule(f"{_START}{times.written}", lambda found: _said(found, times.said), FIGURE)
    if times.zones:
        yield Rule(
            rf"{_START}([01]\d|2[0-4])([0-5]\d)(?= (?:{any_of(times.zones.split())})\b)",
            r"\1:\2",
            FIGURE,
        )
    if times.half_days:
        yield Rule(r"(?<=[ap]m)[-–](?=\d)", f" {speech.table.words.to} ", FIGURE)
        yield Rule(
            r"(?<=\d)\s?([ap])\.?m\b(\.?)(?![\w])(?=(\s*$)?)",
            lambda found: f" {found[1]}.m{'.' if found[2] and found[3] is not None else ''}",
            FIGURE,
        )
        yield Rule(
            rf"{_START}(\d{{1,2}}):(\d\d)(?![\d:])(?=(?P<half> [ap]\.m)?)",
            lambda found: _english(found, speech),
            FIGURE,
        )


def _said(found: Match, template: str) -> str:
    """The time by the language's template, which leaves out minutes that are not there."""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > _HOUR_LAST or minute > _MINUTE_LAST:
        return found.group()
    return template.format(hour=hour, minute=minute or "").rstrip()


def _english(found: Match, speech: Speech) -> str:
    """10:00 and 10:05, which engines read as noughts; 10:30 they read well."""
    hour, minute = int(found[1]), int(found[2])
    if hour > _HOUR_LAST or minute > _MINUTE_LAST:
        return found.group()
    if not minute:
        return f"{hour}" if found["half"] else f"{hour} {speech.table.times.sharp}"
    return f"{hour} {speech.table.times.oh} {minute}" if minute < 10 else found.group()  # noqa: PLR2004
