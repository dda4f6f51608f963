"""The left side's list of past exchanges; searched as one types, a request of it opened again."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from explorer.ui.history.history_rows import history_row
from explorer.ui.models.history_model import ENTRY_ROLE, HistoryModel
from explorer.ui.theme import theme
from explorer.ui.widgets.empty_state import EmptyState
from explorer.ui.widgets.filtered_panel import FilteredPanel
from explorer.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from explorer.services.wiring import Services
    from explorer.ui.task_runner import TaskRunner

_LIMIT = 500
_TYPING_MILLISECONDS = 120
_NOTHING_YET = ("Nothing sent yet", "Every request you send is listed here.")


class HistoryTable(QTableView):
    """Return opens the row, Del deletes it; the menu of a row copies its RequestId, too.

    Signals:
        chosen(object), copy_asked(object), removal_asked(object), compare_asked(object): with the record of a row.
    """

    chosen = Signal(object)
    copy_asked = Signal(object)
    removal_asked = Signal(object)
    compare_asked = Signal(object)

    def __init__(self, model: HistoryModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("historyTable")
        self.setAccessibleName("History")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, 58)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(2, 84)
        self.doubleClicked.connect(self._choose)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, Del deletes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.removal_asked.emit(self.currentIndex().data(ENTRY_ROLE))
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(ENTRY_ROLE))

    def _on_menu_requested(self, where: QPoint) -> None:
        index = self.indexAt(where)
        if not index.isValid():
            return
        entry = index.data(ENTRY_ROLE)
        menu = QMenu(self)
        menu.setObjectName("historyMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open", lambda: self.chosen.emit(entry))
        menu.addAction("Copy RequestId", lambda: self.copy_asked.emit(entry)).setEnabled(bool(entry.request_id))
        menu.addAction("Compare with the open answer", lambda: self.compare_asked.emit(entry)).setEnabled(
            entry.size > 0
        )
        menu.addSeparator()
        menu.addAction("Delete", lambda: self.removal_asked.emit(entry))
        menu.popup(self.viewport().mapToGlobal(where))


class HistoryPanel(FilteredPanel):
    """Reads off the window's thread.

    Signals:
        entry_chosen(object): open the request and the answer of this record.
        copy_requested(object), delete_requested(object): its RequestId to the clipboard; the record off the disk.
        compare_requested(object): the answer of this record beside the open one.
        failed(object): a StorageError.
        loaded(): the rows stand as the disk has them.
    """

    entry_chosen = Signal(object)
    copy_requested = Signal(object)
    delete_requested = Signal(object)
    compare_requested = Signal(object)
    failed = Signal(object)
    loaded = Signal()

    def __init__(self, services: "Services", runner: "TaskRunner", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner = services, runner
        self.model = HistoryModel(self)
        self.field = SearchField("Filter history, RequestId…")
        self.field.setObjectName("historySearch")
        self.table = HistoryTable(self.model)
        self._lay_out(self.field, self.table, EmptyState("history", *_NOTHING_YET))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._typing.timeout.connect(self.load)
        self.field.textChanged.connect(self._typing.start)
        self.field.stepped_down.connect(self._on_field_stepped_down)
        self.table.chosen.connect(self.entry_chosen)
        self.table.copy_asked.connect(self.copy_requested)
        self.table.removal_asked.connect(self.delete_requested)
        self.table.compare_asked.connect(self.compare_requested)

    def load(self) -> None:
        """Read the history again, or search it for what is typed."""
        task = self._runner.call(self._read, self.field.text().strip())
        task.succeeded.connect(self._on_read)
        task.failed.connect(self.failed)

    def _read(self, words: str) -> list[Any]:
        history = self._services.history
        found = history.search(words, limit=_LIMIT) if words else history.recent(_LIMIT)
        return [history_row(entry) for entry in found]

    def _on_read(self, rows: list[Any]) -> None:
        self.model.show_rows(rows)
        if self.field.text().strip():
            self._nothing.set_words(
                "Nothing in the history matches", "Try a part of an action's name or of a RequestId."
            )
        else:
            self._nothing.set_words(*_NOTHING_YET)
        self._show_view(bool(rows))
        self.loaded.emit()

    def _on_field_stepped_down(self) -> None:
        self.table.setFocus()
        if self.model.rowCount():
            self.table.selectRow(0)
