"""Days, years and decades."""

from collections.abc import Iterator

from audionews.spoken.language import Dates, Speech
from audionews.spoken.ordinals import form_before
from audionews.spoken.rule import FIGURE, Match, Rule, after, any_of, containing, words_before

_DAY_LAST = 31
_MONTHS = 12
_DASHES = containing("-–—")
_YEAR = r"(?:1[1-9]|20)\d\d"
_DASH = r"\s?[-–—]\s?"
_SURELY_YEARS = range(1900, 2100)
_BEFORE = r"(?<![\w.,:/$€£₸-])"
_AFTER = r"(?![\w%°€$₸]|[.,:/]\d|-\w)"


def rules(speech: Speech) -> Iterator[Rule]:
    """The rules of a language, from the fullest form of a date to a single year."""
    dates = speech.table.dates
    if dates.months and dates.numeric:
        yield Rule(r"\b(\d{4})-(\d\d)-(\d\d)\b", lambda found: _iso(found, speech), FIGURE)
        yield Rule(
            rf"{_BEFORE}(\d{{1,2}})([./])(\d{{1,2}})\2(\d{{4}}){_AFTER}",
            lambda found: _numeric(found, speech),
            FIGURE,
        )
    if dates.months:
        yield from _named_months(speech)
    if dates.decade:
        yield Rule(
            rf"(?<![\w.,$])'?((?:1[1-9]|20)?\d0){dates.decade}\b",
            lambda found: speech.numerals.say(int(found[1]), "decade"),
            FIGURE,
        )
    if "year" in speech.numerals:
        yield from _years(speech)


def _named_months(speech: Speech) -> Iterator[Rule]:
    dates = speech.table.dates
    month = _month_pattern(dates)
    link = rf"(?:{dates.link} )?" if dates.link else ""
    suffix = r"(?:st|nd|rd|th)?" if dates.month_first else ""
    days = rf"(?P<day>\d{{1,2}})(?:\.?{_DASH}(?P<last>\d{{1,2}}))?{suffix}"
    year = rf"(?:(?P<comma>,?) {link}(?P<year>{_YEAR}){_AFTER})?"
    if dates.month_first:
        yield Rule(
            rf"\b(?P<month>{month})(?: |(?<=\.)){days}(?![\w:]|[.,]\d){year}",
            lambda found: _day(found, speech, dates.month_first),
            FIGURE,
        )
    if dates.day_first:
        yield Rule(
            rf"{_BEFORE}{days}[.]? {link}(?P<month>{month})(?!\w){year}",
            lambda found: _day(found, speech, dates.day_first),
            FIGURE,
        )
    if dates.month_first:
        to = f" {speech.table.words.to} "
        yield Rule(rf"(?<=[a-z])[-–—](?=(?:{any_of(dates.months.split())})\b)", to, _DASHES)
    yield Rule(
        rf"\b(?P<month>{month})(?P<comma>,?) {link}(?P<year>{_YEAR}){_AFTER}",
        lambda found: f"{_month(found['month'], speech)}{_with_year(found, speech)}",
        FIGURE,
    )


def _month_pattern(dates: Dates) -> str:
    full, short = any_of(dates.months.split()), any_of(dates.short_months)
    full = rf"(?:{full})\w*" if dates.month_endings else full
    return full + (rf"|(?:{short})\.?" if short else "")


def _month(written: str, speech: Speech) -> str:
    bare = written.rstrip(".")
    return speech.table.dates.short_months.get(bare, bare)


def _day(found: Match, speech: Speech, template: str) -> str:
    day, last = int(found["day"]), int(found["last"] or 0)
    if not (0 < day <= _DAY_LAST and last <= _DAY_LAST):
        return found.group()
    said = template.format(
        month=_month(found["month"], speech),
        ordinal=_ordinals((day, last) if last else (day,), found, speech),
        day=_figures(day, speech) + (f" {speech.table.words.to} {last}" if last else ""),
    )
    return said + _with_year(found, speech)


def _figures(day: int, speech: Speech) -> str:
    return speech.table.dates.first_day if day == 1 else str(day)


def _ordinals(days: tuple[int, ...], found: Match, speech: Speech) -> str:
    if "ordinal" not in speech.numerals:
        return ""
    form = speech.table.dates.day_form or form_before(found, speech)
    return f" {speech.table.words.to} ".join(speech.ordinal(day, form) for day in days)


def _with_year(found: Match, speech: Speech) -> str:
    if not found["year"]:
        return ""
    dates, year = speech.table.dates, int(found["year"])
    link = f" {dates.link} " if dates.link else " "
    said = dates.year.format(year=speech.year(year), ordinal=_year_ordinal(year, speech))
    return f"{found['comma']}{link}{said}"


def _year_ordinal(year: int, speech: Speech) -> str:
    asked = "{ordinal" in speech.table.dates.year + speech.table.dates.numeric
    return speech.ordinal(year, "year") if asked and "ordinal" in speech.numerals else ""


def _iso(found: Match, speech: Speech) -> str:
    return _in_figures(found, speech, day=int(found[3]), month=int(found[2]), year=int(found[1]))


def _numeric(found: Match, speech: Speech) -> str:
    """A day in figures; where only one order gives a day, that is the order."""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    month_first = speech.table.dates.month_before_day and found[2] == "/"
    month_first = (month_first and "-" not in speech.tag) or speech.tag.endswith("-US")
    if month_first and first <= _MONTHS:
        first, second = second, first
    if second > _MONTHS:
        first, second = second, first
    return _in_figures(found, speech, day=first, month=second, year=year)


def _in_figures(found: Match, speech: Speech, *, day: int, month: int, year: int) -> str:
    if not (0 < day <= _DAY_LAST and 0 < month <= _MONTHS):
        return found.group()
    dates = speech.table.dates
    return dates.numeric.format(
        month=dates.months.split()[month - 1],
        day=_figures(day, speech),
        ordinal=_ordinals((day,), found, speech),
        year=speech.year(year),
        ordinal_year=_year_ordinal(year, speech),
    )


def _years(speech: Speech) -> Iterator[Rule]:
    to = speech.table.words.to

    def span(found: Match) -> str:
        first, last = found[1], found[2]
        end = int(first[:2] + last if len(last) < len(first) else last)
        if end <= int(first):
            return found.group()
        short = len(last) < len(first) and not last.startswith("0")
        said = speech.numerals.say(int(last)) if short else speech.year(end)
        return f"{speech.year(int(first))} {to} {said}"

    def single(found: Match) -> str:
        year = int(found[1])
        return speech.year(year) if _is_year(found, year, speech) else found.group()

    yield Rule(rf"{_BEFORE}({_YEAR})(?:{_DASH}|/)(\d{{4}}|\d\d){_AFTER}", span, FIGURE)
    yield Rule(rf"{_BEFORE}({_YEAR}){_AFTER}", single, FIGURE)


def _is_year(found: Match, year: int, speech: Speech) -> bool:
    """Whether four figures are a year: by their size, the word before and the word after."""
    dates = speech.table.dates
    before, rest = words_before(found), after(found)
    following = "".join(rest.split()[:1]).lower().strip(".,;:!?)") if rest[:1] == " " else ""
    if following in dates.not_years.split() or following[:1].isdecimal():
        return False
    if before and before[-1].lower().strip("([\"'") in dates.years_after.split():
        return True
    counted = following.endswith("s") and following not in speech.table.not_nouns.split()
    return year in _SURELY_YEARS and not counted
