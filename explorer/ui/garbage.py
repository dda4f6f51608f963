"""Collects garbage on the window's thread only, and never so much of it at once that the window stops.

Python collects wherever it happens to allocate. On a worker it would destroy Qt objects that are part of a reference
cycle, and Qt allows that in the thread of the object alone: memory is corrupted, and much later something crashes.
"""

import gc
from time import monotonic, thread_time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_MILLISECONDS = 500
_MANY = 8_000
"""Objects that are looked through in a millisecond or two, all that came since the last were set aside."""
_LONG_SECONDS = 0.004
_REST_SECONDS = 60.0
_running: set["GarbageCollection"] = set()


class GarbageCollection(QObject):
    """Takes the place of automatic collection while any window is open.

    Where many objects were made at once they are rows of an answer, which are freed without a search: they are set
    aside with all that lives, and so is what takes long to look through. All of that is looked through while the user
    is in another program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        _running.add(self)
        gc.disable()
        self._aside, self._passed = False, 0
        self._thorough_at = monotonic()
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
        counts = gc.get_count()
        if self._is_time_for_all():
            self._collect_all()
        elif counts[0] + self._passed > _MANY:
            self._set_aside()
        else:
            due = [count > most for count, most in zip(counts, gc.get_threshold(), strict=True)]
            generation, begun = 2 if all(due) else 1 if all(due[:2]) else 0, thread_time()
            if due[0]:
                self._passed += counts[0]
                gc.collect(generation)
            if thread_time() - begun > _LONG_SECONDS:
                self._set_aside()

    def _set_aside(self) -> None:
        self._aside, self._passed = True, 0
        gc.freeze()

    def _is_time_for_all(self) -> bool:
        away = QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive
        return self._aside and away and monotonic() - self._thorough_at > _REST_SECONDS

    def _collect_all(self) -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._aside, self._passed, self._thorough_at = False, 0, monotonic()
