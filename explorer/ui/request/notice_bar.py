"""A line of words above the sections of a request."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.buttons import IconButton


class NoticeBar(QFrame):
    """Hidden while there is nothing to say, and not even built before; whoever reads it may close it.

    ``name`` is that of the bar and, with ``Words`` in place of ``Bar``, of its words.
    """

    def __init__(self, names: PublicNames, name: str, outcome: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._name = names, name
        self._words: QLabel | None = None
        self.setProperty("role", "notice")
        self.setProperty("outcome", outcome)
        names.give(self, name)
        self.hide()

    def say(self, text: str) -> None:
        """Show a text; an empty one hides the line."""
        if text:
            words = self._words or self._build()
            words.setText(text)
        self.setVisible(bool(text))

    def make_buttons(self) -> Sequence[QPushButton]:
        """What can be done about it."""
        return ()

    def _build(self) -> QLabel:
        self._words = words = QLabel(self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self._names.give(words, self._name.replace("Bar", "Words"))
        close = IconButton("close", "Close this line", self)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 3, 12, 3)
        row.setSpacing(10)
        row.addWidget(words, 1)
        for button in (*self.make_buttons(), close):
            row.addWidget(button)
        return words
