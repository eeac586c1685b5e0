"""The everyday words of a language, for telling a word from a name or an initialism."""

import gzip
from functools import cache
from importlib.resources import files

_ENDINGS = (
    ("'s", ("",)), ("s", ("",)), ("es", ("", "e")), ("ies", ("y",)), ("d", ("",)),
    ("ed", ("", "e")), ("ied", ("y",)), ("ing", ("", "e")), ("ly", ("", "le")), ("er", ("", "e")),
    ("ers", ("", "e")), ("est", ("", "e")), ("ness", ("",)), ("less", ("",)), ("able", ("", "e")),
)  # fmt: skip
_SHORTEST_STEM = 3


def words(tag: str) -> frozenset[str]:
    """The list of the language's words, without most of their endings; empty: there is none."""
    return _words(tag.split("-", maxsplit=1)[0].lower())


def known(tag: str) -> bool:
    """Whether there is a list of the language's words."""
    return bool(words(tag))


def knows(word: str, tag: str) -> bool:
    """Whether it is an everyday word of the language, in any of its usual endings."""
    listed = words(tag)
    return word in listed or any(
        f"{word[: -len(ending)]}{stem}" in listed
        for ending, stems in _ENDINGS
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM
        for stem in stems
    )


@cache
def _words(base: str) -> frozenset[str]:
    file = files("audionews.data") / "words" / f"{base}.txt.gz"
    if not (base.isalpha() and file.is_file()):
        return frozenset()
    return frozenset(gzip.decompress(file.read_bytes()).decode().split())
