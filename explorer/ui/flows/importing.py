"""Opens requests from what a customer sent: pasted, or dropped onto the window."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from explorer.core.models.request import Request
from explorer.ui.flows.desk import Desk
from explorer.ui.flows.dropping import Dropping
from explorer.ui.flows.explaining import Explaining
from explorer.ui.flows.signatures import Signatures
from explorer.ui.request.opening import Opening

if TYPE_CHECKING:
    from explorer.core.importers.imported import Entry, Imported
    from explorer.services.import_process import ImportProcess
    from explorer.services.import_request import Kept
    from explorer.ui.request.import_dialog import ImportDialog
    from explorer.ui.request.request_tab import RequestTab
    from explorer.ui.task_runner import Task

_LANE = "import"
_SAID = 3


class Importing(QObject):
    """Reads off the window's thread; nothing is opened before it was looked at in the preview.

    Signals:
        failed(error): a dropped file cannot be read, or something went wrong inside.
        told(str, str): a sentence for the user, and its tone.
    """

    failed = Signal(object)
    told = Signal(str, str)

    def __init__(self, desk: Desk, explaining: Explaining, signatures: Signatures) -> None:
        super().__init__(desk.window)
        self._desk, self._explaining, self._signatures = desk, explaining, signatures
        self._dialog: ImportDialog | None = None
        self._processes: list[ImportProcess] = []
        self._name = ""
        self.dropping = Dropping(desk.window, desk.requests)
        self.dropping.dropped.connect(self.take)

    def paste(self) -> None:
        """Open the preview, with the text on the clipboard if that looks like a request."""
        from explorer.services.import_request import looks_importable

        text = QGuiApplication.clipboard().text()
        task = self._desk.runner.call(looks_importable, text, lane=_LANE)
        task.succeeded.connect(lambda fits: self.show_preview(text if fits else ""))
        task.failed.connect(self.failed)

    def show_preview(self, text: str, name: str = "") -> None:
        """Open the preview with a text, or bring it to the front with another one; ``name`` is its file's."""
        self._name = name
        self._preview().load(text)

    def _preview(self) -> "ImportDialog":
        from explorer.ui.request.import_dialog import ImportDialog

        if self._dialog is None:
            self._dialog = dialog = ImportDialog(self._desk.window)
            dialog.text_given.connect(self._read)
            dialog.calls_chosen.connect(self._open)
            dialog.keep_chosen.connect(self._keep)
            dialog.explain_chosen.connect(self._explaining.explain_text)
            dialog.finished.connect(self._on_dialog_finished)
            # Other files may be dropped onto the preview itself.
            Dropping(dialog, dialog).dropped.connect(self.take)
            dialog.open()
        return self._dialog

    def take(self, dropped: QMimeData) -> None:
        """Preview what was dropped: a file, all calls of several, or the text."""
        from explorer.services.import_request import text_of_file

        files = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
        if not files:
            self.show_preview(dropped.text())
            return
        if len(files) > 1:
            self._take_all(files)
            return
        task = self._desk.runner.call(text_of_file, files[0], lane=_LANE)
        task.succeeded.connect(lambda text: self.show_preview(text, files[0].stem))
        task.failed.connect(self.failed)

    def _take_all(self, files: list[Path]) -> None:
        from explorer.services.import_files import import_files
        from explorer.services.import_process import ImportProcess

        self._stop()
        self._name = files[0].parent.name
        self._processes = [ImportProcess() for _ in files]
        number = self._preview().load_files([path.name for path in files])
        self._await(
            self._desk.runner.call(
                import_files, self._desk.services, list(zip(files, self._processes, strict=True)), lane=_LANE
            ),
            number,
        )

    def _read(self, text: str, number: int) -> None:
        from explorer.services.import_process import ImportProcess
        from explorer.services.import_request import import_request

        self._stop()
        process = ImportProcess()
        self._processes = [process]
        self._await(self._desk.runner.call(import_request, self._desk.services, text, process, lane=_LANE), number)

    def _await(self, task: "Task", number: int) -> None:
        task.succeeded.connect(lambda found: self._show(found, number))
        task.failed.connect(lambda error: self._show_error(error, number))

    def _stop(self) -> None:
        """What is still being read is of no interest any more."""
        for process in self._processes:
            process.close()
        self._processes = []

    def _show(self, found: "Imported", number: int) -> None:
        if self._dialog is not None:
            self._dialog.show_imported(found, number)
            self._name = found.name or self._name

    def _show_error(self, error: BaseException, number: int) -> None:
        from explorer.core.errors import ExplorerError

        if not isinstance(error, ExplorerError):
            self.failed.emit(error)
        elif self._dialog is not None:
            self._dialog.show_error(str(error), number)

    def _open(self, entries: "list[Entry]") -> None:
        for at, entry in enumerate(entries):
            if entry.imported is not None and entry.imported.request is not None:
                self._open_one(entry, entry.imported.request, front=at == 0)

    def _open_one(self, entry: "Entry", request: Request, *, front: bool) -> None:
        # Nothing of it stands in a collection, so that closing the tab asks.
        blank = Request(request.action)
        opening = Opening(request, entry.name, saved=blank, front=front, then=partial(self._compare, entry))
        self._desk.requests.open(opening)

    def _compare(self, entry: "Entry", tab: "RequestTab") -> None:
        """Put the customer's signature and answer beside ours."""
        if entry.imported is not None and entry.imported.authorization:
            self._signatures.compare_with(tab, entry.imported.authorization)
        if entry.imported is not None and entry.imported.answer:
            self._desk.answers.compare_with(tab, "Answer of the archive", entry.imported.answer)

    def _keep(self, entries: "list[Entry]") -> None:
        from explorer.services.import_request import save_calls

        task = self._desk.runner.call(save_calls, self._desk.services, entries, self._name)
        task.succeeded.connect(self._on_kept)
        task.failed.connect(self.failed)

    def _on_kept(self, kept: "Kept") -> None:
        self._desk.collections.load()
        words = f"Saved {kept.saved} requests in “{kept.name}” of the collections; secrets were left out."
        if kept.refused:
            words += f" {len(kept.refused)} could not be saved: {' '.join(kept.refused[:_SAID])}"
        self.told.emit(words, "warning" if kept.refused else "success")

    def _on_dialog_finished(self) -> None:
        self._stop()
        self._dialog = None
