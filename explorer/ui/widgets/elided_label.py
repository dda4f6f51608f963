"""A label that shortens what it shows, never what it holds."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from explorer.core.models.visible_text import visible
from explorer.ui.theme.plain_tip import plain_tip


class ElidedLabel(QLabel):
    """``text()`` is whole; the painted text ends in an ellipsis where it does not fit, and the tool tip has it all.

    Marks that nobody sees are painted written out.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self._fitted: tuple[tuple[str, int, str], str] = (("", -1, ""), "")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Set the whole text."""
        super().setText(text)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(visible(self.text())) + margins.left() + margins.right() + 2
        return QSize(width, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shortened text."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        box = self.contentsRect()
        shown = self._fit(box.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(box, int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), shown)

    def _fit(self, room: int) -> str:
        """What is shown; worked out for another text, font or width only, since a form paints many of these."""
        key = self.text(), room, self.font().key()
        if key != self._fitted[0]:
            text = visible(key[0])
            shown = self.fontMetrics().elidedText(text, self._mode, room)
            self.setToolTip(plain_tip(text) if shown != text else "")
            self._fitted = key, shown
        return self._fitted[1]
