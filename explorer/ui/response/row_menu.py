"""What can be copied from a row, and how rows are expanded, as a menu."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from explorer.core.document.node import Node
    from explorer.ui.response.tree_page import TreePage

_LEVELS = (1, 2, 3, 4)


class RowMenu(QMenu):
    """The menu of one row. Every entry works on the row it was opened for."""

    def __init__(self, page: "TreePage", row: int) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page, self._row = page, row
        self._node = page.model.node(row)
        copy = self._add(self, "Copy value", lambda: page.view.copy_value(row))
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._add_copies()
        self.addSeparator()
        table = self._add(self, "Show as table", lambda: page.table_requested.emit(self._node))
        table.setEnabled(self._node.kind.label == "array" and page.document is not None and page.document.complete)
        self._add_expansions()

    def _add_copies(self) -> None:
        self._add(self, "Copy key", lambda: _copy(self._node.name))
        self._add(self, "Copy row", self._copy_row)
        self._add(self, "Copy as JSON", self._copy_source)
        from explorer.core.document.paths import DEEP

        paths = QMenu("Copy path", self)
        self.addMenu(paths)
        copy_path = self._page.view.clipboard_text.copy_path
        for title, notation in _notations():
            shown = _short(notation(self._node)) if self._node.depth <= DEEP else "…"
            self._add(paths, f"{title}   {shown}", partial(copy_path, self._node, notation))

    def _add_expansions(self) -> None:
        page = self._page
        self._add(self, "Expand all below", lambda: page.expand_below(self._row)).setEnabled(
            page.model.can_expand(self._node)
        )
        levels = QMenu("Expand to level", self)
        self.addMenu(levels)
        for level in _LEVELS:
            self._add(levels, str(level), partial(page.expand_to_level, level))
        self._add(self, "Expand all", lambda: page.expand_below(-1))
        self._add(self, "Collapse all", page.collapse_all)

    def _copy_row(self) -> None:
        document, node = self._page.document, self._node
        if node.kind.label == "fault":
            _copy(f"{node.name}: {self._page.model.text(node)}")
        elif document is not None:
            self._page.view.clipboard_text.copy_row(document, node)

    def _copy_source(self) -> None:
        document = self._page.document
        if document is not None:
            self._page.view.clipboard_text.copy_source(document, self._node)

    def _add(self, menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False: act())
        return action


def _notations() -> "list[tuple[str, Callable[[Node], str]]]":
    from explorer.core.document import paths

    return [("Dotted", paths.dotted), ("JMESPath", paths.jmespath), ("JSON Pointer", paths.pointer)]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:28] + "…" + text[-28:]


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
