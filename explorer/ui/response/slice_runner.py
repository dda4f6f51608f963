"""Runs work that only computes on the GUI thread, in slices that leave the window free to act and paint."""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import ClassVar
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer

_SLICE_SECONDS = 0.0025
_FIRST_SECONDS = 0.001
_TURN_SECONDS = 0.0035
"""What one turn of the event loop may take together: a slice, and the painting and other work between two slices."""
_LEAST_SECONDS = 0.0007
_MOST_SKIPPED = 3
_TELLING_SECONDS = 0.04
_GIVEN_WAY = 3


class SliceRunner(QObject):
    """At most one piece of work at a time; a new one takes the place of the old.

    The work is a generator of small steps. All such work rests for some turns after ``give_way``.
    """

    _resting = 0
    _runners: ClassVar["WeakSet[SliceRunner]"] = WeakSet()

    @classmethod
    def give_way(cls) -> None:
        """Let what someone waits for have the next turns to itself."""
        for runner in cls._runners:
            runner._resting = _GIVEN_WAY

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Iterator[None] | None = None
        self._done: Callable[[], object] | None = None
        self._each: Callable[[], object] | None = None
        self._told = self._ended = 0.0
        self._skipped = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)
        self._runners.add(self)

    @property
    def is_busy(self) -> bool:
        """Whether there is work left."""
        return self._work is not None

    def start(
        self,
        work: Iterator[None],
        done: Callable[[], object],
        each: Callable[[], object] | None = None,
        *,
        first: float = _FIRST_SECONDS,
    ) -> None:
        """Begin at once with one slice of ``first`` seconds; ``each`` is called now and then, ``done`` at the end."""
        self.cancel()
        self._told = self._ended = perf_counter()
        self._work, self._done, self._each = work, done, each
        if not self._slice(first, first):
            self._timer.start()

    def cancel(self) -> None:
        """Drop the work; ``done`` is not called."""
        self._timer.stop()
        self._work = self._done = self._each = None

    def _turn(self) -> None:
        begun = perf_counter()
        if self._resting:
            self._resting -= 1
            self._ended = begun
            return
        left = _TURN_SECONDS - (begun - self._ended)
        if left < _LEAST_SECONDS and self._skipped < _MOST_SKIPPED:
            self._skipped += 1
        elif self._each is not None and begun - self._told >= _TELLING_SECONDS:
            # Whatever is told is painted too, and that takes as long as a slice itself.
            self._told = begun
            self._each()
        else:
            self._skipped = 0
            self._slice(min(_SLICE_SECONDS, max(left, _LEAST_SECONDS)))
        self._ended = perf_counter()

    def _slice(self, seconds: float, with_the_end: float = _FIRST_SECONDS) -> bool:
        """Work for some milliseconds; whether that was all. What is done at the end has a turn to itself.

        Work that took less time than ``with_the_end`` shares its turn with it.
        """
        work, begun = self._work, perf_counter()
        if work is None:
            return True
        for _ in work:
            if perf_counter() - begun >= seconds:
                return False
        if perf_counter() - begun >= with_the_end:
            return False
        done = self._done
        if done is not None:
            self._work = None
            done()
        if self._work is None:
            self.cancel()
        return True
