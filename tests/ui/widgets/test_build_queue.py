"""Building in slices."""

import time
from functools import partial

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from explorer.ui.widgets.build_queue import BuildQueue


def test_steps_run_in_order_and_what_a_step_adds_comes_next(qtbot: QtBot) -> None:
    queue = BuildQueue()
    seen: list[str] = []

    def first() -> None:
        seen.append("first")
        queue.add_next([partial(seen.append, "inside 1"), partial(seen.append, "inside 2")])

    queue.add(first)
    queue.add(partial(seen.append, "second"))
    with qtbot.waitSignal(queue.emptied):
        pass
    assert seen == ["first", "inside 1", "inside 2", "second"]
    assert queue.is_empty


def test_flush_runs_everything_now_and_clear_forgets() -> None:
    queue = BuildQueue()
    seen: list[int] = []
    for number in range(100):
        queue.add(partial(seen.append, number))
    queue.flush()
    assert seen == list(range(100))
    queue.add(partial(seen.append, -1))
    queue.clear()
    queue.flush()
    assert -1 not in seen


def test_a_step_that_asks_for_a_slice_does_not_run_itself_twice() -> None:
    queue = BuildQueue()
    seen: list[int] = []

    def step() -> None:
        seen.append(1)
        queue.flush()

    queue.add(step)
    queue.flush()
    assert seen == [1]


def test_a_window_that_paints_in_every_turn_keeps_no_step_from_running(qtbot: QtBot) -> None:
    queue, painting, seen = BuildQueue(), QTimer(interval=0), list[int]()
    painting.timeout.connect(partial(time.sleep, 0.003))
    painting.start()
    for number in range(4):
        queue.add(partial(_slowly, seen, number))
    with qtbot.waitSignal(queue.emptied):
        pass
    painting.stop()
    assert seen == [0, 1, 2, 3]


def _slowly(seen: list[int], number: int) -> None:
    time.sleep(0.003)
    seen.append(number)
