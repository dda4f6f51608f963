"""The editor of an object: a link while it is left out, and a card of rows, built when it is opened."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.core.form.fields import Field, ObjectField, State
from explorer.ui.request.element_bar import ICONS, ElementBar
from explorer.ui.request.form_context import FormContext
from explorer.ui.theme import theme
from explorer.ui.widgets.buttons import IconButton, LinkButton
from explorer.ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from explorer.ui.request.field_row import FieldRow

_OPEN_DEPTH = 3
_FRAMED_DEPTH = 2
CARD_ICONS = ("chevron-down", *ICONS)
"""What a card shows: drawing an icon for the first time takes longer than making a button."""
LEAST_LINK = 60  # a long name is cut rather than widening the form


class ObjectEditor(QWidget):
    """Deep objects stay closed until somebody opens them, so a type that holds itself costs nothing.

    Signals:
        asked(str): what an element's buttons ask for.
    """

    asked = Signal(str)

    def __init__(
        self,
        field: ObjectField,
        context: FormContext,
        depth: int,
        parent: QWidget | None = None,
        *,
        element_title: str = "",
    ) -> None:
        super().__init__(parent)
        self._field = field
        self._context = context
        self._depth = depth
        self._title = element_title
        self._rows: list[FieldRow] = []
        self._built: list[Field] = []
        self._open = depth < _OPEN_DEPTH
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.add_link: LinkButton | None = None
        self._card: QFrame | None = None
        self._bar: ElementBar | None = None
        self.refresh()

    def refresh(self) -> None:
        """Show the link or the card."""
        present = self._field.state is State.SET
        if present and self._card is None:
            self._make_card()
        if not present and self.add_link is None:
            self._make_link()
        if self._card is not None:
            self._card.setVisible(present)
        if self.add_link is not None:
            self.add_link.setVisible(not present)
        if present:
            self._show_rows()

    def rows(self) -> "list[FieldRow]":
        """The rows inside, as far as they are built."""
        return list(self._rows) if self._field.state is State.SET else []

    def set_number(self, index: int) -> None:
        """Follow a move of the element."""
        if self._card is None:
            return
        title = f"{self._title} {index + 1}"
        self._heading.setText(title)
        self._toggle.setAccessibleName(f"Open or close {title}")
        if self._bar is not None:
            self._bar.set_title(title)

    def open(self) -> None:
        """Open the card."""
        self._set_open(True)

    def add(self) -> None:
        """Send the object, empty at first, and go into it."""
        self._field.set_empty()
        self._open = True
        self.refresh()
        self._context.changed(self._field)
        self.focus_first()

    def focus_first(self) -> None:
        """Go into the first row, as soon as it is built."""
        if self._rows:
            self._rows[0].editor.setFocus()
        elif self._built:
            self._context.queue.add(self.focus_first)

    def _make_link(self) -> None:
        member = self._field.member
        kind = member.object_name if member is not None else None
        self.add_link = link = LinkButton(f"+ Add {kind or self._field.name}", self)
        link.setAccessibleName(f"Add {self._field.name}")
        link.setMinimumWidth(LEAST_LINK)
        link.clicked.connect(self.add)
        self._context.names.give(link, "add", self._field)
        row = QHBoxLayout()
        row.addWidget(link)
        row.addStretch()
        self._column.addLayout(row)

    def _make_card(self) -> None:
        self._card = card = QFrame(self)
        # Deeper down a line at the left takes the frame's place, so that nine levels leave room for a value.
        is_deep = self._depth >= _FRAMED_DEPTH
        card.setProperty("role", "nest" if is_deep else "card")
        self._context.names.give(card, "field", self._field)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(8, 0, 0, 4) if is_deep else inside.setContentsMargins(10, 4, 10, 8)
        inside.setSpacing(4)
        inside.addLayout(self._make_head(card))
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        holder = QWidget(card)
        holder.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._holder = holder
        inside.addWidget(holder)
        holder.setVisible(self._open)
        self._column.addWidget(card)

    def _make_head(self, card: QWidget) -> QHBoxLayout:
        member = self._field.member
        title = self._title or (member.object_name if member is not None else None) or self._field.name
        self._toggle = QPushButton(card)
        self._toggle.setProperty("role", "icon")
        self._toggle.setIcon(theme.icon("chevron-down" if self._open else "chevron-right"))
        self._toggle.setAccessibleName(f"Open or close {title}")
        self._toggle.clicked.connect(lambda: self._set_open(not self._open))
        self._context.names.give(self._toggle, "open", self._field)
        self._heading = ElidedLabel(title, card)
        self._heading.setProperty("role", "small")
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._toggle)
        head.addWidget(self._heading, 1)
        head.addWidget(self._make_bar(title, card))
        if self._field.is_element:
            self.set_number(int(self._field.path.rsplit(".", 1)[-1]))
        return head

    def _make_bar(self, title: str, card: QWidget) -> QWidget:
        if self._field.is_element:
            bar = ElementBar(self._field, self._context, title, card)
            bar.asked.connect(self.asked)
            self._bar = bar
            return bar
        remove = IconButton("trash", f"Leave out: {self._field.name}", card)
        remove.clicked.connect(self._leave_out)
        self._context.names.give(remove, "remove", self._field)
        return remove

    def _leave_out(self) -> None:
        self._field.leave_out()
        self.refresh()
        self._context.changed(self._field)

    def _set_open(self, opened: bool) -> None:
        self._open = opened
        self._holder.setVisible(opened)
        self._toggle.setIcon(theme.icon("chevron-down" if opened else "chevron-right"))
        self._show_rows()

    def _show_rows(self) -> None:
        if not self._open:
            return
        wanted = list(self._field.children())
        if wanted == self._built:
            for row in self._rows:
                row.refresh()
            return
        for row in self._rows:
            self._context.names.forget(row)
            row.hide()
            row.deleteLater()
        self._rows, self._built = [], wanted
        # In later turns: making the card, or taking rows away, was this one's work.
        self._context.queue.add_next([partial(self._add_row, child) for child in wanted])

    def _add_row(self, child: Field) -> None:
        if child not in self._built or any(row.field is child for row in self._rows):
            return
        row = self._context.make_row(child, self._depth + 1, self._holder)
        self._rows.append(row)
        self._body.addWidget(row)
