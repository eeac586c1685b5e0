"""JSON from strangers: decoded with limits, asked for a value without trusting its type."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from audionews.errors import ArticleError

Json = dict[str, Any]


def parse_json(data: bytes, *, name: str) -> Any:  # noqa: ANN401 - JSON holds any value
    """The decoded value.

    Raises:
        ArticleError: it is no valid JSON.
    """
    try:
        return msgspec.json.decode(data.decode(json.detect_encoding(data)))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ArticleError(f"{name} is not valid JSON: {error}; mend or export it") from error


def objects(value: object) -> Iterator[Json]:
    """The objects of a value that is an object, a list of them, or anything else."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each


def text(item: Json, *keys: str) -> str:
    """The first of the keys that holds text, or a list that begins with text."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and value.strip():
            return value
    return ""
