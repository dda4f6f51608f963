"""Ctrl+K: everything the program can do or open, found by a few letters."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from explorer.ui.actions.palette_entry import PaletteEntry, Source, collect
from explorer.ui.models.palette_model import HEADING_ROLE, REMARK_ROLE, PaletteModel
from explorer.ui.theme import theme
from explorer.ui.widgets.search_field import SearchField

_WIDTH, _ROW, _TOP = 640, 32, 64
_SHOWN_ROWS = 14


class CommandPalette(QWidget):
    """Covers its window while open. A click beside it or Esc closes it, and the focus goes back to where it was; when
    the focus goes elsewhere, as by a window's shortcut, it closes, too.
    """

    def __init__(self, window: QWidget, sources: tuple[tuple[str, Source], ...]) -> None:
        super().__init__(window)
        self.setObjectName("commandPalette")
        self.setAccessibleName("Command palette")
        self._window = window
        self._sources = sources
        self._entries: list[PaletteEntry] = []
        self._before: QWidget | None = None
        self._is_open = False
        self.model = PaletteModel(self)
        self._frame = QFrame(self)
        self._frame.setProperty("role", "floating")
        self.field = SearchField("Search actions, saved requests, history and commands…")
        self.field.setObjectName("paletteField")
        self.list = _entry_list(self.model)
        self._nothing = QLabel("Nothing matches")
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.field, self._nothing, self.list):
            column.addWidget(widget)
        self.field.textChanged.connect(self._on_field_text_changed)
        self.field.returnPressed.connect(self._run_current)
        self.field.stepped_down.connect(lambda: self._step(1))
        self.field.stepped_up.connect(lambda: self._step(-1))
        self.list.clicked.connect(self._run_current)
        self.hide()

    def open(self, query: str = "") -> None:
        """Show it with a query to begin with."""
        if not self._is_open:
            self._is_open = True
            self._before = self._window.focusWidget()
            _application().focusChanged.connect(self._on_focus_changed)
        self.setGeometry(self._window.rect())
        self.field.setText(query)
        self._on_field_text_changed(query)
        self.show()
        self.raise_()
        self.field.setFocus()

    def dismiss(self) -> None:
        """Close it and give the focus back."""
        before = self._before
        self._leave()
        if before is not None and isValid(before):
            before.setFocus()
        else:
            self._window.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the list closes."""
        if not self._frame.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window below."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 120 if theme.current().dark else 60))

    def _leave(self) -> None:
        if self._is_open:
            self._is_open = False
            _application().focusChanged.disconnect(self._on_focus_changed)
        self._before = None
        self.hide()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        # None is another program's window, and a menu of the field itself is no reason to close.
        if now is None or now is self or self.isAncestorOf(now) or QApplication.activePopupWidget() is not None:
            return
        self._leave()

    def _on_field_text_changed(self, query: str) -> None:
        self._entries = []
        rows: list[tuple[str, str, int | None]] = []
        for section in collect(query, self._sources):
            rows.append((section.title, "", None))
            for entry in section.entries:
                rows.append((entry.text, entry.remark, len(self._entries)))
                self._entries.append(entry)
        self.model.show_rows(rows)
        self._nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(_ROW * min(_SHOWN_ROWS, len(rows)) + 4)
        self._place()
        self._step(1, start=-1)

    def _place(self) -> None:
        width = min(_WIDTH, self.width() - 48)
        self._frame.setFixedWidth(width)
        self._frame.adjustSize()
        self._frame.move((self.width() - width) // 2, _TOP)

    def _step(self, by: int, start: int | None = None) -> None:
        row = self.model.step(self.list.currentIndex().row() if start is None else start, by)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        if row == 1:
            self.list.scrollToTop()

    def _run_current(self) -> None:
        number = self.model.number(self.list.currentIndex().row())
        if number is None:
            return
        entry = self._entries[number]
        self.dismiss()
        entry.run()


def _application() -> QApplication:
    return cast("QApplication", QApplication.instance())


def _entry_list(model: PaletteModel) -> QListView:
    view = QListView()
    view.setObjectName("paletteList")
    view.setAccessibleName("Results")
    view.setModel(model)
    view.setItemDelegate(PaletteDelegate(view))
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view


class PaletteDelegate(QStyledItemDelegate):
    """Headings small and muted; entries with their remark at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """32 pixels high."""
        return QSize(100, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        colours = theme.current()
        heading = bool(index.data(HEADING_ROLE))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selection)
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 5, 5)
            painter.restore()
        font = QFont(option.font)
        font.setPixelSize(11 if heading else 13)
        painter.setFont(font)
        box: QRect = option.rect.adjusted(10, 6 if heading else 0, -10, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        metrics = painter.fontMetrics()
        painter.setPen(colours.muted if heading else colours.text)
        text = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, middle, text)
        room = box.width() - metrics.horizontalAdvance(text) - 24
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(colours.muted)
        remark = painter.fontMetrics().elidedText(str(index.data(REMARK_ROLE)), Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, middle | int(Qt.AlignmentFlag.AlignRight), remark)
