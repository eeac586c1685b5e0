"""Bylines: which line names the writers, and who they are."""

import re

from audionews.article import dates, lexicon

_WORD = re.compile(r"[^\s,;|•·]+")
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "st",
        "mc",
        "y",
        "e",
        "i",
        "und",
        "and",
        "et",
        "og",
        "och",
        "en",
        "&",
        "y",
    ]
)
_CONJUNCTION = re.compile(r"\s+(?:and|und|et|y|e|i|og|och|en|и|ve|&)\s+|\s*[&;、]\s*")
_TAIL = re.compile(r"\s*(?:[|•·(<\[/=]|\s[-–—]\s|https?:|\S+@\S+|@\w+|\d).*$", re.DOTALL)
_TITLE = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|staff|news|times|post|press|agency|bureau|team|"
    r"the|tribune|journal|journalist|analyst|producer|ap|afp|reuters|dpa|bbc|cnn|npr|magazine|"
    r"redakteur\w*|korrespondent\w*|redaktion|rédaction|rédacteur|redacción|redação|foreign|desk)\b",
    re.IGNORECASE,
)
_UNCASED = re.compile("[\u0590-\u1fff\u3040-\u9fff\uac00-\ud7af]")
_LONGEST = 140
_MOST_WORDS_OF_A_NAME = 5


def is_byline(line: str) -> bool:
    """Whether the line says who wrote the article, after "By" or its like."""
    return len(line) <= _LONGEST and bool(authors(line))


def authors(line: str) -> tuple[str, ...]:
    """The names after "By" or its like; none where the line is no byline."""
    opening = lexicon.phrases("byline start").opening(line)
    if not opening:
        return ()
    rest = line[line.lower().find(opening) + len(opening) :].lstrip(" :\u00a0")
    return names(rest)


def names(text: str) -> tuple[str, ...]:
    """The names of people that the text consists of, roles and papers left out."""
    text = _TAIL.sub("", text).strip(" .,:-")
    if not text:
        return ()
    many = bool(_CONJUNCTION.search(text))
    parts = [part.strip() for part in re.split(r"\s*,\s*", _CONJUNCTION.sub(", ", text))]
    people = [part for part in parts if part and looks_like_name(part) and not _TITLE.search(part)]
    if not parts or parts[0] not in people:
        return ()
    return tuple(people if many else people[:1])


def looks_like_name(text: str) -> bool:
    """Whether the text has the shape of a person's name: a few capitalised words."""
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS_OF_A_NAME or any(map(str.isdigit, text)):
        return False
    if _UNCASED.search(text):
        return len(text) <= 24
    capitals = [word for word in words if word[0].isupper() and word[1:2] != "."]
    return bool(capitals) and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)


def is_bare_name(line: str) -> bool:
    """Whether the line is nothing but a name of two to four words, perhaps with a role."""
    if len(line) > 80 or dates.is_date(line):
        return False
    head, comma, role = line.partition(",")
    words = head.split()
    if not 2 <= len(words) <= 4 or not looks_like_name(head) or _UNCASED.search(head):
        return False
    return bool(not comma or _TITLE.search(role))
