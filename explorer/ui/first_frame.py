"""What is painted before anything is imported that the first frame does not need: the areas and their names."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.theme.palette import Theme

_MENU, _BAR, _TABS, _STATUS = 32, 47, 40, 25


class FirstFrame(QWidget):
    """Stands in the window's middle until the real parts are there, a moment later."""

    def __init__(self, theme: Theme, left: int) -> None:
        super().__init__()
        self._theme, self._left = theme, left

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Areas and lines where they will be."""
        painter, theme = QPainter(self), self._theme
        width, height = self.width(), self.height()
        top = _MENU + _BAR
        painter.fillRect(0, 0, width, height, theme.panel)
        for y in (_MENU, top, height - _STATUS):
            painter.fillRect(0, y, width, 1, theme.line)
        painter.fillRect(self._left, top, 1, height - _STATUS - top, theme.line)
        painter.fillRect(0, top + _TABS, self._left, 1, theme.line)
        painter.setPen(theme.muted)
        painter.drawText(18, top + 25, "Actions")
        painter.drawText(12, height - 8, "Opening…")
