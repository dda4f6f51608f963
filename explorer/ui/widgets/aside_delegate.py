"""Rows with a name at the left and a muted remark at the right, for lists that drop down."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.ui.theme import theme

REMARK_ROLE = Qt.ItemDataRole.UserRole + 10
_ROW, _GAP = 28, 14


class AsideDelegate(QStyledItemDelegate):
    """Paints DisplayRole and, muted at the right, REMARK_ROLE as far as there is room.

    One that ``keeps_remarks`` shortens the name instead.
    """

    def __init__(self, parent: QObject | None = None, *, keeps_remarks: bool = False) -> None:
        super().__init__(parent)
        self._keeps_remarks = keeps_remarks

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for both texts."""
        metrics = option.fontMetrics
        words = str(index.data()) + "      " + str(index.data(REMARK_ROLE) or "")
        return QSize(metrics.horizontalAdvance(words) + 24, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        colours = theme.current()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selection)
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 4, 4)
            painter.restore()
        box = option.rect.adjusted(8, 0, -8, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(colours.text)
        name, remark = str(index.data()), str(index.data(REMARK_ROLE) or "")
        if self._keeps_remarks:
            room = box.width() - (option.fontMetrics.horizontalAdvance(remark) + _GAP if remark else 0)
            name = option.fontMetrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, middle | int(Qt.AlignmentFlag.AlignLeft), name)
        box.setLeft(box.left() + option.fontMetrics.horizontalAdvance(name) + _GAP)
        painter.setPen(colours.muted)
        shown = option.fontMetrics.elidedText(remark, Qt.TextElideMode.ElideRight, max(box.width(), 0))
        painter.drawText(box, middle | int(Qt.AlignmentFlag.AlignRight), shown)


class TreeRowDelegate(QStyledItemDelegate):
    """Tree rows of 24 pixels with an icon, a name, and the muted remark where there is room for it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """24 pixels high."""
        return QSize(super().sizeHint(option, index).width(), theme.ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The style paints the row, then the remark is put beside the name."""
        super().paint(painter, option, index)
        painter.save()
        self._paint_remark(painter, option, index)
        painter.restore()

    def _paint_remark(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        remark = str(index.data(REMARK_ROLE) or "")
        if not remark:
            return
        taken = option.fontMetrics.horizontalAdvance(str(index.data())) + 36
        box = option.rect.adjusted(taken, 0, -10, 0)
        small = QFont(option.font)
        small.setPixelSize(11)
        painter.setFont(small)
        painter.setPen(theme.current().muted)
        text = painter.fontMetrics().elidedText(remark, Qt.TextElideMode.ElideRight, box.width())
        if box.width() > 40:
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
