"""Tabs drawn as words over a line, the chosen one in bold with the accent under it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QTabWidget, QWidget

from explorer.ui.theme import theme
from explorer.ui.widgets.steady import Steady

_PADDING, _NARROW_PADDING = 10, 4
_HEIGHT = 40


class SectionTabBar(QTabBar):
    """A tab bar that paints itself; arrow keys choose, as in every tab bar."""

    def __init__(self, parent: QWidget | None = None, *, height: int = _HEIGHT) -> None:
        super().__init__(parent)
        self._height = height
        self._padding = _PADDING
        self._widths: dict[tuple[str, str], int] = {}
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
        return QSize(self._word_width(index) + 2 * self._padding, self._height)

    def fit(self, room: int) -> None:
        """Set the words closer where they would not all find room otherwise."""
        words = sum(self._word_width(index) for index in range(self.count()))
        padding = max(_NARROW_PADDING, min(_PADDING, (room - words) // max(1, 2 * self.count())))
        if padding != self._padding:
            self._padding = padding
            self.setTabText(0, self.tabText(0))  # makes Qt ask for the sizes again

    def _word_width(self, index: int) -> int:
        """Kept, since Qt asks for all of them whenever one tab comes or goes."""
        key = self.tabText(index), self.font().key()
        width = self._widths.get(key)
        if width is None:
            width = self._widths[key] = QFontMetrics(self._bold()).horizontalAdvance(key[0])
        return width

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


class SectionTabs(Steady, QTabWidget):
    """Pages under a SectionTabBar; a page made as a child of ``pages`` is not styled again on its way in.

    ``name`` is what assistive tools call the pages and their bar, which is what takes the focus.
    """

    def __init__(self, parent: QWidget | None = None, *, name: str = "", height: int = _HEIGHT) -> None:
        super().__init__(parent)
        self._bar = SectionTabBar(self, height=height)
        self.setTabBar(self._bar)
        self.setAccessibleName(name)
        self._bar.setAccessibleName(name)
        self.setDocumentMode(True)
        self.pages: QWidget = self.findChild(QStackedWidget) or self

    def tabInserted(self, index: int) -> None:
        """Make room for one more."""
        super().tabInserted(index)
        self._bar.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the room there is."""
        self._bar.fit(event.size().width())
        super().resizeEvent(event)
