"""Work in slices: what is short is done at once, what is long leaves the event loop free, what is dropped ends."""

from collections.abc import Iterator
from time import perf_counter

from pytestqt.qtbot import QtBot

from explorer.ui.response.slice_runner import SliceRunner


def work_of(seconds: float, made: list[int]) -> Iterator[None]:
    end = perf_counter() + seconds
    while perf_counter() < end:
        made.append(1)
        yield


def test_short_work_is_done_at_once_with_its_end() -> None:
    runner, done = SliceRunner(), []
    runner.start(iter([None] * 3), lambda: done.append(1))
    assert done
    assert not runner.is_busy


def test_long_work_goes_on_in_later_turns(qtbot: QtBot) -> None:
    runner, done, made = SliceRunner(), [], []
    runner.start(work_of(0.03, made), lambda: done.append(1))
    assert runner.is_busy
    assert not done
    begun = len(made)
    qtbot.waitUntil(lambda: bool(done))
    assert len(made) > begun
    assert not runner.is_busy


def test_a_longer_first_slice_takes_longer_work_at_once() -> None:
    runner, done = SliceRunner(), []
    runner.start(work_of(0.005, []), lambda: done.append(1), first=10.0)
    assert done


def test_what_is_dropped_is_not_done(qtbot: QtBot) -> None:
    runner, done, made = SliceRunner(), [], []
    runner.start(work_of(0.03, made), lambda: done.append(1))
    runner.cancel()
    count = len(made)
    qtbot.wait(60)
    assert len(made) == count
    assert not done
    assert not runner.is_busy


def test_new_work_takes_the_place_of_the_old(qtbot: QtBot) -> None:
    runner, done = SliceRunner(), []
    runner.start(work_of(0.03, []), lambda: done.append("old"))
    runner.start(work_of(0.03, []), lambda: done.append("new"))
    qtbot.waitUntil(lambda: bool(done))
    qtbot.wait(60)
    assert done == ["new"]


def test_work_gives_way_for_some_turns_and_goes_on(qtbot: QtBot) -> None:
    runner, done, made = SliceRunner(), [], []
    runner.start(work_of(0.05, made), lambda: done.append(1))
    begun = len(made)
    SliceRunner.give_way()
    for _ in range(3):
        runner._turn()
        assert len(made) == begun
    qtbot.waitUntil(lambda: bool(done))
    assert len(made) > begun
