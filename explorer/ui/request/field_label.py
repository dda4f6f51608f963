"""The left column of a field: name, type, what is sent; a click chooses what is sent."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from explorer.ui.theme import theme
from explorer.ui.theme.fonts import SMALL_PIXELS
from explorer.ui.theme.plain_tip import plain_tip

_DOTS = "⋯"


class FieldLabel(QAbstractButton):
    """One painted widget instead of four labels: a form has many."""

    def __init__(self, name: str, kind: str, *, required: bool, quiet: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._kind = kind
        self._required = required
        self._quiet = quiet
        self._sent = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name}: choose what is sent")
        tip = f"{name} · {kind}{' · required' if required else ''}\nClick to choose what is sent"
        self.setToolTip(plain_tip(tip))
        theme.changed.connect(self.update)

    def set_sent(self, sent: str) -> None:
        """Show a state in a word (``null``, ``empty``), or nothing."""
        if sent != self._sent:
            self._sent = sent
            self.setAccessibleDescription(f"Sent: {sent}" if sent else "")
            self.update()

    def sizeHint(self) -> QSize:
        """Two lines of text."""
        width = QFontMetrics(self._bold()).horizontalAdvance(self._name) + 24
        return QSize(width, 36)

    def minimumSizeHint(self) -> QSize:
        """Long names are shortened."""
        return QSize(40, 36)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Normal if self._quiet else QFont.Weight.DemiBold)
        return font

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both lines."""
        painter = QPainter(self)
        colours = theme.current()
        font = self._bold()
        painter.setFont(font)
        room = self.width() - (18 if self._required else 6)
        shown = QFontMetrics(font).elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        painter.setPen(colours.muted if self._quiet else colours.text)
        painter.drawText(QRect(0, 1, self.width(), 18), int(Qt.AlignmentFlag.AlignVCenter), shown)
        if self._required:
            painter.setPen(colours.error)
            painter.drawText(QPoint(QFontMetrics(font).horizontalAdvance(shown) + 4, 15), "*")
        self._paint_kind(painter)

    def _paint_kind(self, painter: QPainter) -> None:
        colours = theme.current()
        font = QFont(self.font())
        font.setPixelSize(SMALL_PIXELS)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        box = QRect(0, 19, self.width() - 4, 15)
        sent = f" · {self._sent}" if self._sent else ""
        tail = f" {_DOTS}" if self.underMouse() else ""
        room = box.width() - metrics.horizontalAdvance(sent + tail)
        kind = metrics.elidedText(self._kind, Qt.TextElideMode.ElideRight, room)
        painter.setPen(colours.muted)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), kind)
        box.setLeft(metrics.horizontalAdvance(kind))
        painter.setPen(colours.warning)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), sent)
        box.setLeft(box.left() + metrics.horizontalAdvance(sent))
        painter.setPen(colours.accent)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), tail)
