"""The headers of the answer, its secrets hidden until clicked, and those that were sent, secrets masked."""

import html
from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.core.models.exchange import Exchange
from explorer.core.models.visible_text import ONE_LINE, visible
from explorer.ui.models.row_secrets import BLURRED
from explorer.ui.theme import theme

_NAME_WIDTH = 210
_TOOL_TIP = 2000
_HIDDEN, _VALUE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


class _RowDelegate(QStyledItemDelegate):
    """Rows as high as everywhere."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The row's height."""
        return QSize(super().sizeHint(option, index).width(), theme.ROW)


class HeaderRows(QTreeWidget):
    """Name and value; Ctrl+C copies the row as ``Name: value``, as it is seen. A click shows a hidden value."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Headers")
        self.setHeaderLabels(["Header", "Value"])
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.header().resizeSection(0, _NAME_WIDTH)
        # The words of the headings over those of the rows, which have less room beside them.
        self.header().setStyleSheet("QHeaderView::section { padding: 4px 3px; }")
        self.setItemDelegate(_RowDelegate(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer_copies)
        self.itemClicked.connect(lambda item, column: reveal(item) if column == 1 else None)
        self.itemActivated.connect(lambda item, _column: reveal(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(self.selectedItems())
        else:
            super().keyPressEvent(event)

    def _copy(self, items: Sequence[QTreeWidgetItem | None]) -> None:
        lines = [f"{item.text(0)}: {item.data(1, _VALUE)}" for item in items if item is not None and item.parent()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _offer_copies(self, place: QPoint) -> None:
        item = self.itemAt(place)
        if item is None:
            return
        group = item.parent() or item
        menu = QMenu(self)
        menu.setObjectName("headersMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if item.parent() is not None:
            hidden = item.data(1, _HIDDEN)
            if hidden is not None:
                menu.addAction("Show value").triggered.connect(lambda: reveal(item))
            value = item.data(1, _VALUE) if hidden is None else hidden
            menu.addAction("Copy value").triggered.connect(lambda: QGuiApplication.clipboard().setText(value))
            menu.addAction("Copy header").triggered.connect(lambda: self._copy([item]))
        everything = [group.child(number) for number in range(group.childCount())]
        menu.addAction("Copy all of the group").triggered.connect(lambda: self._copy(everything))
        menu.popup(self.viewport().mapToGlobal(place))


def reveal(row: QTreeWidgetItem) -> None:
    """Show the value that a row hides, if it hides one."""
    hidden = row.data(1, _HIDDEN)
    if hidden is not None:
        row.setData(1, _HIDDEN, None)
        _show_value(row, hidden)


def _show_value(row: QTreeWidgetItem, value: str) -> None:
    row.setText(1, visible(value).translate(ONE_LINE))
    row.setData(1, _VALUE, value)
    row.setData(1, Qt.ItemDataRole.AccessibleTextRole, value)
    row.setToolTip(1, f"<p>{html.escape(visible(value[:_TOOL_TIP]))}</p>")


def _hide_value(row: QTreeWidgetItem, value: str) -> None:
    row.setData(1, _HIDDEN, value)
    row.setText(1, BLURRED)
    row.setData(1, _VALUE, BLURRED)
    row.setData(1, Qt.ItemDataRole.AccessibleTextRole, "hidden")
    row.setToolTip(1, "A secret by its name. Click to show it.")


class HeadersPage(QWidget):
    """Two groups: the answer's, the request's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = HeaderRows()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 0)
        column.addWidget(self.rows)
        theme.changed.connect(self.rows.viewport().update)

    def show_exchange(self, exchange: Exchange) -> None:
        """All headers of one exchange."""
        from explorer.core.secrets.redaction import MASK, redact_headers
        from explorer.core.secrets.secret_names import is_secret_header

        self.rows.clear()
        parts = (exchange.http_version, str(exchange.status or ""), exchange.reason)
        status = " ".join(part for part in parts if part)
        # An answer from the history has lost its secrets: there is nothing to show.
        hidden = {name for name, value in exchange.headers if value not in ("", MASK) and is_secret_header(name)}
        self._group("Answer", status, exchange.headers, hidden)
        line = _request_line(exchange)
        self._group("Request as sent", line, redact_headers(exchange.sent.headers))
        self.rows.expandAll()

    def _group(self, title: str, line: str, headers: tuple[tuple[str, str], ...], hidden: Collection[str] = ()) -> None:
        if not headers and not line:
            return
        top = QTreeWidgetItem([title, line])
        top.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        for name, value in headers:
            row = QTreeWidgetItem([name])
            row.setFont(1, theme.mono_font())
            (_hide_value if name in hidden else _show_value)(row, value)
            top.addChild(row)
        self.rows.addTopLevelItem(top)


def _request_line(exchange: Exchange) -> str:
    """Method and URL; a query is left out, since with the older signature methods it carries the token."""
    url, question, _ = exchange.sent.url.partition("?")
    return f"{exchange.sent.method} {url}{'?…' if question else ''}" if url else ""
