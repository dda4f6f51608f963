"""Editors of one plain value, and of raw JSON where a value does not fit; which one, depends on the field."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.core.form.defaults import example_text
from explorer.core.form.fields import Field, ScalarField, State
from explorer.core.form.wording import listed_values
from explorer.core.models.action import Kind, Member
from explorer.ui.request.boolean_editor import BooleanEditor
from explorer.ui.request.date_picker import add_picker, date_kind
from explorer.ui.request.form_context import FormContext
from explorer.ui.request.line_editor import LineEditor
from explorer.ui.request.text_editor import TextEditor

_LONG = 120

Inner = LineEditor | TextEditor | BooleanEditor


class ScalarEditor(QWidget):
    """Holds the editor that fits the field now, and changes it when the field becomes something else.

    Signals:
        menu_wanted(): the key for what else can be sent.
    """

    menu_wanted = Signal()

    def __init__(self, field: Field, context: FormContext, label: str) -> None:
        super().__init__()
        self._field = field
        self._context = context
        self._label = label
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.inner: Inner = self._make(self._wanted())
        self._install(self.inner)

    def refresh(self) -> None:
        """Show the field as it is."""
        wanted = self._wanted()
        if wanted != self._kind:
            self._exchange(self._make(wanted))
        self.inner.show_text(self._text())
        if isinstance(self.inner, LineEditor):
            self.inner.setPlaceholderText(_placeholder(self._field))

    def set_invalid(self, invalid: bool) -> None:
        """Mark the editor as holding a mistake."""
        if bool(self.inner.property("invalid")) != invalid:
            self.inner.setProperty("invalid", invalid)
            self.inner.style().unpolish(self.inner)
            self.inner.style().polish(self.inner)

    def _text(self) -> str:
        field = self._field
        if isinstance(field, ScalarField) and field.state is not State.OTHER:
            return field.text
        return field.other_text

    def _wanted(self) -> str:
        field = self._field
        if not isinstance(field, ScalarField) or field.state is State.OTHER or field.member is None:
            return "json"
        if field.member.kind is Kind.BOOLEAN:
            return "boolean"
        text = field.text
        return "text" if field.member.kind is Kind.STRING and ("\n" in text or len(text) > _LONG) else "line"

    def _make(self, kind: str) -> Inner:
        self._kind = kind
        if kind == "boolean":
            return BooleanEditor()
        if kind == "text":
            return TextEditor()
        line = LineEditor()
        if kind == "json":
            line.setProperty("role", "mono")
        elif self._field.member is not None:
            self._equip(line, self._field.member)
        line.menu_wanted.connect(self.menu_wanted)
        return line

    def _equip(self, line: LineEditor, member: Member) -> None:
        line.offer(partial(listed_values, member))
        line.can_grow = member.kind is Kind.STRING
        line.growth_wanted.connect(self._grow)
        dates = date_kind(member)
        if dates is not None:
            add_picker(line, dates, member.example or "")

    def _install(self, inner: Inner) -> None:
        inner.setAccessibleName(self._label)
        self._context.names.give(inner, "field", self._field)
        self._column.addWidget(inner)
        self.setFocusProxy(inner)
        inner.show_text(self._text())
        if isinstance(inner, LineEditor):
            inner.setPlaceholderText(_placeholder(self._field))
        inner.edited.connect(self._on_edited)

    def _exchange(self, inner: Inner) -> None:
        old, focused = self.inner, self.inner.hasFocus()
        self.inner = inner
        old.setObjectName("")
        old.hide()
        old.deleteLater()
        self._install(inner)
        if focused:
            inner.setFocus()

    def _grow(self, text: str) -> None:
        before = self.inner.text()
        same = (one == two for one, two in zip(before, text, strict=False))
        at = next((index for index, is_same in enumerate(same) if not is_same), len(before))
        editor = self._make("text")
        self._exchange(editor)
        self._on_edited(text)
        editor.show_text(text)
        if isinstance(editor, TextEditor):
            cursor = editor.textCursor()
            cursor.setPosition(at + len(text) - len(before))
            editor.setTextCursor(cursor)

    def _on_edited(self, text: str) -> None:
        field = self._field
        if not isinstance(field, ScalarField) or self._kind == "json":
            field.set_other(text)
        elif text == "" and not field.is_element:
            field.leave_out()
        else:
            field.set_text(text)
        self._context.changed(field)


def _placeholder(field: Field) -> str:
    if field.state is State.NULL:
        return "null"
    if field.state is State.SET and field.to_value() == "":
        return "empty text"
    sample = example_text(field.member) if field.member is not None else ""
    return f"e.g. {sample}" if sample else ""
