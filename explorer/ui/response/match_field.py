"""Which match of how many: ``12 of 15,004``, where another number can be typed over the first one."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from explorer.ui.theme import theme
from explorer.ui.theme.plain_tip import plain_tip
from explorer.ui.widgets.spoken import speak_as

_MARGIN = 16
_TIP = "Type a number and press Return to go to that match; Home and End go to the first and the last"


class MatchField(QLineEdit):
    """Reads as words until it has the focus; then the number in front is chosen, to be typed over.

    Signals:
        entered(int): that match is wanted, counted from 0; -1 is the last.
        stepped(int): the next (+1) or the previous one (-1).
        left(): Esc: back to the text that is looked for.
    """

    entered = Signal(int)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setProperty("role", "count")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setToolTip(plain_tip(_TIP))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.textEdited.connect(self._fit)
        theme.changed.connect(self._fit)
        self.say("")

    def say(self, words: str) -> None:
        """Say which match of how many; what is being typed stays."""
        self._words = words
        speak_as(self, "Matches", words)
        if not self.isModified():
            self._show_words()

    def _show_words(self) -> None:
        if self.text() != self._words:
            self.setText(self._words)
            self._fit()
        self.setModified(False)
        if self.hasFocus():
            self._choose_number()

    def _fit(self) -> None:
        """As wide as the words, and not another width for each number; as wide as what is typed."""
        text = re.sub("[0-9]", "8", self.text())
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(text) + _MARGIN)

    def _choose_number(self) -> None:
        self.setSelection(0, len(self._words.partition(" of ")[0]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the number, to be typed over."""
        super().focusInEvent(event)
        self._choose_number()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed and not entered goes."""
        super().focusOutEvent(event)
        self._show_words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes there; Home, End, Up and Down go to the first, last, previous and next match; Esc leaves."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(self.text())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.setModified(False)
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self, text: str) -> None:
        digits = re.sub("[^0-9]", "", text.partition(" of ")[0])
        if digits:
            self._go(max(int(digits[:9]) - 1, 0))
        else:
            self._show_words()

    def _go(self, place: int) -> None:
        self.setModified(False)
        self.entered.emit(place)
        self._show_words()
