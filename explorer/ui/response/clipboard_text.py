"""Puts long texts on the clipboard, gathered in slices: decoding some megabytes at once would stop the window."""

import atexit
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from explorer.ui.response.progress_strip import ProgressStrip
from explorer.ui.response.slice_runner import SliceRunner

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node

COPIED_AT_ONCE = 500_000
_PIECE = 1 << 14


class ClipboardText(QObject):
    """At most one text at a time; a new one takes the place of one that is still being gathered.

    Signals:
        began(): a text takes longer than one slice.
        ended(): that is on the clipboard now, or was given up.
    """

    began = Signal()
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = SliceRunner(self)

    def show_in(self, strip: ProgressStrip) -> None:
        """Say there what goes on."""
        self.began.connect(lambda: strip.begin("Copying…"))
        self.ended.connect(strip.end)

    def copy_value(self, document: "Document", node: "Node") -> str:
        """Copy a text as it reads, anything else as it was written; gives the text where that was done at once."""
        if node.is_container or not self._is_long(document, node):
            return self.copy_source(document, node) if node.is_container else _set(document.text(node, 0))
        self._gather(_text_of(document, node), node.end - node.start)
        return ""

    def copy_row(self, document: "Document", node: "Node") -> None:
        """Copy the key and the value, as the row shows them but whole; of an object or list how much it holds."""
        key = f"{node.name}: "
        if node.is_container or not self._is_long(document, node):
            self.cancel()
            _set(key + document.text(node, 0))
        else:
            self._gather(chain((key.encode("utf-8", "replace"),), _text_of(document, node)), node.end - node.start)

    def copy_source(self, document: "Document", node: "Node") -> str:
        """Copy the value as it was written; gives the text where that was done at once."""
        if not self._is_long(document, node):
            return _set(document.source_text(node))
        start, end = document.source_range(node)
        self._gather(pieces(document.data, start, end), end - start)
        return ""

    def copy_path(self, node: "Node", notation: "Callable[[Node], str]") -> None:
        """Copy the way to a row in one of the notations of ``paths``."""
        from explorer.core.document.paths import DEEP, pieces

        self.cancel()
        if node.depth <= DEEP:
            _set(notation(node))
        else:
            self._gather((text.encode("utf-8", "replace") for text in pieces(node, notation)), node.depth)

    def cancel(self) -> None:
        """Give up; the clipboard stays as it is."""
        if self._runner.is_busy:
            self._runner.cancel()
            self.ended.emit()

    def _is_long(self, document: "Document", node: "Node") -> bool:
        start, end = document.source_range(node)
        self.cancel()
        return end - start > COPIED_AT_ONCE

    def _gather(self, parts: Iterator[bytes], size: int) -> None:
        gathered = QByteArray()
        gathered.reserve(size)

        def work() -> Iterator[None]:
            for part in parts:
                gathered.append(part)
                yield

        def done() -> None:
            to_clipboard(gathered)
            self.ended.emit()

        self._runner.start(work(), done)
        if self._runner.is_busy:
            self.began.emit()


def _text_of(document: "Document", node: "Node") -> Iterator[bytes]:
    """A long text as it reads, a long number as it was written, bit by bit."""
    if not document.data.startswith(b'"', node.start):
        return pieces(document.data, node.start, node.end)
    from explorer.core.document.strings import text_pieces

    return (text.encode("utf-8", "replace") for text in text_pieces(document.data, node.start, node.end))


def pieces(body: bytes, start: int, end: int) -> Iterator[bytes]:
    """A part of a body as UTF-8, what is none written as ``\\\\xff``, bit by bit."""
    while start < end:
        stop = letter_start(body, min(end, start + _PIECE))
        yield decoded(body[start:stop]).encode("utf-8", "surrogatepass")
        start = stop


def to_clipboard(gathered: QByteArray) -> None:
    """Offer UTF-8 as a text."""
    data = QMimeData()
    data.setData("text/plain", gathered)
    QGuiApplication.clipboard().setMimeData(data)
    atexit.unregister(_leave_to_qt)
    atexit.register(_leave_to_qt, data)


def _leave_to_qt(data: QMimeData) -> None:
    """Some clipboards outlive Python, and would crash when they let go of an object that Python made."""
    if QGuiApplication.instance() is not None and (clipboard := QGuiApplication.clipboard()).mimeData() is data:
        clipboard.setText(clipboard.text())


def decoded(body: bytes) -> str:
    """Bytes as text; those that are no UTF-8 can be seen."""
    return body.decode("utf-8", "backslashreplace")


def letter_start(body: bytes, at: int) -> int:
    """The nearest place from ``at`` back where a letter of UTF-8 starts."""
    for back in range(4):
        if at - back <= 0 or at - back >= len(body) or body[at - back] & 0xC0 != 0x80:
            return at - back
    return at


def _set(text: str) -> str:
    QGuiApplication.clipboard().setText(text)
    return text
