"""The editor of one short value: a line that says when it wants to be more than a line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from explorer.ui.theme.plain_tip import plain_tip
from explorer.ui.widgets.aside_delegate import REMARK_ROLE, AsideDelegate

Choices = Sequence[tuple[str, str]]
_LONGEST = 2**31 - 1
_WIDEST = 560


class LineEditor(QLineEdit):
    """A line edit with completions that are offered and never forced.

    Signals:
        edited(str): the text has changed by a hand, not by ``show_text``.
        file_wanted(bool): a file is to be put in, as Base64 or as its text.
        growth_wanted(str): Shift+Enter, or a paste of several lines: the text as it should go on in a larger editor.
    """

    edited = Signal(str)
    growth_wanted = Signal(str)
    file_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = False
        self._choices: Callable[[], Choices] | None = None
        self.can_grow = False
        self.setMaxLength(_LONGEST)  # Qt's own limit of 32,767 letters would cut a paste without a word
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
        """Make the completer for whoever comes to type, but not in one turn with coming."""
        if self._choices is not None:
            QTimer.singleShot(0, self, self._make_completer)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Grow on Shift+Enter and on a paste of lines; Down opens what is offered."""
        self._make_completer()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self.can_grow and enter and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            at = self.cursorPosition()
            self.growth_wanted.emit(f"{self.text()[:at]}\n{self.text()[at:]}")
        elif self.can_grow and event.matches(QKeySequence.StandardKey.Paste) and "\n" in _clipboard():
            self.growth_wanted.emit(_replaced(self, _clipboard()))
        elif event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            event.ignore()  # the row opens its menu
        elif event.key() == Qt.Key.Key_Down:
            self._complete()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to put a file in, where the value is a text."""
        menu = self.createStandardContextMenu()
        if self.can_grow:
            menu.addSeparator()
            menu.addAction("Insert a file as Base64…").triggered.connect(lambda: self.file_wanted.emit(True))
            menu.addAction("Insert a file as text…").triggered.connect(lambda: self.file_wanted.emit(False))
        menu.setObjectName("fieldMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _make_completer(self) -> None:
        choices, self._choices = self._choices, None
        if choices is not None and (offered := choices()):
            self.setCompleter(_completer(offered, self))

    def _complete(self) -> None:
        completer: QCompleter | None = self.completer()
        if completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()

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
        item.setToolTip(plain_tip(note))
        item.setData(note, REMARK_ROLE)
        model.setItem(row, 0, item)
    completer = QCompleter(model, parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(10)
    rows = QListView(parent)
    completer.setPopup(rows)
    rows.setItemDelegate(AsideDelegate(rows))
    rows.setMinimumWidth(min(_WIDEST, rows.sizeHintForColumn(0) + 24))
    rows.setTextElideMode(Qt.TextElideMode.ElideRight)
    return completer
