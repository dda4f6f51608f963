"""Stands for a value that would stop the window in an editor: says what it is, and shows it when asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from explorer.core.form.large_values import outline
from explorer.core.models.json_value import JsonValue
from explorer.ui.request.summary_line import SummaryLine
from explorer.ui.widgets.buttons import LinkButton


class LongValue(SummaryLine):
    """Says what the value is; two links show it or clear it.

    Signals:
        edited(str): the value is another text: an empty one.
        text_wanted(): show the text itself.
    """

    edited = Signal(str)
    text_wanted = Signal()

    def __init__(self, value: JsonValue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_value(value)
        show, clear = LinkButton("Show all", self), LinkButton("Clear", self)
        show.setToolTip("Edit it here")
        show.clicked.connect(self.text_wanted)
        clear.clicked.connect(lambda: self.edited.emit(""))
        self.arrange(show, clear, spacing=10)

    def show_value(self, value: JsonValue) -> None:
        """Say what another value is."""
        self.say(outline(value))

    def text(self) -> str:
        """Nothing can be typed here."""
        return ""
