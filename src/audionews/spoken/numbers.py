"""Telephone numbers, and the numbers that are left: ranges, scores, fractions, decimals."""

import re
from collections.abc import Iterator

from audionews.spoken.language import Speech
from audionews.spoken.numerals import LARGEST
from audionews.spoken.rule import FIGURE, Match, Rule, any_of, containing

_START = r"(?<![\w.,:/$€-])"
_END = r"(?![\w%-]|[.,:/]\d)"
_SEPARATOR = r"[ .-]"
_PHONE = (
    rf"{_START}(?:\+\d{{1,3}}(?:{_SEPARATOR}?\(?\d{{2,4}}\)?){{2,5}}"
    rf"|(?:1-)?\(?\d{{3}}\)?[ -]\d{{3}}-\d{{4}}|\d{{3}}-\d{{4}}){_END}"
)
_FIGURES = re.compile(r"\d+")
_SIGNS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8"}
_MODELS = r"(?<!Boeing )(?<!Airbus )(?<!Flight )(?<!Route )"


def phones(speech: Speech) -> Iterator[Rule]:
    """Telephone numbers, said figure by figure; before anything else takes them for quantities."""
    plus = f"{speech.table.words.plus} " if speech.table.words.plus else ""

    def said(found: Match) -> str:
        groups = [" ".join(group) for group in _FIGURES.findall(found.group())]
        return (plus if found.group().startswith("+") else "") + ", ".join(groups)

    yield Rule(_PHONE, said, FIGURE)


def rules(speech: Speech) -> Iterator[Rule]:
    """The rules of a language."""
    groups = r"(?:[\u00a0\u202f\u2009]\d{3})+|(?: \d{3}){2,}"
    if not speech.table.engines_read_blank_groups:
        groups += r"|(?: \d{3})+"
    yield Rule(
        rf"(?<![\w.,])[1-9]\d{{0,2}}(?:{groups})(?![\w,])",
        lambda found: re.sub(r"\s", "", found.group()),
        FIGURE,
    )
    if speech.table.fractions:
        yield from _fractions(speech)
    yield from _between_numbers(speech)
    if speech.table.decimals.said:
        yield Rule(
            rf"{_START}(\d+)\{speech.table.decimal}(\d{{1,3}})(?!\w|[.,]\d)",
            lambda found: _decimal(found, speech),
            FIGURE,
        )
    if speech.table.all_words:
        yield Rule(r"\d+", lambda found: _in_words(found.group(), speech), FIGURE)


def _fractions(speech: Speech) -> Iterator[Rule]:
    fractions = speech.table.fractions
    yield Rule(
        rf"(\d?)({any_of(_SIGNS)})",
        lambda found: f"{found[1]} {_SIGNS[found[2]]}".lstrip(),
        containing("".join(_SIGNS)),
    )
    known = any_of(key for key in fractions if "/" in key)
    yield Rule(
        rf"(?<![\w.,/-])(?:(\d+) )?({known})(?![\w/]|[.,]\d)",
        lambda found: (f"{found[1]}{fractions['and']}" if found[1] else "") + fractions[found[2]],
        containing("/"),
    )


def _between_numbers(speech: Speech) -> Iterator[Rule]:
    words = speech.table.words
    number = rf"(?:{speech.number})(?<!\d{{5}})"
    if words.of:
        yield Rule(
            rf"(?<![\w.,/])({speech.number}) ?/ ?(\d+)(?![\w/]|[.,]\d)",
            lambda found: _part_of(found, speech),
            containing("/"),
        )
    if words.to:
        yield Rule(
            rf"{_MODELS}{_START}({number})\s?[-–—]\s?({number}){_END}",
            rf"\1 {words.to} \2",
            containing("-–—"),
        )
    if words.against:
        yield Rule(
            rf"{_START}(\d{{1,3}}):(\d)(?![\d:])", rf"\1 {words.against} \2", containing(":")
        )
    if words.minus:
        yield Rule(r"(?<![^\s(])[-−](?=\d)", f"{words.minus} ", containing("-−"))
    if words.plus:
        yield Rule(r"(?<!\S)\+(?=\d)", f"{words.plus} ", containing("+"))
        yield Rule(r"(?<=\d)\+(?!\w)", f" {words.plus}", containing("+"))
    if words.times:
        yield Rule(rf"{_START}(\d+)x(?!\w)", rf"\1 {words.times}", containing("x"))


def _part_of(found: Match, speech: Speech) -> str:
    """Three of ten: where the whole is not the smaller."""
    part = int("".join(filter(str.isdecimal, found[1].split(speech.table.decimal)[0])))
    within = part <= int(found[2])
    return f"{found[1]} {speech.table.words.of} {found[2]}" if within else found.group()


def _decimal(found: Match, speech: Speech) -> str:
    decimals = speech.table.decimals
    whole, places = found[1], found[2]
    fraction = places.lstrip("0") or "0"
    return decimals.said.format(
        whole=_counting(whole, speech),
        wholes=speech.form(decimals.whole, whole),
        fraction=_counting(fraction, speech),
        place=speech.form(decimals.places[len(places) - 1], fraction),
    )


def _counting(figures: str, speech: Speech) -> str:
    """The number in words, in the gender of fractions."""
    said = _in_words(figures, speech)
    head, _, last = said.rpartition(" ")
    return f"{head} {speech.table.feminine.get(last, last)}".lstrip()


def _in_words(figures: str, speech: Speech) -> str:
    number = int(figures)
    if number > LARGEST or (len(figures) > 1 and figures.startswith("0")):
        return " ".join(speech.numerals.say(int(figure)) for figure in figures)
    return speech.numerals.say(number)
