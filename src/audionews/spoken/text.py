"""From written text to what an engine is given.

One ordered pipeline of rules for each language.  A class of rules has a module; those that need
the written form most, such as addresses, come before those that would take it apart.
"""

import re
from functools import cache

from audionews.spoken import (
    abbreviations,
    dates,
    initialisms,
    numbers,
    ordinals,
    quantities,
    symbols,
    times,
    web,
)
from audionews.spoken.language import speech
from audionews.spoken.lexicon import Lexicon
from audionews.spoken.rule import Rule

_STAGES = (
    web.rules,
    numbers.phones,
    abbreviations.rules,
    times.rules,
    dates.rules,
    ordinals.rules,
    quantities.rules,
    numbers.rules,
    initialisms.rules,
    symbols.rules,
)
_HOUSE = Lexicon()
_MARKS = str.maketrans("", "", '"“”„«»‟〝〞')
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})
_NEVER_HEARD = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_BLANKS = re.compile(r"\s{2,}")
_PAUSES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"''", " "),  # a quotation mark typed as two apostrophes
        (r"[\[\]]", ""),  # an editor's insertion is said without its brackets
        (r"\s*(?:\.\s?){2,}\.|\s*…\.?", " … "),
        (r"(?<=\s)-{1,3}(?=\s|$)|-{2,3}|\s*[—―]\s*|(?<=\s)–(?=\s|$)", " … "),
        (r"^\s*…\s*", ""),
        (r"\s*([,;:.!?])\s*…\s*", r"\1 "),  # one pause is enough
        (r"\s*…[\s…]*$", "."),  # a sentence that trails off still ends
        (r"\s*…[\s…]*", ", "),  # every engine pauses at a comma
        (r"\s+", " "),
        (r"\s+([,;:.!?])", r"\1"),
        (r"^[\s,;:.!?)\]-]+", ""),
    )
)
_AGENCY = re.compile(r"\s*\([^)]*\)|(?<=\s)[-–—]+.*$|\s*[-–—_:]+\s*$")
_CAPITALS = re.compile(r"\b[^\W\d_]{3,}\b")


def spoken(text: str, language: str = "en", lexicon: Lexicon | None = None) -> str:
    """What an engine is given for the written text: words and figures that any engine says right.

    What the lexicon knows is said as it says.  Abbreviations, initialisms, dates, money, measures
    and addresses become words; dashes and ellipses become pauses; quotation marks, brackets and
    control characters go.  A number that engines read well stays as it is, and so does every word
    that needs no rewriting.  Empty where there is nothing to say.

    Args:
        text: a sentence, or the part of one that a single voice says.
        language: BCP 47; one without tables of its own gets what holds for all.
        lexicon: the pronunciations to use; None takes the house's own.
    """
    said = _NEVER_HEARD.sub(" ", text.translate(_APOSTROPHES).translate(_MARKS))
    said = _BLANKS.sub(" ", said)
    said = (lexicon or _HOUSE).apply(said, language)
    for rule in _rules(language):
        said = rule(said)
    for pattern, by in _PAUSES:
        said = pattern.sub(by, said)
    return said.strip()


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    known = speech(language)
    return tuple(rule for stage in _STAGES for rule in stage(known))


def spoken_place(dateline: str, language: str = "en", lexicon: Lexicon | None = None) -> str:
    """A dateline said as a place: ``"HANOI, Vietnam (AP) —"`` is "Hanoi, Vietnam."."""
    place = _AGENCY.sub("", dateline)
    place = _CAPITALS.sub(lambda word: _titled(word.group()), place)
    return f"{place.rstrip(' .,;')}." if (place := spoken(place, language, lexicon)) else ""


def _titled(word: str) -> str:
    return word.capitalize() if word.isupper() else word
