"""A table's rows as CSV or JSON, piece by piece: numbers exact, and nothing that a spreadsheet would execute."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence

from explorer.core.document.cells import cell_text, is_number
from explorer.core.document.table import Table
from explorer.core.models.json_value import dumps

MASK = "******"
_EXECUTED = ("=", "+", "-", "@", "\t", "\r", "\n")
ROWS_A_PIECE = 16


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would take it for a formula or a command."""
    return "'" + text if text.startswith(_EXECUTED) else text


def csv_pieces(
    table: Table, rows: Sequence[int], columns: Sequence[str], masked: Collection[str] = (), *, delimiter: str = ","
) -> Iterator[str]:
    """RFC 4180 lines, the columns' names first; an absent cell and a null are empty; columns in ``masked`` hidden."""
    yield _lines([[harmless(name) for name in columns]], delimiter)
    for begin in range(0, len(rows), ROWS_A_PIECE):
        block = [_csv_row(table, row, columns, masked) for row in rows[begin : begin + ROWS_A_PIECE]]
        yield _lines(block, delimiter)


def json_pieces(
    table: Table, rows: Sequence[int], columns: Sequence[str], masked: Collection[str] = ()
) -> Iterator[str]:
    """An array of objects, one a line, values as they were written; an absent cell stays absent."""
    yield "["
    for begin in range(0, len(rows), ROWS_A_PIECE):
        block = [_json_row(table, row, columns, masked) for row in rows[begin : begin + ROWS_A_PIECE]]
        yield (",\n" if begin else "\n") + ",\n".join(block)
    yield "\n]\n"


def _lines(rows: list[list[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def _csv_row(table: Table, row: int, columns: Sequence[str], masked: Collection[str]) -> list[str]:
    cells = table.fresh_cells(row)
    return [_csv_cell(cells.get(name), hidden=name in masked) for name in columns]


def _csv_cell(cell: bytes | None, *, hidden: bool) -> str:
    if cell is None or cell == b"null":
        return ""
    if hidden:
        return MASK
    text = cell_text(cell)
    return text if is_number(cell) else harmless(text)


def _json_row(table: Table, row: int, columns: Sequence[str], masked: Collection[str]) -> str:
    cells = table.fresh_cells(row)
    members = [f"{dumps(name)}:{_json_cell(cells[name], hidden=name in masked)}" for name in columns if name in cells]
    return "{" + ",".join(members) + "}"


def _json_cell(cell: bytes, *, hidden: bool) -> str:
    return dumps(MASK) if hidden and cell != b"null" else cell.decode("utf-8", "surrogatepass")
