"""Collects garbage on the window's thread only.

Python collects wherever it happens to allocate. On a worker it would destroy Qt objects that are part of a reference
cycle, and Qt allows that in the thread of the object alone: memory is corrupted, and much later something crashes.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_MILLISECONDS = 500
_running: set["GarbageCollection"] = set()


class GarbageCollection(QObject):
    """Takes the place of automatic collection while any window is open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        _running.add(self)
        gc.disable()
        self._timer = QTimer(self, interval=_MILLISECONDS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def settle(self) -> None:
        """All that lives now is here to stay: looking through it again and again would hold the window up."""
        gc.freeze()

    def stop(self) -> None:
        """The window is closed and its threads have ended."""
        self._timer.stop()
        if self in _running:
            _running.remove(self)
            if not _running:
                gc.unfreeze()
                gc.enable()

    def _collect(self) -> None:
        """The youngest generations that are due, as automatic collection would."""
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        generation = 2 if all(due) else 1 if all(due[:2]) else 0
        if due[0]:
            gc.collect(generation)
