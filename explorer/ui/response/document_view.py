"""The document's rows with the keys and clicks of a tree."""

import sys
from time import thread_time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from explorer.ui.models.document_model import KEY, TYPE, VALUE, DocumentModel
from explorer.ui.response.clipboard_text import ClipboardText
from explorer.ui.response.document_delegate import ARROW, DocumentDelegate, copy_place, indent_of
from explorer.ui.theme import theme

if TYPE_CHECKING:
    from explorer.core.document.node import Node

_TYPE_WIDTH = 96
_LEAST_KEY = 130
_IDLE_MILLISECONDS = 300
_PAINTING_SECONDS = 0.0035


class DocumentView(QTableView):
    """A flat table that is read as a tree: Right and Left expand and collapse, Enter toggles or follows a link.

    Signals:
        code_activated(str): the error code's row was clicked or entered.
        request_id_copied(str): the RequestId was copied from its row.
        menu_requested(int, QPoint): the context menu of a row, at a place on the screen.
        expand_all_requested(int): expand everything below a row.
    """

    code_activated = Signal(str)
    request_id_copied = Signal(str)
    menu_requested = Signal(int, QPoint)
    expand_all_requested = Signal(int)

    def __init__(self, model: DocumentModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.painter_of_rows = DocumentDelegate(model)
        self.setAccessibleName("Answer as a tree")
        self._set_habits()
        self.clipboard_text = ClipboardText(self)
        self._key_width = 0
        self._rest = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._paint_rest)
        for told in (model.modelReset, model.dataChanged):
            told.connect(self.painter_of_rows.forget)
        theme.changed.connect(self._on_theme_changed)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MILLISECONDS)
        self._idle.timeout.connect(lambda: self.painter_of_rows.warm_up(self.viewport()))
        self._idle.start()

    def _set_habits(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(theme.ROW)
        self.setMouseTracking(True)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(theme.ROW)
        rows.setDefaultSectionSize(theme.ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setFixedHeight(28)
        columns.setFont(theme.mono_font())
        columns.setMinimumSectionSize(48)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(TYPE, _TYPE_WIDTH)
        columns.sectionResized.connect(self._on_section_resized)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight, each at once; what there is no time for, in the next turn of the event loop."""
        self.executeDelayedItemsLayout()
        area, count = event.rect(), self._rows.rowCount()
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0 or not count:
            return
        painter = QPainter(self.viewport())
        try:
            self._paint_rows(painter, first, last if last >= 0 else count - 1)
        except Exception:  # noqa: BLE001 - out of an override it would cost PySide a method, and soon the program
            sys.excepthook(*sys.exc_info())
        finally:
            painter.end()

    def _paint_rows(self, painter: QPainter, first: int, last: int) -> None:
        top, begun = self.rowViewportPosition(first), thread_time()
        key, value, sign = ((self.columnViewportPosition(each), self.columnWidth(each)) for each in (KEY, VALUE, TYPE))
        self.painter_of_rows.begin(painter, (key, value, sign))
        chosen = {index.row() for index in self.selectionModel().selectedRows()}
        for row in range(first, last + 1):
            self.painter_of_rows.paint(painter, top, self._rows.node(row), selected=row in chosen)
            top += theme.ROW
            if thread_time() - begun > _PAINTING_SECONDS:
                self._rest = min(top, self._rest) if self._later.isActive() else top
                self._later.start()
                break

    def _paint_rest(self) -> None:
        box = self.viewport().rect()
        self.viewport().update(box.adjusted(0, min(self._rest, box.height()), 0, 0))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What was not painted yet has moved, too."""
        super().scrollContentsBy(dx, dy)
        if self._later.isActive():
            self._rest = 0

    def _on_theme_changed(self) -> None:
        self.painter_of_rows.take_theme()
        self.viewport().update()

    def _on_section_resized(self, section: int, _old: int, new: int) -> None:
        if section == KEY and QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._key_width = new

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width until the user drags the border; keep the current row in sight when there is less room."""
        super().resizeEvent(event)
        width = self.viewport().width()
        self.setColumnWidth(KEY, self._key_width or max(_LEAST_KEY, min(width * 40 // 100, 360)))
        self.setColumnWidth(TYPE, _TYPE_WIDTH if width > 520 else 48)
        current = self.currentIndex()
        foot = self.visualRect(current).bottom() if current.isValid() else -1
        if self.viewport().height() < foot <= event.oldSize().height():
            self.scrollTo(current)

    def current_row(self) -> int:
        """The current row; -1 if there is none."""
        return self.currentIndex().row()

    def go_to(self, row: int, *, centre: bool = False) -> None:
        """Make a row current and bring it into sight."""
        index = self._rows.index(row, KEY)
        self.setCurrentIndex(index)
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(index, hint.PositionAtCenter if centre else hint.EnsureVisible)

    def go_to_value(self, offset: int) -> None:
        """Bring the row of the value that starts at a byte offset into sight."""
        row = self.row_of_value(offset)
        if row >= 0:
            self.go_to(row, centre=True)

    def row_of_value(self, offset: int) -> int:
        """The row of the value that starts at a byte offset, not a row below it; -1 if there is none."""
        row = self._rows.reveal(offset)
        while row >= 0 and self._rows.node(row).start > offset:
            row = self._rows.parent_row(row)
        return row

    def go_back(self, row: int, scrolled: int) -> None:
        """Make a row current (-1: none), and scroll to where that was."""
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row, KEY))
        self.updateGeometries()
        self.verticalScrollBar().setValue(scrolled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a tree."""
        row, key = self.current_row(), event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_value(row)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows.rowCount():
            self.go_to(0 if key == Qt.Key.Key_Home else self._rows.rowCount() - 1)
        elif row < 0 or not self._tree_key(row, event):
            super().keyPressEvent(event)

    def _tree_key(self, row: int, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Right:
            self._step_in(row)
        elif key == Qt.Key.Key_Left:
            self._step_out(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activate(row)
        elif key == Qt.Key.Key_Plus:
            self._rows.expand(row)
        elif key == Qt.Key.Key_Minus:
            self._rows.collapse(row)
        elif key == Qt.Key.Key_Asterisk:
            self.expand_all_requested.emit(row)
        else:
            return False
        return True

    def _step_in(self, row: int) -> None:
        node = self._rows.node(row)
        if self._rows.is_open(node):
            self.go_to(row + 1)
        else:
            self._rows.expand(row)

    def _step_out(self, row: int) -> None:
        if self._rows.is_open(self._rows.node(row)):
            self._rows.collapse(row)
        elif (above := self._rows.parent_row(row)) >= 0:
            self.go_to(above)

    def activate(self, row: int) -> None:
        """Follow the row's link, or expand or collapse it."""
        node = self._rows.node(row)
        if self._rows.is_blurred(node):
            self._rows.unblur(row)
        elif node.start in self._rows.marks.codes:
            self.code_activated.emit(self._rows.text(node))
        elif node.is_container:
            self._rows.toggle(row)

    def copy_value(self, row: int) -> None:
        """Put the row's value on the clipboard: a text as it reads, anything else as it was written."""
        document = self._rows.document
        if row < 0 or document is None:
            return
        node = self._rows.node(row)
        text = self.clipboard_text.copy_value(document, node)
        if node.start == self._rows.marks.request_id:
            self.request_id_copied.emit(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on an arrow, on the code, or on the copy sign acts at once."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self._on_arrow(index, event.position().toPoint()):
            self._rows.toggle(index.row())
        elif index.column() == VALUE and self._rows.is_blurred(self._rows.node(index.row())):
            self._rows.unblur(index.row())
        elif self._on_link(index, event.position().toPoint()):
            node = self._rows.node(index.row())
            if node.start in self._rows.marks.codes:
                self.activate(index.row())
            else:
                self.copy_value(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click anywhere on a row expands or collapses it; on its arrow it is two clicks."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        node = self._rows.node(index.row())
        if node.is_container:
            self._rows.toggle(index.row())

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a hand over what can be clicked."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            place = event.position().toPoint()
            index = self.indexAt(place)
            active = index.isValid() and (self._on_arrow(index, place) or self._on_link(index, place))
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if active else Qt.CursorShape.ArrowCursor)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        row = self.indexAt(event.pos()).row() if by_mouse else self.current_row()
        if row >= 0:
            self.go_to(row)
            place = event.globalPos() if by_mouse else self._below(row)
            self.menu_requested.emit(row, place)

    def _below(self, row: int) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(self._rows.index(row, VALUE)).bottomLeft())

    def _on_arrow(self, index: QModelIndex, place: QPoint) -> bool:
        if index.column() != KEY:
            return False
        node, box = self._rows.node(index.row()), self.visualRect(index)
        left = box.left() + indent_of(node, box.width())
        return left - 6 <= place.x() <= left + ARROW and self._rows.can_expand(node)

    def _on_link(self, index: QModelIndex, place: QPoint) -> bool:
        if index.column() != VALUE:
            return False
        node, box = self._rows.node(index.row()), self.visualRect(index)
        if node.start == self._rows.marks.request_id:
            return copy_place(box).contains(place)
        if node.start not in self._rows.marks.codes:
            return False
        return place.x() <= box.left() + 4 + self.link_width(node)

    def link_width(self, node: "Node") -> int:
        """How wide the code's link is painted."""
        return self.painter_of_rows.width_of(self._rows.text(node) + " ↗")
