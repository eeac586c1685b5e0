"""Signs that are said as words, slashes, and emoji."""

import re
import unicodedata
from collections.abc import Iterator

from audionews.spoken.language import Speech
from audionews.spoken.rule import Match, Rule, any_of, containing

_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff"
_MODIFIERS = "\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"


def rules(speech: Speech) -> Iterator[Rule]:
    """The rules of a language."""
    yield Rule(f"[{_MODIFIERS}]", "", re.compile(f"[{_MODIFIERS}]"))
    yield Rule(
        f"[{_EMOJI}]",
        lambda found: _emoji(found, speech.table.words.emoji),
        re.compile(f"[{_EMOJI}]"),
    )
    if speech.table.symbols:
        yield Rule(
            rf"\s*({any_of(speech.table.symbols)})(?!\w*;)\s*",
            lambda found: f" {speech.table.symbols[found[1]]} ",
            containing("".join(speech.table.symbols)),
        )
    yield Rule(r"(?<=\w)\(s\)", "s", containing("("))
    yield Rule(r"(?<=[^\W\d])\s?/\s?(?=[^\W\d])", ", ", containing("/"))
    yield Rule(r"(?<!\w)/|/(?!\w)", " ", containing("/"))
    yield Rule(r"[*_^|~•·●■→←™®†‡<>{}\\]+", " ", containing("*_^|~•·●■→←™®†‡<>{}\\"))


def _emoji(found: Match, word: str) -> str:
    name = unicodedata.name(found.group(), "").lower() if word else ""
    return f" … {name} {word} … " if name else " "
