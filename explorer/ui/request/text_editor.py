"""The editor of a text of several lines; it grows with its text."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.request.long_line_edit import LongLineEdit
from explorer.ui.request.long_lines import broken_pieces, mark_for
from explorer.ui.request.text_filler import TextFiller

_MOST_LINES = 12
_LARGE = 60_000


class TextEditor(LongLineEdit):
    """Tab leaves it, as it leaves every other editor of the form.

    Signals:
        edited(str): the text has changed by a hand, not by ``show_text``.
    """

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = False
        self._coming = ""
        self._filler = TextFiller(self)
        self._filler.filled.connect(self.updateGeometry)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def text(self) -> str:
        """The text, as of a line edit."""
        self._filler.finish()
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text without saying that it was edited."""
        if text == (self._coming if self._filler.is_filling else self.toPlainText()):
            return
        if len(text) > _LARGE:
            self._coming, self.mark = text, mark_for(text)
            self._filler.fill(broken_pieces(text, self.mark))
            return
        self._filler.stop()
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
            self.edited.emit(self.text())
