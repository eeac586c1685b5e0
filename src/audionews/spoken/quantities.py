"""Money, percentages and measures: a number and what it counts."""

from collections.abc import Iterator

from audionews.spoken.language import Speech
from audionews.spoken.rule import FIGURE, Match, Rule, after, any_of, words_before

_DASH = r"\s?[-–—]\s?"


def rules(speech: Speech) -> Iterator[Rule]:
    """The rules of a language."""
    table = speech.table
    scale = _scale_pattern(speech)
    number = rf"(?P<number>{speech.number})(?:{_DASH}(?P<last>{speech.number}))?"
    if table.money.symbols:
        currency = rf"(?P<currency>{any_of(table.money.symbols)})"
        sign = r"(?P<sign>[-−]?)"
        yield Rule(
            rf"(?<![\w$€£]){sign}{currency}\s?{number}{scale}(?![\w%])",
            lambda found: _money(found, speech),
            FIGURE,
        )
        yield Rule(
            rf"(?<![\w.,-]){sign}{number}{scale}\s?{currency}(?!\w)",
            lambda found: _money(found, speech),
            FIGURE,
        )
    if table.words.percent:
        yield Rule(
            rf"(?<!\d){number}\s?%(?!\w)",
            lambda found: f"{_range(found, speech)} {_counted(found, table.words.percent, speech)}",
            FIGURE,
        )
    if table.units:
        yield Rule(
            rf"(?<![\w.,$€£]){number}(?P<join>\s?-?)(?P<unit>{any_of(table.units)})(?![\w²³/])",
            lambda found: _measure(found, speech),
            FIGURE,
        )
    if table.scales:
        yield Rule(
            rf"(?<![\w.,]){number}{scale}"
            r"(?<![\d\s])(?!\w)(?:(?<=[^\W\d]{2}\b)|(?<=\.)|(?= (?:people|[a-z]+s)\b))",
            lambda found: _range(found, speech) + _scale(found, speech),
            FIGURE,
        )


def _scale_pattern(speech: Speech) -> str:
    """An optional "million" after a number, in any of its written forms."""
    if not speech.table.scales:
        return r"(?P<scale>(?!x)x)?"
    return rf"(?:[\s-]?(?P<scale>{any_of(speech.table.scales)})(?!\w))?"


def _range(found: Match, speech: Speech) -> str:
    last = found["last"]
    return f"{found['number']} {speech.table.words.to} {last}" if last else found["number"]


def _scale(found: Match, speech: Speech) -> str:
    """The scale after a blank, or nothing."""
    if not found["scale"]:
        return ""
    return f" {_counted(found, speech.table.scales[found['scale']], speech)}"


def _counted(found: Match, forms: str, speech: Speech) -> str:
    return speech.form(forms, found["last"] or found["number"])


def _money(found: Match, speech: Speech) -> str:
    table = speech.table
    forms = table.money.symbols[found["currency"]]
    minus = f"{table.words.minus} " if found["sign"] else ""
    if found["scale"]:
        unit = _singular(found, forms, speech) or forms.split(",")[-1].strip()
        return f"{minus}{_range(found, speech)}{_scale(found, speech)} {unit}{_stop(found)}"
    whole, _, cents = found["number"].partition(table.decimal)
    if len(cents) == 2 and not found["last"] and found["currency"] in table.money.cents:  # noqa: PLR2004 - hundredths
        return minus + _with_cents(whole, cents, found["currency"], speech)
    unit = _singular(found, forms, speech) or _counted(found, forms, speech)
    return f"{minus}{_range(found, speech)} {unit}{_stop(found)}"


def _with_cents(whole: str, cents: str, currency: str, speech: Speech) -> str:
    """Dollars and cents without the last word, as people say it; 0.99 is 99 cents."""
    money = speech.table.money
    small = f"{int(cents)} {speech.form(money.cents[currency], str(int(cents)))}"
    if int(whole.replace(speech.table.groups[:1], "")) == 0:
        return small
    large = f"{whole} {speech.form(money.symbols[currency], whole)}"
    return f"{large} {int(cents)}" if int(cents) else large


def _singular(found: Match, forms: str, speech: Speech) -> str:
    """The unit of a quantity that stands before its noun, "a 5 million dollar bridge", or ""."""
    if frozenset(words_before(found)[-2:]).isdisjoint(speech.table.attributive.split()):
        return ""
    following = "".join(after(found).lstrip(" -").split()[:1])
    noun = following[:1].isalpha() and following not in speech.table.not_nouns.split()
    return forms.split(",", maxsplit=1)[0].strip() if noun else ""


def _measure(found: Match, speech: Speech) -> str:
    """A number with its unit; after a hyphen, and before a noun, the unit is singular."""
    forms = speech.table.units[found["unit"]]
    one = found["join"] == "-" and speech.table.attributive
    unit = forms.split(",")[0].strip() if one else _singular(found, forms, speech)
    return f"{_range(found, speech)} {unit or _counted(found, forms, speech)}{_stop(found)}"


def _stop(found: Match) -> str:
    """The full stop of a short form that ends the sentence, too."""
    ends = found.group().endswith(".") and not found.string[found.end() :].strip("\"') ")
    return "." if ends else ""
