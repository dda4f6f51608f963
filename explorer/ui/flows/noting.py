"""From "Add a note" to a text file, and back into every card that shows the code; and notes of others taken in."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from explorer.core.phrases import phrases
from explorer.services.team_notes import made_folder
from explorer.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from explorer.core.knowledge.notes import Note
    from explorer.services.team_notes import Taken
    from explorer.services.wiring import Services
    from explorer.ui.catalog.note_dialog import NoteDialog


class Noting(QObject):
    """Reads and writes off the window's thread.

    Signals:
        changed(str, Note or None): the note that now applies to that code.
        failed(error): a note cannot be read.
        told(str, whether all is well): what became of notes that were taken in.
    """

    changed = Signal(str, object)
    failed = Signal(object)
    told = Signal(str, bool)

    def __init__(self, services: "Services", runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._runner, self._window = services, runner, window

    def edit(self, code: str) -> None:
        """Open the note on a code for writing."""
        task = self._runner.call(self._read, code)
        task.succeeded.connect(lambda found: self._open(code, *found))
        task.failed.connect(self.failed)

    def open_folder(self) -> None:
        """Show the folder of the notes as the system shows folders; it is made if there is none yet."""
        task = self._runner.call(made_folder, self._services)
        task.succeeded.connect(lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        task.failed.connect(self.failed)

    def ask_for_files(self) -> None:
        """Ask which notes of others are to be taken in."""
        say = phrases(self._services.language)
        chooser = QFileDialog(self._window, say("note.choose_files"), "", say("note.files"))
        chooser.setObjectName("noteFiles")
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.filesSelected.connect(self.take_in)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def take_in(self, files: list[str]) -> None:
        """Put note files of others to one's own."""
        task = self._runner.call(self._take_in, files)
        task.succeeded.connect(lambda found: self._on_taken_in(*found))
        task.failed.connect(self.failed)

    def _take_in(self, files: list[str]) -> "tuple[Taken, str, dict[str, Note | None]]":
        from explorer.services.team_notes import note_to_show, take_in, taken_words

        taken = take_in(self._services, [Path(name) for name in files])
        notes = {code: note_to_show(self._services, code) for code in (*taken.new, *taken.both)}
        return taken, taken_words(self._services, taken), notes

    def _on_taken_in(self, taken: "Taken", words: str, notes: "dict[str, Note | None]") -> None:
        for code, note in notes.items():
            self.changed.emit(code, note)
        self.told.emit(words, not taken.refused)

    def _read(self, code: str) -> "tuple[Note | None, str]":
        from explorer.services.team_notes import note_on

        return note_on(self._services, code), str(self._services.team_notes.folder)

    def _open(self, code: str, note: "Note | None", folder: str) -> None:
        from explorer.ui.catalog.note_dialog import NoteDialog

        own = note.text if note is not None and note.code == code else ""
        dialog = NoteDialog(self._window, code, own, folder, phrases(self._services.language))
        dialog.folder_chosen.connect(partial(self._move_to, dialog, code))
        dialog.file_chosen.connect(partial(self._add_file, dialog))
        dialog.save_requested.connect(partial(self._save, dialog, code))
        dialog.open()

    def _move_to(self, dialog: "NoteDialog", code: str, folder: str) -> None:
        task = self._runner.call(self._move, code, folder)
        task.succeeded.connect(lambda found: self._on_moved(dialog, code, *found))
        task.failed.connect(partial(self._on_refused, dialog))

    def _add_file(self, dialog: "NoteDialog", name: str) -> None:
        from explorer.services.team_notes import text_of

        task = self._runner.call(text_of, self._services, Path(name))
        task.succeeded.connect(lambda text: dialog.add_text(text, name) if isValid(dialog) else None)
        task.failed.connect(partial(self._on_refused, dialog))

    def _save(self, dialog: "NoteDialog", code: str, text: str) -> None:
        task = self._runner.call(self._write, code, text, dialog.seen)
        task.succeeded.connect(lambda written: self._on_written(dialog, code, written))
        task.failed.connect(partial(self._on_refused, dialog))

    def _move(self, code: str, folder: str) -> "tuple[Note | None, str]":
        from explorer.services.team_notes import choose_folder

        choose_folder(self._services, Path(folder))
        return self._read(code)

    def _on_moved(self, dialog: "NoteDialog", code: str, note: "Note | None", folder: str) -> None:
        if isValid(dialog):
            dialog.show_place(note.text if note is not None and note.code == code else "", folder)
        self.changed.emit(code, note)

    def _write(self, code: str, text: str, before: str) -> "Note | None":
        from explorer.services.team_notes import write_note

        return write_note(self._services, code, text, before=before)

    def _on_written(self, dialog: "NoteDialog", code: str, note: "Note | None") -> None:
        if isValid(dialog):  # it may have been closed while the note was being written
            dialog.accept()
        self.changed.emit(code, note)

    def _on_refused(self, dialog: "NoteDialog", error: Exception) -> None:
        if isValid(dialog):
            dialog.show_error(error)
        else:
            self.failed.emit(error)
