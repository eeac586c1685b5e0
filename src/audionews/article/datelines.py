"""Datelines: where a report was filed, before its first words."""

import re

_WORD = r"[^\W\d_][^\s,()—–]*"
_PLACE = rf"{_WORD}(?:[ /-]{_WORD}){{0,3}}"
_CAPITALS = r"(?P<capitals>[^\W\d_]+(?:[ .'’/-]{1,2}[^\W\d_]+){0,3})"
_DASH = r"(?:--|—|–|―|-|_)"
_RUSSIAN_AGENCY = r"(?:(?:РИА Новости|ТАСС|Интерфакс)[^.\n]{0,30}\. )?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # SEOUL, Aug. 20 (Yonhap) --   San Diego (tca/dpa) -   NAIROBI, Kenya (AP) _
        rf"^{_PLACE}(?:[,،] [^()—–\n]{{1,30}})? \([\w./-]{{2,20}}\) ?{_DASH} ?(?=\S)",
        # ASTANA --   SEOUL, South Korea —   МОСКВА, 11 апр — РИА Новости.
        rf"^{_CAPITALS}(?:, [^—–()\n]{{1,30}})? {_DASH} {_RUSSIAN_AGENCY}(?=\S)",
        # 【6月18日 AFP】
        r"^【[^】\n]{2,30}】\s*(?=\S)",
        # 新华社北京4月11日电（记者…）   TNW中文站 10月14日报道
        (
            r"^\S{2,20}? ?\d{1,2}月\d{1,2}日(?:电|電|讯|訊|报道|報道)"
            r"(?:（[^）\n]{2,40}）)?[\s:：]*(?=\S)"
        ),
        # TOSHKENT, 11-aprel. /OʻzA/.
        rf"^{_CAPITALS}, [^/\n.]{{2,20}}\. /[^/\n]{{2,20}}/\. ?(?=\S)",
        # АСТАНА. ҚазАқпарат –
        rf"^{_CAPITALS}\. [^\W\d_]{{3,20}} [–—-] (?=\S)",
        # 247 –, a paper's name in figures
        r"^\d{3} – (?=[^\W\d_])",
    )
)
_SIGNS = frozenset("-–—―_/【月")
"""Each pattern asks for one of them."""
_LONGEST = 90


def split_dateline(paragraph: str) -> tuple[str, str]:
    """The dateline, dash and all, and the rest of a paragraph; the first empty without one."""
    head = paragraph[:_LONGEST]
    if _SIGNS.isdisjoint(head):
        return "", paragraph
    for pattern in _PATTERNS:
        found = pattern.match(head)
        if found and _is_place(found.groupdict().get("capitals")):
            return paragraph[: found.end()].rstrip(), paragraph[found.end() :]
    return "", paragraph


def _is_place(capitals: str | None) -> bool:
    return capitals is None or (capitals == capitals.upper() and len(capitals) > 1)
