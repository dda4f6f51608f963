"""A document as a table of visible rows: Key, Value, Type."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from explorer.ui.models.compared_text import without_secrets
from explorer.ui.models.expansion import Expansion, Fold
from explorer.ui.models.late_counts import LateCounts
from explorer.ui.models.visible_rows import VisibleRows

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node
    from explorer.core.models.action import ActionSpec

KEY, VALUE, TYPE = range(3)
_TITLES = ("Key", "Value", "Type")
_REMEMBERED_TEXTS = 4000
_FREED_A_TURN = 2000
_FREEING_PAUSE = 30
_LOOKED_THROUGH = 12_000
_DEEPEST_FOLD = 64
_TOOL_TIP = 1500
_LOOKED_AT = 10_000
_ARRAY, _STRING, _NUMBER = 1, 2, 3
_UNCOUNTED = ("{…}", "[…]")
_TWICE = "This key stands more than once in its object."
BLURRED = "••••••"

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Marks:
    """Rows with a meaning of their own, by byte offsets: the bytes of the error, and where code and RequestId start."""

    error: tuple[int, int] = (0, 0)
    codes: frozenset[int] = frozenset()
    request_id: int = -1


class Remark(NamedTuple):
    """What the specification has against a row: a field it does not declare, or how many declared ones are absent."""

    undeclared: bool = False
    absent: int = 0


_NO_REMARK = Remark()
_REMARK_MILLISECONDS = 30
_REMARKED_AT_ONCE = 60  # about a millisecond and a half


class DocumentModel(QAbstractTableModel):
    """Rows come and go as containers are expanded and collapsed. Nothing is decoded before it is in sight.

    A text or number whose name says that it is a secret shows dots until ``unblur`` is called.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visible = VisibleRows(None)
        self._texts: dict[Node, str] = {}
        self._remarks: dict[Node, Remark] = {}
        self._secret_names: dict[tuple[str, bool], bool] = {}
        self._unblurred: set[int] = set()
        self.spec: ActionSpec | None = None
        self._freed: list[tuple[VisibleRows, list[Node]]] = []
        self._freeing = QTimer(self, interval=_FREEING_PAUSE)
        self._freeing.timeout.connect(self._free_some)
        self._unremarked: list[Node] = []
        self._remarking = QTimer(self, singleShot=True, interval=_REMARK_MILLISECONDS)
        self._remarking.timeout.connect(self._on_remarking_timeout)
        self._counts = LateCounts(self)
        self._counts.counted.connect(self._on_counted)
        self.marks = Marks()

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
            self._unblurred = set()
        self._let_go(self._visible.rows)
        self._visible = VisibleRows(document, expanded)
        self._texts.clear()
        self._remarks.clear()
        self._unremarked.clear()
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
            return f"<p>{html.escape(self._masked(node, self._visible.text(node, _TOOL_TIP)))}</p>"
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == KEY and self._visible.is_twice(node):
            return _TWICE
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(node, index.column())
        return None

    def _cell(self, node: "Node", column: int) -> str:
        if column == VALUE:
            return self.shown(node)
        if column == TYPE:
            return node.kind.label
        return node.name

    def _spoken(self, node: "Node", column: int) -> str:
        if column != KEY or not node.is_container:
            return self._cell(node, column)
        state = "expanded" if self.is_open(node) else "collapsed"
        return f"{node.name}, {state}, level {node.depth + 1}"

    def node(self, row: int) -> "Node":
        """What a row stands for."""
        return self._visible.rows[row]

    def text(self, node: "Node") -> str:
        """The column Value, remembered for the rows lately in sight."""
        text = self._texts.get(node)
        if text is None:
            if len(self._texts) >= _REMEMBERED_TEXTS:
                self._texts.clear()
            text = self._texts[node] = self._visible.text(node)
        return text

    def shown(self, node: "Node") -> str:
        """The column Value as it is shown: dots for what is blurred, and for secrets that JSON in a text names."""
        return self._masked(node, self.text(node))

    def _masked(self, node: "Node", text: str) -> str:
        if self.is_blurred(node):
            return BLURRED
        return without_secrets(text) if node.kind == _STRING and node.start not in self._unblurred else text

    def shown_at_once(self, node: "Node") -> str:
        """The column Value for painting: members that take long to count are counted a moment later."""
        document = self._visible.document
        if document is None or node.kind > _ARRAY or document.is_counted(node):
            return self.shown(node)
        self._counts.ask(document, node)
        return _UNCOUNTED[node.kind]

    def _on_counted(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, VALUE), self.index(self.rowCount() - 1, VALUE))

    def is_blurred(self, node: "Node") -> bool:
        """Whether the value is hidden, because of its name or, in an expression's result, for what it is."""
        if node.kind not in (_STRING, _NUMBER) or node.start in self._unblurred:
            return False
        document = self._visible.document
        if document is not None and document.hides is not None and document.hides(document.text(node, _LOOKED_AT)):
            return True
        owner = node.owner
        name = node.key if node.key is not None else owner.key if owner is not None else None
        return name is not None and self.is_secret(name, node.kind == _NUMBER)

    @property
    def unblurred(self) -> frozenset[int]:
        """Where the values start that were asked to be shown."""
        return frozenset(self._unblurred)

    def is_secret(self, name: str, is_number: bool) -> bool:
        """Whether a string, or a number, of that name (or in a list of that name) is blurred."""
        found = self._secret_names.get((name, is_number))
        if found is None:
            from explorer.core.models.json_value import Number
            from explorer.core.secrets.redaction import is_secret_name

            found = is_secret_name(name[:200], Number("0") if is_number else "")
            if len(self._secret_names) >= _REMEMBERED_TEXTS:
                self._secret_names.clear()
            self._secret_names[name, is_number] = found
        return found

    def unblur(self, row: int) -> None:
        """Show the value of a blurred row."""
        self._unblurred.add(self.node(row).start)
        self._row_changed(row)

    def remark(self, node: "Node") -> Remark:
        """What the specification has against a row, remembered for the rows lately in sight."""
        if self.spec is None or self.marks.error[1]:
            return _NO_REMARK
        found = self._remarks.get(node)
        if found is None:
            if len(self._remarks) >= _REMEMBERED_TEXTS:
                self._remarks.clear()
            found = self._remarks[node] = self._made_remark(node, self.spec)
        return found

    def remark_if_known(self, node: "Node") -> Remark:
        """The remark for painting: a row is painted at once, and again when its remark has been worked out."""
        if self.spec is None or self.marks.error[1]:
            return _NO_REMARK
        found = self._remarks.get(node)
        if found is None:
            self._unremarked.append(node)
            self._remarking.start()
        return found or _NO_REMARK

    def _on_remarking_timeout(self) -> None:
        waiting, self._unremarked = self._unremarked[:_REMARKED_AT_ONCE], self._unremarked[_REMARKED_AT_ONCE:]
        made = [self.remark(node) for node in waiting]
        if any(remark != _NO_REMARK for remark in made) and self.rowCount():
            self.dataChanged.emit(self.index(0, KEY), self.index(self.rowCount() - 1, VALUE))
        if self._unremarked:
            self._remarking.start()

    def _made_remark(self, node: "Node", spec: "ActionSpec") -> Remark:
        from explorer.core.document.fields import field_of, missing

        document = self._visible.document
        if document is None or not document.complete or node.kind > _NUMBER + 2:
            return _NO_REMARK
        field = field_of(spec, node)
        return Remark(field.undeclared, len(missing(document, node, field)))

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
            self._insert(row, found, None)

    def collapse(self, row: int) -> None:
        """Hide what is below the row."""
        visible = self._visible
        if not visible.is_open(visible.rows[row]):
            return
        self.beginRemoveRows(QModelIndex(), row + 1, row + visible.size(visible.rows[row]))
        removed = visible.remove(row)
        self.endRemoveRows()
        self._let_go(removed)
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
        self._insert(row, work.rows, work.sizes)

    def parent_row(self, row: int) -> int:
        """The row that the row is below of; -1 for an outermost row."""
        above = self.node(row).parent
        return self._visible.row_of(above) if above is not None else -1

    def reveal(self, offset: int) -> int:
        """Expand what is around a byte offset and give the row of the value or key there; -1 if there is none.

        Some hundred levels at a time; where it lies deeper, the row that it is below.
        """
        row, visible = -1, self._visible
        while (found := visible.child_at(row, offset)) >= 0:
            row = found
            if not visible.is_open(visible.rows[row]):
                break
        if row < 0:
            return row
        way, rows, sizes = visible.way_in(visible.rows[row], offset)
        if rows:
            self._insert(row, rows, sizes)
        return row + way

    def folds(self, most: int = 2000) -> set[Fold]:
        """The ways to the expanded rows, to expand the same ones in the next answer."""
        return set(islice(self._open_folds(), most))

    def _open_folds(self) -> Iterator[Fold]:
        line: list[str] = []
        for node in islice(self._visible.rows, _LOOKED_THROUGH):
            if node.depth < _DEEPEST_FOLD and self._visible.is_open(node):
                del line[node.depth :]
                line.append(node.name)
                yield tuple(line)

    def way_to(self, row: int) -> Fold:
        """The names from an outermost row down to this one; empty where it is very deep."""
        line: list[str] = []
        node: Node | None = self.node(row)
        if node is not None and node.depth > _DEEPEST_FOLD:
            return ()
        while node is not None and node.depth >= 0:
            line.append(node.name)
            node = node.parent
        return tuple(reversed(line))

    def row_of_way(self, way: Fold) -> int:
        """The row in sight that a way leads to; -1 if there is none, or the way is empty."""
        row = -1
        for name in way:
            row = self._visible.child_named(row, name)
            if row < 0:
                break
        return row

    def unfolding(self, folds: set[Fold]) -> Expansion | None:
        """The work of expanding the rows that ``folds`` names, as far as they are there; then ``show_expansion`` it."""
        return Expansion(self.document, None, folds=folds) if self.document is not None else None

    def _insert(self, row: int, found: "list[Node]", sizes: "dict[Node, int] | None") -> None:
        self.beginInsertRows(QModelIndex(), row + 1, row + len(found))
        self._visible.insert(row, found, sizes)
        self.endInsertRows()
        self._row_changed(row)

    def _row_changed(self, row: int) -> None:
        self._texts.pop(self.node(row), None)
        self.dataChanged.emit(self.index(row, 0), self.index(row, TYPE))

    def _let_go(self, removed: "list[Node]") -> None:
        """Free many rows over several turns: freeing half a million at once would stop the window."""
        if removed:
            self._freed.append((self._visible, removed))
            self._freeing.start(_FREEING_PAUSE)  # what takes their place is painted first

    def _free_some(self) -> None:
        self._freeing.setInterval(0)
        owner, rows = self._freed[-1]
        owner.forget(rows[-_FREED_A_TURN:])
        del rows[-_FREED_A_TURN:]
        if not rows:
            self._freed.pop()
        if not self._freed:
            self._freeing.stop()
