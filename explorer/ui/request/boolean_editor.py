"""The editor of a boolean: not set, true or false."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

_TEXTS = ("", "true", "false")


class BooleanEditor(QComboBox):
    """A combo box that a wheel turns only while it has the focus, so that scrolling a form changes nothing.

    Signals:
        edited(str): ``true``, ``false`` or empty, chosen by a hand.
    """

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(["Not set", "true", "false"])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown = False
        self.currentIndexChanged.connect(self._on_index_changed)

    def text(self) -> str:
        """The value as text."""
        index = self.currentIndex()
        return _TEXTS[index] if index >= 0 else self.placeholderText()

    def show_text(self, text: str) -> None:
        """Show a value; a text that is no boolean stands there until another is chosen."""
        index = _TEXTS.index(text) if text in _TEXTS else -1
        self._shown = True
        self.setPlaceholderText(text if index < 0 else "")
        self.setCurrentIndex(index)
        self._shown = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _on_index_changed(self, index: int) -> None:
        if not self._shown and index >= 0:
            self.edited.emit(_TEXTS[index])
