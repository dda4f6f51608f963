"""The editor of a list: one row or card an element, and a link that adds one."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from explorer.core.form.fields import Field, ListField, ObjectField, State, is_scalar_list
from explorer.core.models.action import Kind
from explorer.ui.request.form_context import FormContext
from explorer.ui.request.object_editor import LEAST_LINK, ObjectEditor
from explorer.ui.request.scalar_editor import ScalarEditor
from explorer.ui.request.state_menu import build_state_menu
from explorer.ui.widgets.buttons import IconButton, LinkButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.ui.request.field_row import FieldRow

_PLAIN_AT_ONCE, _OBJECTS_AT_ONCE = 100, 25
"""Elements of which all that they are made of is shown, hidden and laid out in a time that nobody notices."""


class ListEditor(QWidget):
    """Shows the first elements; a link shows more."""

    def __init__(self, field: ListField, context: FormContext, depth: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._context = context
        self._depth = depth
        self._at_once = _PLAIN_AT_ONCE if is_scalar_list(field) else _OBJECTS_AT_ONCE
        self._limit = self._at_once
        self._elements: list[ElementRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.add_link = LinkButton(f"+ Add {self._element_name()}", self)
        self.add_link.setAccessibleName(f"Add to {field.name}")
        self.add_link.setMinimumWidth(LEAST_LINK)
        self.add_link.clicked.connect(self.add)
        self.more_link = LinkButton("", self)
        self.more_link.clicked.connect(self._show_more)
        self.more_link.hide()
        context.names.give(self.add_link, "add", field)
        row = QHBoxLayout()
        row.addWidget(self.add_link)
        row.addWidget(self.more_link)
        row.addStretch()
        self._column.addLayout(row)
        self.setFocusProxy(self.add_link)

    def refresh(self) -> None:
        """Build the elements anew if they are others than before."""
        wanted = self._field.elements[: self._limit] if self._field.state is State.SET else []
        shown = [row.field for row in self._elements]
        if shown != wanted[: len(shown)]:
            self._rebuild(wanted)
        else:
            self._build(wanted[len(shown) :])
            for element in self._elements:
                element.refresh()
        self._show_rest()

    def rows(self) -> "list[FieldRow]":
        """The rows of fields inside."""
        return [row for element in self._elements for row in element.rows()]

    def show_through(self, index: int) -> bool:
        """Show the elements up to that one, as the link does; says whether they are only now being built."""
        if not self._limit <= index < len(self._field.elements):
            return False
        self._limit = (index // self._at_once + 1) * self._at_once
        self.refresh()
        return True

    def elements(self) -> "list[ElementRow]":
        """The built elements."""
        return list(self._elements)

    def mark_invalid(self, paths: set[str]) -> None:
        """Frame the plain values at these paths, and no others; what is wrong with them stands under the list."""
        for element in self._elements:
            if isinstance(element.editor, ScalarEditor):
                element.editor.set_invalid(element.field.path in paths)

    def add(self) -> None:
        """Add an element and go into it."""
        field = self._field.add()
        if len(self._field.elements) == self._limit + 1:
            self._limit += 1  # all of them are shown, so the new one is too
        if len(self._field.elements) <= self._limit:
            row = self._append(field)
            row.focus_first()
        self._show_rest()
        self._context.changed(self._field)

    def _element_name(self) -> str:
        member = self._field.member
        if member is not None and member.kind is Kind.OBJECT:
            return member.object_name or "object"
        return self._field.name.removesuffix("s") if len(self._field.name) > 3 else "value"

    def _append(self, field: Field) -> "ElementRow":
        row = ElementRow(field, self._context, self._depth, self._element_name(), self)
        row.bar_asked = self._on_bar_asked
        self._column.insertWidget(len(self._elements), row)
        self._elements.append(row)
        row.set_number(len(self._elements) - 1)
        return row

    def _rebuild(self, wanted: list[Field]) -> None:
        for row in self._elements:
            self._drop(row)
        self._elements = []
        self._build(wanted)

    def _build(self, wanted: list[Field]) -> None:
        if wanted:
            self._context.queue.add_next([partial(self._append_if_wanted, field) for field in wanted])
            self._context.queue.run_slice()

    def _append_if_wanted(self, field: Field) -> None:
        if field in self._field.elements and all(row.field is not field for row in self._elements):
            self._append(field)

    def _drop(self, row: "ElementRow") -> None:
        self._column.removeWidget(row)
        self._context.names.forget(row)
        row.hide()
        row.deleteLater()

    def _on_bar_asked(self, row: "ElementRow", act: str) -> None:
        index = self._elements.index(row)
        if act == "remove":
            self._field.remove(index)
            self._drop(self._elements.pop(index))
        elif act == "duplicate":
            copy = self._append(self._field.duplicate(index))
            self._place(len(self._elements) - 1, index + 1)
            copy.focus_first()
        else:
            to = index + (1 if act == "down" else -1)
            if 0 <= to < len(self._elements):
                self._field.move(index, to)
                self._place(index, to)
        self._after_move()

    def _place(self, index: int, to: int) -> None:
        row = self._elements.pop(index)
        self._elements.insert(to, row)
        self._column.removeWidget(row)
        self._column.insertWidget(to, row)

    def _after_move(self) -> None:
        self._number()
        self._context.names.renew()
        self._show_rest()
        self._context.changed(self._field)

    def _number(self) -> None:
        for index, row in enumerate(self._elements):
            row.set_number(index)

    def _show_rest(self) -> None:
        rest = len(self._field.elements) - self._limit
        self.more_link.setText(f"Show {min(rest, self._at_once)} of {rest} more")
        self.more_link.setVisible(rest > 0)

    def _show_more(self) -> None:
        self._limit += self._at_once
        self.refresh()


class ElementRow(QWidget):
    """One element: a card for an object, a line for a plain value."""

    def __init__(
        self, field: Field, context: FormContext, depth: int, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._context = context
        self._title = title
        self.bar_asked: Callable[[ElementRow, str], None] | None = None
        self._buttons: tuple[tuple[IconButton, str], ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.editor: ObjectEditor | ScalarEditor
        if isinstance(field, ObjectField) and field.state is not State.OTHER:
            self.editor = ObjectEditor(field, context, depth, self, element_title=title)
            self.editor.asked.connect(self._ask)
            row.addWidget(self.editor)
        else:
            self.editor = ScalarEditor(field, context, title, self)
            row.addWidget(self.editor)
            self._add_buttons(row)
        self.setFocusProxy(self.editor)

    def focus_first(self) -> None:
        """Go into the element."""
        if isinstance(self.editor, ObjectEditor):
            self.editor.focus_first()
        else:
            self.editor.setFocus()

    def set_number(self, index: int) -> None:
        """Follow a move: what is read aloud says which element it is of."""
        if isinstance(self.editor, ObjectEditor):
            self.editor.set_number(index)
            return
        title = f"{self._title} {index + 1}"
        self.editor.set_label(title)
        for button, words in self._buttons:
            button.setAccessibleName(f"{words}: {title}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down offers what can be done with a plain element, and what else can be sent."""
        is_menu = event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        if is_menu and self._buttons:
            self._open_menu(self._buttons[0][0])
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Show the element as it is."""
        self.editor.refresh()

    def rows(self) -> "list[FieldRow]":
        """The rows of fields inside."""
        return self.editor.rows() if isinstance(self.editor, ObjectEditor) else []

    def _add_buttons(self, row: QHBoxLayout) -> None:
        more = IconButton("more", f"Move or duplicate: {self._title}", self)
        more.clicked.connect(lambda: self._open_menu(more))
        remove = IconButton("close", f"Remove: {self._title}", self)
        remove.clicked.connect(partial(self._ask, "remove"))
        self._buttons = ((more, "Move or duplicate"), (remove, "Remove"))
        self._context.names.give(more, "more", self.field)
        self._context.names.give(remove, "remove", self.field)
        row.addWidget(more)
        row.addWidget(remove)

    def _open_menu(self, button: QWidget) -> None:
        menu = QMenu(self)
        menu.setObjectName("elementMenu")
        for text, act in (("Move up", "up"), ("Move down", "down"), ("Duplicate", "duplicate"), ("Remove", "remove")):
            menu.addAction(text).triggered.connect(partial(self._ask, act))
        menu.addSeparator()
        states = build_state_menu(self.field, menu, self._on_state_chosen)
        menu.addActions(states.actions())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        menu.setActiveAction(menu.actions()[0])

    def _on_state_chosen(self) -> None:
        self.editor.refresh()
        self._context.changed(self.field)
        self.editor.setFocus()

    def _ask(self, act: str, _checked: bool = False) -> None:
        if self.bar_asked is not None:
            self.bar_asked(self, act)
