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
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.show_button = LinkButton("Show")
        self.show_button.clicked.connect(self.show_asked)
        self.anyway_button = LinkButton("Send anyway")
        self.anyway_button.clicked.connect(self.anyway_asked)
        close = IconButton("close", "Close this line")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 3, 12, 3)
        row.setSpacing(10)
        row.addWidget(self._words, 1)
        for button in (self.show_button, self.anyway_button, close):
            row.addWidget(button)
        names.give(self, "problemBar")
        names.give(self._words, "problemWords")
        names.give(self.anyway_button, "sendAnywayButton")
        self.hide()

    def tell(self, count: int, first: str) -> None:
        """Show how many problems there are, and the first; none hides the line."""
        self._words.setText(f"{count} problem{'s' if count != 1 else ''}: {first}" if count else "")
        self.setVisible(count > 0)
