"""A list of objects as aligned columns, for reading and for cutting up with other tools."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from explorer.cli.console import Console, printable
from explorer.cli.output.raw_table import raw_cell, raw_rows
from explorer.core.document.document import Document
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps

_WIDEST_CELL = 60
_T = TypeVar("_T")


def document_table(document: Document, console: Console, value_of: Callable[[Document], JsonValue]) -> Iterator[str]:
    """As ``table_lines`` of the document's value, at a fraction of the time where it is sound."""
    rows = raw_rows(document)
    if rows:
        return _lines(rows, raw_cell, console)
    return table_lines(value_of(document), console)


def table_lines(value: JsonValue, console: Console) -> Iterator[str]:
    """The lines of a table: of the document itself if it is a list, else of the answer's list, else of its members."""
    rows = rows_of(value)
    if not rows:
        return iter((_cell(value),))
    return _lines(rows, _cell, console)


def _lines(rows: Sequence[Mapping[str, _T]], cell: Callable[[_T], str], console: Console) -> Iterator[str]:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[_shortened(cell(row[key])) if key in row else "" for key in columns] for row in rows]
    heads = [_shortened(printable(key, one_line=True)) for key in columns]
    widths = [max(map(_width, column)) for column in zip(heads, *cells, strict=True)]
    yield console.paint(_aligned(heads, widths), "title")
    yield _aligned(["-" * width for width in widths], widths)
    for row_cells in cells:
        yield _aligned(row_cells, widths)


def rows_of(value: JsonValue) -> list[JsonObject]:
    """The rows that a table of this document has; empty for a scalar, or a list without any element."""
    found = _list_in(value)
    if found is not None:
        return [item if isinstance(item, dict) else {"Value": item} for item in found]
    inner = _answer(value)
    if isinstance(inner, dict):
        return [{"Key": key, "Value": item} for key, item in inner.items()]
    return []


def _answer(value: JsonValue) -> JsonValue:
    return value["Response"] if isinstance(value, dict) and isinstance(value.get("Response"), dict) else value


def _list_in(value: JsonValue) -> list[JsonValue] | None:
    inner = _answer(value)
    if isinstance(inner, list):
        return inner
    if not isinstance(inner, dict) or isinstance(inner.get("Error"), dict):
        return None
    lists = [item for item in inner.values() if isinstance(item, list) and item]
    if len(lists) == 1:
        return lists[0]
    objects = [item for item in inner.values() if isinstance(item, dict)]
    return _list_in(objects[0]) if not lists and len(objects) == 1 else None


def _cell(value: JsonValue) -> str:
    if isinstance(value, str):
        return printable(value, one_line=True)
    return value.text if isinstance(value, Number) else printable(dumps(value), one_line=True)


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 3] + "..."


class _Widths(dict[str, int]):
    """Columns that each letter takes; looked up once."""

    def __missing__(self, letter: str) -> int:
        wide = 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        self[letter] = found = 0 if unicodedata.combining(letter) else wide
        return found


_WIDTHS = _Widths()


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def _aligned(cells: list[str], widths: list[int]) -> str:
    padded = [
        cell.ljust(width) if cell.isascii() else cell + " " * (width - _width(cell))
        for cell, width in zip(cells, widths, strict=True)
    ]
    return "  ".join(padded).rstrip()
