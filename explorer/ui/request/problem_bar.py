"""One line that counts what is wrong and lets the request be sent all the same."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.buttons import IconButton, LinkButton


class ProblemBar(QFrame):
    """Shown after a Send that found problems, until they are gone.

    Signals:
        anyway_asked(): send it as it is.
        show_asked(): go to the first problem.
    """

    anyway_asked = Signal()
    show_asked = Signal()

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("outcome", "error")
        self._names = names
        self._words: QLabel | None = None
        names.give(self, "problemBar")
        self.hide()

    def tell(self, count: int, first: str) -> None:
        """Show how many problems there are, and the first; none hides the line."""
        if count:
            words = self._words or self._build()
            words.setText(f"{count} problem{'s' if count != 1 else ''}: {first}")
        self.setVisible(count > 0)

    def _build(self) -> QLabel:
        """Only when there is something to tell: most requests never have a problem."""
        self._words = words = QLabel()
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        show, anyway = LinkButton("Show"), LinkButton("Send anyway")
        show.clicked.connect(self.show_asked)
        anyway.clicked.connect(self.anyway_asked)
        close = IconButton("close", "Close this line")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 3, 12, 3)
        row.setSpacing(10)
        row.addWidget(words, 1)
        for button in (show, anyway, close):
            row.addWidget(button)
        self._names.give(words, "problemWords")
        self._names.give(anyway, "sendAnywayButton")
        return words
