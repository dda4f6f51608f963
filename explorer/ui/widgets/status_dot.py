"""A small round sign of a state."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.theme import theme


class StatusDot(QWidget):
    """Eight pixels in a colour token of the theme."""

    def __init__(self, colour: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setFixedSize(QSize(8, 8))
        theme.changed.connect(self.update)

    def set_colour(self, colour: str) -> None:
        """Take another colour token."""
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(getattr(theme.current(), self._colour))
        painter.drawEllipse(self.rect())
