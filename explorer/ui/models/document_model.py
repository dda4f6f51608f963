"""A document as a table of visible rows: Key, Value, Type."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.core.models.visible_text import visible
from explorer.ui.models.expansion import Expansion
from explorer.ui.models.folds import Folds, Name, Way, name_of
from explorer.ui.models.late_counts import LateCounts
from explorer.ui.models.row_freeing import RowFreeing
from explorer.ui.models.row_remarks import NO_REMARK, Remark, RowRemarks
from explorer.ui.models.row_repeats import RowRepeats
from explorer.ui.models.row_secrets import RowSecrets
from explorer.ui.models.visible_rows import VisibleRows

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node

KEY, VALUE, TYPE = range(3)
_TITLES = ("Key", "Value", "Type")
_REMEMBERED_TEXTS = 4000
_DEEPEST_WAY = 64
_TOOL_TIP = 1500
_LONGEST_LABEL = 5000
_ARRAY, _FAULT = 1, 7
_UNCOUNTED = ("{…}", "[…]")

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Marks:
    """Rows with a meaning of their own, by byte offsets: the bytes of the error, and where code and RequestId start."""

    error: tuple[int, int] = (0, 0)
    codes: frozenset[int] = frozenset()
    request_id: int = -1


class DocumentModel(QAbstractTableModel):
    """Rows come and go as containers are expanded and collapsed. Nothing is decoded before it is in sight.

    A text or number whose name says that it is a secret shows dots until ``unblur`` is called.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visible = VisibleRows(None)
        self._texts: dict[Node, str] = {}
        self.secrets, self.remarks, self.freeing = RowSecrets(), RowRemarks(self), RowFreeing(self)
        self._repeats, self._counts = RowRepeats(self), LateCounts(self)
        for told in (self.remarks.made, self._repeats.found, self._counts.counted):
            told.connect(self._repaint)
        self.marks = Marks()
        self.language = "en"

    @property
    def document(self) -> "Document | None":
        """What is shown."""
        return self._visible.document

    def set_document(
        self, document: "Document | None", marks: Marks | None = None, expanded: Expansion | None = None
    ) -> None:
        """Show another document, or the same one after more of it has been read.

        Everything is collapsed, unless ``expanded`` brings the rows.
        """
        if document is None and self._visible.document is None:
            return
        self.beginResetModel()
        if document is not self._visible.document:
            self.secrets.forget()
            self._repeats.clear()
        self.freeing.let_go(self._visible.rows)
        self._visible = VisibleRows(document, expanded)
        self._texts.clear()
        self.remarks.clear()
        self._counts.clear()
        self.marks = marks or Marks()
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The rows in sight."""
        return 0 if parent is not None and parent.isValid() else len(self._visible.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Key, Value, Type."""
        return 0 if parent is not None and parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The column titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts for tests, tool tips and assistive tools; the delegate paints from ``node`` and ``text``."""
        if not index.isValid():
            return None
        node = self._visible.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(node, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == VALUE and not node.is_container:
            return self._about_value(node)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == KEY:
            return self._about_key(node)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(node, index.column())
        return None

    def _cell(self, node: "Node", column: int) -> str:
        if column == VALUE:
            return self.shown(node)
        if column == TYPE:
            return node.kind.label
        return self.label(node)

    def label(self, node: "Node", limit: int = _LONGEST_LABEL) -> str:
        """The column Key; quotes where a key is empty."""
        return visible(node.name[:limit]) if node.key != "" else '""'

    def _spoken(self, node: "Node", column: int) -> str:
        if column != KEY or not node.is_container:
            return self._cell(node, column)
        state = "expanded" if self.is_open(node) else "collapsed"
        return f"{self.label(node)}, {state}, level {node.depth + 1}"

    def _about_value(self, node: "Node") -> str:
        """The value at more length, and the times that it may stand for."""
        from explorer.core.document.readings import moments

        text = self.secrets.masked(self.document, node, self._visible.text(node, _TOOL_TIP))
        times = [f"{moment.how}: {moment.words()}" for moment in moments(text)]
        return "".join(f"<p>{html.escape(visible(line))}</p>" for line in (text, *times))

    def _about_key(self, node: "Node") -> str | None:
        times = self.times(node)
        if times <= 1:
            return None
        from explorer.core.phrases import phrases

        return phrases(self.language)("document.this_key", count=f"{times:,}")

    def speak(self, language: str) -> None:
        """Tell of unreadable places in another language."""
        if language != self.language:
            self.language = language
            self._texts.clear()
            self._repaint()

    def node(self, row: int) -> "Node":
        """What a row stands for."""
        return self._visible.rows[row]

    def text(self, node: "Node") -> str:
        """The column Value, remembered for the rows lately in sight."""
        text = self._texts.get(node)
        if text is None:
            if len(self._texts) >= _REMEMBERED_TEXTS:
                self._texts.clear()
            text = self._visible.text(node)
            if node.kind == _FAULT:
                text = _told(text, self.language)
            self._texts[node] = text
        return text

    def shown(self, node: "Node") -> str:
        """The column Value as it is shown: dots for what is blurred, and for secrets that JSON in a text names.

        Marks that nobody sees are written out.
        """
        return visible(self.secrets.masked(self.document, node, self.text(node)))

    def shown_at_once(self, node: "Node") -> str:
        """The column Value for painting: members that take long to count are counted a moment later."""
        document = self._visible.document
        if document is None or self.is_counted(node):
            return self.shown(node)
        self._counts.ask(document, node)
        return _UNCOUNTED[node.kind]

    def is_counted(self, node: "Node") -> bool:
        """Whether the column Value needs no counting of members that takes long."""
        document = self._visible.document
        return document is None or node.kind > _ARRAY or document.is_counted(node)

    def is_blurred(self, node: "Node") -> bool:
        """Whether the value is hidden."""
        return self.secrets.is_blurred(self.document, node)

    def unblur(self, row: int) -> None:
        """Show the value of a blurred row."""
        self.secrets.unblur(self.node(row).start)
        self._row_changed(row)

    def remark(self, node: "Node") -> Remark:
        """What the specification has against a row, as far as that is known; nothing where the answer is an error."""
        return NO_REMARK if self.marks.error[1] else self.remarks.remark_if_known(self.document, node)

    def times(self, node: "Node") -> int:
        """How often the row's key stands in its object, as far as that is known."""
        return self._repeats.times(self.document, node)

    def _repaint(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, KEY), self.index(self.rowCount() - 1, VALUE))

    def is_open(self, node: "Node") -> bool:
        """Whether a row is expanded."""
        return self._visible.is_open(node)

    def is_error(self, node: "Node") -> bool:
        """Whether a row belongs to the answer's error."""
        first, last = self.marks.error
        return first <= node.start < last

    def can_expand(self, node: "Node") -> bool:
        """Whether there is anything below a row."""
        return self._visible.can_expand(node)

    def expand(self, row: int) -> None:
        """Show what is one level below the row."""
        visible = self._visible
        if not visible.can_expand(visible.rows[row]) or visible.is_open(visible.rows[row]):
            return
        found = visible.children(visible.rows[row])
        if found:
            self._insert(row, found)

    def collapse(self, row: int) -> None:
        """Hide what is below the row."""
        visible = self._visible
        if not visible.is_open(visible.rows[row]):
            return
        self.beginRemoveRows(QModelIndex(), row + 1, row + visible.size(visible.rows[row]))
        removed = visible.remove(row)
        self.endRemoveRows()
        self.freeing.let_go(removed)
        self._row_changed(row)

    def toggle(self, row: int) -> None:
        """Expand or collapse."""
        if self.is_open(self.node(row)):
            self.collapse(row)
        else:
            self.expand(row)

    def expansion(self, row: int, levels: int = 1_000_000) -> Expansion | None:
        """The work of expanding a row (-1: all) with what is below it; run its steps, then ``show_expansion`` it."""
        document = self._visible.document
        if document is None or (row >= 0 and not self.can_expand(self.node(row))):
            return None
        return Expansion(document, self.node(row) if row >= 0 else None, levels)

    def show_expansion(self, work: Expansion) -> None:
        """Insert the gathered rows, all at once."""
        if work.node is None:
            self.set_document(self.document, self.marks, work)
            return
        row = self._visible.row_of(work.node)
        if row < 0 or not work.rows:
            return
        self.collapse(row)
        self._insert(row, work.rows)

    def parent_row(self, row: int) -> int:
        """The row that the row is below of; -1 for an outermost row."""
        above = self.node(row).parent
        return self._visible.row_of(above) if above is not None else -1

    def reveal(self, offset: int) -> int:
        """Expand what is around a byte offset and give the row of the value or key there; -1 if there is none.

        Some hundred levels at a time; where it lies deeper, the row that it is below.
        """
        visible = self._visible
        row = visible.row_at(offset)
        if row < 0 or visible.is_open(visible.rows[row]):
            return row
        way, rows = visible.way_in(visible.rows[row], offset)
        if rows:
            self._insert(row, rows)
        return row + way

    @property
    def rows(self) -> "list[Node]":
        """The rows in sight, in order."""
        return self._visible.rows

    def way_to(self, row: int) -> Way:
        """The names from an outermost row down to this one; empty where it is very deep."""
        line: list[Name] = []
        node: Node | None = self.node(row)
        if node is not None and node.depth > _DEEPEST_WAY:
            return ()
        while node is not None and node.depth >= 0:
            line.append(name_of(node))
            node = node.parent
        return tuple(reversed(line))

    def row_of_way(self, way: Way) -> int:
        """The row in sight that a way leads to; -1 if there is none, or the way is empty."""
        row = -1
        for name in way:
            row = self._visible.child_named(row, name)
            if row < 0:
                break
        return row

    def unfolding(self, folds: Sequence[Folds]) -> Expansion | None:
        """The work of expanding what any of ``folds`` names, as far as it is there; then ``show_expansion`` it."""
        return Expansion(self.document, None, folds=folds) if self.document is not None else None

    def _insert(self, row: int, found: "list[Node]") -> None:
        self.beginInsertRows(QModelIndex(), row + 1, row + len(found))
        self._visible.insert(row, found)
        self.endInsertRows()
        self._row_changed(row)

    def _row_changed(self, row: int) -> None:
        self._texts.pop(self.node(row), None)
        self.dataChanged.emit(self.index(row, 0), self.index(row, TYPE))


def _told(text: str, language: str) -> str:
    """The text of a place that cannot be read."""
    from explorer.core.knowledge.odd_answers import unreadable_words
    from explorer.core.phrases import phrases

    return unreadable_words(text, phrases(language))
