"""Picks one answer of the history to compare with: those of the same action first, found as one types."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.core.models.action import ActionRef
from explorer.ui.history.history_rows import history_row
from explorer.ui.models.history_model import ENTRY_ROLE, HistoryModel, HistoryRow
from explorer.ui.theme import theme

if TYPE_CHECKING:
    from explorer.core.models.exchange import Exchange
    from explorer.core.storage.history import HistoryEntry


def is_record_of(entry: "HistoryEntry", answer: "Exchange") -> bool:
    """Whether the history kept this very answer there."""
    return (entry.ref, entry.started, entry.size) == (answer.request.action, answer.started, answer.received)


def past_rows(
    entries: "Sequence[HistoryEntry]", ref: ActionRef | None, but: "Exchange | None" = None
) -> list[HistoryRow]:
    """Rows with their whole time, RequestId and what is missing of the body; those of ``ref`` come first.

    The answer ``but``, which is the one to compare with them, is left out.
    """
    others = [entry for entry in entries if but is None or not is_record_of(entry, but)]
    ordered = sorted(others, key=lambda entry: ref is None or entry.ref != ref)
    return [_past_row(entry) for entry in ordered]


def _past_row(entry: "HistoryEntry") -> HistoryRow:
    row = history_row(entry)
    parts = (row.outcome, entry.request_id, missing(entry))
    time = f"{entry.started.astimezone():%Y-%m-%d %H:%M:%S}"
    return replace(row, time=time, outcome=" · ".join(part for part in parts if part))


def missing(entry: "HistoryEntry") -> str:
    """What of the answer's body was not kept, in a few words; empty if it is whole."""
    if not entry.size:
        return "no answer kept"
    return "only its first 1,000,000 bytes kept" if entry.truncated else ""


class PastAnswerDialog(QDialog):
    """Return or a double click takes the row.

    Signals:
        chosen(object): the record of the answer to compare with.
    """

    chosen = Signal(object)

    def __init__(self, rows: Sequence[HistoryRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pastAnswerDialog")
        self.setWindowTitle("Compare with an answer of the history")
        self.resize(760, 460)
        self._all = [(f"{row.time} {row.action} {row.outcome}".lower(), row) for row in rows]
        self._model = HistoryModel(self)
        self._field, self._table = QLineEdit(), QTableView()
        self._none = QLabel("The history holds no answer that matches.")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._ok = self._buttons.addButton("Compare", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._field.textChanged.connect(self._filter)
        self._table.doubleClicked.connect(self._take)
        self._table.selectionModel().currentChanged.connect(self._on_current_changed)
        self._buttons.accepted.connect(lambda: self._take(self._table.currentIndex()))
        self._buttons.rejected.connect(self.reject)
        self._filter("")

    def _lay_out(self) -> None:
        self._field.setObjectName("pastAnswerField")
        self._field.setAccessibleName("Find an answer")
        self._field.setPlaceholderText("Action, outcome, RequestId…")
        table = self._table
        table.setObjectName("pastAnswerTable")
        table.setAccessibleName("Answers of the history")
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.ROW)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.resizeSection(0, 150)
        header.resizeSection(1, 190)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._ok.setProperty("role", "primary")
        self._ok.setDefault(True)
        self._ok.setObjectName("pastAnswerCompare")
        column = QVBoxLayout(self)
        for widget in (self._field, self._none, table, self._buttons):
            column.addWidget(widget)

    def _filter(self, text: str) -> None:
        words = text.lower().split()
        rows = [row for line, row in self._all if all(word in line for word in words)]
        self._model.show_rows(rows)
        self._none.setVisible(not rows)
        self._ok.setEnabled(False)
        if rows:
            self._table.selectRow(0)
            self._on_current_changed(self._table.currentIndex())

    def _on_current_changed(self, index: QModelIndex) -> None:
        self._ok.setEnabled(index.isValid() and bool(index.data(ENTRY_ROLE).size))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(ENTRY_ROLE).size:
            self.chosen.emit(index.data(ENTRY_ROLE))
            self.accept()
