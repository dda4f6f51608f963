"""The answer's bytes as text: a window of them, with lines that are too long for a text view broken for the eye."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.ui.response.clipboard_text import COPIED_AT_ONCE, decoded, letter_start, pieces, to_clipboard
from explorer.ui.response.converter import Converter
from explorer.ui.response.raw_lines import RawLines
from explorer.ui.response.raw_view import RawView
from explorer.ui.response.slice_runner import SliceRunner
from explorer.ui.response.wording import size_words
from explorer.ui.widgets.buttons import CopyButton, LinkButton

WINDOW = 1 << 18
_ALL = 8_000_000
_COPIED = 32_000_000


class RawPage(QWidget):
    """Shows 256 kB at a time, the first of them at once; "Show all" brings the rest, where that is bearable.

    Signals:
        copied(): the whole text went to the clipboard.
    """

    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = b""
        self._start = self._goal = 0
        self._lines, self._is_last_empty = RawLines(b""), True
        self._runner, self._copier = SliceRunner(self), SliceRunner(self)
        self._converter = Converter(self)
        self.view = RawView()
        self.view.copy_requested.connect(self._copy_part)
        self._where = QLabel()
        self._where.setProperty("role", "small")
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setWordWrap(True)
        self._before = self._link("Before", lambda: self._show_from(self._start - WINDOW))
        self._after = self._link("After", lambda: self._show_from(self._goal))
        self._all = self._link("Show all", self._show_all)
        self._copy = CopyButton(self._text)
        self._copy.copied.connect(self.copied)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._where, 1)
        for widget in (self._before, self._after, self._all, self._copy):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.view, 1)

    def _link(self, text: str, act: Callable[[], object]) -> LinkButton:
        link = LinkButton(text)
        link.clicked.connect(lambda _checked=False: act())
        return link

    def show_body(self, body: bytes, content_type: str = "") -> None:
        """Show the beginning of another body; bytes that fit no charset are shown as ``\\xff``."""
        self._copier.cancel()
        self._converter.start(body, content_type, self._take)
        if self._converter.is_busy:
            self._take(b"", "")
            self._where.setText("Reading…")

    def _take(self, body: bytes, _note: str) -> None:
        self._body = body
        self._show_from(0)

    def _show_from(self, start: int) -> None:
        self._runner.cancel()
        self._start = letter_start(self._body, max(0, start))
        self._lines, self._is_last_empty = RawLines(self._body, self._start), True
        self.view.start_anew()
        self._show_to(self._start + WINDOW)

    def _show_all(self) -> None:
        if self._lines.end >= self._goal and self._lines.take_back():
            self.view.empty_the_last()
            self._is_last_empty = True
        self._show_to(len(self._body))

    def _show_to(self, end: int) -> None:
        self._goal = letter_start(self._body, min(end, len(self._body)))
        if self._body[self._goal - 1 : self._goal + 1] == b"\r\n":
            self._goal += 1
        self._say()
        self._runner.start(self._rest(), self._say)

    def _rest(self) -> Iterator[None]:
        while self._lines.end < self._goal:
            self.view.add_lines(self._lines.more(self._goal), into_the_last=self._is_last_empty)
            self._is_last_empty = False
            yield

    def _say(self) -> None:
        size, end = len(self._body), self._goal
        whole = self._start == 0 and end == size
        words = size_words(size) if whole else f"bytes {self._start:,} to {end:,} of {size:,} ({size_words(size)})"
        if size > _ALL:
            words += f" · over {size_words(_ALL)}, so in parts only"
        self._where.setText(words + (" · long lines are broken" if self._lines.is_broken else ""))
        self._before.setVisible(self._start > 0)
        self._after.setVisible(end < size)
        self._all.setVisible(not whole and size <= _ALL)
        self._copy.setEnabled(size <= _COPIED)

    def _text(self) -> str:
        """What the button copies; of a large text nothing yet, since it goes to the clipboard piece by piece."""
        if len(self._body) <= COPIED_AT_ONCE:
            return decoded(self._body)
        gathered = QByteArray()
        self._copier.start(self._gather(gathered, 0, len(self._body)), lambda: self._to_clipboard(gathered))
        return ""

    def _copy_part(self) -> None:
        """Copy what is chosen as it came, without the breaks and signs that are only for the eye."""
        chosen = self.view.chosen()
        if chosen is None:
            return
        (first, at), (last, place) = chosen
        begin, end = self._lines.place(first, at, behind=False), self._lines.place(last, place, behind=True)
        self._copier.cancel()
        if end - begin <= COPIED_AT_ONCE:
            QGuiApplication.clipboard().setText(decoded(self._body[begin:end]))
            return
        gathered = QByteArray()
        self._copier.start(self._gather(gathered, begin, end), lambda: self._to_clipboard(gathered))

    def _gather(self, gathered: QByteArray, begin: int, end: int) -> Iterator[None]:
        gathered.reserve(end - begin)
        for piece in pieces(self._body, begin, end):
            gathered.append(piece)
            yield

    def _to_clipboard(self, gathered: QByteArray) -> None:
        to_clipboard(gathered)
        self._where.setText("Copied.")
        self.copied.emit()
