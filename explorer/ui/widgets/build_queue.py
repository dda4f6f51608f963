"""Builds many widgets without holding the window up: a few milliseconds at a time."""

from collections import deque
from collections.abc import Callable, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

_SLICE_SECONDS = 0.002  # showing and polishing what was built costs about as much again
_PAINT_SECONDS = 0.001
"""Whoever was painted for longer than this since the last slice has had this turn of the event loop."""

_WITHOUT_END = float("inf")


class BuildQueue(QObject):
    """Runs steps in order in slices on the event loop.

    Signals:
        emptied(): every step has run.
    """

    emptied = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], None]] = deque()
        self._running = False
        self._resting = False
        self._ended = 0.0
        self._has_waited = True
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._on_turn)

    def add(self, step: Callable[[], None]) -> None:
        """Put a step at the end."""
        self._steps.append(step)
        self._timer.start()

    def add_next(self, steps: Sequence[Callable[[], None]]) -> None:
        """Put steps before everything that waits: what a step builds belongs to its place."""
        self._steps.extendleft(reversed(steps))
        self._timer.start()

    def clear(self) -> None:
        """Forget what has not run."""
        self._steps.clear()
        self._timer.stop()

    def run_slice(self) -> None:
        """Run one slice now, so that a small form stands at once."""
        self._run(_SLICE_SECONDS)

    def flush(self) -> None:
        """Run everything now, for a caller that needs a widget that may not be there yet."""
        self._run(_WITHOUT_END)

    def run_until(self, done: Callable[[], bool]) -> None:
        """Run steps now until there is what the caller waits for, or nothing is left."""
        while not done() and self._steps:
            self._steps.popleft()()
        if not self._steps:
            self.flush()

    def rest(self, milliseconds: int) -> None:
        """End the slice, and go on after a while: time to paint what is there."""
        self._resting = True
        self._timer.start(milliseconds)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._steps

    def _on_turn(self) -> None:
        """Leave this turn to what was painted in it: the window waits for both together. The next one is ours."""
        if not self._has_waited and perf_counter() - self._ended > _PAINT_SECONDS:
            self._has_waited = True
            self._timer.start(0)
        else:
            self._run(_SLICE_SECONDS)

    def _run(self, seconds: float) -> None:
        if self._running:
            return
        self._running = True
        try:
            end = perf_counter() + seconds
            self._resting = False
            while self._steps and perf_counter() < end and not (self._resting and seconds < _WITHOUT_END):
                self._steps.popleft()()
        finally:
            self._running = False
            self._ended, self._has_waited = perf_counter(), False
        if self._steps and not self._resting:
            self._timer.start(0)
        elif not self._steps:
            self._timer.stop()
            self.emptied.emit()
