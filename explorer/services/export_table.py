"""Takes a table's rows out: few of them here, many in a process of their own, since the window shares this one."""

import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, time
from typing import TYPE_CHECKING, Any, Literal

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.document.table import Table
from explorer.core.document.table_export import csv_pieces, json_pieces, rows_a_piece
from explorer.core.errors import ExplorerError, StorageError
from explorer.core.secrets.mask_cells import CellMask
from explorer.core.storage.atomic import remove_stale_drafts, write_pieces
from explorer.services.side_process import start_side_process

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Form = Literal["csv", "json"]
FEW = 1 << 16
"""Bytes of a list that become text in some milliseconds, on whatever thread."""
_MARK = b"\xef\xbb\xbf"
_SENT_AT_ONCE = 20_000
_TELLING_SECONDS = 0.1
_LOOKING_SECONDS = 0.05
_LAST_SECONDS = 1.0


class StoppedError(ExplorerError):
    """The export was stopped before its end; the old file is still there, whole."""


class TooMuchError(ExplorerError):
    """The text is longer than was asked for."""


@dataclass(frozen=True)
class _Order:
    """What is to be made of the rows, and where it goes; without a path it comes back."""

    form: Form
    columns: tuple[str, ...]
    mask: CellMask
    path: Path | None
    marked: bool
    delimiter: str

    def pieces(self, table: Table, rows: Sequence[int]) -> Iterator[str]:
        if self.form == "csv":
            return csv_pieces(table, rows, self.columns, self.mask, delimiter=self.delimiter)
        return json_pieces(table, rows, self.columns, self.mask)


class TableExport:
    """One export of the rows and columns of now. ``save`` and ``text`` block; ``stop`` may be called meanwhile.

    ``share`` is how much is done, 0 to 1; ``hidden`` counts, at the end, the cells with masked secrets.
    """

    def __init__(
        self, table: Table, rows: Sequence[int], columns: Sequence[str], form: Form, mask: CellMask,
        *, path: Path | None = None, marked: bool = False, delimiter: str = ",",
    ) -> None:  # fmt: skip
        self.share, self.hidden = 0.0, 0
        self._order = _Order(form, tuple(columns), mask, path, marked, delimiter)
        self._table, self._rows, self._places = table, rows, table.places()
        self._stop = threading.Event()

    def stop(self) -> None:
        """Go no further."""
        self._stop.set()

    def save(self) -> None:
        """Replace the file, as a whole or not at all. Makes no folder.

        Raises StoppedError, and StorageError where the file cannot be written.
        """
        path = self._order.path
        if path is not None and not path.parent.exists():
            raise StorageError(f"{path.name} was not written: there is no folder {path.parent}.")
        if self._size() <= FEW:
            _write(self._order, self._table, self._rows, self._tell)
            self.hidden = self._order.mask.hidden
        else:
            self._aside(lambda _piece: None)

    def text(self, most: int) -> bytes:
        """All of it as UTF-8. Raises TooMuchError where that has more than ``most`` bytes, and StoppedError."""
        parts: list[bytes] = []
        size = 0

        def keep(piece: bytes) -> None:
            nonlocal size
            size += len(piece)
            if size > most:
                raise TooMuchError("The table is too much for one text.")
            parts.append(piece)

        self._aside(keep)
        return b"".join(parts)

    def _size(self) -> int:
        start, end = self._table.document.source_range(self._table.node)
        return end - start

    def _tell(self, share: float) -> None:
        self.share = share
        if self._stop.is_set():
            raise StoppedError("The export was stopped.")

    def _aside(self, keep: Callable[[bytes], None]) -> None:
        process, ours = start_side_process(_serve)
        try:
            with ours:
                self._send(ours)
                while not self._hear(ours, keep):
                    pass
        except (OSError, EOFError) as error:
            raise StorageError(f"{self._name()} was not written: its process has ended early.") from error
        finally:
            self._end(process)

    def _name(self) -> str:
        return self._order.path.name if self._order.path is not None else "The text"

    def _send(self, connection: "Connection[Any, Any]") -> None:
        """Large things as they lie in memory, or in parts: to copy them would stop every thread."""
        document = self._table.document
        start, end = document.source_range(self._table.node)
        connection.send(self._order)
        connection.send_bytes(memoryview(document.data), start, end - start)
        for places in self._places:
            connection.send_bytes(memoryview(places).cast("B"))
        connection.send(start)
        for at in range(0, len(self._rows), _SENT_AT_ONCE):
            connection.send_bytes(array("Q", self._rows[at : at + _SENT_AT_ONCE]).tobytes())
        connection.send_bytes(b"")

    def _hear(self, connection: "Connection[Any, Any]", keep: Callable[[bytes], None]) -> bool:
        """Take one message; whether it was the last."""
        while not connection.poll(_LOOKING_SECONDS):
            self._tell(self.share)
        kind, value = connection.recv()
        if kind == "failed":
            raise StorageError(value)
        if kind == "done":
            self.hidden, self.share = value, 1.0
        elif kind == "piece":
            keep(value)
        else:
            self._tell(value)
        return bool(kind == "done")

    def _end(self, process: "SpawnProcess") -> None:
        """Its connection is closed, which ends it at its next piece; one that has to be killed leaves a draft."""
        process.join(_LAST_SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join(_LAST_SECONDS)
            if self._order.path is not None:
                remove_stale_drafts(self._order.path, time() + 60)


def _write(order: _Order, table: Table, rows: Sequence[int], tell: Callable[[float], None]) -> None:
    if order.path is not None:
        write_pieces(order.path, _encoded(order, table, rows, tell))


def _encoded(order: _Order, table: Table, rows: Sequence[int], tell: Callable[[float], None]) -> Iterator[bytes]:
    """The file piece by piece, one in memory at a time."""
    if order.marked:
        yield _MARK
    part = rows_a_piece(table) / max(len(rows), 1)
    for number, piece in enumerate(order.pieces(table, rows)):
        tell(min(number * part, 1.0))
        yield piece.encode("utf-8", "backslashreplace")


def _serve(connection: "Connection[Any, Any]") -> None:
    """The other process: one export, until its end, or until nobody listens."""
    try:
        order: _Order = connection.recv()
        table, rows = _received(order, connection)
        try:
            if order.path is not None:
                _write(order, table, rows, _teller(connection))
            else:
                for piece in _encoded(order, table, rows, _teller(connection)):
                    connection.send(("piece", piece))
        except StorageError as error:
            connection.send(("failed", str(error)))
        except MemoryError:
            connection.send(("failed", "There is not enough memory to write this table."))
        else:
            connection.send(("done", order.mask.hidden))
    except (EOFError, OSError, StoppedError, KeyboardInterrupt):
        return


def _received(order: _Order, connection: "Connection[Any, Any]") -> "tuple[Table, array[int]]":
    data = connection.recv_bytes()
    starts, ends, rows = array("Q"), array("Q"), array("Q")
    starts.frombytes(connection.recv_bytes())
    ends.frombytes(connection.recv_bytes())
    first = connection.recv()
    while part := connection.recv_bytes():
        rows.frombytes(part)
    places = (array("Q", [at - first for at in starts]), array("Q", [at - first for at in ends]))
    node = Node(Kind.ARRAY, 0, len(data))
    return Table.of_places(Document(data, note="").open(), node, places, order.columns), rows


def _teller(connection: "Connection[Any, Any]") -> Callable[[float], None]:
    told = monotonic()

    def tell(share: float) -> None:
        nonlocal told
        if connection.poll():
            # Nothing is ever sent any more: the other end was closed.
            raise StoppedError("The export was stopped.")
        if monotonic() - told >= _TELLING_SECONDS:
            told = monotonic()
            connection.send(("share", share))

    return tell
