"""Datelines: where a report was filed, before its first words."""

import re

_PLACE = r"[^\W\d_][^\s,()—–]*(?:[ /-][^\s,()—–]+){0,3}"
_AGENCY = r"\([^()\n]{2,40}\)"
_DASH = r"(?:--|—|–|―|-|_)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # SEOUL, Aug. 20 (Yonhap) --   San Diego (tca/dpa) -   NAIROBI, Kenya (AP) _
        rf"^{_PLACE}(?:[,،] [^()—–\n]{{1,30}})? {_AGENCY} ?{_DASH} ?(?=\S)",
        # ASTANA --   SEOUL, South Korea —   МОСКВА, 11 апр — РИА Новости.
        r"^(?=[^\s,—–]*[^\W\d_a-z]{2})(?P<caps>[^\W\d_]+(?:[ .'’/-][^\W\d_]+){0,3})(?:, [^—–()\n]{1,30})? (?:--|—|–|-|_) (?=\S)(?:[^.\n—]{2,20}Новости\. (?=\S)|ТАСС\. (?=\S)|ТАСС [^.\n]{2,30}\. (?=\S))?",
        # 【6月18日 AFP】   新华社北京4月11日电（记者…）   （北京中央社）
        r"^【[^】\n]{2,30}】\s*(?=\S)",
        r"^\S{2,20}?社?\S{0,10}\d{1,2}月\d{1,2}日(?:电|電|讯|訊|报道)(?:（[^）\n]{2,40}）)?[\s:：]*(?=\S)",
        # TOSHKENT, 11-aprel. /OʻzA/.   АСТАНА. ҚазАқпарат –
        r"^[^\W\d_]+, [^/\n.]{2,20}\. /[^/\n]{2,20}/\. ?(?=\S)",
        r"^(?P<upper>[^\W\d_]{3,20})\. [^\W\d_]{3,20} [–—-] (?=\S)",
    )
)
_LONGEST = 90


def split_dateline(paragraph: str) -> tuple[str, str]:
    """The dateline, dash and all, and the rest of a paragraph; the first empty without one."""
    head = paragraph[:_LONGEST]
    for pattern in _PATTERNS:
        found = pattern.match(head)
        if found and _is_upper(found.groupdict()):
            return paragraph[: found.end()].rstrip(), paragraph[found.end() :]
    return "", paragraph


def _is_upper(named: dict[str, str]) -> bool:
    places = (named.get("caps"), named.get("upper"))
    return all(place is None or place == place.upper() for place in places)
