"""How long a window does not answer while something goes on."""

from collections.abc import Callable
from time import perf_counter, thread_time

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication


class Stops:
    """The longest time the event loop was not back, while something goes on; and the most this thread worked meanwhile.

    On a machine with other work to do the first is mostly the others' doing.
    """

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def during(
        self, act: Callable[[], object], until: Callable[[], bool], least: float = 0.15
    ) -> tuple[float, float, float]:
        """Milliseconds until it was done, of the longest stop, and of the most work between two turns of the loop."""
        longest, most, begun = 0.0, 0.0, perf_counter()
        last, worked = begun, thread_time()
        timer = QTimer(interval=0)
        timer.timeout.connect(lambda: None)
        timer.start()
        act()
        done = 0.0
        while not done or perf_counter() - begun < least:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            now = perf_counter()
            longest, last = max(longest, now - last), now
            most, worked = max(most, thread_time() - worked), thread_time()
            if not done and until():
                done = now - begun
        timer.stop()
        return done * 1000, longest * 1000, most * 1000
