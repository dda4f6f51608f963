"""Work in slices leaves the search for garbage as it was, and nothing that it can never free."""

import gc
from collections.abc import Iterator
from time import perf_counter
from weakref import ref

from pytestqt.qtbot import QtBot

from explorer.ui.response.slice_runner import SliceRunner


class Ring:
    """Garbage that only a search finds."""

    def __init__(self) -> None:
        self.itself = self


def long_work() -> Iterator[None]:
    end = perf_counter() + 0.02
    while perf_counter() < end:
        yield


def test_garbage_of_before_and_of_the_work_itself_can_be_freed(qtbot: QtBot) -> None:
    runner, done, rings = SliceRunner(), [], []
    gc.collect()
    made = Ring()
    rings.append(ref(made))
    del made

    def work() -> Iterator[None]:
        made = Ring()
        rings.append(ref(made))
        yield from long_work()

    runner.start(work(), lambda: done.append(1))
    assert runner.is_busy
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: bool(done) and not runner.is_busy)
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert [ring() for ring in rings] == [None, None]


def test_work_that_is_dropped_lets_garbage_be_looked_for(qtbot: QtBot) -> None:
    runner = SliceRunner()
    runner.start(long_work(), lambda: None)
    assert not gc.isenabled()
    runner.cancel()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
