"""Builds many widgets without holding the window up: a few milliseconds at a time."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

_SLICE_SECONDS = 0.002  # showing and polishing what was built costs about as much again
_PAINT_SECONDS = 0.001
"""Painting that has taken longer than this since the last slice has had this turn of the event loop."""

_WITHOUT_END = float("inf")


class BuildQueue(QObject):
    """Runs steps in order in slices on the event loop. Of several queues one at a time has a turn of the loop.

    Signals:
        began(): steps wait where none did.
        emptied(): every step has run.
    """

    began = Signal()
    emptied = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], None]] = deque()
        self._running = False
        self._resting: QTimer | None = None

    def add(self, step: Callable[[], None]) -> None:
        """Put a step at the end."""
        self._begin()
        self._steps.append(step)
        self._ask()

    def add_next(self, steps: Sequence[Callable[[], None]]) -> None:
        """Put steps before everything that waits: what a step builds belongs to its place."""
        self._begin()
        self._steps.extendleft(reversed(steps))
        self._ask()

    def add_work(self, work: Iterator[object]) -> None:
        """Put work at the end that may be interrupted wherever it yields."""
        self.add(partial(self._work_on, work))

    def clear(self) -> None:
        """Forget what has not run."""
        self._steps.clear()
        self._wake()

    def run_slice(self) -> None:
        """Run one slice now, so that a small form stands at once."""
        self._wake()
        self._run(_SLICE_SECONDS)
        self._ask()

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
        self._wake()
        self._resting = QTimer(self, singleShot=True, interval=milliseconds)
        self._resting.timeout.connect(self._on_rested)
        self._resting.start()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._steps

    def take_turn(self) -> bool:
        """Run one slice in a turn of the event loop; says whether another one is needed."""
        if self._steps and self._resting is None:
            self._run(_SLICE_SECONDS)
        return bool(self._steps) and self._resting is None

    def _work_on(self, work: Iterator[object]) -> None:
        for _step in work:
            self.add_next((partial(self._work_on, work),))
            return

    def _on_rested(self) -> None:
        self._wake()
        self._ask()

    def _wake(self) -> None:
        if self._resting is not None:
            self._resting.stop()
            self._resting.deleteLater()
            self._resting = None

    def _begin(self) -> None:
        if not self._steps and not self._running:
            self.began.emit()

    def _ask(self) -> None:
        if self._steps and self._resting is None:
            _turns().ask(self)

    def _run(self, seconds: float) -> None:
        if self._running:
            return
        self._running = True
        try:
            end = perf_counter() + seconds
            while self._steps and perf_counter() < end and (self._resting is None or seconds == _WITHOUT_END):
                self._steps.popleft()()
        finally:
            self._running = False
        if not self._steps:
            self._wake()
            self.emptied.emit()


class _Turns(QObject):
    """Lets the queues take turns; a turn in which much was painted is over, since the window waits for both."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[BuildQueue] = deque()
        self._ended = 0.0
        self._has_waited = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._on_turn)

    def ask(self, queue: BuildQueue) -> None:
        """Put a queue behind those that wait already."""
        if queue not in self._waiting:
            self._waiting.append(queue)
        if not self._timer.isActive():
            self._ended, self._has_waited = perf_counter(), False
            self._timer.start()

    def _on_turn(self) -> None:
        if not self._has_waited and perf_counter() - self._ended > _PAINT_SECONDS:
            self._has_waited = True
        else:
            self._run_next()
            self._ended, self._has_waited = perf_counter(), False
        if self._waiting:
            self._timer.start()

    def _run_next(self) -> None:
        while self._waiting:
            queue = self._waiting.popleft()
            if isValid(queue) and not queue.is_empty:
                if queue.take_turn():
                    self.ask(queue)
                return


_made: list[_Turns] = []


def _turns() -> _Turns:
    """Made when the first step waits, since a timer needs the application."""
    if not _made:
        _made.append(_Turns())
    return _made[0]
