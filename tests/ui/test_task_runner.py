"""The bridge between the window's thread and the threads that wait."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from explorer.ui.task_runner import TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()


async def _answer(value: object) -> object:
    await asyncio.sleep(0)
    return value


def test_result_comes_back_on_the_window_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    seen: list[tuple[object, threading.Thread]] = []
    task = runner.run(lambda: _answer(42))
    task.succeeded.connect(lambda value: seen.append((value, threading.current_thread())))
    with qtbot.waitSignal(task.finished):
        pass
    assert seen == [(42, threading.main_thread())]


def test_failure_hands_over_the_exception(qtbot: QtBot, runner: TaskRunner) -> None:
    async def fail() -> None:
        raise ValueError("no")

    task = runner.run(fail)
    with qtbot.waitSignal(task.failed) as caught:
        pass
    assert isinstance(caught.args[0], ValueError)


def test_cancel_cancels_the_coroutine_itself(qtbot: QtBot, runner: TaskRunner) -> None:
    stopped = threading.Event()
    started = threading.Event()

    async def wait() -> None:
        started.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            stopped.set()
            raise

    task = runner.run(wait)
    assert started.wait(5)
    with qtbot.waitSignal(task.cancelled):
        task.cancel()
    assert stopped.is_set()


def test_cancel_before_the_loop_took_it_still_settles(qtbot: QtBot, runner: TaskRunner) -> None:
    task = runner.run(lambda: asyncio.sleep(60))
    with qtbot.waitSignal(task.finished):
        task.cancel()


def test_reports_come_in_order(qtbot: QtBot, runner: TaskRunner) -> None:
    async def count(report: object) -> None:
        for number in range(5):
            report(number)  # type: ignore[operator]

    seen: list[object] = []
    task = runner.run_reporting(count)
    task.progressed.connect(seen.append)
    with qtbot.waitSignal(task.finished):
        pass
    assert seen == [0, 1, 2, 3, 4]


def test_a_blocking_call_runs_elsewhere(qtbot: QtBot, runner: TaskRunner) -> None:
    task = runner.call(threading.current_thread)
    with qtbot.waitSignal(task.succeeded) as caught:
        pass
    assert caught.args[0] is not threading.main_thread()


def test_a_lane_keeps_its_order_and_another_does_not_wait(qtbot: QtBot, runner: TaskRunner) -> None:
    gate = threading.Event()
    order: list[str] = []
    runner.call(gate.wait, 10, lane="keyring")
    last = runner.call(order.append, "second", lane="keyring")
    other = runner.call(order.append, "first")
    with qtbot.waitSignal(other.finished):
        pass
    gate.set()
    with qtbot.waitSignal(last.finished):
        pass
    assert order == ["first", "second"]


def test_a_cancelled_call_is_no_longer_waited_for(qtbot: QtBot, runner: TaskRunner) -> None:
    gate = threading.Event()
    results: list[object] = []
    task = runner.call(gate.wait, 10)
    task.succeeded.connect(results.append)
    with qtbot.waitSignal(task.finished):
        task.cancel()
    gate.set()
    after = runner.call(int)
    with qtbot.waitSignal(after.finished):
        pass
    assert results == []


def test_close_ends_what_is_under_way_and_every_thread(qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    runner = TaskRunner()
    runner.run(lambda: asyncio.sleep(60))
    runner.call(int)
    runner.close()
    runner.close()
    assert set(threading.enumerate()) <= before
    done: list[object] = []
    runner.call(done.append, 1).finished.connect(lambda: done.append(2))
    runner.run(lambda: _answer(1)).finished.connect(lambda: done.append(3))
    assert set(threading.enumerate()) <= before
    assert done == []
