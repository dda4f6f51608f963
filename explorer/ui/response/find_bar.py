"""The find field of the tree, with the count of matches and the ways to the next and the previous one."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.search_field import SearchField
from explorer.ui.widgets.spoken import speak_as

_PAUSE_MILLISECONDS = 150


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
    """

    sought = Signal(str)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = FindField("Find key or value…")
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        speak_as(self.count, "Matches", "")
        self._back, self._on = IconButton("up", "Previous match"), IconButton("down", "Next match")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        for widget in (self.count, self._back, self._on):
            row.addWidget(widget)
            widget.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(lambda: self.sought.emit(self.field.text()))
        self.field.textChanged.connect(self._on_text_changed)
        self.field.stepped.connect(self._on_stepped)
        self._back.clicked.connect(lambda: self.stepped.emit(-1))
        self._on.clicked.connect(lambda: self.stepped.emit(1))

    def show_count(self, text: str) -> None:
        """Say how many there are: ``3 of 57,000``."""
        self.count.setText(text)
        speak_as(self.count, "Matches", text)

    def _on_text_changed(self, text: str) -> None:
        for widget in (self.count, self._back, self._on):
            widget.setVisible(bool(text))
        self.count.setText("…" if text else "")
        self._pause.start()

    def _on_stepped(self, by: int) -> None:
        if self._pause.isActive():
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
