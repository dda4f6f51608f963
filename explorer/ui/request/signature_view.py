"""The Signature section: every value on the way to the signature, and a customer's beside ours."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.core.signing.compare import Comparison
from explorer.core.signing.trace import Trace
from explorer.ui.request.comparison_view import ComparisonView
from explorer.ui.request.marked_text import MarkedText
from explorer.ui.request.public_names import PublicNames
from explorer.ui.request.signature_words import PARTS, Part
from explorer.ui.widgets.badge import restyle
from explorer.ui.widgets.build_queue import BuildQueue
from explorer.ui.widgets.buttons import CopyButton
from explorer.ui.widgets.question import plain_label

_SETTLE_MILLISECONDS = 150


class SignatureView(QScrollArea):
    """Built when first seen; asks for what it shows while it is in sight, shortly after each edit.

    Signals:
        wanted(str): sign the request as it is now, and compare it with this pasted text (or an empty one).
    """

    wanted = Signal(str)

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._note: QLabel | None = None
        self._rows: dict[str, PartRow] = {}
        self._compare: ComparisonView | None = None
        self._trace: Trace | None = None
        self._comparison: Comparison | None = None
        self._theirs = ""
        self.queue = BuildQueue(self)
        self.setWidgetResizable(True)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._ask)

    def request_changed(self) -> None:
        """The request, or what it inherits, is another one."""
        if self.isVisible():
            self._settle.start()

    def show_signed(self, trace: Trace, note: str, comparison: Comparison | None) -> None:
        """Show a signature, and how the pasted text differs from it."""
        self._say(note if trace.algorithm else "This action is sent without a signature (Authorization: SKIP).")
        self._show(trace, comparison)

    def show_failure(self, message: str) -> None:
        """Say why nothing can be signed."""
        self._say(message, wrong=True)
        self._show(None, None)

    def compare_with(self, theirs: str) -> None:
        """Put a customer's text into the field of the comparison, which is made at the first look."""
        self._theirs = theirs
        if self._compare is not None:
            self._compare.field.setPlainText(theirs)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is out of date; a signature grows old, so it always is."""
        self._build()
        super().showEvent(event)
        self._settle.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing while out of sight."""
        self._settle.stop()
        super().hideEvent(event)

    def _build(self) -> None:
        if self._note is not None:
            return
        page = QWidget()
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(14, 12, 10, 16)
        self._column.setSpacing(12)
        self._note = plain_label("", "small")
        self._names.give(self._note, "signatureNote")
        self._column.addWidget(self._note)
        self.setWidget(page)
        for part in PARTS:
            self.queue.add(partial(self._add_row, part))
        self.queue.add(self._add_comparison)

    def _add_row(self, part: Part) -> None:
        row = self._rows[part.name] = PartRow(part, self._names)
        self._column.addWidget(row)

    def _add_comparison(self) -> None:
        self._compare = ComparisonView(self._names)
        self._compare.field.setPlainText(self._theirs)
        self._compare.pasted.connect(self.request_changed)
        self._column.addWidget(self._compare)
        self._column.addStretch(1)

    def _show(self, trace: Trace | None, comparison: Comparison | None) -> None:
        """A row at a time, since laying all of them out at once would hold the window up."""
        self._trace, self._comparison = trace, comparison
        for part in PARTS:
            self.queue.add(partial(self._fill, part))
        self.queue.add(self._fill_comparison)

    def _fill(self, part: Part) -> None:
        trace = self._trace
        value = "" if trace is None else str(getattr(trace, part.name))
        self._rows[part.name].show_value(value, part.explanation(trace.algorithm) if trace is not None else "")

    def _fill_comparison(self) -> None:
        if self._compare is not None:
            self._compare.show_comparison(self._comparison)

    def _ask(self) -> None:
        self.wanted.emit(self._compare.text() if self._compare is not None else "")

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self._build()
        if self._note is not None:
            self._note.setText(text)
            self._note.setProperty("role", "fieldError" if wrong else "small")
            restyle(self._note)


class PartRow(QWidget):
    """One value: its name, what it is, the value itself, and a button that copies it."""

    def __init__(self, part: Part, names: PublicNames) -> None:
        super().__init__()
        self._value = ""
        self._words = plain_label("", "small")
        self.box = MarkedText()
        self.box.setAccessibleName(part.title)
        self.copy = CopyButton(lambda: self._value)
        self.copy.setAccessibleName(f"Copy: {part.title}")
        names.give(self.box, f"signature:{part.name}")
        names.give(self.copy, f"copySignature:{part.name}")
        heading = QLabel(part.title)
        heading.setProperty("role", "heading")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(heading)
        words.addWidget(self._words)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.box)
        self.hide()

    def show_value(self, value: str, words: str) -> None:
        """Show a value and its explanation; an empty one hides the row."""
        self._value = value
        self._words.setText(words)
        self.box.show_text(value)
        self.setVisible(bool(value))
