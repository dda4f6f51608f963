"""The differences of two answers as rows: the way with its sign, and both values side by side."""

import html
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from explorer.ui.theme import theme

if TYPE_CHECKING:
    from explorer.core.document.compare import Comparison, Row
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node

Index = QModelIndex | QPersistentModelIndex
WAY, LEFT, RIGHT = range(3)
_SHOWN, _TOOL_TIP, _TOLD = 300, 1500, 4000
_ONE_LINE = str.maketrans({"\n": "↵", "\r": None, "\t": "⇥"})
_TONES = {" ": "muted", "+": "success", "−": "error", "≠": "warning", "↕": "accent"}
_WORDS = {" ": "", "+": "added", "−": "removed", "≠": "changed", "↕": "moved"}
_DOTS = "••••••"
_GROUND = 28


class CompareModel(QAbstractTableModel):
    """Rows grow while the comparison goes on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.comparison: Comparison | None = None
        self._titles = ("Difference", "Before", "This answer")
        self._shown = 0
        self._font = theme.mono_font()

    def set_comparison(self, comparison: "Comparison | None", before: str = "Before") -> None:
        """Show another comparison, or none; ``before`` names what the answer is compared with."""
        self.beginResetModel()
        self.comparison = comparison
        self._titles = ("Difference", before, "This answer")
        self._shown = len(comparison.rows) if comparison is not None else 0
        self.endResetModel()

    def grow(self) -> None:
        """Show what was found since."""
        found = len(self.comparison.rows) if self.comparison is not None else 0
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
                return self._titles[section]
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
            return f"{row.name} {_WORDS[row.sign]}".strip()
        if role == Qt.ItemDataRole.ForegroundRole:
            return _ink(row, column)
        if role == Qt.ItemDataRole.BackgroundRole:
            return _ground(row)
        return self._font if role == Qt.ItemDataRole.FontRole else None

    def _text(self, row: "Row", column: int, limit: int) -> str:
        if column == WAY:
            name = row.name[:limit] or "whole answer"
            return f"{row.sign} {'  ' * min(row.depth, 24)}{name}".translate(_ONE_LINE)
        if self.comparison is None:
            return ""
        document = self.comparison.left if column == LEFT else self.comparison.right
        node = row.left if column == LEFT else row.right
        return "" if node is None else self._value(document, node, row, limit).translate(_ONE_LINE)

    def _value(self, document: "Document", node: "Node", row: "Row", limit: int) -> str:
        if not node.is_container:
            return _DOTS if _is_secret(node) else document.text(node, limit)
        from explorer.core.document.identity import canonical

        told = row.sign in ("+", "−", "≠") and 0 <= node.end - node.start <= _TOLD
        if told and not _holds_secret(document, node):
            return canonical(document, node)[:limit].decode("utf-8", "replace")
        return document.text(node)


def _is_secret(node: "Node") -> bool:
    from explorer.core.secrets.redaction import is_secret_name

    return node.key is not None and node.kind.label == "string" and is_secret_name(node.key[:200])


def _holds_secret(document: "Document", node: "Node") -> bool:
    """Whether a small container has a secret somewhere inside."""
    return any(
        _is_secret(child) or (child.is_container and _holds_secret(document, child)) for child in document.members(node)
    )


def _ink(row: "Row", column: int) -> QColor:
    colours = theme.current()
    if row.sign == " ":
        return colours.muted if column else colours.text
    tone: QColor = getattr(colours, _TONES[row.sign])
    return tone if column == WAY else colours.text


def _ground(row: "Row") -> QColor | None:
    if row.sign == " ":
        return None
    tone = QColor(getattr(theme.current(), _TONES[row.sign]))
    tone.setAlpha(_GROUND)
    return tone
