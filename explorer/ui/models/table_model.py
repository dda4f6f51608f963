"""A list of objects as rows and columns; a cell is read when it is in sight."""

import html
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from explorer.core.models.visible_text import ONE_LINE, visible
from explorer.ui.theme import theme

if TYPE_CHECKING:
    from explorer.core.document.cells import Cells
    from explorer.core.document.table import Table
    from explorer.core.secrets.mask_cells import CellMask

Face = tuple[str, QColor, QColor | None]
"""All that is painted of a cell: its text in one line, ink, ground."""
Index = QModelIndex | QPersistentModelIndex
BLURRED = "••••••"
_SHOWN = 300
_TOOL_TIP = 1500
_REMEMBERED = 4000
_LEAST_MEASURED, _MEASURED_CELLS = 3, 1200
_LOOKED_AT = 6 * _TOOL_TIP


class TableModel(QAbstractTableModel):
    """Rows of a table in an order of their own. Secrets show dots, but in columns in ``shown``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self.columns: Sequence[str] = ()
        self.further: Sequence[str] = ()
        """Columns that are exported, but too many to be shown."""
        self.shown: set[str] = set()
        self._mask: CellMask | None = None
        self.also_secret: frozenset[str] = frozenset()
        self._told: Callable[[bytes, int], str] = lambda _cell, _most: ""
        self.order: Sequence[int] = ()
        self._font = theme.mono_font()
        self._faces: dict[tuple[int, int], Face] = {}
        theme.changed.connect(self._faces.clear)

    def set_table(self, table: "Table | None", columns: Sequence[str] = (), order: Sequence[int] = ()) -> None:
        """Show another table, or other columns or rows of it."""
        from explorer.core.document.cells import cell_text

        # Kept: an import takes as long as the cell, even of what was imported before.
        self._told = cell_text
        self.beginResetModel()
        self.table, self.columns, self.order, self.further = table, columns, order, ()
        self._mask = self.mask(BLURRED) if table is not None else None
        self._faces.clear()
        self.endResetModel()

    def grow(self, rows: int) -> None:
        """More rows of the table have been read; they follow those in sight."""
        shown = len(self.order)
        if rows > shown:
            self.beginInsertRows(QModelIndex(), shown, rows - 1)
            self.order = range(rows)
            self.endInsertRows()

    def unmask(self, column: str) -> None:
        """Show what a column holds."""
        self.shown.add(column)
        self._mask = self.mask(BLURRED)
        self._faces.clear()
        if self.order:
            section = list(self.columns).index(column)
            self.dataChanged.emit(self.index(0, section), self.index(len(self.order) - 1, section))

    def mask(self, text: str) -> "CellMask":
        """What hides the secrets of this list with a text, as they are hidden now."""
        from explorer.core.secrets.mask_cells import CellMask

        table = self.table
        if table is None:
            return CellMask(self.shown, text=text)
        name, hides = table.node.key or "", table.document.hides
        return CellMask(self.shown, text=text, list_name=name, hides=hides, also=self.also_secret)

    def rowCount(self, parent: Index | None = None) -> int:
        """The rows that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.order)

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The members' names; rows are numbered as in the answer, from 0."""
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            name = self.columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return visible(name[:80]).translate(ONE_LINE)
            if role == Qt.ItemDataRole.ToolTipRole:
                return f"<p>{html.escape(visible(name[:_TOOL_TIP]))}</p>"
        elif role == Qt.ItemDataRole.DisplayRole and section < len(self.order):
            return str(self.order[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def whole_cell(self, index: Index) -> bytes:
        """The JSON of a cell, however long; nothing where the row has no such member."""
        if self.table is None or not index.isValid():
            return b""
        return self.table.cell(self.order[index.row()], self.columns[index.column()])

    def cell(self, index: Index) -> bytes | None:
        """The JSON of a cell, of a long one the beginning; None where the row has no such member."""
        if self.table is None or not index.isValid():
            return None
        return self.table.cells(self.order[index.row()]).get(self.columns[index.column()])

    def face(self, row: int, column: int) -> Face:
        """What is painted of a cell; those lately painted are remembered."""
        found = self._faces.get((row, column))
        if found is None:
            if len(self._faces) >= _REMEMBERED:
                self._faces.clear()
            found = self._faces[row, column] = self._face(row, column)
        return found

    def _face(self, row: int, column: int) -> Face:
        colours, name = theme.current(), self.columns[column]
        cells = self.table.cells(self.order[row]) if self.table is not None else {}
        if name not in cells:
            return "", colours.muted, None
        text = visible(self._told(self._seen(name, cells), _SHOWN)).translate(ONE_LINE)
        return text, getattr(colours, tone_of(cells[name])), None

    def _seen(self, name: str, cells: "Cells") -> bytes:
        cell = cells[name]
        return cell if self._mask is None else self._mask(name, cell, cells, _LOOKED_AT)

    def lengths(self, names: Sequence[str], rows: int, most: int) -> dict[str, int]:
        """The letters of columns' longest texts in the first rows, a Chinese one twice; ``most`` is enough.

        Of very many columns fewer rows are looked at.
        """
        found = dict.fromkeys(names, 0)
        rows = max(_LEAST_MEASURED, min(rows, _MEASURED_CELLS // max(len(found), 1)))
        for row in self.order[:rows] if self.table is not None and names else ():
            cells = self.table.cells(row)  # type: ignore[union-attr]
            for name, longest in found.items():
                cell = cells.get(name, b"")
                if longest < most and len(cell) > longest:
                    found[name] = max(longest, _width(self._told(cell, most)))
        return found

    def is_masked(self, index: Index) -> bool:
        """Whether the cell shows dots, or some in it."""
        cell = self.cell(index)
        return cell is not None and self._cell_seen(index) is not cell

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, in the colour of their type."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(self._text(index, _SHOWN)).translate(ONE_LINE)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{html.escape(visible(self._text(index, _TOOL_TIP)))}</p>"
        if role == Qt.ItemDataRole.ForegroundRole:
            return getattr(theme.current(), tone_of(cell))
        return self._font if role == Qt.ItemDataRole.FontRole else None

    def _text(self, index: Index, limit: int) -> str:
        return self._told(self._cell_seen(index), limit)

    def _cell_seen(self, index: Index) -> bytes:
        cells = self.table.cells(self.order[index.row()]) if self.table is not None else {}
        return self._seen(self.columns[index.column()], cells)


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(letter > "\u2e80" for letter in text)


def tone_of(cell: bytes) -> str:
    """The colour token of a cell's type."""
    first = cell[:1]
    if first == b'"':
        return "string"
    if first in (b"t", b"f"):
        return "boolean"
    return "muted" if first in (b"n", b"{", b"[") else "number"
