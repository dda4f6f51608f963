"""A short word in a rounded box, coloured by outcome."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from explorer.ui.theme.plain_tip import plain_tip

Tone = Literal["success", "error", "warning", "neutral"]

_FEW_LETTERS = 10


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose dynamic properties have changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Badge(QLabel):
    """A label of role ``badge``; its text is always plain.

    One that ``shrinks`` gives way where there is too little room: it then shows the ends of its text only.
    """

    def __init__(self, parent: QWidget | None = None, *, shrinks: bool = False) -> None:
        super().__init__(parent)
        self._shrinks = shrinks
        self.setProperty("role", "badge")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_outcome(self, text: str, tone: Tone) -> None:
        """Show a word in the colours of an outcome."""
        self.setText(text)
        if self.property("outcome") != tone:
            self.setProperty("outcome", tone)
            restyle(self)

    def minimumSizeHint(self) -> QSize:
        """Room for the whole word, or for a few letters."""
        least = super().minimumSizeHint()
        if not self._shrinks:
            return least
        return QSize(min(least.width(), _FEW_LETTERS * self.fontMetrics().averageCharWidth()), least.height())

    def shown(self) -> str:
        """The text as far as there is room for it."""
        missing = self.sizeHint().width() - self.width()
        if not self._shrinks or missing <= 0:
            return self.text()
        room = self.fontMetrics().horizontalAdvance(self.text()) - missing
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the word, or what there is room for of it."""
        shown = self.shown()
        if self._shrinks:
            tip = plain_tip(self.text()) if shown != self.text() else ""
            if tip != self.toolTip():
                self.setToolTip(tip)
        if shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine), shown)
