"""The differences of two answers as rows: the way with its sign, and both values side by side."""

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from explorer.core.models.visible_text import ONE_LINE, visible
from explorer.ui.models.compared_text import DOTS, NO_VEIL, compared_text
from explorer.ui.theme import theme

if TYPE_CHECKING:
    from explorer.core.document.compare import Comparison, Row

Face = tuple[str, QColor, QColor | None]
"""All that is painted of a cell: its text in one line, ink, ground."""
Index = QModelIndex | QPersistentModelIndex
WAY, LEFT, RIGHT = range(3)
_SHOWN, _TOOL_TIP = 300, 1500
_TONES = {" ": "muted", "+": "success", "−": "error", "≠": "warning", "↕": "accent"}
_WORDS = {" ": "", "+": "added", "−": "removed", "≠": "changed", "↕": "moved"}
_GROUND = 28
_REMEMBERED = 4000
READ_AHEAD = 60
"""Rows that are made before any of them is shown; painting a windowful of new ones at once would be a stop."""


class CompareModel(QAbstractTableModel):
    """Rows grow while the comparison goes on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.comparison: Comparison | None = None
        self.veil = NO_VEIL
        self._titles = ("Difference", "Before", "This answer")
        self._shown = self._ready = 0
        self._font = theme.mono_font()
        self._faces: dict[tuple[int, int], Face] = {}
        theme.changed.connect(self._faces.clear)

    def set_comparison(self, comparison: "Comparison | None", before: str = "Before") -> None:
        """Show another comparison, or none; ``before`` names what the answer is compared with."""
        self.beginResetModel()
        self.comparison = comparison
        self._faces.clear()
        self._titles = ("Difference", before, "This answer")
        self._shown = len(comparison.rows) if comparison is not None else 0
        self._ready = self._shown
        self.endResetModel()

    def grow(self, *, all_found: bool = False) -> None:
        """Show what was found since, and is ready."""
        found = len(self.comparison.rows) if self.comparison is not None else 0
        if self._ready < min(found, READ_AHEAD) and not all_found:
            found = self._ready
        if found > self._shown:
            self.beginInsertRows(QModelIndex(), self._shown, found - 1)
            self._shown = found
            self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """The rows shown."""
        return 0 if parent is not None and parent.isValid() else self._shown

    def columnCount(self, parent: Index | None = None) -> int:
        """Way, before, now."""
        return 0 if parent is not None and parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return visible(self._titles[section][:_SHOWN]).translate(ONE_LINE)
            if role == Qt.ItemDataRole.ToolTipRole:
                return f"<p>{html.escape(visible(self._titles[section][:_TOOL_TIP]))}</p>"
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, signs and colours."""
        if not index.isValid() or self.comparison is None:
            return None
        row, column = self.comparison.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column, _SHOWN)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{html.escape(self._text(row, column, _TOOL_TIP).strip())}</p>"
        if role == Qt.ItemDataRole.AccessibleTextRole and column == WAY:
            return f"{self._name(row)} {_WORDS[row.sign]}".strip()
        if role == Qt.ItemDataRole.ForegroundRole:
            return _ink(row, column)
        if role == Qt.ItemDataRole.BackgroundRole:
            return _ground(row, column)
        return self._font if role == Qt.ItemDataRole.FontRole else None

    def face(self, row: int, column: int) -> Face:
        """What is painted of a cell; those lately painted are remembered."""
        found = self._faces.get((row, column))
        if found is None and self.comparison is not None:
            if len(self._faces) >= _REMEMBERED:
                self._faces.clear()
            told = self.comparison.rows[row]
            found = (self._text(told, column, _SHOWN), _ink(told, column), _ground(told, column))
            self._faces[row, column] = found
        return found or ("", theme.current().muted, None)

    def read_ahead(self) -> Iterator[None]:
        """Make what is painted of the first rows, one by one."""
        while self.comparison is not None and self._ready < min(len(self.comparison.rows), READ_AHEAD):
            for column in range(3):
                self.face(self._ready, column)
            self._ready += 1
            yield

    def _text(self, row: "Row", column: int, limit: int) -> str:
        if column == WAY:
            name = visible(self._name(row)[:limit]) or "whole answer"
            return f"{row.sign} {'  ' * min(row.depth, 24)}{name}".translate(ONE_LINE)
        if self.comparison is None:
            return ""
        document = self.comparison.left if column == LEFT else self.comparison.right
        node = row.left if column == LEFT else row.right
        if node is None:
            return ""
        told = compared_text(document, node, limit, whole=row.sign in ("+", "−", "≠"), veil=self.veil)
        return visible(told).translate(ONE_LINE)

    def _name(self, row: "Row") -> str:
        hides = self.veil.hides
        return f"{row.name.partition('=')[0]}={DOTS}" if hides is not None and hides(row.name) else row.name


def _ink(row: "Row", column: int) -> QColor:
    colours = theme.current()
    if row.sign == " ":
        return colours.muted if column else colours.text
    tone: QColor = getattr(colours, _TONES[row.sign])
    return tone if column == WAY else colours.text


def _ground(row: "Row", column: int) -> QColor | None:
    """Red where something was, green where something is; the way in the tone of its sign."""
    if row.sign == " ":
        return None
    name = _TONES[row.sign]
    if column != WAY and row.sign == "≠":
        name = "error" if column == LEFT else "success"
    elif (column == LEFT and row.left is None) or (column == RIGHT and row.right is None):
        return None
    tone = QColor(getattr(theme.current(), name))
    tone.setAlpha(_GROUND)
    return tone
