"""A box of monospaced text, as high as its lines, that can mark one place."""

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor, QTextFormat, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from explorer.ui.theme import theme

_LONGEST = 20_000
_PADDING = 16
# Stands for a carriage return, which an editor would swallow.
_RETURN = "\u240d"


class MarkedText(QPlainTextEdit):
    """Read-only unless ``editable``; grows from ``least`` to ``most`` lines, then it scrolls."""

    def __init__(
        self, parent: QWidget | None = None, *, editable: bool = False, least: int = 1, most: int = 12
    ) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setReadOnly(not editable)
        self.setTabChangesFocus(True)
        self.setProperty("role", "mono")
        self.setFont(theme.mono_font())
        self.document().setDocumentMargin(1)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)
        self._place: tuple[int, int] | None = None
        theme.changed.connect(self._paint_mark)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text; the end of a very long one is left out."""
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        if shown != self.toPlainText():
            self.setPlainText(shown)

    def content(self) -> str:
        """The text as it was pasted: no-break spaces and carriage returns included."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n").replace(_RETURN, "\r")

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, its carriage returns made visible."""
        if source.hasText():
            self.insertPlainText(source.text().replace("\r", _RETURN))

    def mark(self, start: int, end: int) -> None:
        """Mark the characters from ``start`` to ``end`` and the line they are in."""
        self._place = (start, end)
        self._paint_mark()

    def unmark(self) -> None:
        """Mark nothing."""
        self._place = None
        self._paint_mark()

    def sizeHint(self) -> QSize:
        """Wide, and as high as it is."""
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower box wraps into more lines."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is the window's."""
        if event.text() == "\r" and event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        lines = int(self.document().size().height())
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(needed if lines > self._most else off)
        height = min(max(lines, self._least), self._most) * self.fontMetrics().lineSpacing() + _PADDING
        if height != self.height() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def _paint_mark(self) -> None:
        self.setExtraSelections([] if self._place is None else self._selections(*self._place))

    def _selections(self, start: int, end: int) -> list[QTextEdit.ExtraSelection]:
        last = max(self.document().characterCount() - 1, 0)
        line, spot = QTextEdit.ExtraSelection(), QTextEdit.ExtraSelection()
        colours = theme.current()
        soft, strong = QTextCharFormat(), QTextCharFormat()
        soft.setBackground(colours.error_soft)
        soft.setProperty(QTextFormat.Property.FullWidthSelection, True)
        strong.setBackground(colours.error)
        strong.setForeground(colours.panel)
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(start, last))
        line.cursor, line.format = QTextCursor(cursor), soft
        cursor.setPosition(min(max(end, start + 1), last), QTextCursor.MoveMode.KeepAnchor)
        spot.cursor, spot.format = cursor, strong
        return [line, spot]
