"""One field of the form: its label, its editor, its document and what is wrong with it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.core.form.fields import Field, ListField, ObjectField, State, is_scalar_list
from explorer.core.form.wording import summary
from explorer.ui.request.field_label import FieldLabel
from explorer.ui.request.form_context import FormContext
from explorer.ui.request.hint_line import HintLine
from explorer.ui.request.list_editor import ListEditor
from explorer.ui.request.object_editor import ObjectEditor
from explorer.ui.request.scalar_editor import ScalarEditor
from explorer.ui.request.state_menu import build_state_menu, sent_word

_LABEL_WIDTHS = (148, 92)


class FieldRow(QWidget):
    """Label and editor side by side, or one above the other where there is little room."""

    def __init__(
        self, field: Field, context: FormContext, depth: int, parent: QWidget | None = None, *, stacked: bool = False
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._context = context
        self._depth = depth
        self._error: QLabel | None = None
        self.label = self._make_label()
        self.editor: ScalarEditor | ListEditor | ObjectEditor = self._make_editor()
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(4)
        self._body.addWidget(self.editor)
        self._hint = self._make_hint()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._body, 1)
        self.set_stacked(stacked)
        self.refresh()

    def set_stacked(self, stacked: bool) -> None:
        """Put the label above the editor, or beside it."""
        is_nest = not self._is_plain and not is_scalar_list(self.field)
        above = stacked or self._depth >= len(_LABEL_WIDTHS) or (self._depth > 0 and is_nest)
        way = QBoxLayout.Direction.TopToBottom if above else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._row.setSpacing(2 if above else 12)
        # A stretch on the way down would make the row share the empty space below the form.
        self._row.setStretchFactor(self._body, 0 if above else 1)
        if above:
            self.label.setMinimumWidth(0)
            self.label.setMaximumWidth(16777215)
        else:
            self.label.setFixedWidth(_LABEL_WIDTHS[self._depth])

    def refresh(self) -> None:
        """Show the field as it is now."""
        wants_json = self.field.state is State.OTHER
        if wants_json != isinstance(self.editor, ScalarEditor) and not self._is_plain:
            self._exchange_editor()
        self.label.set_sent(sent_word(self.field))
        self.editor.refresh()

    def refresh_label(self) -> None:
        """Show the state only; the editor knows already."""
        self.label.set_sent(sent_word(self.field))

    def set_problem(self, message: str, *, blocking: bool = True) -> None:
        """Show what is wrong under the editor; empty takes it away."""
        if isinstance(self.editor, ScalarEditor):
            self.editor.set_invalid(bool(message) and blocking)
        if self._error is None and not message:
            return
        if self._error is None:
            self._error = QLabel(self)
            self._error.setProperty("role", "fieldError")
            self._error.setTextFormat(Qt.TextFormat.PlainText)
            self._error.setWordWrap(True)
            self._error.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._context.names.give(self._error, "error", self.field)
            self._body.insertWidget(1, self._error)
        role = "fieldError" if blocking else "small"
        if self._error.property("role") != role:
            self._error.setProperty("role", role)
            self._error.style().unpolish(self._error)
            self._error.style().polish(self._error)
        self._error.setText(message)
        self._error.setVisible(bool(message))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down anywhere in the field offers what else can be sent."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def rows(self) -> "list[FieldRow]":
        """The rows inside of this one, as far as they are built."""
        return [] if isinstance(self.editor, ScalarEditor) else self.editor.rows()

    @property
    def _is_plain(self) -> bool:
        return not isinstance(self.field, ListField | ObjectField)

    def _make_label(self) -> FieldLabel:
        member = self.field.member
        kind = member.type_label if member is not None else "JSON"
        label = FieldLabel(self.field.name, kind, required=self.field.is_required, quiet=self._depth > 0, parent=self)
        self._context.names.give(label, "state", self.field)
        label.clicked.connect(self.open_menu)
        return label

    def _make_editor(self) -> ScalarEditor | ListEditor | ObjectEditor:
        if self.field.state is not State.OTHER:
            if isinstance(self.field, ListField):
                return ListEditor(self.field, self._context, self._depth, self)
            if isinstance(self.field, ObjectField):
                return ObjectEditor(self.field, self._context, self._depth, self)
        return ScalarEditor(self.field, self._context, self.field.name, self)

    def _make_hint(self) -> HintLine | None:
        member = self.field.member
        if member is None or not summary(member.document):
            return None
        hint = HintLine(member.document, self)
        self._body.addWidget(hint)
        return hint

    def _exchange_editor(self) -> None:
        old = self.editor
        self.editor = self._make_editor()
        self._body.replaceWidget(old, self.editor)
        self._context.names.forget(old)
        old.hide()
        old.deleteLater()

    def open_menu(self) -> None:
        """Offer what else can be sent."""
        menu = build_state_menu(self.field, self, self._on_state_chosen)
        menu.setObjectName("stateMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.label.mapToGlobal(QPoint(0, self.label.height())))
        menu.setActiveAction(menu.actions()[0])

    def _on_state_chosen(self) -> None:
        self.refresh()
        self._context.changed(self.field)
        self.editor.setFocus()
