"""From written text to what an engine is given."""

import re

_MARKS = str.maketrans("", "", '"“”„«»‟〝〞')
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})
_REWRITES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]", " "),  # never heard
        (r"''", " "),  # a quotation mark typed as two apostrophes
        (r"[\[\]]", ""),  # an editor's insertion is said without its brackets
        (r"\s*(?:\.\s?){2,}\.|\s*…", " … "),
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


def spoken(text: str, language: str = "en") -> str:
    """What an engine is given for the written text: the words, without what only the eye needs.

    Dashes and ellipses become pauses, ``[inserted]`` words lose their brackets, quotation marks
    and control characters go.  Empty where there is nothing to say.
    """
    del language  # numbers and abbreviations are the engine's, so far
    said = text.translate(_APOSTROPHES).translate(_MARKS)
    for pattern, by in _REWRITES:
        said = pattern.sub(by, said)
    return said.strip()


def spoken_place(dateline: str) -> str:
    """A dateline said as a place: ``"HANOI, Vietnam (AP) —"`` is "Hanoi, Vietnam."."""
    place = spoken(_AGENCY.sub("", dateline))
    place = _CAPITALS.sub(lambda word: _titled(word.group()), place)
    return f"{place.rstrip(' .,;')}." if place else ""


def _titled(word: str) -> str:
    return word.capitalize() if word.isupper() else word
