"""One line over the rows while long work goes on: what, how far, and a way to stop it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from explorer.ui.widgets.buttons import LinkButton

_PAUSE_MILLISECONDS = 100


class ProgressStrip(QWidget):
    """Hidden unless something has been under way for a tenth of a second: what is done by then needs no words.

    Signals:
        cancelled(): the user wants it stopped.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setProperty("role", "small")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        stop = LinkButton("Stop")
        stop.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 4)
        row.setSpacing(10)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(stop)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.show)
        self.hide()

    def begin(self, words: str) -> None:
        """Show it soon, without a share yet."""
        self._words.setText(words)
        self._bar.setRange(0, 0)
        if self.isHidden():
            self._pause.start()

    def show_share(self, share: float) -> None:
        """How much is done, 0 to 1."""
        self._bar.setRange(0, 1000)
        self._bar.setValue(int(share * 1000))

    def show_words(self, words: str) -> None:
        """Say something else."""
        self._words.setText(words)

    def end(self) -> None:
        """Hide it."""
        self._pause.stop()
        self.hide()
