"""Paints cells of one line of text by one question to the model each; Qt's own way asks seven."""

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.ui.theme import theme

MARGIN = 8
"""Pixels before and after a text: as many as beside the words of a heading."""
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value

Face = tuple[str, QColor, QColor | None]
"""A cell's text, its ink, and its ground."""


class HasFaces(Protocol):
    """A model that tells at once all that is painted of a cell."""

    def face(self, row: int, column: int) -> Face:
        """Text in one line, ink, ground."""


class FaceDelegate(QStyledItemDelegate):
    """Paints a text from the left, with dots where it does not fit, and a frame around the current cell."""

    def __init__(self, model: HasFaces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._font, self._ascii = theme.mono_font(), theme.mono_font()
        # Letters of which each is drawn by itself need no shaping, which takes half the time of a text.
        self._ascii.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        self._ascii.setKerning(False)
        self._metrics = QFontMetrics(self._font)
        self._height, self._ascent = self._metrics.height(), self._metrics.ascent()
        self._letter = self._metrics.horizontalAdvance("0")

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        text, ink, ground = self._model.face(index.row(), index.column())
        state = option.state.value  # whole numbers: a flag of an enumeration is slow to ask
        if state & _SELECTED:
            painter.fillRect(option.rect, theme.current().selection)
        elif ground is not None:
            painter.fillRect(option.rect, ground)
        if text:
            painter.setPen(ink)
            box: tuple[int, int, int, int] = option.rect.getRect()  # type: ignore[assignment]  # published as an object
            self._write(painter, box, text)
        if state & _FOCUSED:
            painter.setPen(theme.current().accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _write(self, painter: QPainter, box: tuple[int, int, int, int], text: str) -> None:
        left, top, width, height = box
        room = width - 2 * MARGIN
        if text.isascii():
            most = max(room // self._letter, 1)
            painter.setFont(self._ascii)
            text = text if len(text) <= most else f"{text[: most - 1]}…"
        else:
            painter.setFont(self._font)
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(left + MARGIN, top + (height - self._height) // 2 + self._ascent, text)
