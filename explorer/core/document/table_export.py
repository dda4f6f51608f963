"""A table's rows as CSV or JSON, piece by piece: numbers exact, and nothing that a spreadsheet would execute."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence

from explorer.core.document.cells import Cells, cell_text, is_number
from explorer.core.document.table import Table
from explorer.core.models.json_value import dumps

Mask = Callable[[str, bytes, Cells], bytes]
"""What may leave of a cell: takes the column, the cell and its whole row."""
# The wide ones are what an input method for Chinese types; some spreadsheets read them as the narrow ones.
_EXECUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Where the list separator is another than the file's, a spreadsheet begins a cell in the middle of a text.
_INSIDE = re.compile(r"(?<=[;\t\r\n])(?=[=@＝＠]|[+\-＋－][^\s])")
_NO_UTF8 = re.compile("[\udc80-\udcff]")
_ROWS, _BYTES = 16, 1 << 12


def rows_a_piece(table: Table) -> int:
    """As many rows as become text in some tenths of a millisecond."""
    return max(1, min(_ROWS, _BYTES // max(table.typical, 1)))


def harmless(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula or a command.

    That may begin the text, or stand behind what begins a cell or a row in a country with another list separator.
    """
    if text.startswith(_EXECUTED):
        return "'" + text[0] + _INSIDE.sub("'", text[1:])
    return _INSIDE.sub("'", text)


def csv_pieces(
    table: Table, rows: Sequence[int], columns: Sequence[str], mask: Mask | None = None, *, delimiter: str = ","
) -> Iterator[str]:
    """RFC 4180 lines, the columns' names first; an absent cell and a null are empty."""
    yield _lines([[harmless(name) for name in columns]], delimiter)
    many = rows_a_piece(table)
    for begin in range(0, len(rows), many):
        block = [_csv_row(table, row, columns, mask) for row in rows[begin : begin + many]]
        yield _lines(block, delimiter)


def json_pieces(table: Table, rows: Sequence[int], columns: Sequence[str], mask: Mask | None = None) -> Iterator[str]:
    """An array of objects, one a line, members as they were written; an absent cell stays absent.

    A name that a row has twice is written twice. Bytes that are no UTF-8 are told by their digits.
    """
    order, many = {name: number for number, name in enumerate(columns)}, rows_a_piece(table)
    yield "["
    for begin in range(0, len(rows), many):
        block = [_json_row(table, row, order, mask) for row in rows[begin : begin + many]]
        yield (",\n" if begin else "\n") + ",\n".join(block)
    yield "\n]\n"


def _lines(rows: list[list[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def _csv_row(table: Table, row: int, columns: Sequence[str], mask: Mask | None) -> list[str]:
    cells = table.fresh_cells(row)
    return [_csv_cell(_masked(name, cells[name], cells, mask)) if name in cells else "" for name in columns]


def _masked(name: str, cell: bytes, cells: Cells, mask: Mask | None) -> bytes:
    return mask(name, cell, cells) if mask is not None else cell


def _csv_cell(cell: bytes) -> str:
    if cell == b"null":
        return ""
    text = cell_text(cell)
    return text if is_number(cell) else harmless(text)


def _json_row(table: Table, row: int, order: dict[str, int], mask: Mask | None) -> str:
    cells = table.fresh_cells(row)
    pairs = [(name, cell) for name, cell in table.members(row, cells) if name in order]
    pairs.sort(key=lambda pair: order[pair[0]])
    return "{" + ",".join(f"{dumps(name)}:{_json_cell(_masked(name, cell, cells, mask))}" for name, cell in pairs) + "}"


def _json_cell(cell: bytes) -> str:
    try:
        return cell.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        # As the tree shows such bytes.
        text = cell.decode("utf-8", "surrogateescape")
        return _NO_UTF8.sub(lambda found: f"\\\\x{ord(found[0]) - 0xDC00:02x}", text)
