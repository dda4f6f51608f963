"""A page that is made when somebody looks at it: opening what it belongs to does not wait for it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class LatePage(QWidget):
    """An empty place.

    Signals:
        first_shown(): it is in sight for the first time, and is to be filled now.
    """

    first_shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask to be filled, once."""
        super().showEvent(event)
        if self._column.isEmpty():
            self.first_shown.emit()

    def fill(self, content: QWidget) -> None:
        """Put the content in."""
        self._column.addWidget(content)
