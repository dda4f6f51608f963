"""The row of open requests: the one in front on the panel's colour, a dot where something is not saved."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QTabBar, QToolButton, QWidget

from explorer.ui.theme import icons, theme
from explorer.ui.theme.plain_tip import plain_tip

HEIGHT = 36
_PADDING = 14
_SIGN = 12
_MOST = 254
_LEAST = 136


class RequestTabBar(QTabBar):
    """Paints itself. The sign at a tab's right end closes it; while the request is unsaved and the mouse elsewhere,
    it is a dot.

    Signals:
        close_asked(int): the sign or the middle button was clicked.
    """

    close_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Open requests")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setMouseTracking(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self._widest, self._equal = _MOST, False
        self._hovered = -1
        self._pressed = -1
        theme.changed.connect(self.update)

    def set_dirty(self, index: int, dirty: bool) -> None:
        """Show the dot, and say it to assistive tools."""
        self.setTabData(index, dirty)
        self.setTabToolTip(index, plain_tip(f"{self.words(index)}{' · not saved' if dirty else ''}"))
        self.update()

    def words(self, index: int) -> str:
        """The name of a tab as it is read; Qt wants ``&`` doubled."""
        return self.tabText(index).replace("&&", "&")

    def is_dirty(self, index: int) -> bool:
        """Whether a tab shows the dot."""
        return bool(self.tabData(index))

    def fit(self, room: int) -> None:
        """Shorten the longest names until all find room. Where that leaves too little of them, whole tabs are scrolled:
        as wide as each other, and so many to the room that none of them is cut at its edge.
        """
        wanted = sorted(self._wanted(index) for index in range(self.count()))
        fitted = _common_width(wanted, room), False
        if fitted[0] < _LEAST:
            room -= 2 * self.style().pixelMetric(QStyle.PixelMetric.PM_TabBarScrollButtonWidth, None, self)
            fitted = max(room // max(room // _LEAST, 1), 2 * _PADDING), True
        if wanted and fitted != (self._widest, self._equal):
            self._widest, self._equal = fitted
            self.setTabText(0, self.tabText(0))  # makes Qt ask for the sizes again

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the name in bold, and for the sign, as far as there is some."""
        return QSize(self._widest if self._equal else min(self._wanted(index), self._widest), HEIGHT)

    def _wanted(self, index: int) -> int:
        return min(self._metrics().horizontalAdvance(self.words(index)) + 2 * _PADDING + _SIGN + 8, _MOST)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font(True))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs are scrolled, not squeezed."""
        return self.tabSizeHint(index)

    def sign_box(self, index: int) -> QRect:
        """Where the sign of a tab is."""
        box = self.tabRect(index)
        return QRect(box.right() - _PADDING - _SIGN + 4, box.center().y() - _SIGN // 2, _SIGN, _SIGN)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what is under the mouse."""
        self._hover(self.tabAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, _event: object) -> None:
        """Nothing is under the mouse."""
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the sign is no choice of the tab."""
        at = event.position().toPoint()
        self._pressed = self._closing_at(at, event.button())
        if self._pressed < 0:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close on a click of the sign or of the middle button."""
        pressed, self._pressed = self._pressed, -1
        if pressed >= 0:
            if self._closing_at(event.position().toPoint(), event.button()) == pressed:
                self.close_asked.emit(pressed)
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tabs and the line under them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        painter.fillRect(self.rect(), colours.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colours.line)
        for index in range(self.count()):
            self._paint_tab(painter, index)
        for arrow in self.findChildren(QToolButton):
            if arrow.isVisible():
                # An arrow is see-through, and would stand in the name or on the dot of the tab that it covers.
                painter.fillRect(arrow.geometry().adjusted(0, 0, 0, -1), colours.window)

    def _closing_at(self, at: QPoint, button: Qt.MouseButton) -> int:
        index = self.tabAt(at)
        if index >= 0 and button == Qt.MouseButton.MiddleButton:
            return index
        on_sign = index >= 0 and self.sign_box(index).adjusted(-3, -3, 3, 3).contains(at)
        return index if on_sign and button == Qt.MouseButton.LeftButton else -1

    def _font(self, chosen: bool) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        return font

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        colours = theme.current()
        box = self.tabRect(index)
        chosen = index == self.currentIndex()
        if chosen:
            painter.fillRect(box, colours.panel)
        painter.fillRect(box.right(), box.top(), 1, box.height(), colours.line)
        painter.setFont(self._font(chosen))
        painter.setPen(colours.text if chosen or index == self._hovered else colours.muted)
        room = QRect(box.left() + _PADDING, box.top(), box.width() - 2 * _PADDING - _SIGN - 4, box.height())
        text = painter.fontMetrics().elidedText(self.words(index), Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        if chosen and self.hasFocus():
            painter.setPen(QPen(colours.accent, 1))
            painter.drawRoundedRect(box.adjusted(4, 5, -5, -6), 4, 4)
        self._paint_sign(painter, index, chosen)

    def _paint_sign(self, painter: QPainter, index: int, chosen: bool) -> None:
        colours = theme.current()
        box = self.sign_box(index)
        if index == self._hovered or (chosen and not self.is_dirty(index)):
            painter.drawPixmap(box, icons.pixmap("close", colours.muted.name(), _SIGN, self.devicePixelRatioF()))
        elif self.is_dirty(index):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.muted)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))


def _common_width(wanted: list[int], room: int) -> int:
    """What the widest may take so that all of them, the narrowest first, find room together."""
    for place, width in enumerate(wanted):
        rest = len(wanted) - place
        if width * rest > room:
            return room // rest
        room -= width
    return _MOST
