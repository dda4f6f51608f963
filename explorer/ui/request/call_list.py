"""The calls of a collection or an archive, to choose from."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.models.call_model import CallModel
from explorer.ui.theme import theme
from explorer.ui.widgets.question import plain_label
from explorer.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.core.importers.imported import Entry

_WIDTHS = (210, 190, 150)


class CallList(QWidget):
    """A filter, a box that checks all in sight, and the rows.

    Signals:
        chosen_changed(): other calls are checked.
        looked_at(Entry): the row in front is another one.
    """

    chosen_changed = Signal()
    looked_at = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = CallModel(self)
        self.field = SearchField("Filter calls…")
        self.field.setObjectName("importFilter")
        self.all = QCheckBox("Select all")
        self.all.setObjectName("importSelectAll")
        self.count = plain_label("", "small")
        self.count.setObjectName("importCount")
        self.view = self._make_view()
        top = QHBoxLayout()
        top.addWidget(self.all)
        top.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.count)
        self.field.textChanged.connect(self._on_filter_changed)
        self.field.stepped_down.connect(self.view.setFocus)
        self.all.clicked.connect(self._on_all_clicked)
        self.model.checked_changed.connect(self._on_checked_changed)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def set_entries(self, entries: "Sequence[Entry]") -> None:
        """Show these calls."""
        self.field.clear()
        self.model.set_entries(entries)
        empty = self.model.empty_columns()
        for section in range(self.model.columnCount()):
            self.view.setColumnHidden(section, section in empty)
        self.view.setCurrentIndex(self.model.index(0, 0))

    def checked(self) -> "list[Entry]":
        """The calls that are to be opened."""
        return self.model.checked()

    def _make_view(self) -> QTableView:
        # A tree would ask every row for its children.
        view = QTableView()
        view.setObjectName("importCalls")
        view.setAccessibleName("Calls in the text")
        view.setModel(self.model)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(theme.ROW)
        view.setMinimumHeight(150)
        header = view.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        return view

    def _on_filter_changed(self, text: str) -> None:
        self.model.filter(text)
        self._show_state()

    def _on_all_clicked(self) -> None:
        # A click on a box that is partly filled fills it.
        self.model.check_shown(self.model.shown_state() != Qt.CheckState.Checked)

    def _on_checked_changed(self) -> None:
        self._show_state()
        self.chosen_changed.emit()

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if (entry := self.model.entry(current.row())) is not None:
            self.looked_at.emit(entry)

    def _show_state(self) -> None:
        self.all.setCheckState(self.model.shown_state())
        shown, chosen = self.model.rowCount(), len(self.model.checked())
        self.count.setText(f"{shown} calls shown, {chosen} chosen.")
