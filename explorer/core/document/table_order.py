"""Which rows of a table are shown, and in what order: filter and sort in small steps, numbers compared exactly."""

from collections.abc import Generator, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from heapq import merge
from typing import Any

from explorer.core.document.cells import LONG, cell_text, is_number
from explorer.core.document.table import STEP, Table

_CHUNK = 256
_STEP = 32
Key = tuple[int, Any, int]


class Arrangement:
    """The rows of a table that hold every word of a text (any case) in some of the columns, sorted by one of them.

    Rows without a value in that column, or with null, come last in both directions. Equal ones keep their order.
    """

    def __init__(
        self, table: Table, columns: Sequence[str], *, text: str = "", by: str | None = None, descending: bool = False
    ) -> None:
        self.rows: list[int] = []
        self._table = table
        self._known = frozenset(columns)
        self._words = text.lower().split()
        self._by = by
        self._descending = descending

    def steps(self) -> Iterator[None]:
        """Fill ``rows``; a step is some tenths of a millisecond."""
        kept: list[int] = []
        looked_at = 0
        for row in range(len(self._table)):
            if not self._words or (yield from self._holds(row)):
                kept.append(row)
            looked_at += self._table.cost(row) if self._words else 4
            if looked_at >= STEP:
                looked_at = 0
                yield
        if self._by is None:
            self.rows = kept
        else:
            yield from self._sort(kept, self._by)

    def _holds(self, row: int) -> Generator[None, None, bool]:
        table = self._table
        if table.cost(row) > LONG:
            return (yield from self._holds_long(row))
        source = table.source(row).decode("utf-8", "replace")
        if "\\" not in source:
            lower = source.lower()
            if not all(word in lower for word in self._words):
                return False
        cells = table.fresh_cells(row)
        texts = [cell_text(cell).lower() for name, cell in cells.items() if name in self._known]
        return all(any(word in text for text in texts) for word in self._words)

    def _holds_long(self, row: int) -> Generator[None, None, bool]:
        missing, longest = set(self._words), max(map(len, self._words))
        for pieces in self._table.long_cells(row, self._known):
            before = ""
            for piece in pieces:
                text = before + piece.lower()
                missing = {word for word in missing if word not in text}
                if not missing:
                    return True
                before = text[-longest:]
                yield
        return False

    def _sort(self, kept: list[int], by: str) -> Iterator[None]:
        chunks: list[list[Key]] = []
        last: list[int] = []
        for begin in range(0, len(kept), _CHUNK):
            chunk: list[Key] = []
            looked_at = 0
            for row in kept[begin : begin + _CHUNK]:
                cell = self._table.glance(row).get(by, b"null")
                if cell == b"null":
                    last.append(row)
                else:
                    chunk.append((*sort_value(cell), row))
                looked_at += min(self._table.cost(row), LONG)
                if looked_at >= STEP:
                    looked_at = 0
                    yield
            chunk.sort(key=_by_value, reverse=self._descending)
            chunks.append(chunk)
            yield
        for number, key in enumerate(merge(*chunks, key=_by_value, reverse=self._descending)):
            self.rows.append(key[2])
            if number % _STEP == 0:
                yield
        self.rows += last
        while chunks:  # a hundred thousand keys freed at once would be a stop
            chunks.pop()
            yield


def _by_value(key: Key) -> tuple[int, Any]:
    return key[0], key[1]


def sort_value(cell: bytes) -> tuple[int, Any]:
    """What a cell is sorted by: numbers by value, then texts without regard to case, then the rest as written."""
    if is_number(cell):
        try:
            return 0, Decimal(cell.decode("ascii"))
        except InvalidOperation:
            return 3, cell_text(cell)
    text = cell_text(cell, 1000)
    return (1, (text.casefold(), text)) if cell[:1] == b'"' else (2, text)
