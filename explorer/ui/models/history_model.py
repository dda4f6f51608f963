"""Past exchanges as rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.ui.theme import theme
from explorer.ui.theme.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What a row shows; ``tone`` is a colour token; ``entry`` is the store's own record."""

    time: str
    action: str
    outcome: str
    tone: str
    tip: str
    entry: object


class HistoryModel(QAbstractTableModel):
    """Time, action, outcome."""

    HEADINGS = ("Time", "Action", "Outcome")

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[HistoryRow] = ()

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's way
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's way
        """Three."""
        return 0 if parent.isValid() else len(self.HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, the outcome's colour, and the record under ENTRY_ROLE."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.time, row.action, row.outcome)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return getattr(theme.current(), ("muted", "text", row.tone)[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.tip)
        return row.entry if role == ENTRY_ROLE else None
