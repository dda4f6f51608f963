"""The pages of the open requests under their row of tabs, and the "+" that ends it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from explorer.ui.request.request_tab_bar import HEIGHT, RequestTabBar
from explorer.ui.theme import theme
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.steady import Steady

_PLUS = 38


class _Room(QWidget):
    """Keeps the tabs' scroll buttons off the place of the "+", and goes on where the row of tabs ends."""

    def sizeHint(self) -> QSize:
        return QSize(_PLUS, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        painter.fillRect(self.rect(), colours.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colours.line)


class RequestTabWidget(Steady, QTabWidget):
    """A tab widget with a "+" after the last tab."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = RequestTabBar(self)
        self.setTabBar(self.bar)
        self.setDocumentMode(True)
        self.setCornerWidget(_Room())
        self.pages: QWidget = self.findChild(QStackedWidget) or self
        self.plus = IconButton("plus", "New request", self)
        self.plus.setObjectName("newRequestButton")

    def place_plus(self) -> None:
        """Fit the tabs into their room, and put the "+" where they end."""
        self.bar.fit(self.width() - _PLUS)
        last = self.bar.tabRect(self.count() - 1) if self.count() else None
        end = last.right() + 1 if last is not None else 0
        if self.bar.sizeHint().width() > self.bar.width():
            end = self.width()  # the tabs are scrolled, and their arrows stand where the last one is seen to end
        self.plus.move(min(end, self.width() - _PLUS) + 5, 4)
        self.plus.raise_()

    def tabInserted(self, index: int) -> None:
        """Follow the tabs."""
        super().tabInserted(index)
        self.place_plus()

    def tabRemoved(self, index: int) -> None:
        """Follow the tabs."""
        super().tabRemoved(index)
        self.place_plus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.place_plus()
