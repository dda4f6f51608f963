"""Writes the team's note on an error code."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from explorer.ui.widgets.buttons import LinkButton
from explorer.ui.widgets.question import plain_label


class NoteDialog(QDialog):
    """A text and where it is kept. It stays open until the note is written, so that no word is lost.

    ``seen`` is the note that was there when it was opened, so that what others write meanwhile is not overwritten.

    Signals:
        save_requested(str): keep this text; an empty one takes the note away.
        folder_chosen(str): keep notes in this folder.
    """

    save_requested = Signal(str)
    folder_chosen = Signal(str)

    def __init__(self, parent: QWidget, code: str, text: str, folder: str) -> None:
        super().__init__(parent)
        self.setObjectName("noteDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Team note on {code}")
        self.resize(520, 340)
        self._code, self.seen = code, text
        self.text = QPlainTextEdit(text)
        self.text.setObjectName("noteText")
        self.text.setAccessibleName("Note")
        self.text.setPlaceholderText("What the team knows about this code: known causes, whom to ask, what to send…")
        self.text.setTabChangesFocus(True)
        self._folder, self.change = plain_label("", "small"), LinkButton("Change folder…")
        self.change.setObjectName("noteFolder")
        self.change.clicked.connect(self._ask_folder)
        self._fault = plain_label("", "fieldError")
        self._fault.hide()
        self.remove, self.cancel, self.save = QPushButton("Remove note"), QPushButton("Cancel"), QPushButton("Save")
        for button, name in (
            (self.remove, "noteRemove"),
            (self.cancel, "noteCancel"),
            (self.save, "noteSave"),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
        self.save.setProperty("role", "primary")
        self._lay_out(code)
        self.show_place(text, folder)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(lambda: self._ask(self.text.toPlainText()))
        self.remove.clicked.connect(lambda: self._ask(""))
        self.text.setFocus()

    def show_place(self, text: str, folder: str) -> None:
        """Say in which folder the note is kept, and show what is there, unless something was typed already."""
        self._path, self.seen = folder, text
        self._folder.setText(
            f"Kept as the text file {self._code}.md (UTF-8, shown as it is written) in {folder}. "
            "Share the folder as you share files; what others write there is seen at the next look."
        )
        self.remove.setVisible(bool(text))
        if not self.text.document().isModified():
            self.text.setPlainText(text)

    def show_error(self, error: object) -> None:
        """Say why the note was not kept; the text stays."""
        self._fault.setText(f"{error} {getattr(error, 'hint', '')}".strip())
        self._fault.show()
        for button in (self.save, self.remove):
            button.setEnabled(True)

    def _ask(self, text: str) -> None:
        for button in (self.save, self.remove):
            button.setEnabled(False)
        self.save_requested.emit(text)

    def _ask_folder(self) -> None:
        chooser = QFileDialog(self, "Folder of the team's notes", self._path)
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self.folder_chosen)
        chooser.open()

    def _lay_out(self, code: str) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(plain_label(f"Team note on {code}", "title"))
        column.addWidget(self.text, 1)
        place = QHBoxLayout()
        place.addWidget(self._folder, 1)
        place.addWidget(self.change)
        column.addLayout(place)
        column.addWidget(self._fault)
        column.addLayout(buttons)
