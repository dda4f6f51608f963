"""A file as the value of a parameter: chosen or dropped, read off the window's thread, shown by its size."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from explorer.services.read_parameter_file import read_parameter_file, write_parameter_file
from explorer.ui.request.line_editor import LineEditor
from explorer.ui.request.summary_line import SummaryLine
from explorer.ui.theme import theme
from explorer.ui.widgets.buttons import IconButton

MOST_IN_LINE = 4096
"""Characters of a Base64 text that are still shown in a line."""
MOST_AS_TEXT = 1_000_000
"""Characters of a text that an editor still reads in a few milliseconds after each key."""


@dataclass(frozen=True, slots=True)
class FileErrand:
    """``work`` waits for a disk and is to be run elsewhere; ``done`` takes what it gives, in the window's thread."""

    work: Callable[[], object]
    done: Callable[[object], None]


def choose_file(parent: QWidget, take: Callable[[Path], None]) -> None:
    """Ask for a file to put into a parameter."""
    dialog = QFileDialog(parent, "Choose a file")
    dialog.setObjectName("parameterFileDialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def reading(path: Path, done: Callable[[object], None], *, as_base64: bool) -> FileErrand:
    """The errand that reads a file."""
    return FileErrand(partial(read_parameter_file, path, as_base64=as_base64), done)


class FileLine(LineEditor):
    """A line for Base64 text that takes a file: by its button, or dropped onto it.

    Signals:
        file_dropped(object): the Path of a file.
    """

    file_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choose = self.addAction(theme.icon("file"), self.ActionPosition.TrailingPosition)
        self._choose.setText("Choose a file…")
        self._choose.setToolTip("Choose a file to send in Base64, or drop one here")
        self._choose.triggered.connect(lambda: self.file_wanted.emit(True))
        theme.changed.connect(self._draw)

    def _draw(self) -> None:
        self._choose.setIcon(theme.icon("file"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and text as every line does."""
        if _file_of(event) is not None:
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As on entering."""
        if _file_of(event) is not None:
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a file for its content."""
        path = _file_of(event)
        if path is None:
            super().dropEvent(event)
            return
        event.acceptProposedAction()
        self.file_dropped.emit(path)


class FileSummary(SummaryLine):
    """Stands for a Base64 text too long for a line: says how large it is, and what can be done with it.

    Signals:
        edited(str): the value is another text: an empty one.
        text_wanted(): show the text itself.
        file_wanted(bool), file_dropped(object): as of FileLine.
        saving(object): a FileErrand.
    """

    edited = Signal(str)
    text_wanted = Signal()
    file_wanted = Signal(bool)
    file_dropped = Signal(object)
    saving = Signal(object)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._name = "", name
        self.setAcceptDrops(True)
        replace = IconButton("file", "Choose another file", self)
        more = IconButton("more", "Save, show or clear the file", self)
        replace.clicked.connect(lambda: self.file_wanted.emit(True))
        more.clicked.connect(lambda: self._open_menu(more))
        self.arrange(replace, more, spacing=2)

    def text(self) -> str:
        """The value."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show another value."""
        self._text = text
        size = len(text) * 3 // 4 - text[-2:].count("=")
        parts = (self._name, size_in_words(size), "Base64")
        self.say(" · ".join(part for part in parts if part))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _file_of(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take another file."""
        if (path := _file_of(event)) is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def _open_menu(self, button: QWidget) -> None:
        menu = QMenu(self)
        menu.setObjectName("fileMenu")
        menu.addAction("Save as a file…").triggered.connect(self._ask_where)
        show = menu.addAction("Show as text")
        show.setEnabled(len(self._text) <= MOST_AS_TEXT)
        show.triggered.connect(self._want_text)
        menu.addAction("Clear").triggered.connect(lambda: self.edited.emit(""))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _want_text(self) -> None:
        self.text_wanted.emit()

    def _save(self, name: str) -> None:
        self.saving.emit(FileErrand(partial(write_parameter_file, Path(name), self._text), lambda _done: None))

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, "Save the file", self._name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self._save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def size_in_words(size: int) -> str:
    """Bytes, kB or MB."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _file_of(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
