"""Stands in the place of an editor for a value that is told rather than shown."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from explorer.ui.widgets.elided_label import ElidedLabel


class SummaryLine(QWidget):
    """One line of words, read aloud as its description, and buttons behind them; the first has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = ElidedLabel("", self)

    def say(self, words: str) -> None:
        """Tell of another value."""
        self._words.setText(words)
        self.setAccessibleDescription(words)

    def arrange(self, *buttons: QPushButton, spacing: int) -> None:
        """Put the buttons behind the words."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(spacing)
        row.addWidget(self._words, 1)
        for button in buttons:
            row.addWidget(button)
        self.setFocusProxy(buttons[0])
