"""Rows of a table as they are said: each cell after the name of its column."""

from collections.abc import Sequence
from itertools import zip_longest


def row_text(headers: Sequence[str], cells: Sequence[str]) -> str:
    """The row in words, "Day: Friday; Ships: 3."; empty where all its cells are."""
    parts = [
        f"{header}: {cell}" if header and header != cell else cell
        for header, cell in zip_longest(headers[: len(cells)], cells, fillvalue="")
        if cell
    ]
    words = "; ".join(parts)
    return words if len(parts) < 2 or words.endswith((".", "!", "?")) else f"{words}."
