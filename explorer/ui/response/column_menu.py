"""Which columns of a table are shown: a list with a field to find among hundreds of them."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QMenu, QVBoxLayout, QWidget, QWidgetAction

from explorer.core.models.visible_text import ONE_LINE, visible
from explorer.ui.theme import theme
from explorer.ui.widgets.buttons import LinkButton
from explorer.ui.widgets.search_field import SearchField

Index = QModelIndex | QPersistentModelIndex
_LETTERS = 80
_WIDTH = 260
_MOST_ROWS = 16


class ColumnList(QAbstractListModel):
    """Names with a box each; those that hold a text.

    Signals:
        toggled(str, bool): a column is to be shown, or hidden.
    """

    toggled = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names: Sequence[str] = ()
        self._all: Sequence[str] = ()
        self._hidden: set[str] = set()

    def set_columns(self, names: Sequence[str], hidden: Collection[str]) -> None:
        """Other columns."""
        self.beginResetModel()
        self._all = self.names = names
        self._hidden = set(hidden)
        self.endResetModel()

    def find(self, text: str) -> None:
        """Only the columns whose names hold a text, any case."""
        self.beginResetModel()
        self.names = [name for name in self._all if text.lower() in name.lower()] if text else self._all
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The columns found."""
        return 0 if parent is not None and parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, and whether it is shown."""
        name = self.names[index.row()] if index.isValid() else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(name[:_LETTERS]).translate(ONE_LINE)
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, theme.ROW)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Unchecked if name in self._hidden else Qt.CheckState.Checked
        return None

    def toggle(self, index: Index) -> None:
        """Check or uncheck."""
        if index.isValid():
            name = self.names[index.row()]
            shown = name in self._hidden
            (self._hidden.discard if shown else self._hidden.add)(name)
            self.dataChanged.emit(index, index)
            self.toggled.emit(name, shown)


class CheckedList(QListView):
    """A click anywhere on a row, Space and Return check it or uncheck it."""

    def __init__(self, model: ColumnList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = model
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(model.toggle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle the current row, or move."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._columns.toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ColumnMenu(QMenu):
    """Stays open while boxes are checked.

    Signals:
        toggled(str, bool): a column is to be shown, or hidden.
        all_toggled(bool): all are.
    """

    toggled = Signal(str, bool)
    all_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.field = ColumnList(self), SearchField("Find a column…")
        self.list = CheckedList(self.model)
        self.model.toggled.connect(self.toggled)
        self.list.setAccessibleName("Columns")
        self.field.textChanged.connect(self.model.find)
        self.field.stepped_down.connect(self.list.setFocus)
        self.aboutToShow.connect(self._prepare)
        self._fill()

    def _fill(self) -> None:
        panel, column, links = QWidget(), QVBoxLayout(), QHBoxLayout()
        for words, shown in (("Show all", True), ("Hide all", False)):
            link = LinkButton(words)
            link.clicked.connect(lambda _checked=False, shown=shown: self.all_toggled.emit(shown))
            links.addWidget(link)
        links.addStretch(1)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(links)
        column.addWidget(self.list)
        panel.setLayout(column)
        action = QWidgetAction(self)
        action.setDefaultWidget(panel)
        self.addAction(action)

    def set_columns(self, names: Sequence[str], hidden: Collection[str]) -> None:
        """Other columns, or others of them hidden."""
        self.model.set_columns(names, hidden)
        self.model.find(self.field.text())

    def _prepare(self) -> None:
        self.field.clear()
        self.field.setFocus()
        rows = min(max(self.model.rowCount(), 1), _MOST_ROWS)
        self.list.setFixedSize(_WIDTH, rows * theme.ROW + 4)
