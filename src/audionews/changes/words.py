"""Changes in plain words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from audionews.model import Voice

_MOST = 3
"""Differences of one line that are told; the others are counted."""
_LONGEST = 40
_WORD = re.compile(r"\w+(?:['’-]\w+)*|\S")


def edited(before: str, now: str) -> str:
    """Which words of a text were replaced, put in and taken out."""
    differences = list(_differences(before, now))
    if not differences:
        return "other spaces"
    told = differences[:_MOST]
    if more := len(differences) - len(told):
        told.append(f"{more} more")
    return ", ".join(told)


def became(what: str, before: object, now: object) -> str:
    """What a thing is, and what it was."""
    return f"{what} is {now}, was {before}"


def voice(before: Voice, now: Voice) -> str:
    """Which voice it is, where it was another one; else empty."""
    if (before.engine, before.id) == (now.engine, now.id):
        return ""
    return became("the voice", *(f"{one.name or one.id} ({one.engine})" for one in (before, now)))


def pace(before: Voice, now: Voice) -> str:
    """The speed and pitch that the voice is set to, where they were others; else empty."""
    differences = []
    if before.rate != now.rate:
        differences.append(became("its speed", f"{before.rate:g}", f"{now.rate:g}"))
    if before.pitch != now.pitch:
        differences.append(became("its pitch", f"{before.pitch:+g}", f"{now.pitch:+g}"))
    return ", ".join(differences)


def sounds(before: Iterable[tuple[str, str]], now: Iterable[tuple[str, str]]) -> str:
    """Which words have other sounds, in IPA, than they had."""
    old, new = dict(before), dict(now)
    return ", ".join(
        became(f"“{word}”", _ipa(old.get(word)), _ipa(new.get(word)))
        for word in dict.fromkeys((*new, *old))
        if old.get(word) != new.get(word)
    )


def _ipa(given: str | None) -> str:
    return f"/{given}/" if given else "as written"


def _differences(before: str, now: str) -> Iterator[str]:
    """Each passage that differs, from its first word or mark to its last."""
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(now))
    texts = [[word[0] for word in words] for words in (old, new)]
    matcher = SequenceMatcher(None, texts[0], texts[1], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "replace":
            yield f"{_quoted(before, old[a:b])} is now {_quoted(now, new[c:d])}"
        elif tag == "insert":
            yield f"with {_quoted(now, new[c:d])}"
        elif tag == "delete":
            yield f"without {_quoted(before, old[a:b])}"


def _quoted(text: str, words: Sequence[re.Match[str]]) -> str:
    passage = text[words[0].start() : words[-1].end()]
    return f"“{passage if len(passage) <= _LONGEST else passage[: _LONGEST - 1].rstrip() + '…'}”"
