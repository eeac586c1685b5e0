"""Words in capitals: UN and OSCE letter by letter, NATO and ASTANA as words."""

import re
from collections.abc import Iterator
from functools import lru_cache

from audionews.spoken import vocabulary
from audionews.spoken.language import Initialisms, Speech
from audionews.spoken.rule import CAPITALS, UPPER, Match, Rule, after, words_before

_LONGEST_SPELT = 5
_SHOUTED = 0.6
"""The share of capitals from which a text is taken to be in capitals throughout."""
_SHORTEST_SHOUT = 12
_VOWELS = set("AEIOUYÄÖÜÉÈÊÁÍÓÚАЕЁИОУЫЭЮЯӘІҰҮӨ")
_OPENINGS = frozenset(
    """
    BL BR CH CL CR DJ DR DW FL FR GH GL GR JH KH KL KN KR KW PH PL PR PS QU RH SC SCH SCR SH SHR
    SK SL SM SN SP SPL SPR SQ ST STR SW TH THR TR TS TW VL WH WR ZH
    """.split()  # noqa: SIM905 - a list of strings would fill the screen
)
_ENDINGS = frozenset(
    """
    BS CH CK CT DS FF FT GH GHT GS KS LD LF LK LL LM LP LS LT LTH MP MPH MS NCH ND NDS NG NGS NK
    NS NT NTH NTS NX PH PS PT RCH RD RDS RF RG RK RKS RL RM RN RP RS RSH RST RT RTH RTS SH SK SM
    SP SS ST TCH TH TS TZ WL WN WS YS
    """.split()  # noqa: SIM905 - the same
)
_RUNS = re.compile(r"[^AEIOUYÄÖÜÉÈÊÁÍÓÚ]+|[AEIOUYÄÖÜÉÈÊÁÍÓÚ]+")
_LONGEST_RUN = 3


def rules(speech: Speech) -> Iterator[Rule]:
    """The rules of a language."""
    table = speech.table.initialisms
    known = _Known(table)
    yield Rule(
        rf"(?<![\w.])((?:{UPPER}\.){{2,}})(?=\s+[\w\"'(]|-\w)",
        lambda found: found[1].rstrip("."),
        CAPITALS,
    )
    yield Rule(
        rf"(?<![\w.])(?P<word>{UPPER}{{2,}})(?P<s>'?s'?|')?(?!\w|\.{UPPER}(?!\w))",
        lambda found: _said(found, known, speech),
        CAPITALS,
    )


class _Known:
    def __init__(self, table: Initialisms) -> None:
        self.letters = frozenset(table.letters.split())
        self.words = frozenset(table.words.split())
        self.plain = frozenset(table.plain.split())
        self.unchanged = frozenset(table.unchanged.split())


def _said(found: Match, known: _Known, speech: Speech) -> str:
    word, ending = found["word"], found["s"] or ""
    if word in known.unchanged:
        return found.group()
    if not _spelt(word, known, speech, shouted=_shouted(found, speech)):
        return f"{word.capitalize()}{ending}"
    letters = spelt(word, speech)
    return f"{letters}.'s" if "s" in ending else f"{letters}{ending}"


def spelt(word: str, speech: Speech) -> str:
    """The letters of a word, written so that engines say each: "U.N"."""
    names = speech.table.initialisms.names
    if names:
        return "-".join(names.get(letter.lower(), letter.lower()) for letter in word)
    return ".".join(letter.upper() for letter in word if letter.isalnum())


def _spelt(word: str, known: _Known, speech: Speech, *, shouted: bool) -> bool:
    table = speech.table.initialisms
    if word in known.letters:
        return True
    if word in known.words or word in known.plain:
        return False
    long = len(word) > table.letters_up_to
    if (long or shouted) and vocabulary.knows(word.lower(), speech.tag):
        return False
    return not long or (table.spell_unknown and not pronounceable(word))


def _shouted(found: Match, speech: Speech) -> bool:
    """Whether the word stands in a text in capitals, or beside an everyday word in capitals."""
    if _in_capitals(found.string):
        return True
    beside = (*words_before(found)[-1:], *after(found).split()[:1])
    words = [word.strip(".,:;!?'()") for word in beside]
    return any(
        word.isupper() and len(word) > 3 and vocabulary.knows(word.lower(), speech.tag)  # noqa: PLR2004 - not "IT"
        for word in words
    )


@lru_cache(maxsize=8)
def _in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(map(str.isupper, letters))
    return len(letters) > _SHORTEST_SHOUT and capitals > _SHOUTED * len(letters)


def pronounceable(word: str) -> bool:
    """Whether a word in capitals looks like one that can be said as a word.

    It has a vowel, no long run of either vowels or consonants, and begins and ends as words do.
    """
    if _VOWELS.isdisjoint(word):
        return False
    if not word.isascii():
        return True
    runs = _RUNS.findall(word)
    longest = max(map(len, runs))
    if len(word) > _LONGEST_SPELT:
        return longest <= _LONGEST_RUN + 1
    first, last = runs[0], runs[-1]
    opens = len(first) == 1 or first[0] in _VOWELS or first in _OPENINGS
    closes = len(last) == 1 or last[0] in _VOWELS or last in _ENDINGS
    return opens and closes and (longest < _LONGEST_RUN or first in _OPENINGS or last in _ENDINGS)
