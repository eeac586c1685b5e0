"""Captions of pictures and the credits that stand with them."""

import re

from audionews.article import lexicon

_BRACKETED = re.compile(
    r"^(?P<caption>.*?)\s*(?P<credit>[\[(（【][^\[\]()（）]{2,90}[\])）】])\.?$", re.DOTALL
)
_LABELLED = re.compile(
    r"^(?P<caption>.*?)(?<![\w])(?P<credit>(?:Photo(?:graph)?s?(?: by)?|Credit|Image|Picture|Foto|Bild|Crédit(?: photo)?s?|"
    r"Crédito|Photo credit|Image credit|Fotografía|Fotografia|Zdjęcie|Фото|写真|사진|图|Source|Quelle|"
    r"Courtesy(?: of)?)\s?[:/]\s?.{2,90}|©.{2,90})$",
    re.DOTALL,
)
_HIDE = re.compile(r"\s*(?:hide caption|toggle caption|\.\.\. more)$", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:/|,|\||\s-\s|\s–\s|\bvia\b|\bfor\b)\s*")
_SENTENCE_END = re.compile(r"[.!?。！？”\"’)]\s*")
_LONGEST_CREDIT = 90


def split_credit(line: str) -> tuple[str, str]:
    """The caption and the credit of a line; the credit is empty where the line has none."""
    for pattern in (_BRACKETED, _LABELLED):
        found = pattern.match(line)
        if found and (
            pattern is _LABELLED or _is_credit_text(found["credit"], bool(found["caption"]))
        ):
            return found["caption"].rstrip(), found["credit"]
    return _split_agency(line)


def _split_agency(line: str) -> tuple[str, str]:
    """A caption that ends in a sentence and then "Name/Agency"."""
    for end in reversed(list(_SENTENCE_END.finditer(line[-_LONGEST_CREDIT:]))):
        at = max(0, len(line) - _LONGEST_CREDIT) + end.end()
        tail = line[at:]
        if tail and is_agency_credit(_HIDE.sub("", tail)):
            return line[:at].rstrip(), tail
    return (line, "")


def is_credit(line: str) -> bool:
    """Whether the whole line is a picture's credit."""
    if len(line) > _LONGEST_CREDIT:
        return False
    caption, credit = split_credit(line)
    return (bool(credit) and not caption) or is_agency_credit(line)


def is_agency_credit(text: str) -> bool:
    """Whether the text is "Name/Agency", "Agency", or "Agency/Name"."""
    parts = [part for part in _SPLIT.split(text.strip(" ()[]")) if part]
    if not parts or len(text) > _LONGEST_CREDIT or text.rstrip().endswith((".", "?", "!", ":")):
        return False
    agencies = lexicon.phrases("agency")
    return any(agencies.whole(part) for part in parts) and all(
        len(part.split()) <= 5 and part[0].isupper() for part in parts
    )


def _is_credit_text(credit: str, follows: bool) -> bool:
    inner = credit[1:-1].strip()
    if lexicon.phrases("credit start").opening(inner):
        return True
    if credit.startswith(("[", "【")):
        return follows and inner[:1].isupper() and len(inner.split()) <= 8
    return is_agency_credit(inner) or inner.lower().startswith(
        ("ap photo", "afp photo", "reuters/")
    )
