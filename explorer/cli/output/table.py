"""A list of objects as aligned columns, for reading and for cutting up with other tools."""

import unicodedata
from collections.abc import Iterator

from explorer.cli.console import Console, printable
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps

_WIDEST_CELL = 60


def table_lines(value: JsonValue, console: Console) -> Iterator[str]:
    """The lines of a table: of the document itself if it is a list, else of the answer's list, else of its members."""
    rows = rows_of(value)
    if not rows:
        yield _cell(value)
        return
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[_shortened(_cell(row[key])) if key in row else "" for key in columns] for row in rows]
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


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _aligned(cells: list[str], widths: list[int]) -> str:
    padded = [cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join(padded).rstrip()
