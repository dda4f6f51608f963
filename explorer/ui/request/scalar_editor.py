"""Editors of one plain value, and of raw JSON where a value does not fit; which one, depends on the field."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from explorer.core.form.base64_text import asks_for_base64
from explorer.core.form.defaults import example_text
from explorer.core.form.fields import Field, ScalarField, State
from explorer.core.form.large_values import MOST_IN_FIELD, is_large
from explorer.core.form.wording import listed_values
from explorer.core.models.action import Kind, Member
from explorer.ui.request.boolean_editor import BooleanEditor
from explorer.ui.request.date_picker import add_picker, date_kind
from explorer.ui.request.file_value import MOST_IN_LINE, FileLine, FileSummary, choose_file, reading
from explorer.ui.request.form_context import FormContext
from explorer.ui.request.line_editor import LineEditor
from explorer.ui.request.long_value import LongValue
from explorer.ui.request.text_editor import TextEditor

_LONG = 120

_JSON = {"json", "json text"}

Inner = LineEditor | TextEditor | BooleanEditor | FileSummary | LongValue


class ScalarEditor(QWidget):
    """Holds the editor that fits the field now, and changes it when the field becomes something else."""

    def __init__(self, field: Field, context: FormContext, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._context = context
        self._label = label
        self._file_name = ""
        self._as_text = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.inner: Inner = self._make(self._wanted())
        self._install(self.inner)

    def refresh(self) -> None:
        """Show the field as it is."""
        wanted = self._wanted()
        if wanted != self._kind:
            self._exchange(self._make(wanted))
        self._show(self.inner)

    def set_label(self, label: str) -> None:
        """What is read aloud for the editor."""
        self._label = label
        self.inner.setAccessibleName(label)

    def set_invalid(self, invalid: bool) -> None:
        """Mark the editor as holding a mistake."""
        if bool(self.inner.property("invalid")) != invalid:
            self.inner.setProperty("invalid", invalid)
            self.inner.style().unpolish(self.inner)
            self.inner.style().polish(self.inner)

    def _show(self, inner: Inner) -> None:
        if isinstance(inner, LongValue):
            inner.show_value(self._field.to_value())
            return
        inner.show_text(self._text())
        if isinstance(inner, LineEditor):
            inner.setPlaceholderText(_placeholder(self._field))

    def _text(self) -> str:
        field = self._field
        if isinstance(field, ScalarField) and field.state is not State.OTHER:
            return field.text
        return field.other_text

    def _wanted(self) -> str:
        field = self._field
        if not isinstance(field, ScalarField) or field.state is State.OTHER or field.member is None:
            is_long = is_large(field.to_value())
            return "json" if not is_long else "json text" if self._as_text else "long"
        if field.member.kind is Kind.BOOLEAN:
            return "boolean"
        text = field.text
        if self._takes_file:
            is_long = len(text) > MOST_IN_LINE
            return "file line" if not is_long else "text" if self._as_text else "file"
        if len(text) > MOST_IN_FIELD and not self._as_text:
            return "long"
        return "text" if field.member.kind is Kind.STRING and ("\n" in text or len(text) > _LONG) else "line"

    def _make(self, kind: str) -> Inner:
        self._kind = kind
        if kind == "boolean":
            return BooleanEditor(self)
        if kind in {"text", "json text"}:
            return TextEditor(self)
        if kind == "long":
            return self._make_long()
        if kind == "file":
            return self._make_summary()
        line = self._make_file_line() if kind == "file line" else LineEditor(self)
        if kind == "json":
            line.setProperty("role", "mono")
        elif self._field.member is not None:
            self._equip(line, self._field.member)
        return line

    @property
    def _takes_file(self) -> bool:
        member = self._field.member
        return member is not None and asks_for_base64(member)

    def _make_file_line(self) -> FileLine:
        line = FileLine(self)
        line.file_dropped.connect(partial(self._read, as_base64=True))
        return line

    def _make_summary(self) -> FileSummary:
        summary = FileSummary(self._file_name, self)
        summary.file_wanted.connect(self._choose_file)
        summary.file_dropped.connect(partial(self._read, as_base64=True))
        summary.text_wanted.connect(self._show_as_text)
        summary.saving.connect(self._context.run)
        return summary

    def _make_long(self) -> LongValue:
        long = LongValue(self._field.to_value(), self)
        long.text_wanted.connect(self._show_as_text)
        return long

    def _choose_file(self, as_base64: bool) -> None:
        choose_file(self, partial(self._read, as_base64=as_base64))

    def _read(self, path: Path, *, as_base64: bool) -> None:
        def put_in(text: object) -> None:
            if isValid(self):
                self._file_name, self._as_text = path.name, False
                self._on_edited(str(text))
                self.refresh()

        self._context.run(reading(path, put_in, as_base64=as_base64))

    def _show_as_text(self) -> None:
        self._as_text = True
        self.refresh()

    def _equip(self, line: LineEditor, member: Member) -> None:
        line.offer(partial(listed_values, member))
        line.can_grow = member.kind is Kind.STRING and not isinstance(line, FileLine)
        line.growth_wanted.connect(self._grow)
        line.file_wanted.connect(self._choose_file)
        dates = date_kind(member)
        if dates is not None:
            add_picker(line, dates, member.example or "")

    def _install(self, inner: Inner) -> None:
        inner.setAccessibleName(self._label)
        self._context.names.give(inner, "field", self._field)
        self._column.addWidget(inner)
        self.setFocusProxy(inner)
        self._show(inner)
        if isinstance(inner, FileLine) and not inner.placeholderText():
            inner.setPlaceholderText("Base64; choose a file, or drop one here")
        inner.edited.connect(self._on_edited)

    def _exchange(self, inner: Inner) -> None:
        old, focused = self.inner, self.inner.hasFocus()
        self.inner = inner
        self._context.names.forget(old)
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
        self._show(editor)
        if isinstance(editor, TextEditor):
            cursor = editor.textCursor()
            cursor.setPosition(at + len(text) - len(before))
            editor.setTextCursor(cursor)

    def _on_edited(self, text: str) -> None:
        field = self._field
        is_json = not isinstance(field, ScalarField) or self._kind in _JSON
        if text == "" and not field.is_element and (self._kind == "long" or not is_json):
            field.leave_out()
        elif not isinstance(field, ScalarField) or is_json:
            field.set_other(text)
        else:
            field.set_text(text)
        self._context.changed(field)
        if self._kind != self._wanted() and self._kind in {"line", "file", "file line", "long"}:
            self._follow_length(text)

    def _follow_length(self, text: str) -> None:
        """A paste has made the value longer than a line shows, or a file was cleared."""
        if self._kind == "line" and self._wanted() == "text" and isinstance(self.inner, LineEditor):
            self._grow(text)
        elif self._kind != "line" or self._wanted() == "long":
            self.refresh()


def _placeholder(field: Field) -> str:
    if field.state is State.NULL:
        return "null"
    if field.state is State.SET and field.to_value() == "":
        return "empty text"
    sample = example_text(field.member) if field.member is not None else ""
    return f"e.g. {sample}" if sample else ""
