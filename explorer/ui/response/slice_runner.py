"""Runs work that only computes on the GUI thread, in slices that leave the window free to act and paint."""

import gc
from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

_SLICE_SECONDS = 0.0025
_TELLING_SECONDS = 0.04


class SliceRunner(QObject):
    """At most one piece of work at a time; a new one takes the place of the old.

    The work is a generator of small steps. Garbage is not looked for while it goes on, and what it made is not looked
    through later: a search for garbage among hundreds of thousands of rows would be a stop of its own.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Iterator[None] | None = None
        self._done: Callable[[], object] | None = None
        self._each: Callable[[], object] | None = None
        self._collecting = False
        self._told = 0.0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)

    @property
    def is_busy(self) -> bool:
        """Whether there is work left."""
        return self._work is not None

    def start(self, work: Iterator[None], done: Callable[[], object], each: Callable[[], object] | None = None) -> None:
        """Begin at once with one slice; ``each`` is called now and then, ``done`` at the end."""
        self.cancel()
        self._told = perf_counter()
        self._work, self._done, self._each = work, done, each
        if not self._slice():
            self._collecting = gc.isenabled()
            gc.disable()
            self._timer.start()

    def cancel(self) -> None:
        """Drop the work; ``done`` is not called."""
        self._timer.stop()
        self._work = self._done = self._each = None
        if self._collecting:
            self._collecting = False
            gc.freeze()
            gc.enable()

    def _turn(self) -> None:
        if self._slice() or self._each is None:
            return
        # Whatever is told is painted too, and that would take as long as the slice itself.
        now = perf_counter()
        if now - self._told >= _TELLING_SECONDS:
            self._told = now
            self._each()

    def _slice(self) -> bool:
        """Work for some milliseconds; whether that was all."""
        work, end = self._work, perf_counter() + _SLICE_SECONDS
        if work is None:
            return True
        for _ in work:
            if perf_counter() >= end:
                return False
        done = self._done
        if done is not None:
            self._work = None
            done()
        if self._work is None:
            self.cancel()
        return True
