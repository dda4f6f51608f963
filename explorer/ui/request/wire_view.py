"""The request before it is sent: the request line, every header and the exact body, live."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.services.preview_request import WirePreview
from explorer.ui.request.marked_text import MarkedText
from explorer.ui.request.public_names import PublicNames
from explorer.ui.request.wire_highlighter import WireHighlighter
from explorer.ui.widgets.badge import restyle
from explorer.ui.widgets.build_queue import BuildQueue
from explorer.ui.widgets.buttons import CopyButton
from explorer.ui.widgets.question import plain_label

_SETTLE_MILLISECONDS = 150
_HEAD_LINES, _BODY_LINES = 24, 14


class WireView(QWidget):
    """Asks for what it shows while it is in sight, shortly after each edit.

    Signals:
        wanted(): make the preview of the request as it is now.
    """

    wanted = Signal()

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: WirePreview | None = None
        self.queue = BuildQueue(self)
        self._note, self._remarks = plain_label("", "small"), plain_label("", "fieldWarning")
        self._about_body = plain_label("", "small")
        self.head, self.body = MarkedText(least=4, most=_HEAD_LINES), MarkedText(least=1, most=_BODY_LINES)
        self._colours = WireHighlighter(self.head.document())
        self._copy = CopyButton(self._whole, "Copy as raw HTTP")
        self._copy_body = CopyButton(self._body_text)
        self._copy_body.setAccessibleName("Copy the body")
        for widget, name, words in (
            (self, "wireView", "The request as it goes out"),
            (self.head, "wireHead", "The request line and every header"),
            (self.body, "wireBody", "The body"),
        ):
            names.give(widget, name)
            widget.setAccessibleName(words)
        for label, name in ((self._note, "wireNote"), (self._remarks, "wireRemarks"), (self._about_body, "wireSize")):
            names.give(label, name)
        names.give(self._copy, "copyWire")
        names.give(self._copy_body, "copyWireBody")
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self.wanted)
        self._arrange()

    def request_changed(self) -> None:
        """The request, or what it inherits, is another one."""
        if self.isVisible():
            self._settle.start()

    def show_preview(self, preview: WirePreview) -> None:
        """Show what would be sent, a box at a time."""
        self._preview = preview
        self._say(preview.note)
        for step in (self._fill_head, partial(self._fill_remarks, preview.remarks), self._fill_body):
            self.queue.add(step)

    def show_failure(self, message: str) -> None:
        """Say why nothing can be sent."""
        self._preview = None
        self._say(message, wrong=True)
        for step in (self._fill_head, partial(self._fill_remarks, ()), self._fill_body):
            self.queue.add(step)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is out of date; a signature grows old, so it always is."""
        super().showEvent(event)
        self._settle.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing while out of sight."""
        self._settle.stop()
        super().hideEvent(event)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(_titled("As it goes out", self._note, self._copy))
        for widget in (self.head, self._remarks):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addLayout(_titled("Body", self._about_body, self._copy_body))
        column.addWidget(self.body)
        hidden: tuple[QWidget, ...] = (self.head, self.body, self._remarks, self._copy_body)
        for each in hidden:
            each.hide()
        self._copy.setEnabled(False)
        self._note.setText("Signing…")

    def _fill_head(self) -> None:
        found = self._preview
        self.head.setVisible(found is not None)
        self._copy.setEnabled(found is not None)
        if found is None:
            return
        names = (frozenset(each.name.lower() for each in found.headers if each.signed), _own_names(found))
        self._colours.set_names(*names)
        self.head.show_text(found.head().replace("\r\n", "\n").rstrip("\n"))

    def _fill_remarks(self, remarks: tuple[str, ...]) -> None:
        found = self._preview
        signed = [each.name for each in found.headers if each.signed] if found is not None else []
        legend = [f"Signed: {', '.join(signed)} (bold), and the body's hash."] if signed else []
        self._remarks.setText("\n".join((*remarks, *legend)))
        self._remarks.setProperty("role", "fieldWarning" if remarks else "small")
        restyle(self._remarks)
        self._remarks.setVisible(bool(self._remarks.text()))

    def _fill_body(self) -> None:
        found = self._preview
        empty = found is None or not found.body
        self.body.setVisible(not empty)
        self._copy_body.setVisible(not empty)
        if found is None:
            self._about_body.setText("")
            return
        size = len(found.body)
        words = f"{size:,} byte{'s' if size != 1 else ''}, {found.content_type}" if size else "None: all is in the line"
        self._about_body.setText(f"{words}.")
        if not empty:
            self.body.show_text(found.body_text())

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self._note.setText(text)
        self._note.setProperty("role", "fieldError" if wrong else "small")
        restyle(self._note)

    def _body_text(self) -> str:
        return self._preview.body_text() if self._preview is not None else ""

    def _whole(self) -> str:
        return self._preview.head() + self._preview.body_text() if self._preview is not None else ""


def _own_names(preview: WirePreview) -> frozenset[str]:
    return frozenset(header.name.lower() for header in preview.headers if header.own)


def _titled(title: str, words: QLabel, button: QPushButton) -> QHBoxLayout:
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    texts = QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(heading)
    texts.addWidget(words)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addLayout(texts, 1)
    row.addWidget(button)
    return row
