"""One line that names what a saved request lacks because it was a secret."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.buttons import IconButton

_MOST = 6


class LeftOutBar(QFrame):
    """Hidden unless something was left out; may be closed."""

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("outcome", "warning")
        self._names = names
        self._words: QLabel | None = None
        names.give(self, "leftOutBar")
        self.hide()

    def tell(self, parameters: tuple[str, ...], headers: tuple[str, ...]) -> None:
        """Name parameters and headers; none hides the line."""
        parts = [*parameters[:_MOST], *(f"header {name}" for name in headers[:_MOST])]
        more = len(parameters) + len(headers) - len(parts)
        if parts:
            named = ", ".join(parts) + (f" and {more} more" if more else "")
            words = self._words or self._build()
            words.setText(f"Left out on saving, being secret: {named}. Fill in what you need.")
        self.setVisible(bool(parts))

    def _build(self) -> QLabel:
        """Only when there is something to tell: most requests hold no secret."""
        self._words = words = QLabel()
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        close = IconButton("close", "Close this line")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 3, 12, 3)
        row.setSpacing(10)
        row.addWidget(words, 1)
        row.addWidget(close)
        self._names.give(words, "leftOutWords")
        return words
