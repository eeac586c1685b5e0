"""Bylines: which line names the writers, and who they are."""

import re

from audionews.article import dates, lexicon

_PARTICLES = frozenset(
    {"de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der"}
    | {"den", "ten", "ter", "al", "el", "bin", "ben", "ibn", "abu", "zu", "af", "av"}
)
_CONJUNCTION = re.compile(
    r"\s+(?:and|und|et|y|e|i|og|och|en|и|та|және|ve|with|mit|avec|con)\s+|\s*[&;、，]\s*"
)
_TAIL = re.compile(
    r"\s*(?:[|•·(<\[/=]|\s[-–—]\s|https?:|\S+@\S+|@\w+|\d|\bFollow\b|\bPublished\b|\bUpdated\b).*$",
    re.DOTALL,
)
_ROLE = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|writers?|staff|news|times|post|press|agency|agencies|"
    r"bureau|team|the|tribune|journal|journalist|analyst|producer|ap|afp|reuters|dpa|bbc|cnn|npr|"
    r"magazine|desk|wire|wires|foreign|contributor|columnist|redakteur\w*|korrespondent\w*|"
    r"redaktion|rédaction|rédacteur|redacción|redação|redazione|редакция|корреспондент)\b",
    re.IGNORECASE,
)
_PARTING = frozenset("|·•-–—")
_SEGMENTS = re.compile(r"\s*[|·•]\s*")
_DASHES = re.compile(r"\s[-–—]\s(?=.*\d)|(?<=\d)\s+by\s")
_UNCASED = re.compile("[\u0590-\u109f\u1100-\u1fff\u3040-\u9fff\uac00-\ud7af]")
_NAME_AFTER_BY = re.compile(r"^\S.{0,40}\sBy (?P<name>[A-Z].*)$")
_LONGEST = 220
_MOST_WORDS_OF_A_NAME = 5


def is_byline(line: str) -> bool:
    """Whether the line says who wrote the article: after "By", or beside a date."""
    if len(line) > _LONGEST:
        return False
    may_part = not _PARTING.isdisjoint(line) or " by " in line
    if may_part and (_SEGMENTS.search(line) or _DASHES.search(line)):
        return _is_byline_with_date(line)
    rest = _after_by(line)
    return bool(rest) and bool(names(rest) or _is_desk(rest))


def authors(line: str) -> tuple[str, ...]:
    """The names of people in a byline, with or without its "By"."""
    segments = [segment for segment in _SEGMENTS.split(line) if not dates.is_date(segment)]
    for segment in sorted(segments, key=lambda segment: not _after_by(segment)):
        found = names(_after_by(segment) or segment)
        if found:
            return found
    return ()


def _is_byline_with_date(line: str) -> bool:
    segments = (_SEGMENTS if _SEGMENTS.search(line) else _DASHES).split(line)
    others = [segment for segment in segments if not dates.is_date(segment)]
    return len(others) < len(segments) and any(
        names(_after_by(segment)) or (len(names(segment)) and " " in segment) for segment in others
    )


def names(text: str) -> tuple[str, ...]:
    """The names of people that the text consists of, roles and papers left out."""
    text = _TAIL.sub("", text).strip(" .,:-")
    if not text:
        return ()
    many = bool(_CONJUNCTION.search(text))
    parts = [part.strip() for part in _CONJUNCTION.sub(", ", text).split(",")]
    people = [part for part in parts if looks_like_name(part) and not _ROLE.search(part)]
    if parts[0] not in people:
        return ()
    return tuple(people if many or len(people) == len(parts) else people[:1])


def looks_like_name(text: str) -> bool:
    """Whether the text has the shape of a person's name: a few capitalised words."""
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS_OF_A_NAME or any(map(str.isdigit, text)):
        return False
    if _UNCASED.search(text):
        return len(text) <= 24
    if any(mark in text for mark in '/!?:"“”«»'):
        return False
    return words[0][0].isupper() and all(
        word[0].isupper() or word.lower() in _PARTICLES or word[1:2] in "'’" for word in words
    )


def is_bare_byline(line: str) -> bool:
    """Whether the line is nothing but full names, perhaps with a role or a paper after them."""
    if len(line) > 90 or dates.is_date(line) or _UNCASED.search(line):
        return False
    head = line.partition(",")[0]
    if _is_desk(line):
        return True
    found = names(line)
    return (
        bool(found)
        and all(2 <= len(name.split()) <= 4 for name in found)
        and (len(found) > 1 or bool(_TAIL.search(line)) or head == line or bool(_ROLE.search(line)))
    )


def _after_by(line: str) -> str:
    opening = lexicon.openings(line).get("byline start", "")
    if not opening:
        later = _NAME_AFTER_BY.match(line) if " By " in line else None
        return later["name"] if later else ""
    rest = line[lexicon.folded(line).find(opening) + len(opening) :]
    if opening[-1] != ":" and _UNCASED.match(opening) and rest[:1] not in " :：/／":
        return ""
    return rest.lstrip(" :：/／\u00a0")


def _is_desk(text: str) -> bool:
    """A desk or an agency in place of a person: "Our Foreign Staff", "dpa correspondents"."""
    words = text.split()
    return (
        len(words) <= 5
        and bool(
            re.search(r"(?i)\b(?:staff|correspondents?|reporters?|wires?|agencies|desk)\W*$", text)
        )
        and not any(map(str.isdigit, text))
    )
