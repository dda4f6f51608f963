"""Tabs drawn as words over a line, the chosen one in bold with the accent under it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from explorer.ui.theme import theme

_PADDING = 10
_HEIGHT = 40


class SectionTabBar(QTabBar):
    """A tab bar that paints itself; arrow keys choose, as in every tab bar."""

    def __init__(self, parent: QWidget | None = None, *, height: int = _HEIGHT) -> None:
        super().__init__(parent)
        self._height = height
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setMouseTracking(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        theme.changed.connect(self.update)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the word in bold, so that choosing a tab moves nothing."""
        return QSize(QFontMetrics(self._bold()).horizontalAdvance(self.tabText(index)) + 2 * _PADDING, self._height)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Words are never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words, the accent and the line below."""
        painter = QPainter(self)
        colours = theme.current()
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        hovered = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        for index in range(self.count()):
            self._paint_tab(painter, index, index == hovered)

    def _paint_tab(self, painter: QPainter, index: int, hovered: bool) -> None:
        colours = theme.current()
        box = self.tabRect(index)
        chosen = index == self.currentIndex()
        painter.setFont(self._bold() if chosen else self.font())
        painter.setPen(colours.text if chosen or hovered else colours.muted)
        painter.drawText(box.adjusted(0, 0, 0, -2), int(Qt.AlignmentFlag.AlignCenter), self.tabText(index))
        if chosen:
            painter.fillRect(QRect(box.left(), self.height() - 2, box.width(), 2), colours.accent)
            if self.hasFocus():
                painter.setPen(QPen(colours.accent, 1))
                painter.drawRoundedRect(box.adjusted(3, 7, -4, -8), 4, 4)


class SectionTabs(QTabWidget):
    """Pages under a SectionTabBar."""

    def __init__(self, parent: QWidget | None = None, *, height: int = _HEIGHT) -> None:
        super().__init__(parent)
        self.setTabBar(SectionTabBar(self, height=height))
        self.setDocumentMode(True)
