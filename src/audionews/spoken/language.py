"""What is known of a language's written forms: the tables under ``data/spoken``."""

import tomllib
from functools import cache, cached_property
from importlib.resources import files

import msgspec
from msgspec import Struct

from audionews.spoken.numerals import Numerals

Table = dict[str, str]


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words that symbols between figures and in addresses are said with; empty: unchanged."""

    dot: str = ""
    at: str = ""
    slash: str = ""
    hashtag: str = ""
    to: str = ""
    """Between the ends of a range."""
    of: str = ""
    """Between a part and the whole: "3 / 10"."""
    plus: str = ""
    minus: str = ""
    percent: str = ""
    """Its forms, as for a unit."""
    against: str = ""
    """Between the two sides of a score or ratio: "2:1"."""
    times: str = ""
    emoji: str = ""
    """After an emoji's name; empty where its English name would not be understood."""


class Ordinals(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Figures that are said as ordinals, and the endings that they take."""

    before: Table = {}
    """The form of an ordinal by the word that follows it; a word ending in ``*`` is a beginning."""
    suffixes: Table = {}
    """The form by the letters written after the figures: "5-й"."""
    hyphen_before_word: bool = False
    """Whether a hyphen and a word after figures make them an ordinal: "5-сынып"."""
    not_ordinal: str = ""
    """The endings of cardinals that are written after such a hyphen."""
    stop: bool = False
    """Whether a full stop after figures makes them an ordinal: "20. Jahrhundert"."""
    form_after: Table = {}
    """The form by the word before; "" is any other."""
    forms: dict[str, Table] = {}
    """By form: the ending that takes the place of an ending of the basic form."""


class Dates(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How days and years are written and said."""

    months: str = ""
    short_months: Table = {}
    month_first: str = ""
    """A day said after its month, of ``{month} {ordinal} {day}``; empty: never written so."""
    day_first: str = ""
    link: str = ""
    """What may stand between day, month and year: the "de" of Spanish."""
    day_form: str = ""
    """The form of a day's ordinal; empty: that which the word before asks for."""
    first_day: str = "1"
    """How the first of a month is written."""
    month_endings: bool = False
    """Whether a month takes endings: "11 сәуірде"."""
    decade: str = ""
    """A pattern of what makes a decade of a year: the "s" of "1990s"."""
    year: str = "{year}"
    """A year after its month, of ``{year}`` and ``{ordinal}``."""
    numeric: str = ""
    """A day written in figures, of ``{month} {ordinal} {day} {year} {ordinal_year}``."""
    month_before_day: bool = False
    """Whether 04/11 is the eleventh of April; a region's tag may say otherwise."""
    years_after: str = ""
    """The words after which four figures are a year."""
    not_years: str = ""
    """The words before which four figures are a quantity."""


class Times(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How clock times are written and said."""

    written: str = ""
    """A pattern with groups ``hour`` and ``minute``; empty: as engines know it, 10:30."""
    said: str = "{hour} {minute}"
    oh: str = ""
    """Said for the nought of 10:05."""
    sharp: str = ""
    """Said for the noughts of 10:00."""
    zones: str = ""
    """The words before which four figures are a time."""
    half_days: bool = False
    """Whether hours are counted twice a day, before and after noon."""


class Money(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The forms of each currency by its symbol or code."""

    symbols: Table = {}
    cents: Table = {}


class Initialisms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words in capitals: which are said letter by letter, and which as words."""

    letters_up_to: int = 3
    """A word of so many letters is spelt out unless it is known as a word."""
    spell_unknown: bool = True
    """Whether unknown longer ones that nobody could pronounce are spelt out."""
    letters: str = ""
    words: str = ""
    plain: str = ""
    """Everyday words that may stand in capitals."""
    unchanged: str = ""
    """Those that engines say well as they are written."""
    names: Table = {}
    """What each letter is called, where an engine does not know it."""


class Romans(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where Roman numerals stand, and how they are said."""

    rulers: str = ""
    """Names that are followed by an ordinal."""
    ruler: str = "{number}"
    """Said after such a name, of ``{ordinal}`` and ``{number}``."""
    one_is_sure: bool = True
    """Whether "I" after a ruler's name is never the pronoun."""
    ordinal_up_to: int = 39
    form: str = ""
    form_for: Table = {}
    """The form of the ordinal for single names."""
    numbered: str = ""
    """Words that are followed by a cardinal."""


class Abbreviations(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Shortened words by where they stand."""

    titles: Table = {}
    """Before a name."""
    after_names: Table = {}
    before_numbers: Table = {}
    after_numbers: Table = {}
    between_words: Table = {}
    anywhere: Table = {}


class Decimals(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How decimals are said where engines do not know it."""

    said: str = ""
    """Of ``{whole}``, ``{fraction}`` and ``{place}``; empty: left to the engine."""
    whole: str = ""
    """Its forms, for ``{wholes}``."""
    places: tuple[str, ...] = ()
    """The forms of tenths, hundredths and so on."""


class Language(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language."""

    decimal: str = ","
    """The decimal sign."""
    groups: str = ". "
    """The signs between groups of three figures."""
    engines_read_blank_groups: bool = True
    slavic_plural: bool = False
    """Whether nouns have three forms, after 1, 2 and 5, as in Russian."""
    one_below_two: bool = False
    """Whether 1.5 takes the singular, as in French."""
    all_words: bool = False
    """Whether engines read figures one by one, so that every number is written out."""
    cyrillic: bool = False
    """Whether it is written in Cyrillic letters, not in Latin ones."""
    attributive: str = ""
    """The articles after which a quantity before a noun is singular: "a 5 mile run"."""
    not_nouns: str = ""
    feminine: Table = {}
    first: Table = {}
    """Patterns that go before all others, and what takes their place."""
    words: Words = Words()
    numerals: Table = {}
    ordinals: Ordinals = Ordinals()
    dates: Dates = Dates()
    times: Times = Times()
    money: Money = Money()
    scales: Table = {}
    units: Table = {}
    initialisms: Initialisms = Initialisms()
    abbreviations: Abbreviations = Abbreviations()
    decimals: Decimals = Decimals()
    romans: Romans = Romans()
    fractions: Table = {}
    """Fractions as written and as said, and "and", which joins them to a whole number."""
    symbols: Table = {}
    respelling: Table = {}
    """Letters for the sounds of IPA."""


class Speech:
    """A language with what is derived from its tables."""

    def __init__(self, tag: str, table: Language) -> None:
        self.tag = tag
        self.table = table

    @cached_property
    def numerals(self) -> Numerals:
        """Its number words."""
        return Numerals(self.table.numerals)

    @cached_property
    def number(self) -> str:
        """A pattern of a number with its groups and decimals."""
        signs = "".join(rf"\{sign}" for sign in self.table.groups)
        signs += "\u00a0\u202f" if " " in self.table.groups else ""
        decimal = rf"(?:\{self.table.decimal}\d+)?"
        return rf"(?:\d{{1,3}}(?:[{signs}]\d{{3}})+(?!\d){decimal}|\d+{decimal})"

    def form(self, forms: str, number: str) -> str:
        """The form of a noun after a number as it is written; the last is that after millions."""
        several = [one.strip() for one in forms.split(",")]
        whole, _, fraction = number.partition(self.table.decimal)
        figures = "".join(filter(str.isdecimal, whole))
        if self.table.slavic_plural and len(several) > 2:  # noqa: PLR2004 - 1, 2 and 5
            return several[1 if fraction else _slavic(figures)]
        one = figures == "1" and not fraction
        one = one or (self.table.one_below_two and figures in ("0", "1"))
        return several[0] if one or len(several) == 1 else several[1]

    def ordinal(self, number: int, form: str = "") -> str:
        """The ordinal in one of the language's forms; the basic one where it has no such form."""
        said = self.numerals.say(number, "ordinal")
        endings = self.table.ordinals.forms.get(form, {})
        for ending, by in endings.items():
            if said.endswith(ending):
                return said[: len(said) - len(ending)] + by
        return said

    def year(self, number: int) -> str:
        """A year as it is said; figures where engines say it well."""
        return self.numerals.say(number, "year") if "year" in self.numerals else str(number)


def _slavic(figures: str) -> int:
    last, teens = figures[-1:], figures[-2:-1] == "1"
    if last == "1" and not teens:
        return 0
    return 1 if last in ("2", "3", "4") and not teens else 2


@cache
def speech(tag: str) -> Speech:
    """What is known of a language by its BCP 47 tag; next to nothing where it has no tables."""
    base = tag.split("-", maxsplit=1)[0].lower()
    return Speech(tag, _table(base))


@cache
def _table(base: str) -> Language:
    file = files("audionews.data") / "spoken" / f"{base}.toml"
    if not (base.isalpha() and file.is_file()):
        return Language()
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Language)
