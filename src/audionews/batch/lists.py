"""A list of sources, each with settings of its own: CSV or JSON lines.

The column ``source`` names a file, a folder or an address, relative to the list; every other
column is a setting by its dotted name, as in ``speech.narrator``.  An empty cell says nothing.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import msgspec

from audionews.article.source import is_address
from audionews.batch.values import Found
from audionews.errors import SettingsError
from audionews.settings import Settings, described

LISTS = frozenset({".csv", ".tsv", ".jsonl", ".ndjson"})
"""The endings of the files that are lists."""
_VOICES = "speech.voices."


def listed(path: Path) -> Iterator[Found]:
    """The list's sources in order; a line that cannot be read says why."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            is_table = path.suffix.lower() in {".csv", ".tsv"}
            for number, row in _table(file) if is_table else _lines(file):
                yield _found(row, path, number)
    except OSError as error:
        yield _fault(path, f"{error.strerror}; name a list that can be read")
    except (UnicodeDecodeError, csv.Error, SettingsError) as error:
        yield _fault(path, f"{error}; save it as UTF-8 with a column `source`")


def overlaid(settings: Settings, given: Mapping[str, Any]) -> Settings:
    """The settings with others, by their dotted names, laid over them.

    Raises:
        SettingsError: a name or a value is wrong.
    """
    if not given:
        return settings
    tables: dict[str, Any] = msgspec.to_builtins(settings)
    for name, value in given.items():
        *path, key = name.split(".", 2)
        place: Any = tables
        for part in path:
            place = place.get(part) if isinstance(place, dict) else None
        if not isinstance(place, dict):
            raise SettingsError(f"there is no setting {name!r}; `audionews settings` lists them")
        place[key] = value
    try:
        return msgspec.convert(tables, Settings, strict=False)  # a table's values are words
    except msgspec.ValidationError as error:
        raise SettingsError(f"{error}; `audionews settings` lists them all") from error


def _table(file: TextIO) -> Iterator[tuple[int, dict[str, Any]]]:
    head = file.readline()
    file.seek(0)
    rows = csv.DictReader(file, delimiter=max(",;\t", key=head.count), restval="")
    _check(rows.fieldnames or ())
    for row in rows:
        yield rows.line_num, {key: value for key, value in row.items() if key}


def _check(columns: Sequence[str]) -> None:
    known = {"source", *(setting.name for setting in described())}
    for column in columns:
        if column not in known and not column.startswith(_VOICES):
            raise SettingsError(f"the column {column!r} is no setting (`audionews settings`)")
    if "source" not in columns:
        raise SettingsError("it has no column `source`")


def _lines(file: TextIO) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(file, start=1):
        if line.strip():
            try:
                yield number, _flat(msgspec.json.decode(line, type=dict[str, Any]))
            except msgspec.DecodeError as error:
                yield number, {"": str(error)}


def _flat(table: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """{"speech": {"rate": 1.2}} is {"speech.rate": 1.2}."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{before}{key}.")
        else:
            flat[f"{before}{key}"] = value
    return flat


def _found(row: dict[str, Any], path: Path, number: int) -> Found:
    source = row.pop("source", "")
    if "" in row or not isinstance(source, str) or not source:
        reason = row.get("") or "it names no source"
        return _fault(path, f"line {number}: {reason}; mend that line")
    given = {key: value for key, value in row.items() if value not in ("", None)}
    place = source if is_address(source) or source == "-" else str(path.parent / source)
    return Found(source=place, settings=given, listed=str(path))


def _fault(path: Path, reason: str) -> Found:
    return Found(source=str(path), listed=str(path), fault=f"{path}: {reason}")
