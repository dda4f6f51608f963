"""The Signature section: every value on the way to the signature, and a customer's beside ours."""

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
        self._built = False
        self._stale = True
        self._pending: tuple[Trace, str, Comparison | None] | None = None
        self.setWidgetResizable(True)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._ask)

    def request_changed(self) -> None:
        """The request, or what it inherits, is another one."""
        self._stale = True
        if self.isVisible():
            self._settle.start()

    def show_signed(self, trace: Trace, note: str, comparison: Comparison | None) -> None:
        """Show a signature, and how the pasted text differs from it."""
        self._build()
        self._say(note)
        for part, row in self._rows:
            row.show_value(str(getattr(trace, part.name)), part.explanation(trace.algorithm))
        if not trace.algorithm:
            self._say("This action is sent without a signature (Authorization: SKIP).")
        self.compare.show_comparison(comparison)

    def show_failure(self, message: str) -> None:
        """Say why nothing can be signed."""
        self._build()
        self._say(message, wrong=True)
        for _, row in self._rows:
            row.show_value("", "")
        self.compare.show_comparison(None)

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
        if self._built:
            return
        self._built = True
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 10, 16)
        column.setSpacing(12)
        self._note = plain_label("", "small")
        self._names.give(self._note, "signatureNote")
        column.addWidget(self._note)
        self._rows = [(part, PartRow(part, self._names)) for part in PARTS]
        for _, row in self._rows:
            column.addWidget(row)
        self.compare = ComparisonView(self._names)
        self.compare.pasted.connect(self.request_changed)
        column.addWidget(self.compare)
        column.addStretch(1)
        self.setWidget(page)

    def _ask(self) -> None:
        self._stale = False
        self.wanted.emit(self.compare.text())

    def _say(self, text: str, *, wrong: bool = False) -> None:
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
