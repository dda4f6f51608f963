"""Opens a request from what a customer sent: pasted, or dropped onto the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication

from explorer.core.models.request import Request
from explorer.ui.flows.desk import Desk
from explorer.ui.flows.explaining import Explaining
from explorer.ui.request.opening import Opening

if TYPE_CHECKING:
    from explorer.core.importers.imported import Imported
    from explorer.ui.request.import_dialog import ImportDialog

_LANE = "import"


class Importing(QObject):
    """Reads off the window's thread; nothing is opened before it was looked at in the preview.

    Signals:
        failed(error): a dropped file cannot be read, or something went wrong inside.
    """

    failed = Signal(object)

    def __init__(self, desk: Desk, explaining: Explaining) -> None:
        super().__init__(desk.window)
        self._desk, self._explaining = desk, explaining
        self._dialog: ImportDialog | None = None
        desk.window.setAcceptDrops(True)
        desk.window.installEventFilter(self)

    def paste(self) -> None:
        """Open the preview, with the text on the clipboard if that looks like a request."""
        from explorer.services.import_request import looks_importable

        text = QGuiApplication.clipboard().text()
        task = self._desk.runner.call(looks_importable, text, lane=_LANE)
        task.succeeded.connect(lambda fits: self.show_preview(text if fits else ""))
        task.failed.connect(self.failed)

    def show_preview(self, text: str) -> None:
        """Open the preview with a text, or bring it to the front with another one."""
        from explorer.ui.request.import_dialog import ImportDialog

        if self._dialog is None:
            self._dialog = dialog = ImportDialog(self._desk.window)
            dialog.text_given.connect(self._read)
            dialog.request_chosen.connect(self._open)
            dialog.explain_chosen.connect(self._explaining.explain_text)
            dialog.finished.connect(self._on_dialog_finished)
            dialog.open()
        self._dialog.load(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take text and files that are dropped where no field takes them."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if _has_evidence(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            event.acceptProposedAction()
            self.take(event.mimeData())
            return True
        return super().eventFilter(watched, event)

    def take(self, dropped: QMimeData) -> None:
        """Preview what was dropped: the first file, or the text."""
        from explorer.services.import_request import text_of_file

        files = [url.toLocalFile() for url in dropped.urls() if url.isLocalFile()]
        if not files:
            self.show_preview(dropped.text())
            return
        task = self._desk.runner.call(text_of_file, Path(files[0]), lane=_LANE)
        task.succeeded.connect(self.show_preview)
        task.failed.connect(self.failed)

    def _read(self, text: str, number: int) -> None:
        from explorer.services.import_request import import_request

        task = self._desk.runner.call(import_request, self._desk.services, text, lane=_LANE)
        task.succeeded.connect(lambda found: self._show(found, number))
        task.failed.connect(lambda error: self._show_error(error, number))

    def _show(self, found: "Imported", number: int) -> None:
        if self._dialog is not None:
            self._dialog.show_imported(found, number)

    def _show_error(self, error: BaseException, number: int) -> None:
        from explorer.core.errors import ExplorerError

        if not isinstance(error, ExplorerError):
            self.failed.emit(error)
        elif self._dialog is not None:
            self._dialog.show_error(str(error), number)

    def _open(self, request: Request) -> None:
        # Nothing of it stands in a collection, so that closing the tab asks.
        self._desk.requests.open(Opening(request, saved=Request(request.action)))

    def _on_dialog_finished(self) -> None:
        self._dialog = None


def _has_evidence(dropped: QMimeData) -> bool:
    return dropped.hasText() or any(url.isLocalFile() for url in dropped.urls())
