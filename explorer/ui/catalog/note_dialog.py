"""Writes the team's note on an error code."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from explorer.core.phrases import Phrases, phrases
from explorer.ui.widgets.buttons import LinkButton
from explorer.ui.widgets.question import QuestionDialog, plain_label


class NoteDialog(QDialog):
    """A text and where it is kept. It stays open until the note is written, so that no word is lost.

    ``seen`` is the note that was there when it was opened, so that what others write meanwhile is not overwritten.

    Signals:
        save_requested(str): keep this text; an empty one takes the note away.
        folder_chosen(str): keep notes in this folder.
        file_chosen(str): put what stands in this file to the text.
    """

    save_requested = Signal(str)
    folder_chosen = Signal(str)
    file_chosen = Signal(str)

    def __init__(self, parent: QWidget, code: str, text: str, folder: str, say: Phrases | None = None) -> None:
        super().__init__(parent)
        self._say = say = say or phrases()
        self.setObjectName("noteDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("note.title", code=code))
        self.resize(560, 380)
        self._code, self.seen = code, text
        self.text = QPlainTextEdit(text)
        self.text.setObjectName("noteText")
        self.text.setAccessibleName(say("note.name"))
        self.text.setPlaceholderText(say("note.placeholder"))
        self.text.setTabChangesFocus(True)
        self._place = plain_label("", "small")
        self.change = self._link("noteFolder", say("note.change"), self._ask_folder)
        self.show_folder = self._link("noteShowFolder", say("note.open_folder"), self._open_folder)
        self.take_in = self._link("noteTakeIn", say("note.take_in"), self._ask_file)
        self._fault = plain_label("", "fieldError")
        self._fault.hide()
        self.remove = self._button("noteRemove", say("note.remove"), lambda: self._ask(""))
        self.cancel = self._button("noteCancel", say("note.cancel"), self.reject)
        self.save = self._button("noteSave", say("note.save"), lambda: self._ask(self.text.toPlainText()))
        self.save.setProperty("role", "primary")
        self._lay_out()
        self.show_place(text, folder)
        self.text.setFocus()

    def show_place(self, text: str, folder: str) -> None:
        """Say in which folder the note is kept, and show what is there; what was typed already stays above it."""
        self._folder, self.seen = folder, text
        self._place.setText(self._say("note.place", code=self._code, folder=folder))
        self.remove.setVisible(bool(text))
        if self.text.document().isModified():
            self.add_text(text, folder)
        else:
            self.text.setPlainText(text)

    def add_text(self, text: str, source: str) -> None:
        """Put what someone else wrote below what is there, unless it stands there already."""
        text, now = text.strip(), self.text.toPlainText()
        if not text or text in now:
            return
        heading = f"{self._say('note.taken_from', path=source)}\n"
        self.text.setPlainText(f"{now.rstrip()}\n\n{heading}{text}\n" if now.strip() else f"{text}\n")
        self.text.document().setModified(True)

    def reject(self) -> None:
        """Esc, Cancel and the window's own button; a text that nobody has kept is not given up unasked."""
        text = self.text.toPlainText().rstrip()
        if self.save.isEnabled() and text and text != self.seen.rstrip():
            say = self._say
            text = say("note.leave_text", code=self._code)
            question = QuestionDialog(
                self, say("note.leave_title"), text, say("note.leave"), danger=True, careful=True
            )  # fmt: skip
            question.decline.setText(say("note.cancel"))
            question.ask(self._leave)
        else:
            super().reject()

    def _leave(self) -> None:
        super().reject()

    def show_error(self, error: object) -> None:
        """Say why the note was not kept; the text stays."""
        self._fault.setText(str(error))
        self._fault.show()
        for button in (self.save, self.remove):
            button.setEnabled(True)

    def _ask(self, text: str) -> None:
        for button in (self.save, self.remove):
            button.setEnabled(False)
        self.save_requested.emit(text)

    def _ask_folder(self) -> None:
        chooser = QFileDialog(self, self._say("note.choose"), self._folder)
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self.folder_chosen)
        chooser.open()

    def _ask_file(self) -> None:
        chooser = QFileDialog(self, self._say("note.choose_files"), "", self._say("note.files"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self.file_chosen)
        chooser.open()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))

    def _link(self, name: str, words: str, act: Callable[[], object]) -> LinkButton:
        link = LinkButton(words)
        link.setObjectName(name)
        link.clicked.connect(lambda _checked=False: act())
        return link

    def _button(self, name: str, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _lay_out(self) -> None:
        buttons, links = QHBoxLayout(), QHBoxLayout()
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        links.setSpacing(14)
        for link in (self.take_in, self.show_folder, self.change):
            links.addWidget(link)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(plain_label(self.windowTitle(), "title"))
        column.addWidget(self.text, 1)
        column.addWidget(self._place)
        column.addLayout(links)
        column.addWidget(self._fault)
        column.addSpacing(4)
        column.addLayout(buttons)
