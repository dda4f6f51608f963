"""Paints a row of the action tree: triangle, name, and muted text at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from explorer.ui.models.action_node import ActionNode, Level
from explorer.ui.theme import theme

_INDENTS = {Level.PRODUCT: 0, Level.MORE: 0, Level.CATEGORY: 16, Level.ACTION: 32}
_LEFT = 12
_SIGN = 18
_LEAST = 30


def paint_triangle(painter: QPainter, box: QRect, opened: bool, colour: QColor) -> None:
    """A small filled triangle that points right, or down when its row is open."""
    x, y = float(box.center().x()), box.center().y() + 1.5
    points = [(-4, -2), (4, -2), (0, 3.5)] if opened else [(-2, -4), (-2, 4), (3.5, 0)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))
    painter.restore()


class ActionDelegate(QStyledItemDelegate):
    """Rows of 24 pixels; the row's place in the tree is drawn here, so the view itself has no indentation."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """24 pixels high."""
        return QSize(100, theme.ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        colours = theme.current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        node: ActionNode = index.internalPointer()  # asking for it role by role would take most of the time
        level = node.level
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_background(painter, rect, chosen, bool(state & QStyle.StateFlag.State_MouseOver))
        left = rect.left() + _LEFT + _INDENTS.get(level, 0)
        if level is not Level.ACTION:
            paint_triangle(
                painter, QRect(left, rect.top(), 10, rect.height()), self._view.isExpanded(index), colours.muted
            )
        room = rect.width() // 2
        if node.aside and level is Level.ACTION:
            room = rect.right() - left - _SIGN - option.fontMetrics.horizontalAdvance(node.text) - 8 - 14
        right = self._paint_aside(painter, rect, node.aside, room)
        font = QFont(option.font)
        font.setWeight(
            QFont.Weight.DemiBold if level is Level.PRODUCT or (chosen and level is Level.ACTION) else font.weight()
        )
        painter.setFont(font)
        painter.setPen(colours.accent if chosen and level is Level.ACTION else colours.text)
        box = QRect(left + _SIGN, rect.top(), right - left - _SIGN - 8, rect.height())
        text = painter.fontMetrics().elidedText(node.text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_background(self, painter: QPainter, rect: QRect, chosen: bool, hovered: bool) -> None:
        if not chosen and not hovered:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().selection if chosen else theme.current().hover)
        if chosen and self._view.hasFocus():
            painter.setPen(theme.current().accent)
        painter.drawRoundedRect(rect.adjusted(6, 0, -6, -1), 4, 4)
        painter.restore()

    def _paint_aside(self, painter: QPainter, rect: QRect, aside: str, room: int) -> int:
        right = rect.right() - 14
        if not aside or room < _LEAST:
            return right
        font = QFont(self._view.font())
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(theme.current().muted)
        width = min(painter.fontMetrics().horizontalAdvance(aside) + 4, room)
        box = QRect(right - width, rect.top(), width, rect.height())
        painter.drawText(
            box,
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
            painter.fontMetrics().elidedText(aside, Qt.TextElideMode.ElideRight, width),
        )
        return right - width
