"""A text editor for texts with lines of any length."""

from collections.abc import Iterator

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from explorer.ui.request.long_lines import MARKS, broken, mark_for, place_in, whole

_GATHERED = 30_000
_END = "\u2029"
"""Ends a line in Qt's raw text, which alone keeps no-break spaces."""


class LongLineEdit(QPlainTextEdit):
    """Shows a very long line broken: laid out in one, it would stop the window. The text that it gives, and what is
    copied out of it, has no such breaks. No-break spaces stay what they are.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = MARKS[0]
        self._seen = (-1, "")

    @property
    def is_broken(self) -> bool:
        """Whether any line is shown broken."""
        return bool(self.mark) and self.mark in self._raw_text()

    def toPlainText(self) -> str:
        """The text as it is, without the breaks."""
        return whole(self._raw_text(), self.mark, _END).replace(_END, "\n")

    def setPlainText(self, text: str) -> None:
        """Show another text."""
        super().setPlainText(self.to_show(text))

    def place_of(self, position: int) -> int:
        """Where in the document the letter at a position of the text stands, both counted as Python counts."""
        return place_in(self.shown_text(), self.mark, position)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied has no breaks."""
        copied = QMimeData()
        copied.setText(whole(self.textCursor().selectedText(), self.mark, _END).replace(_END, "\n"))
        return copied

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Break what is pasted."""
        if source.hasText():
            text = source.text().replace("\r\n", "\n").replace("\r", "\n")
            if self.mark and self.mark in text:
                self._change_mark(mark_for(self.toPlainText() + text))
            self.insertPlainText(broken(text, self.mark))
            self.ensureCursorVisible()

    def _change_mark(self, mark: str) -> None:
        """What is about to be pasted holds the old mark, which would be taken for one of ours."""
        shown, old, self.mark = self.shown_text(), self.mark, mark
        if old in shown:
            cursor = self.textCursor()
            anchor, position = cursor.anchor(), cursor.position()
            self.blockSignals(True)
            super().setPlainText(shown.replace(old, mark) if mark else whole(shown, old))
            self.blockSignals(False)
            cursor = self.textCursor()
            last = self.document().characterCount() - 1
            cursor.setPosition(min(anchor, last))
            cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def to_show(self, text: str) -> str:
        """A text as it would be shown, for a caller that puts in itself what is new of it."""
        self.mark = mark_for(text)
        return broken(text, self.mark)

    def shown_text(self) -> str:
        """The text with the breaks."""
        return self._raw_text().replace(_END, "\n")

    def gather(self) -> Iterator[None]:
        """Bring the text together piece by piece, so that asking for it takes no time; begins again after an edit."""
        document, cursor = self.document(), QTextCursor(self.document())
        revision, start = -1, 0
        pieces: list[str] = []
        while revision != document.revision() or start < document.characterCount() - 1:
            if revision != document.revision():
                revision, pieces, start = document.revision(), [], 0
                continue
            block = document.findBlock(min(start + _GATHERED, document.characterCount() - 1))
            end = block.position() + block.length() - 1
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            pieces.append(cursor.selectedText())
            start = end
            yield
        self._seen = (revision, "".join(pieces))

    def _raw_text(self) -> str:
        revision, text = self._seen
        if revision != self.document().revision():
            text = self.document().toRawText()
            self._seen = (self.document().revision(), text)
        return text
