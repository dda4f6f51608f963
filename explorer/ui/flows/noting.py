"""From "Add a note" to a text file, and back into every card that shows the code."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from explorer.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from explorer.core.knowledge.notes import Note
    from explorer.services.wiring import Services
    from explorer.ui.catalog.note_dialog import NoteDialog


class Noting(QObject):
    """Reads and writes off the window's thread.

    Signals:
        changed(str, Note or None): the note that now applies to that code.
        failed(error): a note cannot be read.
    """

    changed = Signal(str, object)
    failed = Signal(object)

    def __init__(self, services: "Services", runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._runner, self._window = services, runner, window

    def edit(self, code: str) -> None:
        """Open the note on a code for writing."""
        task = self._runner.call(self._read, code)
        task.succeeded.connect(lambda found: self._open(code, *found))
        task.failed.connect(self.failed)

    def _read(self, code: str) -> "tuple[Note | None, str]":
        from explorer.services.team_notes import note_on

        return note_on(self._services, code), str(self._services.team_notes.folder)

    def _open(self, code: str, note: "Note | None", folder: str) -> None:
        from explorer.ui.catalog.note_dialog import NoteDialog

        own = note.text if note is not None and note.code == code else ""
        dialog = NoteDialog(self._window, code, own, folder)

        def move(chosen: str) -> None:
            task = self._runner.call(self._move, code, chosen)
            task.succeeded.connect(lambda found: self._on_moved(dialog, code, *found))
            task.failed.connect(dialog.show_error)

        def write(text: str) -> None:
            task = self._runner.call(self._write, code, text, dialog.seen)
            task.succeeded.connect(lambda written: self._on_written(dialog, code, written))
            task.failed.connect(dialog.show_error)

        dialog.folder_chosen.connect(move)
        dialog.save_requested.connect(write)
        dialog.open()

    def _move(self, code: str, folder: str) -> "tuple[Note | None, str]":
        from pathlib import Path

        from explorer.services.team_notes import choose_folder

        choose_folder(self._services, Path(folder))
        return self._read(code)

    def _on_moved(self, dialog: "NoteDialog", code: str, note: "Note | None", folder: str) -> None:
        dialog.show_place(note.text if note is not None and note.code == code else "", folder)
        self.changed.emit(code, note)

    def _write(self, code: str, text: str, before: str) -> "Note | None":
        from explorer.services.team_notes import write_note

        return write_note(self._services, code, text, before=before)

    def _on_written(self, dialog: QWidget, code: str, note: "Note | None") -> None:
        dialog.close()
        self.changed.emit(code, note)
