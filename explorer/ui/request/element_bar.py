"""The buttons of one element of a list: up, down, duplicate, remove."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.core.form.fields import Field
from explorer.ui.request.form_context import FormContext
from explorer.ui.widgets.buttons import IconButton

_ACTS = (
    ("up", "up", "Move up"),
    ("down", "down", "Move down"),
    ("duplicate", "duplicate", "Duplicate"),
    ("trash", "remove", "Remove"),
)
ICONS = tuple(icon for icon, _act, _words in _ACTS)


class ElementBar(QWidget):
    """Named by the element: ``remove:Filters.0``.

    Signals:
        asked(str): ``up``, ``down``, ``duplicate`` or ``remove``.
    """

    asked = Signal(str)

    def __init__(self, field: Field, context: FormContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[tuple[IconButton, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for icon, act, words in _ACTS:
            button = IconButton(icon, f"{words}: {title}", self)
            button.clicked.connect(lambda _checked=False, act=act: self.asked.emit(act))
            context.names.give(button, act, field)
            row.addWidget(button)
            self._buttons.append((button, words))

    def set_title(self, title: str) -> None:
        """Say which element the buttons are of."""
        for button, words in self._buttons:
            button.setAccessibleName(f"{words}: {title}")
