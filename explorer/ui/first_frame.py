"""What is painted before anything is imported that the first frame does not need: the areas and their names.

Nothing here touches a QPainter: its overloads make every enumeration of the Qt namespace, which takes longer than all
of the rest.
"""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from explorer.ui.theme.palette import Theme

_MENU, _BAR, _TABS, _STATUS = 32, 47, 40, 25


class FirstFrame(QWidget):
    """Stands in the window's middle until the real parts are there, a moment later."""

    def __init__(self, theme: Theme, left: int) -> None:
        super().__init__()
        self._left = left
        self.setStyleSheet(
            f"QWidget {{ background: {theme.panel.name()}; color: {theme.muted.name()}; }}"
            f"QFrame#line {{ background: {theme.line.name()}; }}"
        )
        self._lines = [QFrame(self) for _ in range(5)]
        for line in self._lines:
            line.setObjectName("line")
        self._words = QLabel("Actions", self), QLabel("Opening…", self)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lines and words where they will be."""
        width, height, top = self.width(), self.height(), _MENU + _BAR
        bottom = height - _STATUS
        places = (
            (0, _MENU, width, 1),
            (0, top, width, 1),
            (0, bottom, width, 1),
            (self._left, top, 1, bottom - top),
            (0, top + _TABS, self._left, 1),
        )
        for line, place in zip(self._lines, places, strict=True):
            line.setGeometry(*place)
        above, below = self._words
        above.move(18, top + 12)
        below.move(12, height - 20)
