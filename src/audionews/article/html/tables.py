"""Tables of data, read as rows that name their columns."""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from audionews.article.html.text import visible_text
from audionews.article.rows import row_text

_MOST_COLUMNS = 50
_LONGEST_CELL = 300  # letters; longer ones are columns of a page's layout


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds data rather than the page's layout."""
    if table.get("role") in {"presentation", "none"} or table.find(".//table") is not None:
        return False
    rows = list(islice(table.iter("tr"), 3))
    if len(rows) < 2 or max(len(_cells(row)) for row in rows) < 2:
        return False
    return all(len(visible_text(cell)) <= _LONGEST_CELL for row in rows for cell in _cells(row))


def rows(table: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The table's title, and each row of data with its words: "Header: cell; header: cell."."""
    for title in table.iter("caption"):
        if visible_text(title):
            yield title, visible_text(title)
    headers = list[str]()
    for row in table.iter("tr"):
        cells = _spread(row)
        if not any(cells):
            continue
        if not headers and _is_header(row):
            headers = cells
            continue
        yield row, row_text(headers, cells)


def _is_header(row: HtmlElement) -> bool:
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    return all(cell.tag == "th" for cell in _cells(row))


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in {"td", "th"}][:_MOST_COLUMNS]


def _spread(row: HtmlElement) -> list[str]:
    """The words of a row by column; a cell over several columns stands in each header's first."""
    spread = list[str]()
    for cell in _cells(row):
        width = cell.get("colspan") or ""
        columns = min(int(width), _MOST_COLUMNS) if width.isdecimal() else 1
        spread += [visible_text(cell), *([""] * (columns - 1))]
    return spread
