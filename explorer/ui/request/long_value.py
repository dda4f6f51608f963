"""Stands for a value that would stop the window in an editor: says what it is, and shows it when asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from explorer.core.form.large_values import outline
from explorer.core.models.json_value import JsonValue
from explorer.ui.widgets.buttons import LinkButton
from explorer.ui.widgets.elided_label import ElidedLabel


class LongValue(QWidget):
    """One line of words and two links.

    Signals:
        edited(str): the value is another text: an empty one.
        text_wanted(): show the text itself.
    """

    edited = Signal(str)
    text_wanted = Signal()

    def __init__(self, value: JsonValue) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = ElidedLabel("")
        self.show_value(value)
        show, clear = LinkButton("Show all"), LinkButton("Clear")
        show.setToolTip("Edit it here")
        show.clicked.connect(self.text_wanted)
        clear.clicked.connect(lambda: self.edited.emit(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._words, 1)
        row.addWidget(show)
        row.addWidget(clear)
        self.setFocusProxy(show)

    def show_value(self, value: JsonValue) -> None:
        """Say what another value is."""
        self._words.setText(outline(value))
        self.setAccessibleDescription(self._words.text())

    def text(self) -> str:
        """Nothing can be typed here."""
        return ""
