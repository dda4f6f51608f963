"""The headers of the answer, and those that were sent, secrets masked."""

import html
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from explorer.core.models.exchange import Exchange
from explorer.ui.theme import theme

_NAME_WIDTH = 210
_TOOL_TIP = 2000


class HeaderRows(QTreeWidget):
    """Name and value; Ctrl+C copies the row as ``Name: value``."""

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

        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer_copies)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(self.selectedItems())
        else:
            super().keyPressEvent(event)

    def _copy(self, items: Sequence[QTreeWidgetItem | None]) -> None:
        lines = [f"{item.text(0)}: {item.text(1)}" for item in items if item is not None and item.parent()]
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
            menu.addAction("Copy value").triggered.connect(lambda: QGuiApplication.clipboard().setText(item.text(1)))
            menu.addAction("Copy header").triggered.connect(lambda: self._copy([item]))
        everything = [group.child(number) for number in range(group.childCount())]
        menu.addAction("Copy all of the group").triggered.connect(lambda: self._copy(everything))
        menu.popup(self.viewport().mapToGlobal(place))


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
        from explorer.core.secrets.redaction import redact_headers

        self.rows.clear()
        parts = (exchange.http_version, str(exchange.status or ""), exchange.reason)
        status = " ".join(part for part in parts if part)
        self._group("Answer", status, exchange.headers)
        line = _request_line(exchange)
        self._group("Request as sent", line, redact_headers(exchange.sent.headers))
        self.rows.expandAll()

    def _group(self, title: str, line: str, headers: tuple[tuple[str, str], ...]) -> None:
        if not headers and not line:
            return
        top = QTreeWidgetItem([title, line])
        top.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        for name, value in headers:
            row = QTreeWidgetItem([name, value])
            row.setFont(1, theme.mono_font())
            row.setData(1, Qt.ItemDataRole.AccessibleTextRole, value)
            row.setToolTip(1, f"<p>{html.escape(value[:_TOOL_TIP])}</p>")
            top.addChild(row)
        self.rows.addTopLevelItem(top)


def _request_line(exchange: Exchange) -> str:
    """Method and URL; a query is left out, since with the older signature methods it carries the token."""
    url, question, _ = exchange.sent.url.partition("?")
    return f"{exchange.sent.method} {url}{'?…' if question else ''}" if url else ""
