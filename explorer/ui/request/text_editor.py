"""The editor of a text of several lines; it grows with its text."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_MOST_LINES = 12


class TextEditor(QPlainTextEdit):
    """Tab leaves it, as it leaves every other editor of the form.

    Signals:
        edited(str): the text has changed by a hand, not by ``show_text``.
    """

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = False
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def text(self) -> str:
        """The text, as of a line edit."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text without saying that it was edited."""
        if text != self.toPlainText():
            self._shown = True
            self.setPlainText(text)
            self._shown = False

    def sizeHint(self) -> QSize:
        """As high as the text, up to a dozen lines."""
        lines = min(max(2, self.blockCount(), round(self.document().size().height())), _MOST_LINES)
        return QSize(200, lines * self.fontMetrics().lineSpacing() + 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the window."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            event.ignore()  # the row opens its menu
            return
        super().keyPressEvent(event)

    def _on_text_changed(self) -> None:
        self.updateGeometry()
        if not self._shown:
            self.edited.emit(self.toPlainText())
