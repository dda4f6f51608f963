"""The action tree as a Qt model over lazily read nodes."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.ui.models.action_node import ActionNode, Level
from explorer.ui.theme.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex

LEVEL_ROLE = Qt.ItemDataRole.UserRole + 1
ASIDE_ROLE = Qt.ItemDataRole.UserRole + 2
REF_ROLE = Qt.ItemDataRole.UserRole + 3


class ActionTreeModel(QAbstractItemModel):
    """One column; ``set_root`` shows another tree."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = ActionNode(Level.ROOT, "")

    def set_root(self, root: ActionNode) -> None:
        """Show another tree."""
        self.beginResetModel()
        self._root = root
        self.endResetModel()

    def node(self, index: Index) -> ActionNode:
        """The node of an index; the root for an invalid one."""
        if not index.isValid():
            return self._root
        node: ActionNode = index.internalPointer()
        return node

    def index_of(self, node: ActionNode) -> QModelIndex:
        """The index of a node of the tree shown."""
        return QModelIndex() if node.parent is None else self.createIndex(node.row, 0, node)

    def first_action(self) -> QModelIndex:
        """The first action, depth first, among children read already or readable at once."""
        node = self._root
        while node.level is not Level.ACTION:
            if not node.children:
                return QModelIndex()
            node = node.children[0]
        return self.index_of(node)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  Qt's way
        """See QAbstractItemModel."""
        children = self.node(parent).children
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """See QAbstractItemModel."""
        parent = self.node(index).parent
        return QModelIndex() if parent is None else self.index_of(parent)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's way
        """See QAbstractItemModel; reads the children."""
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's way
        """One."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008  Qt's way
        """Reads nothing."""
        return self.node(parent).has_children

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name; the text aside, the level and the reference under roles of their own."""
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{node.text} {node.aside}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(node.tip)
        return {LEVEL_ROLE: node.level, ASIDE_ROLE: node.aside, REF_ROLE: node.ref}.get(role)
