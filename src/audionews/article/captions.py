"""Captions of pictures and the credits that stand with them."""

import re

from audionews.article import lexicon

_CLOSING_BRACKET = re.compile(r"[\[(（【](?P<inner>[^\[\]()（）【】]{2,90})[\])）】]\.?$")
_LABELS = (
    r"Photo(?:graph|s| credit| by|graph by)?|Picture|Pic|Image(?: credit| source)?|Credits?|"
    r"Foto(?:s|grafia|grafía)?|Bild(?:quelle)?|Crédits?(?: photos?)?|Créditos?|Zdjęcie|Фото|"
    r"Illustration|Courtesy(?: of)?|写真|사진|图片来源|图"
)
_LABELLED = re.compile(
    rf"(?:(?<=[\s.,;|/])|(?<=[a-z\u00df-\u024f)\d](?=[A-Z]))|^)"
    rf"(?P<credit>(?:{_LABELS})\s?[:：/]\s?\S.{{0,80}}"
    r"|(?:Courtesy of|/ ?\([Cc]\)|\([Cc]\)|/ ?©|©)\s?\S.{1,80}|＝[^。]{2,20})$"
)
_COMMA_PHOTO = re.compile(r"(?i)(?<=,\s)(?P<credit>(?:photo|foto)\s?:\s?\S.{1,80})$")
_ONE_WORD = re.compile(r"^[\w-]+$")
_TAIL_WORDS = re.compile(r"\s*(?:hide caption|toggle caption|\.\.\. more)$", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:/|,|\||\s-\s|\s–\s|\bvia\b|\bfor\b)\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？”\"’)=＝])\s*")
_SIGNS = re.compile(r"[\])）】/:：©＝]|Courtesy")
_NAME_AND_AGENCY = re.compile(r"(?<=\w\s)[A-Z][\w.'’-]+ [A-Z][\w.'’-]+ ?/ ?[A-Z][\w ]{1,20}$")
_LONGEST_CREDIT = 90


def split_credit(line: str) -> tuple[str, str]:
    """The caption and the credit of a line; the credit is empty where the line has none."""
    at = _credit_start(line) if may_have_credit(line) else len(line)
    return line[:at].rstrip(), line[at:]


def may_have_credit(line: str) -> bool:
    """Whether it is worth a closer look: a bracket, a slash or a colon, or an agency's name."""
    tail = line[-_LONGEST_CREDIT - 20 :]
    if _SIGNS.search(tail):
        return True
    *_, last = ["", *tail.rsplit(maxsplit=1)]
    return last.lower() in lexicon.words("agency")


def _credit_start(line: str) -> int:
    head = max(0, len(line) - _LONGEST_CREDIT - 20)
    tail = line[head:]
    bracket = _CLOSING_BRACKET.search(tail)
    if bracket and _is_bracketed_credit(bracket.group(), bracket["inner"], head + bracket.start()):
        return head + bracket.start()
    for pattern in (_LABELLED, _COMMA_PHOTO):
        labelled = pattern.search(tail)
        if labelled:
            return head + labelled.start("credit")
    return _agency_start(line)


def _agency_start(line: str) -> int:
    """Where "Name/Agency" begins after the last sentence of a caption."""
    head = max(0, len(line) - _LONGEST_CREDIT)
    for end in reversed(list(_SENTENCE_END.finditer(line, head))):
        tail = line[end.end() :]
        if tail and is_agency_credit(_TAIL_WORDS.sub("", tail)):
            return end.end()
    name = _NAME_AND_AGENCY.search(line, head)
    return name.start() if name and is_agency_credit(name.group()) else len(line)


def is_credit(line: str) -> bool:
    """Whether the whole line is a picture's credit."""
    if len(line) > _LONGEST_CREDIT or not may_have_credit(line):
        return False
    caption, credit = split_credit(line)
    if bool(credit) and not caption:
        return not _ONE_WORD.match(credit)
    return is_agency_credit(line) and not _ONE_WORD.match(line)


def is_agency_credit(text: str) -> bool:
    """Whether the text is "Name/Agency", "Agency", or "Agency/Name"."""
    parts = [part for part in _PARTS.split(text.strip(" ()[]")) if part]
    if not parts or len(text) > _LONGEST_CREDIT or text.rstrip().endswith((".", "?", "!", ":")):
        return False
    return any(lexicon.is_whole("agency", lexicon.bare(part)) for part in parts) and all(
        len(part.split()) <= 7 and not part[0].islower() for part in parts
    )


def _is_bracketed_credit(bracket: str, inner: str, at: int) -> bool:
    if "credit start" in lexicon.openings(inner):
        return True
    if at > 0 and "/" in inner and not any(map(str.isdigit, inner)):
        return all(part[:1].isupper() for part in _PARTS.split(inner))
    if bracket.startswith(("[", "【")):
        return at > 0 and inner[:1].isupper() and len(inner.split()) <= 8
    return is_agency_credit(inner) or inner.lower().startswith(
        ("ap photo", "afp photo", "reuters/")
    )
