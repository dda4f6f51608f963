"""The left side's list of everything that can be called: a filter over a tree."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeView, QWidget

from explorer.core.models.action import ActionRef
from explorer.ui.catalog.action_delegate import ActionDelegate
from explorer.ui.catalog.action_nodes import FIRST, found_tree, whole_tree
from explorer.ui.models.action_node import ActionNode, Level
from explorer.ui.models.action_tree_model import REF_ROLE, ActionTreeModel
from explorer.ui.widgets.empty_state import EmptyState
from explorer.ui.widgets.filtered_panel import FilteredPanel
from explorer.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from explorer.core.catalog.store import CatalogStore
    from explorer.services.wiring import Services
    from explorer.ui.task_runner import TaskRunner

_LIMIT = 200


class ActionTree(QTreeView):
    """A tree without a header or indentation of its own (the delegate draws both place and sign).

    Signals:
        chosen(ActionRef): Return or a click on an action.
    """

    chosen = Signal(object)

    def __init__(self, model: ActionTreeModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("actionTree")
        self.setAccessibleName("Actions")
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(ActionDelegate(self))
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens an action or opens and closes a group; everything else is the view's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        ref = index.data(REF_ROLE)
        if ref is not None:
            self.chosen.emit(ref)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))


class ActionPanel(FilteredPanel):
    """Filter and tree. Typing filters at once, Return opens the first hit, Down goes into the tree.

    Signals:
        action_chosen(ActionRef): open this action.
        loaded(): the tree is filled.
        failed(object): a CatalogError.
    """

    action_chosen = Signal(object)
    loaded = Signal()
    failed = Signal(object)

    def __init__(self, services: "Services", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._root: ActionNode | None = None
        self.model = ActionTreeModel(self)
        self.field = SearchField("Filter actions…")
        self.field.setObjectName("actionSearch")
        self.tree = ActionTree(self.model)
        nothing = EmptyState("search", "No action matches", "Try another word of its name or a parameter's name.")
        self._lay_out(self.field, self.tree, nothing)
        self._show_view(True)
        self.field.textChanged.connect(self._on_field_text_changed)
        self.field.returnPressed.connect(self._on_field_return_pressed)
        self.field.stepped_down.connect(self._on_field_stepped_down)
        self.tree.chosen.connect(self.action_chosen)

    def load(self, runner: "TaskRunner") -> None:
        """Read the products, off the window's thread, and open the first one."""
        task = runner.call(self._read, lane="catalog")
        task.succeeded.connect(self._on_read)
        task.failed.connect(self.failed)

    def _read(self) -> "CatalogStore":
        catalog = self._services.catalog
        for service in catalog.services():
            if service.name in FIRST:
                catalog.actions(service.name, service.default_version)
        return catalog

    def _on_read(self, catalog: "CatalogStore") -> None:
        self._root = whole_tree(catalog)
        if not self.field.text():
            self._show_whole()
        self.loaded.emit()

    def select(self, ref: ActionRef) -> None:
        """Mark the action of the current request, if its row is there; opens its groups."""
        if self._root is None or self.field.text():
            return
        node = _find(self._root, ref)
        if node is None:
            self.tree.clearSelection()
            return
        index = self.model.index_of(node)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)

    def _show_whole(self) -> None:
        if self._root is None:
            return
        self.model.set_root(self._root)
        self._show_view(True)
        first = self.model.index(0, 0)
        self.tree.expand(first)
        self.tree.expand(self.model.index(0, 0, first))

    def _on_field_text_changed(self, text: str) -> None:
        if not text.strip():
            self._show_whole()
            return
        hits = self._services.search.find(text.strip(), limit=_LIMIT)
        self.model.set_root(found_tree(hits))
        self.tree.expandAll()
        self._show_view(bool(hits))

    def _on_field_return_pressed(self) -> None:
        ref = self.model.first_action().data(REF_ROLE)
        if ref is not None:
            self.action_chosen.emit(ref)

    def _on_field_stepped_down(self) -> None:
        self.tree.setFocus()
        index = self.model.first_action() if self.field.text() else self.model.index(0, 0)
        self.tree.setCurrentIndex(index)


def _find(root: ActionNode, ref: ActionRef) -> ActionNode | None:
    for product in root.children:
        if product.level is not Level.PRODUCT:
            continue
        for category in product.children if ref.service in product.tip else ():
            for action in category.children:
                if action.ref == ref:
                    return action
    return None
