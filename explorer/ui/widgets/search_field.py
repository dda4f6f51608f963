"""A field to filter or find with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from explorer.ui.theme import theme


class SearchField(QLineEdit):
    """A line edit with a glass; Esc clears it.

    Signals:
        stepped_down(): the Down key: the reader wants to go on to the results.
        stepped_up(): the Up key.
    """

    stepped_down = Signal()
    stepped_up = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder.rstrip("…"))
        self.setClearButtonEnabled(True)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._take_theme()
        theme.changed.connect(self._take_theme)

    def _take_theme(self) -> None:
        self._glass.setIcon(theme.icon("search"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the arrow keys on, and let Esc clear."""
        if event.key() == Qt.Key.Key_Down:
            self.stepped_down.emit()
        elif event.key() == Qt.Key.Key_Up:
            self.stepped_up.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
