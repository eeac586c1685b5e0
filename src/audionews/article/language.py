"""Which language a text is in: by its script, then by its commonest words and its own letters.

The words stand in ``data/languages.json``.  The table is read once, weighs 15 kB, and needs no
library; it knows what a general detector often does not: Uzbek, Kyrgyz, Tajik and Turkmen.
"""

import json
import pkgutil
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

DEFAULT = "en"

_SAMPLE = 3000  # characters; enough to be sure, and read in two milliseconds
_SURE = 0.04  # of the evidence a word can give: below it a text has no language of its own
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
# Python's \w leaves out the marks that Latin, Hebrew and Devanagari write over their letters.
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis"})
_MARKS = r"\u0300-\u036f\u05b0-\u05c7\u0900-\u0903\u093a-\u0957\u0962\u0963"
_WORD = re.compile(rf"(?:[^\W\d_]|[{_MARKS}])+")
_UZBEK_APOSTROPHE = re.compile(r"(?<=[og])['’ʻ‘ʼ`](?=[^\W\d_])")
_LETTER = 0.5  # what a letter that few alphabets have weighs beside a common word
_SCRIPT_NAMES = {
    "CJK": "Han",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
    "ORIYA": "Odia",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The languages of one script, and what each word or letter says for which of them."""

    languages: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    letters: dict[str, tuple[str, ...]]


def detect(text: str, *, hint: str = "") -> str:
    """The language of a text as BCP 47.

    A hint, such as an HTML page's ``lang`` or a file's front matter, is believed with its region
    ("en-GB") unless the text plainly speaks another language.  A text that tells nothing has the
    hint's language, its script's commonest one, or English.
    """
    hinted = normal(hint)
    scores = _scores(_sample(text))
    if not scores:
        return hinted or DEFAULT
    best = max(scores, key=lambda language: scores[language])
    if hinted and not _contradicts(best, scores, hinted):
        return hinted
    return best


def _contradicts(best: str, scores: dict[str, float], hinted: str) -> bool:
    """Whether the text is in another script than the hint's, or speaks plainly otherwise."""
    primary = hinted.partition("-")[0]
    if primary not in _known():
        return False
    of_hint = [score for tag, score in scores.items() if tag.partition("-")[0] == primary]
    if not of_hint and "en" not in scores:
        return True
    return scores[best] >= 3 * _SURE and max(of_hint, default=0.0) < scores[best] / 3


def normal(hint: str) -> str:
    """A tag in its usual spelling ("en_us" is "en-US"); empty for what names no language."""
    if not _TAG.fullmatch(hint.strip()) or hint.strip()[:3].lower() in _NO_LANGUAGE:
        return ""
    first, *rest = re.split("[-_]", hint.strip())
    subtags = [{2: part.upper(), 4: part.title()}.get(len(part), part) for part in rest]
    return "-".join([first.lower(), *subtags])


def _sample(text: str) -> str:
    """The longest lines: menus, names and addresses stand in short ones."""
    lines = sorted(text[: 40 * _SAMPLE].splitlines(), key=len, reverse=True)
    sample, room = list[str](), _SAMPLE
    for line in lines:
        if room <= 0 or 3 * len(line) < len(lines[0]):
            break
        sample.append(line[:room])
        room -= len(line)
    return "\n".join(sample)


def _scores(sample: str) -> dict[str, float]:
    """What speaks for each language, per word; the first of a script's wins where nothing does."""
    lowered = unicodedata.normalize("NFC", sample).lower()
    script = _script(lowered)
    table = _tables().get(script)
    if table is None:
        return {}
    words = _WORD.findall(_UZBEK_APOSTROPHE.sub("ʻ", lowered))
    if not words:
        return {}
    letters = (letter for word in words for letter in word)
    found = dict.fromkeys(table.languages, 0.0)
    for language, weight in _votes(words, table.words):
        found[language] += weight
    for language, weight in _votes(letters, table.letters):
        found[language] += weight * _LETTER
    scores = {language: votes / len(words) for language, votes in found.items()}
    if script == "Latin" and max(scores.values()) < _SURE:
        return {}
    return scores


def _votes(pieces: Iterable[str], table: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, float]]:
    for piece in pieces:
        languages = table.get(piece, ())
        for language in languages:
            yield language, 1 / len(languages)


def _script(text: str) -> str:
    """The script of most letters; a fifth of kana makes a Chinese page a Japanese one."""
    counts = Counter(map(_script_of, filter(str.isalpha, text[:1000])))
    if counts["Kana"] > (counts["Kana"] + counts["Han"]) / 5:
        counts["Kana"] += counts["Han"]
    # An ideograph is a word, and holds its place against the letters of a name beside it.
    counts.update({script: 2 * counts[script] for script in ("Han", "Kana", "Hangul")})
    return max(counts, key=lambda script: counts[script], default="")


@cache
def _script_of(letter: str) -> str:
    first = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
    return _SCRIPT_NAMES.get(first, first.title())


@cache
def _known() -> frozenset[str]:
    return frozenset(
        language.partition("-")[0] for table in _tables().values() for language in table.languages
    )


@cache
def _tables() -> dict[str, _Table]:
    # pkgutil, since the first use of importlib.resources takes longer than all the rest.
    data = pkgutil.get_data("audionews.data", "languages.json") or b"{}"
    scripts: dict[str, dict[str, dict[str, str]]] = json.loads(data)
    return {script: _table(languages) for script, languages in scripts.items()}


def _table(languages: dict[str, dict[str, str]]) -> _Table:
    words, letters = dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]]()
    for language, marks in languages.items():
        for word in set(marks.get("words", "").split()):
            words[word] = (*words.get(word, ()), language)
        for letter in set(marks.get("letters", "")):
            letters[letter] = (*letters.get(letter, ()), language)
    return _Table(languages=tuple(languages), words=words, letters=letters)
