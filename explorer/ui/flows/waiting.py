"""Shows that a request is under way, but not for an answer that comes before anybody could read it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_UNNOTICED_MILLISECONDS = 120
"""Painting the wait and taking it back costs a quick answer several times its own time, and flickers."""


class Waiting(QObject):
    """One look for each key, shown after a moment unless ``end`` comes first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timers: dict[object, QTimer] = {}

    def begin(self, key: object, show: Callable[[], object]) -> None:
        """Call ``show`` in a moment."""
        self.end(key)
        timer = self._timers[key] = QTimer(self, singleShot=True, interval=_UNNOTICED_MILLISECONDS)
        timer.timeout.connect(show)
        timer.start()

    def show_now(self, key: object) -> None:
        """Do not wait longer: what came is only a part."""
        timer = self._timers.get(key)
        if timer is not None and timer.isActive():
            timer.stop()
            timer.timeout.emit()

    def is_shown(self, key: object) -> bool:
        """Whether somebody sees the wait now."""
        timer = self._timers.get(key)
        return timer is not None and not timer.isActive()

    def end(self, key: object) -> bool:
        """Whether it was shown, and so has to be taken back; if not, it never will be."""
        timer = self._timers.pop(key, None)
        if timer is None:
            return False
        shown = not timer.isActive()
        timer.stop()
        timer.deleteLater()
        return shown
