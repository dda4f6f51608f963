"""A thin line that moves while something is under way."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.theme import theme

_STEP_MILLISECONDS = 33
_STEPS = 45


class BusyLine(QWidget):
    """Two pixels high, always in the layout, drawn only while busy; its timer runs only then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = 0
        self._timer = QTimer(self, interval=_STEP_MILLISECONDS)
        self._timer.timeout.connect(self._advance)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(2)
        self.setAccessibleName("Busy")

    def set_busy(self, busy: bool) -> None:
        """Start or stop."""
        self._step = 0
        if busy:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        """Two pixels, as wide as there is room."""
        return QSize(60, 2)

    def _advance(self) -> None:
        self._step = (self._step + 1) % _STEPS
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the part of the line that is lit now."""
        if not self._timer.isActive():
            return
        painter = QPainter(self)
        width = self.width() * 3 // 10
        left = (self.width() + width) * self._step // _STEPS - width
        painter.fillRect(left, 0, width, self.height(), theme.current().accent)
