"""A label of several lines in which no word is wider than the label."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from explorer.ui.theme.plain_tip import plain_tip


class WrappedLabel(QLabel):
    """Plain text that wraps; a word that is wider than a line loses its middle, and the tool tip has it all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = self._tip = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str, tip: str = "") -> None:
        """Show a text; ``tip`` is shown on it even where all of it is in sight."""
        self._whole, self._tip = text, tip
        self._wrap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words for the new width."""
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        room, metrics = self.contentsRect().width(), self.fontMetrics()
        words = self._whole.split(" ")
        shown = " ".join([metrics.elidedText(word, Qt.TextElideMode.ElideMiddle, room) for word in words])
        if shown != self.text():
            self.setText(shown)
            self.setAccessibleName(self._whole)
        self.setToolTip(plain_tip(self._tip or (self._whole if shown != self._whole else "")))
