"""The editor of one short value: a line that says when it wants to be more than a line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

Choices = Sequence[tuple[str, str]]


class LineEditor(QLineEdit):
    """A line edit with completions that are offered and never forced.

    Signals:
        edited(str): the text has changed by a hand, not by ``show_text``.
        growth_wanted(str): Shift+Enter, or a paste of several lines: the text as it should go on in a larger editor.
        menu_wanted(): Alt+Down while nothing is offered, for what else can be sent.
    """

    edited = Signal(str)
    growth_wanted = Signal(str)
    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = False
        self._choices: Callable[[], Choices] | None = None
        self.can_grow = False
        self.textChanged.connect(self._on_text_changed)

    def show_text(self, text: str) -> None:
        """Show a text without saying that it was edited."""
        if text != self.text():
            self._shown = True
            self.setText(text)
            self._shown = False

    def offer(self, choices: Callable[[], Choices]) -> None:
        """Offer values; they are asked for when the editor is first used."""
        self._choices = choices

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the completer when somebody comes to type."""
        if self._choices is not None and self.completer() is None:
            choices = self._choices()
            self._choices = None
            if choices:
                self.setCompleter(_completer(choices, self))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Grow on Shift+Enter and on a paste of lines; Down opens what is offered."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self.can_grow and enter and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            at = self.cursorPosition()
            self.growth_wanted.emit(f"{self.text()[:at]}\n{self.text()[at:]}")
        elif self.can_grow and event.matches(QKeySequence.StandardKey.Paste) and "\n" in _clipboard():
            self.growth_wanted.emit(_replaced(self, _clipboard()))
        elif event.key() == Qt.Key.Key_Down and not self._complete(event):
            self.menu_wanted.emit()
        elif event.key() != Qt.Key.Key_Down:
            super().keyPressEvent(event)

    def _complete(self, event: QKeyEvent) -> bool:
        completer: QCompleter | None = self.completer()
        if completer is None:
            return event.modifiers() != Qt.KeyboardModifier.AltModifier
        completer.setCompletionPrefix("")
        completer.complete()
        return True

    def _on_text_changed(self, text: str) -> None:
        if not self._shown:
            self.edited.emit(text)


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()


def _replaced(editor: QLineEdit, pasted: str) -> str:
    text, start = editor.text(), editor.selectionStart()
    if start < 0:
        start = editor.cursorPosition()
        return text[:start] + pasted + text[start:]
    return text[:start] + pasted + text[start + len(editor.selectedText()) :]


def _completer(choices: Choices, parent: QWidget) -> QCompleter:
    model = QStandardItemModel(len(choices), 1, parent)
    for row, (value, note) in enumerate(choices):
        item = QStandardItem(value)
        item.setToolTip(note)
        model.setItem(row, 0, item)
    completer = QCompleter(model, parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(10)
    return completer
