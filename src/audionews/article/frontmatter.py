"""The facts that stand above a text: front matter between ``---`` (YAML) or ``+++`` (TOML) lines.

Of YAML the plain part that front matter consists of is read: ``key: value``, quoted or not, and
lists of plain values.  Keys that say nothing about an article are the site's own affair.
"""

import re
import tomllib
from collections.abc import Iterable
from typing import Any

import msgspec

from audionews.article.sidefile import About, Line, SideFile
from audionews.article.words import fold, iso_day, web_address
from audionews.errors import SettingsError

_FRONT = re.compile(
    r"\A\s*(?P<mark>---|\+\+\+)[ \t]*\n(?P<inside>.{0,20000}?)^(?P=mark)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w -]{0,40}):(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")
_KEYS = {
    "language": ("language", "lang", "locale"),
    "title": ("title", "headline"),
    "date": ("date", "published", "publishdate", "pubdate"),
    "authors": ("authors", "author", "by", "byline"),
    "publication": ("publication", "site"),
    "url": ("url", "canonical", "canonical_url", "canonicalurl"),
}


def split(text: str, *, name: str = "") -> tuple[SideFile, str]:
    """What the front matter says, and the text with blank lines in its place.

    Text that only looks as if it had front matter is given back whole.

    Raises:
        SettingsError: its list of lines is wrong.
    """
    front = _FRONT.match(text)
    values = _values(front) if front else None
    if front is None or values is None:
        return SideFile(), text
    blank = "\n" * text.count("\n", 0, front.end())
    return SideFile(article=_about(values), lines=_lines(values, name)), blank + text[front.end() :]


def _values(front: re.Match[str]) -> dict[str, Any] | None:
    if front["mark"] == "---":
        return _yaml(front["inside"].split("\n"))
    try:
        return tomllib.loads(front["inside"])
    except tomllib.TOMLDecodeError:
        return None


def _yaml(lines: Iterable[str]) -> dict[str, Any] | None:
    """The values by key; None where a line is none of front matter's."""
    values: dict[str, Any] = {}
    key = ""
    for line in lines:
        item, pair = _ITEM.fullmatch(line), _PAIR.fullmatch(line)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if pair:
            key = pair["key"].strip().lower()
            values[key] = _value(pair["value"] or "")
        elif key and item:
            before = values[key] if isinstance(values[key], list) else []
            values[key] = [*before, _scalar(item["value"])]
        elif not (key and line[0] in " \t"):  # a nested value belongs to the site
            return None
    return values or None


def _value(text: str) -> str | list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(each) for each in text[1:-1].split(",") if each.strip()]
    return _scalar(text)


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text.partition(" #")[0].rstrip()


def _about(values: dict[str, Any]) -> About:
    known = {key.lower(): value for key, value in values.items()}
    found = {
        ours: next((known[key] for key in theirs if known.get(key)), "")
        for ours, theirs in _KEYS.items()
    }
    return About(
        language=_text(found["language"]).replace("_", "-"),
        title=_text(found["title"]),
        date=iso_day(_text(found["date"])),
        authors=tuple(filter(None, map(_text, _several(found["authors"])))),
        publication=_text(found["publication"]),
        url=web_address(_text(found["url"])),
    )


def _several(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]


def _text(value: object) -> str:
    """A value as text; a list's first, an author's ``name``."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name", "")
    return "" if value is None else fold(str(value))


def _lines(values: dict[str, Any], name: str) -> tuple[Line, ...]:
    try:
        return msgspec.convert(values.get("lines", ()), tuple[Line, ...])
    except msgspec.ValidationError as error:
        raise SettingsError(f"{name}, front matter, lines: {error}; mend that line") from error
