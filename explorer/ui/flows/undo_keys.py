"""Lets Ctrl+Z and Ctrl+Shift+Z reach the request: a text field would take them for its own text alone."""

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class UndoKeys(QObject):
    """Watches only the widget that has the focus, and only if it is inside ``area``."""

    def __init__(self, area: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._area = area
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the key from the field, so that the menu's command gets it."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if not is_key or not any(event.matches(key) for key in _KEYS):  # type: ignore[attr-defined]
            return False
        event.ignore()
        return True

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            with suppress(RuntimeError):  # It may be on its way out.
                old.removeEventFilter(self)
        if new is not None and self._area.isAncestorOf(new):
            new.installEventFilter(self)
