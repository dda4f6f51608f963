"""A short word in a rounded box, coloured by outcome."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

Tone = Literal["success", "error", "warning", "neutral"]


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose dynamic properties have changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Badge(QLabel):
    """A label of role ``badge``; its text is always plain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "badge")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_outcome(self, text: str, tone: Tone) -> None:
        """Show a word in the colours of an outcome."""
        self.setText(text)
        if self.property("outcome") != tone:
            self.setProperty("outcome", tone)
            restyle(self)
