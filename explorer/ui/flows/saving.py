"""Keeps requests in collections: asks for a name and a folder once, then writes to the same file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from explorer.core.models.request import Request
from explorer.ui.collections.collection_panel import CollectionPanel
from explorer.ui.collections.save_dialog import SaveDialog
from explorer.ui.task_runner import TaskRunner
from explorer.ui.widgets.question import QuestionDialog

if TYPE_CHECKING:
    from explorer.core.storage.collection_tree import SavedRequest
    from explorer.services.wiring import Services


class Saving(QObject):
    """Knows which tab belongs to which saved request. ``key`` names a tab.

    Signals:
        saved(key, SavedRequest): the file stands on disk.
        moved(key, SavedRequest or None): the file has another name or place now, or is gone.
        failed(error).
    """

    saved = Signal(object, object)
    moved = Signal(object, object)
    failed = Signal(object)

    def __init__(self, services: "Services", runner: TaskRunner, panel: CollectionPanel, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._runner, self._panel, self._window = services, runner, panel, window
        self._known: dict[object, SavedRequest] = {}
        panel.path_changed.connect(self._on_path_changed)

    def know(self, key: object, saved: "SavedRequest") -> None:
        """This tab shows a request that was saved before."""
        self._known[key] = saved

    def forget(self, key: object) -> None:
        """The tab was closed."""
        self._known.pop(key, None)

    def save(self, key: object, request: Request, *, overwrite: bool = False) -> None:
        """Write to the tab's own file, or ask where to."""
        saved = self._known.get(key)
        if saved is None:
            self.save_as(key, request)
            return
        task = self._runner.call(self._write_again, saved, request, overwrite)
        task.succeeded.connect(lambda written: self._on_written(key, written))
        task.failed.connect(lambda error: self._on_again_failed(key, request, error))

    def save_as(self, key: object, request: Request) -> None:
        """Ask for a name and a folder."""
        saved = self._known.get(key)
        dialog = SaveDialog(self._window, saved.name if saved else request.action.name, self._panel.root)

        def on_written(written: "SavedRequest") -> None:
            dialog.accept()
            self._on_written(key, written)

        def on_failed(error: Exception) -> None:
            dialog.save.setEnabled(True)
            dialog.show_error(str(error))

        def keep(name: str, folder: Path | None, new_folder: str) -> None:
            dialog.save.setEnabled(False)
            task = self._runner.call(self._write_new, request, name, folder, new_folder)
            task.succeeded.connect(on_written)
            task.failed.connect(on_failed)

        dialog.ask(keep)

    def _write_new(self, request: Request, name: str, folder: Path | None, new_folder: str) -> "SavedRequest":
        from explorer.services.save_request import save_new

        if new_folder:
            folder = self._services.collections.add_folder(new_folder, folder)
        return save_new(self._services, request, name, folder=folder)

    def _write_again(self, saved: "SavedRequest", request: Request, overwrite: bool) -> "SavedRequest":
        from explorer.services.save_request import save_again

        return save_again(self._services, saved, request, overwrite=overwrite)

    def _on_written(self, key: object, saved: "SavedRequest") -> None:
        self._known[key] = saved
        self.saved.emit(key, saved)
        self._panel.load()

    def _on_again_failed(self, key: object, request: Request, error: Exception) -> None:
        from explorer.core.storage.collection_tree import EditConflictError

        if not isinstance(error, EditConflictError):
            self.failed.emit(error)
            return
        question = QuestionDialog(
            self._window, "The file was changed elsewhere", str(error), "Overwrite it", facts=(("File", error.path),)
        )
        question.ask(lambda: self.save(key, request, overwrite=True))

    def known(self, key: object) -> "SavedRequest | None":
        """The saved request of a tab."""
        return self._known.get(key)

    def _on_path_changed(self, old: Path, new: Path | None) -> None:
        for key, saved in list(self._known.items()):
            if saved.path is None or (saved.path != old and old not in saved.path.parents):
                continue
            if new is None:
                del self._known[key]
                self.moved.emit(key, None)
            else:
                self._follow(key, saved, new / saved.path.relative_to(old))

    def _follow(self, key: object, saved: "SavedRequest", path: Path) -> None:
        task = self._runner.call(self._read_again, saved, path)
        task.succeeded.connect(lambda now: self._on_read_again(key, now))
        task.failed.connect(self.failed)

    def _read_again(self, saved: "SavedRequest", path: Path) -> "SavedRequest":
        from dataclasses import replace

        now = self._services.collections.open(path)
        # An edit made elsewhere meanwhile must still be told as a conflict by the next saving.
        same = now.request == saved.request and now.note == saved.note
        return replace(saved, path=path, name=now.name, revision=now.revision if same else saved.revision)

    def _on_read_again(self, key: object, saved: "SavedRequest") -> None:
        if key in self._known:
            self._known[key] = saved
            self.moved.emit(key, saved)
