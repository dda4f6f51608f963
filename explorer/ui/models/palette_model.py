"""The rows of the command palette: headings that cannot be chosen, and entries."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
HEADING_ROLE = Qt.ItemDataRole.UserRole + 1
REMARK_ROLE = Qt.ItemDataRole.UserRole + 10


class PaletteModel(QAbstractListModel):
    """Rows of ``(text, remark, number)``; a heading has no number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, str, int | None]] = []

    def show_rows(self, rows: Sequence[tuple[str, str, int | None]]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def number(self, row: int) -> int | None:
        """The entry's number, or None for a heading."""
        return self._rows[row][2] if 0 <= row < len(self._rows) else None

    def step(self, row: int, by: int) -> int:
        """The next row that can be chosen in that direction, around the end; -1 when there is none."""
        for distance in range(1, len(self._rows) + 1):
            candidate = (row + by * distance) % len(self._rows)
            if self._rows[candidate][2] is not None:
                return candidate
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's way
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if self.number(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, remark, and whether it is a heading."""
        if not 0 <= index.row() < len(self._rows):
            return None
        text, remark, number = self._rows[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: text,
            Qt.ItemDataRole.AccessibleTextRole: ", ".join(part for part in (text, remark) if part),
            Qt.ItemDataRole.AccessibleDescriptionRole: "heading" if number is None else "",
            REMARK_ROLE: remark,
            HEADING_ROLE: number is None,
        }.get(Qt.ItemDataRole(role) if role < Qt.ItemDataRole.UserRole else role)
