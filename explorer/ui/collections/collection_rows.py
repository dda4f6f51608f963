"""The rows of the collection tree, made of what the store read."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from explorer.ui.theme import theme
from explorer.ui.theme.plain_tip import plain_tip
from explorer.ui.widgets.aside_delegate import REMARK_ROLE

if TYPE_CHECKING:
    from explorer.core.storage.collection_tree import Entry, Folder, SavedRequest

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1


def fill(tree: QTreeWidget, root: "Folder", opened: set[str]) -> None:
    """Show a collection; folders whose path is in ``opened`` are open, and so is everything at the first time."""
    tree.clear()
    for entry in root.entries:
        tree.addTopLevelItem(_item(entry))
    for item in items(tree):
        path = entry_path(item)
        item.setExpanded(item.childCount() > 0 and (not opened or str(path) in opened))


def items(tree: QTreeWidget) -> Iterator[QTreeWidgetItem]:
    """Every item, parents before children."""
    waiting = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    while waiting:
        item = waiting.pop(0)
        if item is not None:
            yield item
            waiting = [item.child(row) for row in range(item.childCount())] + waiting


def entry_path(item: QTreeWidgetItem) -> Path | None:
    """The file or folder of an item."""
    entry: Entry | None = item.data(0, ENTRY_ROLE)
    return entry.path if entry is not None else None


def saved_request(item: QTreeWidgetItem | None) -> "SavedRequest | None":
    """The request of an item, or None for a folder or a damaged file."""
    from explorer.core.storage.collection_tree import SavedRequest

    entry = item.data(0, ENTRY_ROLE) if item is not None else None
    return entry if isinstance(entry, SavedRequest) else None


def show_matching(tree: QTreeWidget, words: str) -> int:
    """Hide what does not match; returns how many requests are left. A folder stays when something in it stays."""
    wanted = words.lower().split()
    shown = 0
    for item in reversed(list(items(tree))):
        text = f"{item.text(0)} {item.data(0, REMARK_ROLE) or ''}".lower()
        below = any(not child.isHidden() for row in range(item.childCount()) if (child := item.child(row)) is not None)
        fits = all(word in text for word in wanted)
        item.setHidden(not fits and not below)
        shown += fits and saved_request(item) is not None
        if wanted and below:
            item.setExpanded(True)
    return shown


def _item(entry: "Entry") -> QTreeWidgetItem:
    from explorer.core.storage.collection_tree import DamagedFile, Folder

    item = QTreeWidgetItem([entry.name])
    item.setData(0, ENTRY_ROLE, entry)
    if isinstance(entry, Folder):
        item.setIcon(0, theme.icon("folder"))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.addChildren([_item(each) for each in entry.entries])
    elif isinstance(entry, DamagedFile):
        item.setIcon(0, theme.icon("warning", "warning"))
        item.setToolTip(0, plain_tip(entry.message))
        item.setData(0, REMARK_ROLE, "cannot be read")
    else:
        item.setIcon(0, theme.icon("file"))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setData(0, REMARK_ROLE, entry.request.action.name)
        tip = f"{entry.request.action.service} · {entry.request.action.name}\n{entry.note}".strip()
        item.setToolTip(0, plain_tip(tip))
    return item
