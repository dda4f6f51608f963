"""Takes the rows in sight out of the window: to the clipboard, or to a file, in slices and without stopping it."""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from explorer.ui.response.slice_runner import SliceRunner
from explorer.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from explorer.ui.models.table_model import TableModel

Form = Literal["csv", "json"]
MOST_COPIED = 16_000_000


class TableExporter(QObject):
    """One export at a time.

    Signals:
        said(str, str): words for the user and their tone.
        finished(): the export has ended, or was given up.
    """

    said = Signal(str, str)
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = SliceRunner(self)
        self._tasks: TaskRunner | None = None

    def copy(self, model: "TableModel", form: Form, each: Callable[[], object]) -> None:
        """Put the rows on the clipboard."""
        self._gather(model, form, self._to_clipboard, each)

    def save(self, model: "TableModel", form: Form, path: Path, each: Callable[[], object]) -> None:
        """Write the rows to a file, which is replaced as a whole or not at all."""
        self._gather(model, form, lambda parts: self._to_file(path, parts, form), each)

    def cancel(self) -> None:
        """Give up what is under way."""
        self._runner.cancel()

    def close(self) -> None:
        """Stop the thread that writes."""
        self.cancel()
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None

    def _gather(
        self, model: "TableModel", form: Form, then: Callable[[list[str]], object], each: Callable[[], object]
    ) -> None:
        from explorer.core.document.table_export import csv_pieces, json_pieces

        if model.table is None:
            return
        pieces = (csv_pieces if form == "csv" else json_pieces)(model.table, model.order, model.columns, model.masked)
        parts: list[str] = []

        def steps() -> Iterator[None]:
            for piece in pieces:
                parts.append(piece)
                yield

        self._runner.start(steps(), lambda: then(parts), each)

    def _to_clipboard(self, parts: list[str]) -> None:
        if sum(map(len, parts)) > MOST_COPIED:
            self.said.emit("That is too much for the clipboard; save it to a file instead.", "warning")
        else:
            QGuiApplication.clipboard().setText("".join(parts))
            self.said.emit("Copied.", "success")
        self.finished.emit()

    def _to_file(self, path: Path, parts: list[str], form: Form) -> None:
        if self._tasks is None:
            self._tasks = TaskRunner(self)
        task = self._tasks.call(_write, path, parts, form)
        task.succeeded.connect(lambda _result: self.said.emit(f"Saved {path.name}.", "success"))
        task.failed.connect(lambda error: self.said.emit(str(error), "error"))
        task.finished.connect(self._on_written)

    def _on_written(self) -> None:
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None
        self.finished.emit()


def _write(path: Path, parts: list[str], form: Form) -> None:
    from explorer.core.storage.atomic import write_pieces

    # A spreadsheet reads a CSV file without the mark in the system's old charset.
    mark = b"\xef\xbb\xbf" if form == "csv" else b""
    # Whatever is joined or encoded as a whole would keep the window's thread from running meanwhile.
    write_pieces(path, chain((mark,), (part.encode("utf-8", "backslashreplace") for part in parts)))
