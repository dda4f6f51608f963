"""The menu of a field: leave out, null, empty, or any other JSON."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from explorer.core.form.fields import Field, ListField, ObjectField, ScalarField, State
from explorer.core.form.text import is_number, number_or_text


def empty_word(field: Field) -> str:
    """What is empty about an empty field."""
    return "list" if isinstance(field, ListField) else "object" if isinstance(field, ObjectField) else "text"


def sent_word(field: Field) -> str:
    """The state of a field in a word, where it is not plain to see."""
    if field.state is State.NULL:
        return "null"
    if field.state is State.OTHER:
        return "not in the spec" if not field.is_known else "other JSON"
    if field.state is State.SET and isinstance(field, ScalarField) and field.text == "" and field.to_value() == "":
        return "empty"
    if isinstance(field, ScalarField) and field.odd_type:
        return "in quotes" if field.odd_type == "text" else "no quotes"
    if field.state is State.SET and isinstance(field, ListField) and not field.elements:
        return "empty list"
    return ""


def build_state_menu(field: Field, parent: QWidget, changed: Callable[[], None]) -> QMenu:
    """The menu, with the present state checked; ``changed`` is called after a choice."""
    menu = QMenu(parent)
    group = QActionGroup(menu)

    def add(text: str, checked: bool, act: Callable[[], None]) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        group.addAction(action)
        action.triggered.connect(act)
        action.triggered.connect(changed)
        return action

    sent = sent_word(field)
    if not field.is_element:
        add("Leave out", field.state is State.ABSENT, field.leave_out)
    add("Send null", field.state is State.NULL, field.set_null)
    if field.is_known:
        add(f"Send empty {empty_word(field)}", sent.startswith("empty"), field.set_empty)
    if isinstance(field, ScalarField) and field.member is not None and field.state is State.SET:
        _offer_quotes(field, add)
    add("Send other JSON", field.state is State.OTHER, lambda: field.set_other(field.other_text or "{}"))
    return menu


def _offer_quotes(field: ScalarField, add: "Callable[[str, bool, Callable[[], None]], QAction]") -> None:
    """A number can be sent as a text, and a text that is a number as a number: customers do both."""
    if number_or_text(field.text) == field.text or field.member is None:
        return
    is_quoted = isinstance(field.to_value(), str)
    if is_number(field.member.kind) or field.odd_type:
        add("Send as a number", not is_quoted, lambda: field.set_quoted(False))
        add("Send as text, in quotes", is_quoted, lambda: field.set_quoted(True))
