"""Where any text is pasted to be explained, of megabytes too."""

from functools import partial

from PySide6.QtCore import QByteArray, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from explorer.core.phrases import Phrases

Pasted = str | bytes
"""A text, or the bytes of a long one."""

_MOST_AT_ONCE = 200_000
_MOST_SHOWN = 20_000
_LONGEST_LINE = 1000
_MOST_OF_LONG_LINES = 3000


class PastePad(QPlainTextEdit):
    """Plain text; it tells when something was pasted or dropped.

    Of what would be slow to lay out the beginning is shown, and all of it kept.

    Signals:
        pasted(): the text has changed by it.
        finished(): Ctrl+Return.
    """

    pasted = Signal()
    finished = Signal()

    def __init__(self, say: Phrases) -> None:
        super().__init__()
        self._say = say
        self._long: tuple[str, Pasted] = ("", "")

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take the text alone. A very long one stays as the bytes that it came in, which another thread reads."""
        data = source.data("text/plain") if source.hasFormat("text/plain") else QByteArray()
        if data.size() > _MOST_AT_ONCE:
            QTimer.singleShot(0, self, partial(self._take_bytes, data))
            return
        self._insert(source.text())
        self.pasted.emit()

    def _take_bytes(self, data: QByteArray) -> None:
        # In a turn of its own: getting the data has taken one.
        QTimer.singleShot(0, self, partial(self._show_bytes, bytes(data.data())))

    def _show_bytes(self, data: bytes) -> None:
        self.give(data)
        self.pasted.emit()

    def give(self, text: Pasted) -> None:
        """Put a text in place of what is there, without a word."""
        if isinstance(text, bytes):
            self._show_beginning(text[: 4 * _MOST_SHOWN].decode("utf-8", "ignore"), text)
        else:
            self.clear()
            self._insert(text)

    def _insert(self, text: str) -> None:
        """Put a text at the cursor; a long one in place of what is there."""
        if len(text) > _MOST_SHOWN or text != _beginning(text):
            self._show_beginning(text, text)
        else:
            self.insertPlainText(text)

    def _show_beginning(self, text: str, whole: Pasted) -> None:
        shown = f"{_beginning(text)}\n\n{self._say('explain.shown')}"
        self.setPlainText(shown)
        self._long = (shown, whole)

    def whole_text(self) -> Pasted:
        """What was pasted, the part that is not shown included, unless it was edited since."""
        shown = self.toPlainText()
        return self._long[1] if shown == self._long[0] else shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return is the button."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


def _beginning(text: str) -> str:
    """As much of a text as is laid out at once: less of long lines, which have to be broken."""
    part = text[:_MOST_SHOWN]
    return part if max(map(len, part.split("\n")), default=0) <= _LONGEST_LINE else part[:_MOST_OF_LONG_LINES]
