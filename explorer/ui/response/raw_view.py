"""The text of the Raw page: what is chosen in it is copied from the bytes, not from what is shown of them."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QTextCursor, QTextDocument
from PySide6.QtWidgets import QMenu, QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from explorer.ui.response.slice_runner import SliceRunner

_MANY = 5_000
_STEP = 200

Place = tuple[int, int]
"""A line, and a place in it in units of UTF-16."""


class RawView(QPlainTextEdit):
    """Lines to be read.

    Signals:
        copy_requested(): what is chosen is wanted on the clipboard.
    """

    copy_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setProperty("role", "mono")
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setAccessibleName("Answer as received")
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._left: list[QTextDocument] = []
        self._sweeper = SliceRunner(self)
        self.setStyleSheet("border: 0; border-radius: 0;")

    def chosen(self) -> tuple[Place, Place] | None:
        """From where to where; None if nothing is chosen."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._place(cursor.selectionStart()), self._place(cursor.selectionEnd())

    def _place(self, position: int) -> Place:
        block = self.document().findBlock(position)
        return block.blockNumber(), position - block.position()

    def start_anew(self) -> None:
        """Show nothing; hundreds of thousands of lines are let go of little by little."""
        old = self.document()
        if old.blockCount() <= _MANY:
            self.clear()
            return
        # Whose parent is another than the view's own part is not deleted by it.
        old.setParent(self)
        new = QTextDocument(self)
        new.setUndoRedoEnabled(False)
        new.setDefaultFont(old.defaultFont())
        new.setDocumentLayout(QPlainTextDocumentLayout(new))
        self.setDocument(new)
        self._left.append(old)
        if not self._sweeper.is_busy:
            self._sweeper.start(self._sweep(), lambda: None)

    def _sweep(self) -> Iterator[None]:
        while self._left:
            document = self._left[0]
            while document.blockCount() > _STEP:
                cursor = QTextCursor(document)
                cursor.setPosition(document.findBlockByNumber(document.blockCount() - _STEP).position())
                cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
                cursor.removeSelectedText()
                yield
            self._left.pop(0).deleteLater()
            yield

    def add_lines(self, lines: list[str], *, into_the_last: bool) -> None:
        """Put lines at the end; the first of them into the last line, which is empty, or below it."""
        # A cursor of its own: the one that the user sees stays where it is.
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("\n".join(lines if into_the_last else ["", *lines]))

    def empty_the_last(self) -> None:
        """Take the text of the last line away."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or what a text view does."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a text that cannot be changed."""
        menu = QMenu(self)
        copy = menu.addAction("Copy")
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(lambda _checked=False: self.copy_requested.emit())
        everything = menu.addAction("Select all")
        everything.setShortcut(QKeySequence.StandardKey.SelectAll)
        everything.triggered.connect(lambda _checked=False: self.selectAll())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())
