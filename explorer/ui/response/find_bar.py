"""The find field of the tree, with the count of matches and the ways to the next, the previous and any other one."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from explorer.ui.response.match_field import MatchField
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.search_field import SearchField

_PAUSE_MILLISECONDS = 150
_SHARE = 2


class FindField(SearchField):
    """Return goes on, Shift+Return back.

    Signals:
        stepped(int): +1 for the next match, -1 for the previous one.
    """

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return steps."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Field, count, and two buttons that appear with the first letter.

    Signals:
        sought(str): another text is looked for, after a short pause in typing; empty: none.
        stepped(int): on to the next (+1) or back (-1).
        entered(int): that match is wanted, counted from 0; -1 is the last.
    """

    sought = Signal(str)
    stepped = Signal(int)
    entered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = FindField("Find key or value…")
        self.count = MatchField()
        self._back, self._on = IconButton("up", "Previous match"), IconButton("down", "Next match")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        for widget in (self.count, self._back, self._on):
            row.addWidget(widget)
            widget.hide()
        self._take_room(1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(lambda: self.sought.emit(self.field.text()))
        self.field.textChanged.connect(self._on_text_changed)
        self.field.stepped.connect(self.step)
        self.count.stepped.connect(self.step)
        self.count.entered.connect(self.entered)
        self.count.left.connect(self.field.setFocus)
        self._back.clicked.connect(lambda: self.stepped.emit(-1))
        self._on.clicked.connect(lambda: self.stepped.emit(1))

    def ask(self) -> None:
        """Go to the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def ask_number(self) -> None:
        """Go to the number of the match, or to the field where nothing is looked for yet."""
        if self.field.text():
            self.count.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.ask()

    def _take_room(self, share: int) -> None:
        """Take so many parts of the width, where the field beside it takes one."""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHorizontalStretch(share)
        self.setSizePolicy(policy)

    def show_count(self, text: str) -> None:
        """Say how many there are: ``3 of 57,000``."""
        self.count.say(text)

    def _on_text_changed(self, text: str) -> None:
        for widget in (self.count, self._back, self._on):
            widget.setVisible(bool(text))
        self._take_room(_SHARE if text else 1)
        self.count.say("…" if text else "")
        self._pause.start()

    def step(self, by: int) -> None:
        """Go on or back; what was just typed is looked for first, and where nothing was, it is asked for."""
        if not self.field.text():
            self.ask()
        elif self._pause.isActive():
            self._pause.stop()
            self.sought.emit(self.field.text())
        else:
            self.stepped.emit(by)


class PassedOver(QLabel):
    """A line under the field: how many values were not searched. Hidden where there are none."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.setProperty("role", "small")
        self.setContentsMargins(14, 0, 12, 6)
        self.setAccessibleName("What was not searched")
        self.hide()

    def say(self, count: int) -> None:
        """Say how many values are blurred."""
        self.setText(f"{count:,} {'value is' if count == 1 else 'values are'} blurred and not searched.")
        self.setVisible(count > 0)
