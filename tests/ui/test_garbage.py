"""While a window is open, garbage is collected by its thread and by no other."""

import gc
import threading
from collections.abc import Callable
from typing import ClassVar

from explorer.ui.garbage import GarbageCollection


class Cycle:
    """Tells in which thread it was destroyed."""

    ends: ClassVar[list[threading.Thread]] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.ends.append(threading.current_thread())


def test_a_worker_collects_nothing(open_window: Callable) -> None:
    desk = open_window()
    assert not gc.isenabled()
    Cycle.ends.clear()
    task = desk.window.desk.runner.call(lambda: [Cycle() for _ in range(3 * gc.get_threshold()[0])] and None)
    done: list[object] = []
    task.finished.connect(lambda: done.append(True))
    desk.wait(lambda: done)
    desk.wait(lambda: Cycle.ends)
    assert set(Cycle.ends) == {threading.main_thread()}
    desk.window.close()
    assert gc.isenabled()


def test_the_last_window_turns_it_on_again(qapp: object) -> None:
    one, other = GarbageCollection(qapp), GarbageCollection(qapp)  # type: ignore[arg-type]
    one.stop()
    assert not gc.isenabled()
    one.stop()
    assert not gc.isenabled()
    other.stop()
    assert gc.isenabled()
