"""Takes the rows in sight out of the window: to the clipboard in slices, or to a file on a worker, piece by piece."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from explorer.ui.response.slice_runner import SliceRunner
from explorer.ui.response.wording import counted
from explorer.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from explorer.core.secrets.mask_cells import CellMask
    from explorer.ui.models.table_model import TableModel

Form = Literal["csv", "json"]
MOST_COPIED = 4_000_000
_MARK = b"\xef\xbb\xbf"
_TELLING_MILLISECONDS = 100


class _StoppedError(Exception):
    """The user gave up what was being written."""


@dataclass
class _Job:
    """A file being written: read by the worker, stopped and watched from the window's thread."""

    path: Path
    pieces: Iterator[str]
    rows: int
    marked: bool
    stop: threading.Event = field(default_factory=threading.Event)
    written: int = 0

    def write(self) -> None:
        """Replace the file, as a whole or not at all; one piece is in memory at a time. Makes no folder."""
        from explorer.core.errors import StorageError
        from explorer.core.storage.atomic import write_pieces

        folder = self.path.parent
        if not folder.exists():
            raise StorageError(f"{self.path.name} was not written: there is no folder {folder}.")
        write_pieces(self.path, self._encoded())

    def _encoded(self) -> Iterator[bytes]:
        if self.marked:
            yield _MARK
        for piece in self.pieces:
            if self.stop.is_set():
                raise _StoppedError
            yield piece.encode("utf-8", "backslashreplace")
            self.written += 1


class TableExporter(QObject):
    """One export at a time. A file being written is finished even when another answer comes.

    Signals:
        said(str, str): words for the user and their tone.
        began(), progressed(float), finished(): a file is being written; how much of it; no longer.
        copied(): the clipboard has the rows, or will not get them.
    """

    said = Signal(str, str)
    began = Signal()
    progressed = Signal(float)
    finished = Signal()
    copied = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = SliceRunner(self)
        self._tasks: TaskRunner | None = None
        self._job: _Job | None = None
        self._watch = QTimer(self, interval=_TELLING_MILLISECONDS)
        self._watch.timeout.connect(self._tell_share)

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def copy(self, model: "TableModel", form: Form) -> None:
        """Put the rows on the clipboard."""
        parts: list[str] = []
        pieces, mask = _pieces(model, form)
        self._runner.start(_gathered(pieces, parts), lambda: self._to_clipboard(parts, _remark(mask)))

    def save(self, model: "TableModel", form: Form, path: Path, *, marked: bool = False) -> None:
        """Write the rows to a file; ``marked`` puts a byte order mark before them."""
        if self._job is not None or model.table is None:
            return
        pieces, mask = _pieces(model, form)
        job = self._job = _Job(path, pieces, len(model.order), marked)
        self._tasks = TaskRunner(self)
        task = self._tasks.call(job.write)
        task.succeeded.connect(lambda _result: self.said.emit(f"Saved {path.name}.{_remark(mask)}", "success"))
        task.failed.connect(lambda error: self._say_failure(path, error))
        task.finished.connect(self._on_written)
        self._watch.start()
        self.began.emit()

    def cancel_copy(self) -> None:
        """Leave the clipboard as it is."""
        self._runner.cancel()

    def cancel(self) -> None:
        """Stop writing; the file stays as it was before."""
        if self._job is not None:
            self._job.stop.set()

    def close(self) -> None:
        """Give up, and wait for the thread that writes."""
        self.cancel_copy()
        self.cancel()
        if self._tasks is not None:
            self._tasks.close()
            self._on_written()

    def _tell_share(self) -> None:
        job = self._job
        if job is not None:
            from explorer.core.document.table_export import ROWS_A_PIECE

            self.progressed.emit(min(job.written * ROWS_A_PIECE / max(job.rows, 1), 1.0))

    def _to_clipboard(self, parts: list[str], remark: str) -> None:
        if sum(map(len, parts)) > MOST_COPIED:
            self.said.emit("That is too much for the clipboard; save it to a file instead.", "warning")
        else:
            QGuiApplication.clipboard().setText("".join(parts))
            self.said.emit(f"Copied.{remark}", "success")
        self.copied.emit()

    def _say_failure(self, path: Path, error: Exception) -> None:
        if isinstance(error, _StoppedError):
            self.said.emit(f"Stopped: {path.name} was not written.", "neutral")
        else:
            self.said.emit(str(error) or f"{path.name} was not written: {type(error).__name__}.", "error")

    def _on_written(self) -> None:
        self._watch.stop()
        tasks, self._tasks, self._job = self._tasks, None, None
        if tasks is not None:
            tasks.close()
            tasks.deleteLater()
        self.finished.emit()


def _pieces(model: "TableModel", form: Form) -> tuple[Iterator[str], "CellMask | None"]:
    from explorer.core.document.table_export import csv_pieces, json_pieces
    from explorer.core.secrets.redaction import MASK

    if model.table is None:
        return iter(()), None
    # The rows and columns in sight now: what is sorted, hidden or shown meanwhile changes no file.
    make, mask = csv_pieces if form == "csv" else json_pieces, model.mask(MASK)
    return make(model.table, model.order, (*model.columns, *model.further), mask), mask


def _remark(mask: "CellMask | None") -> str:
    """That not all is as the answer has it, where that is so."""
    if mask is None or not mask.hidden:
        return ""
    return f" {counted(mask.hidden, 'cell')} with secrets still blurred: masked."


def _gathered(pieces: Iterator[str], parts: list[str]) -> Iterator[None]:
    size = 0
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size > MOST_COPIED:
            return
        yield
