"""Puts a long text into an editor a few lines at a time, so that the window goes on meanwhile."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from explorer.ui.widgets.build_queue import BuildQueue

_AT_ONCE = 1_500


class TextFiller(QObject):
    """While it fills, the editor takes no keys and tells of no change.

    Signals:
        filled(): the whole text is there.
    """

    filled = Signal()

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._pieces: Iterator[str] = iter(())
        self._queue = BuildQueue(self)

    @property
    def is_filling(self) -> bool:
        """Whether there is more to come."""
        return not self._queue.is_empty

    def fill(self, pieces: Iterator[str], *, at_once: bool = True) -> None:
        """Put in the text that the pieces make up, in place of what is there; ``at_once``: begin before returning."""
        self._queue.clear()
        self._pieces = pieces
        self._editor.setReadOnly(True)
        self._editor.blockSignals(True)
        self._editor.clear()
        self._editor.blockSignals(False)
        self._queue.add(self._step)
        if at_once:
            self._queue.run_slice()

    def finish(self) -> None:
        """Put in all the rest now."""
        self._queue.flush()

    def stop(self) -> None:
        """Leave the text as far as it is; another one comes."""
        if self.is_filling:
            self._queue.clear()
            self._editor.setReadOnly(False)

    def _step(self) -> None:
        gathered, size = [], 0
        for piece in self._pieces:
            gathered.append(piece)
            size += len(piece)
            if size >= _AT_ONCE:
                break
        cursor = QTextCursor(self._editor.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        is_first = self._editor.document().isEmpty()
        self._editor.blockSignals(True)
        cursor.insertText("".join(gathered))
        if is_first:
            self._editor.moveCursor(QTextCursor.MoveOperation.Start)  # it would go along with what is put in
        self._editor.blockSignals(False)
        if size >= _AT_ONCE:
            self._queue.add(self._step)
        else:
            self._editor.setReadOnly(False)
            self.filled.emit()


def in_lines(text: str) -> Iterator[str]:
    """The text in pieces that end at line ends: a line that grows is laid out from its start each time."""
    start = 0
    while start < len(text):
        end = text.find("\n", min(start + _AT_ONCE, len(text)))
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end
