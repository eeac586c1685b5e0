"""Entries of a side file changed in its text, so that a producer's comments and order stay.

The only module that knows tomlkit.
"""

from collections.abc import (
    Callable,
    Iterable,
    Mapping,
    MutableMapping,
    MutableSequence,
    Sequence,
)
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import ParseError
from tomlkit.items import AoT, InlineTable, Item, Table, Whitespace

from audionews.article.sidefile import SideFile
from audionews.errors import SettingsError

_Row = TypeVar("_Row", Table, InlineTable)
Value = str | bool | float | None
"""What a key is to be; None takes it away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is to stand in an entry of one of the side file's tables."""

    table: str
    """Such as "quotations"; "article" has one entry only."""
    values: Mapping[str, Value]
    anchor: Mapping[str, str] = field(default_factory=dict)
    """The words that a new entry is found by: ``{"text": ...}``."""
    at: int | None = None
    """The index of the entry that holds now; None: a new one."""
    before: int | None = None
    """The index of the entry that a new one goes before; None: at the end."""


def amended(text: str, entries: Iterable[Entry], where: str) -> str:
    """The side file's text with the entries in it.

    An entry that says nothing any more goes, and its table with the last one.

    Raises:
        SettingsError: the text is not a side file, or would not be one.
    """
    try:
        for entry in entries:
            text = _with(text, entry)
        msgspec.convert(tomlkit.parse(text).unwrap(), SideFile)
    except (ParseError, ValueError) as error:
        raise SettingsError(f"{where}: {error}; mend it in its text") from error
    return text


def _with(text: str, entry: Entry) -> str:
    file = tomlkit.parse(text)
    new = {key: value for key, value in entry.values.items() if value is not None}
    if entry.table == "article" and "article" in file:
        _set(file["article"], entry.values)
        if not file["article"]:
            del file["article"]
    elif entry.at is not None:
        rows = file[entry.table]
        _set(rows[entry.at], entry.values)
        if not set(rows[entry.at]) - {"text", "name", "written"}:
            return _without(text, file, entry)
    elif not new:
        return text
    elif entry.table in file:
        _insert(file[entry.table], {**entry.anchor, **new}, entry.before)
    else:
        heading = "[article]" if entry.table == "article" else f"[[{entry.table}]]"
        row = tomlkit.dumps({**entry.anchor, **new})
        return f"{text.rstrip()}\n\n{heading}\n{row}".lstrip("\n")
    return tomlkit.dumps(file)


def _without(text: str, file: TOMLDocument, entry: Entry) -> str:
    """The text without an entry's lines, up to a blank one; what stands below it is another's."""
    rows = file[entry.table]
    del rows[entry.at]
    if not rows:
        del file[entry.table]
    lines, head = text.splitlines(keepends=True), f"[[{entry.table}]]"
    heads = [n for n, line in enumerate(lines) if line.partition("#")[0].strip() == head]
    if entry.at is not None and entry.at < len(heads):
        start = heads[entry.at]
        ends = (n for n in range(start + 1, len(lines)) if lines[n].strip()[:1] in ("", "["))
        end = next(ends, len(lines))
        blank = end < len(lines) and not lines[end].strip()
        shorter = "".join(lines[:start] + lines[end + blank :])
        with suppress(ParseError):
            if tomlkit.parse(shorter).unwrap() == file.unwrap():
                return shorter
    return tomlkit.dumps(file)


def _set(row: MutableMapping[str, Any], values: Mapping[str, Value]) -> None:
    tail = _tail(row)
    for key, value in values.items():
        if value is None:
            row.pop(key, None)
        else:
            row[key] = value
    _put_back(row, tail)


def _insert(rows: MutableSequence[Any], values: Mapping[str, Value], before: int | None) -> None:
    """A new row, below the blanks and comments that stand above the next table."""
    if not isinstance(rows, AoT):
        rows.append(_row(tomlkit.inline_table(), values))
        return
    row = _row(tomlkit.table(), values)
    if before is not None:
        row.add(tomlkit.nl())
        rows.insert(before, row)
        return
    _put_back(row, _tail(rows[-1]))
    rows[-1].add(tomlkit.nl())
    rows.append(row)


def _row(row: _Row, values: Mapping[str, Value]) -> _Row:
    for key, value in values.items():
        row.add(key, value)
    return row


def _tail(row: object) -> list[Item]:
    """The blanks and comments after a table's last key and a blank line; they are taken off it."""
    if not isinstance(row, Table):
        return []
    body = row.value.body
    last = max((n for n, (key, _) in enumerate(body) if key is not None), default=-1)
    blanks = (n for n in range(last + 1, len(body)) if isinstance(body[n][1], Whitespace))
    start = next(blanks, len(body))
    tail = [item for _, item in body[start:]]
    del body[start:]
    return tail


def _put_back(row: object, tail: Iterable[Item]) -> None:
    if isinstance(row, Table):
        row.value.body.extend((None, item) for item in tail)


def anchor(text: str, others: Sequence[str], folded: Callable[[str], str]) -> str:
    """The first words of a text that no other begins with: five at least, if it has as many."""
    words = text.split()
    rivals = {folded(other) for other in others} - {folded(text)}
    for count in range(5, len(words)):
        beginning = " ".join(words[:count])
        if not any(rival.startswith(folded(beginning)) for rival in rivals):
            return beginning
    return " ".join(words)
