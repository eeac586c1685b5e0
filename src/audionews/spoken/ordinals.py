"""Figures and Roman numerals that are said as ordinals, and other Roman numerals."""

import re
from collections.abc import Iterator

from audionews.spoken.language import Speech
from audionews.spoken.rule import FIGURE, Match, Rule, after, any_of, words_before

_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_NUMBER = rf"(?P<number>\d{{1,4}}|\b{_ROMAN})"
_START = r"(?<![\w.,:/$€-])"
_NUMERALS = re.compile(r"[\dIVX]")
_ROMAN_LETTERS = re.compile("[IVX]")
_VALUES = {"I": 1, "V": 5, "X": 10}


def rules(speech: Speech) -> Iterator[Rule]:
    """The rules of a language."""
    if "ordinal" in speech.numerals:
        yield from _ordinals(speech)
    yield from _romans(speech)


def _ordinals(speech: Speech) -> Iterator[Rule]:
    ordinals = speech.table.ordinals
    if ordinals.suffixes:
        yield Rule(
            rf"{_START}{_NUMBER}-?(?P<suffix>{any_of(ordinals.suffixes)})(?!\w)",
            lambda found: speech.ordinal(_value(found), ordinals.suffixes[found["suffix"]]),
            _NUMERALS,
        )
    if ordinals.before:
        words = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in ordinals.before)
        yield Rule(
            rf"{_START}{_NUMBER}[ -](?P<word>{words})(?!\w)",
            lambda found: _before_word(found, speech),
            _NUMERALS,
        )
    if ordinals.hyphen_before_word:
        cardinals = frozenset(ordinals.not_ordinal.split())
        yield Rule(
            rf"{_START}{_NUMBER}-(?P<word>[^\W\d]+)",
            lambda found: (
                found.group()
                if found["word"] in cardinals
                else f"{speech.ordinal(_value(found))} {found['word']}"
            ),
            _NUMERALS,
        )
    if ordinals.stop:
        yield Rule(
            r"(?<=\w )(?P<number>\d{1,2})\. (?=[^\W\d])",
            lambda found: f"{speech.ordinal(_value(found), form_before(found, speech))} ",
            FIGURE,
        )


def form_before(found: Match, speech: Speech) -> str:
    """The form that the word before asks for: German "am elften", but "der elfte"."""
    forms = speech.table.ordinals.form_after
    before = words_before(found)
    return forms.get(before[-1].lower() if before else "", forms.get("", ""))


def _before_word(found: Match, speech: Speech) -> str:
    """The ordinal before "century", "году", "жылы": its form goes by that word."""
    word = found["word"]
    forms = speech.table.ordinals.before
    form = next(
        form
        for key, form in forms.items()
        if word == key or (key.endswith("*") and word.startswith(key[:-1]))
    )
    return f"{speech.ordinal(_value(found), form)} {word}"


def _romans(speech: Speech) -> Iterator[Rule]:
    romans = speech.table.romans
    if romans.rulers:
        yield Rule(
            rf"\b(?P<name>{any_of(romans.rulers.split())}) (?P<number>{_ROMAN})(?!\w|-[A-Z\d])"
            r"(?P<stop>\.(?=\s))?",
            lambda found: _ruler(found, speech),
            _ROMAN_LETTERS,
        )
    if romans.numbered:
        yield Rule(
            rf"\b({any_of(romans.numbered.split())}) (?P<number>{_ROMAN})(?!\w|-[A-Z\d])",
            lambda found: f"{found[1]} {_value(found)}",
            _ROMAN_LETTERS,
        )
    yield Rule(
        rf"\b([A-ZА-ЯÀ-Þ][\w'-]+) (?=[IVX]{{2}})(?P<number>{_ROMAN})(?!\w|-[A-Z\d])",
        lambda found: f"{found[1]} {_value(found)}",
        _ROMAN_LETTERS,
    )


def _ruler(found: Match, speech: Speech) -> str:
    """A king, queen or pope; "I" after a name may be the pronoun, if a word follows."""
    romans, number = speech.table.romans, _value(found)
    rest = after(found)
    if (
        found["number"] == "I"
        and rest[:1] == " "
        and rest[1:2].islower()
        and not romans.one_is_sure
    ):
        return found.group()
    if number > romans.ordinal_up_to:
        return f"{found['name']} {number}"
    form = romans.form_for.get(found["name"], romans.form)
    ordinal = speech.ordinal(number, form) if "ordinal" in speech.numerals else ""
    return f"{found['name']} {romans.ruler.format(ordinal=ordinal, number=number)}"


def _value(found: Match) -> int:
    written = found["number"]
    if written.isdecimal():
        return int(written)
    values = [_VALUES[letter] for letter in written]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
