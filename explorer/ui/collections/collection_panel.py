"""The left side's list of saved requests: open, rename, duplicate, delete, show in the file manager."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from explorer.ui.collections import collection_rows as rows
from explorer.ui.widgets.aside_delegate import TreeRowDelegate
from explorer.ui.widgets.empty_state import EmptyState
from explorer.ui.widgets.filtered_panel import FilteredPanel
from explorer.ui.widgets.question import QuestionDialog
from explorer.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from explorer.core.storage.collection_tree import Folder, SavedRequest
    from explorer.services.wiring import Services
    from explorer.ui.task_runner import TaskRunner

_NOTHING_YET = ("No saved requests yet", "Save a request with Ctrl+S; it is kept as a text file.")


class CollectionTree(QTreeWidget):
    """Keys: Return opens, F2 renames, Del deletes, Ctrl+D duplicates."""

    opened = Signal(object)
    removal_asked = Signal(object)
    editing_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("collectionTree")
        self.setAccessibleName("Collections")
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(TreeRowDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, Del asks for removal."""
        item = self.currentItem()
        editing = self.is_editing
        if item is not None and not editing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(item)
        elif item is not None and not editing and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(item)
        else:
            super().keyPressEvent(event)

    @property
    def is_editing(self) -> bool:
        """Whether a name is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell that a name is not being typed any more."""
        super().closeEditor(editor, hint)
        self.editing_ended.emit()


class CollectionPanel(FilteredPanel):
    """Reads the collections off the window's thread and shows them.

    Signals:
        request_chosen(SavedRequest): open it.
        failed(object): a StorageError to be told to the user.
        loaded(): the tree stands as the disk has it.
        path_changed(object, object): a file has another path now (old, new; new None: deleted).
    """

    request_chosen = Signal(object)
    failed = Signal(object)
    loaded = Signal()
    path_changed = Signal(object, object)

    def __init__(self, services: "Services", runner: "TaskRunner", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner = services, runner
        self.root: Folder | None = None
        self._is_late = False
        self.field = SearchField("Filter saved requests…")
        self.field.setObjectName("collectionSearch")
        self.tree = CollectionTree()
        self._lay_out(self.field, self.tree, EmptyState("folder", *_NOTHING_YET))
        self._connect()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_field_text_changed)
        self.field.stepped_down.connect(self._on_field_stepped_down)
        self.tree.opened.connect(self._open)
        self.tree.itemDoubleClicked.connect(self._open)
        self.tree.removal_asked.connect(self._ask_removal)
        self.tree.editing_ended.connect(self._on_editing_ended)
        self.tree.itemChanged.connect(self._on_item_changed)
        self.tree.customContextMenuRequested.connect(self._on_menu_requested)

    def load(self) -> None:
        """Read the disk again."""
        task = self._runner.call(self._read)
        task.succeeded.connect(self._on_loaded)
        task.failed.connect(self.failed)

    def _read(self) -> "Folder":
        return self._services.collections.load()

    def requests(self) -> "tuple[SavedRequest, ...]":
        """Every saved request that was read."""
        return self.root.all_requests() if self.root is not None else ()

    def reveal(self) -> None:
        """Show the collections folder in the file manager."""
        item = self.tree.currentItem()
        path = rows.entry_path(item) if item is not None else None
        self._show_folder(path if path is not None else self._services.collections.root)

    def _show_folder(self, path: Path) -> None:
        folder = path if path.suffix == "" else path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_loaded(self, root: "Folder") -> None:
        # Filling the tree takes the editor away, and with it the name that is being typed.
        self._is_late = self.tree.is_editing
        if self._is_late:
            return
        self.root = root
        opened = {str(rows.entry_path(item)) for item in rows.items(self.tree) if item.isExpanded()}
        self.tree.blockSignals(True)
        rows.fill(self.tree, root, opened)
        self.tree.blockSignals(False)
        self._on_field_text_changed(self.field.text())
        self.loaded.emit()

    def _on_editing_ended(self) -> None:
        if self._is_late:
            self._is_late = False
            self.load()

    def _on_field_text_changed(self, words: str) -> None:
        shown = rows.show_matching(self.tree, words)
        empty = self.tree.topLevelItemCount() == 0
        if words.strip() and not shown and not empty:
            self._nothing.set_words("No saved request matches", "Try another word.")
        elif empty:
            self._nothing.set_words(*_NOTHING_YET)
        self._show_view(not empty and (bool(shown) or not words.strip()))

    def _on_field_stepped_down(self) -> None:
        self.tree.setFocus()
        first = next((item for item in rows.items(self.tree) if not item.isHidden()), None)
        if first is not None:
            self.tree.setCurrentItem(first)

    def _open(self, item: QTreeWidgetItem) -> None:
        saved = rows.saved_request(item)
        if saved is not None:
            self.request_chosen.emit(saved)
        else:
            item.setExpanded(not item.isExpanded())

    def _on_menu_requested(self, where: QPoint) -> None:
        item = self.tree.itemAt(where)
        if item is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if rows.saved_request(item) is not None:
            menu.addAction("Open", lambda: self._open(item))
            menu.addAction("Duplicate", lambda: self._duplicate(item))
        menu.addAction("Rename", lambda: self.tree.editItem(item))
        menu.addAction("Show in folder", self.reveal)
        menu.addSeparator()
        menu.addAction("Delete…", lambda: self._ask_removal(item))
        menu.popup(self.tree.viewport().mapToGlobal(where))

    def _ask_removal(self, item: QTreeWidgetItem) -> None:
        path = rows.entry_path(item)
        if path is None:
            return
        question = QuestionDialog(
            self.window(), f"Delete {item.text(0)}?", "The file is removed from the disk.", "Delete",
            facts=(("File", str(path)),), danger=True,
        )  # fmt: skip
        question.ask(lambda: self._remove(path))

    def _remove(self, path: Path) -> None:
        self._change(lambda: self._services.collections.delete(path), path)

    def _duplicate(self, item: QTreeWidgetItem) -> None:
        saved = rows.saved_request(item)
        if saved is None or saved.path is None:
            return
        from explorer.services.save_request import save_new

        folder = saved.path.parent
        name = saved.name
        self._change(
            lambda: save_new(
                self._services,
                saved.request,
                self._services.collections.free_name(name, folder),
                folder=folder,
                note=saved.note,
            )
        )

    def _on_item_changed(self, item: QTreeWidgetItem) -> None:
        path = rows.entry_path(item)
        entry = item.data(0, rows.ENTRY_ROLE)
        if path is None or entry is None or entry.name == item.text(0):
            return
        self._change(lambda: self._services.collections.rename(path, item.text(0)), path)

    def _change(self, work: Callable[[], object], old: Path | None = None) -> None:
        task = self._runner.call(work)
        if old is not None:
            task.succeeded.connect(lambda new: self.path_changed.emit(old, new))
        task.failed.connect(self.failed)
        task.finished.connect(self.load)
