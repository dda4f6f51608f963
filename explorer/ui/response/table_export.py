"""Takes the rows in sight out of the window: to the clipboard in slices, or to a file on a worker, piece by piece."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal

from explorer.ui.response.clipboard_text import to_clipboard
from explorer.ui.response.errand import Errand
from explorer.ui.response.slice_runner import SliceRunner
from explorer.ui.response.wording import counted
from explorer.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from explorer.core.document.table import Table
    from explorer.services.export_table import TableExport
    from explorer.ui.models.table_model import TableModel

Form = Literal["csv", "json"]
MOST_COPIED = 4_000_000
_LONG_ROW = 1 << 15
"""Bytes of a row that takes longer to write than one slice may take."""
_TELLING_MILLISECONDS = 100


@dataclass(frozen=True)
class Part:
    """Rows and columns, what stands between two cells of a line, and what is to be said of the choice."""

    rows: Sequence[int]
    columns: Sequence[str]
    delimiter: str = ","
    remark: str = ""


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
        self._runner, self._errand = SliceRunner(self), Errand(self)
        self._tasks: TaskRunner | None = None
        self._job: TableExport | None = None
        self._copying: TableExport | None = None
        self._watch = QTimer(self, interval=_TELLING_MILLISECONDS)
        self._watch.timeout.connect(self._tell_share)

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def copy(self, model: "TableModel", form: Form, part: Part | None = None) -> None:
        """Put the rows in sight, or a part of them, on the clipboard."""
        from explorer.core.document.table_export import csv_pieces, json_pieces
        from explorer.core.secrets.redaction import MASK

        self.cancel_copy()
        table, part = model.table, part or Part(model.order, (*model.columns, *model.further))
        if table is None:
            self.copied.emit()
        elif table.longest > _LONG_ROW:
            self._copy_aside(_export(table, model, form, part), part.remark)
        else:
            gathered = QByteArray()
            mask = model.mask(MASK)
            if form == "csv":
                pieces = csv_pieces(table, part.rows, part.columns, mask, delimiter=part.delimiter)
            else:
                pieces = json_pieces(table, part.rows, part.columns, mask)
            self._runner.start(
                _gather(pieces, gathered), lambda: self._to_clipboard(gathered, mask.hidden, part.remark)
            )

    def _copy_aside(self, export: "TableExport", remark: str) -> None:
        from explorer.services.export_table import TooMuchError

        def failed(error: BaseException) -> None:
            if isinstance(error, TooMuchError):
                self.refuse()
            else:
                self.said.emit(str(error), "error")
            self.copied.emit()

        self._copying = export
        self._errand.start(
            export.text, MOST_COPIED,
            done=lambda text: self._to_clipboard(QByteArray(text), export.hidden, remark),
            failed=failed,
        )  # fmt: skip

    def save(self, model: "TableModel", form: Form, path: Path, *, marked: bool = False) -> None:
        """Write the rows to a file; ``marked`` puts a byte order mark before them."""
        if self._job is not None or model.table is None:
            return
        part = Part(model.order, (*model.columns, *model.further))
        job = self._job = _export(model.table, model, form, part, path, marked=marked)
        self._tasks = TaskRunner(self)
        task = self._tasks.call(job.save)
        task.succeeded.connect(lambda _result: self.said.emit(f"Saved {path.name}.{_remark(job.hidden)}", "success"))
        task.failed.connect(lambda error: self._say_failure(path, error))
        task.finished.connect(self._on_written)
        self._watch.start()
        self.began.emit()

    def cancel_copy(self) -> None:
        """Leave the clipboard as it is."""
        self._runner.cancel()
        self._errand.drop()
        if self._copying is not None:
            self._copying.stop()
            self._copying = None

    def cancel(self) -> None:
        """Stop writing; the file stays as it was before."""
        if self._job is not None:
            self._job.stop()

    def close(self) -> None:
        """Give up, and wait for the thread that writes."""
        self.cancel_copy()
        self.cancel()
        if self._tasks is not None:
            self._tasks.close()
            self._on_written()

    def _tell_share(self) -> None:
        if self._job is not None:
            self.progressed.emit(self._job.share)

    def refuse(self) -> None:
        """Say that nothing is copied."""
        self.said.emit("That is too much for the clipboard; save it to a file instead.", "warning")

    def _to_clipboard(self, text: QByteArray, hidden: int, remark: str) -> None:
        self._copying = None
        if text.size() > MOST_COPIED:
            self.refuse()
        else:
            to_clipboard(text)
            self.said.emit(f"Copied.{remark}{_remark(hidden)}", "warning" if remark else "success")
        self.copied.emit()

    def _say_failure(self, path: Path, error: Exception) -> None:
        from explorer.services.export_table import StoppedError

        if isinstance(error, StoppedError):
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


def _export(
    table: "Table", model: "TableModel", form: Form, part: Part, path: Path | None = None, *, marked: bool = False
) -> "TableExport":
    """The rows and columns of now: what is sorted, hidden or shown meanwhile changes no file."""
    from explorer.core.secrets.redaction import MASK
    from explorer.services.export_table import TableExport

    mask = model.mask(MASK)
    return TableExport(table, part.rows, part.columns, form, mask, path=path, marked=marked, delimiter=part.delimiter)


def _remark(hidden: int) -> str:
    """That not all is as the answer has it, where that is so."""
    return f" {counted(hidden, 'cell')} with secrets still blurred: masked." if hidden else ""


def _gather(pieces: Iterator[str], gathered: QByteArray) -> Iterator[None]:
    """As UTF-8, which the clipboard takes without another copy."""
    for piece in pieces:
        gathered.append(piece.encode("utf-8", "backslashreplace"))
        if gathered.size() > MOST_COPIED:
            return
        yield
