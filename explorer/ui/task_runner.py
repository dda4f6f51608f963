"""The only bridge between the window's thread and the threads that wait: one asyncio loop, and one worker a lane.

Nothing is started before it is needed: importing asyncio alone costs as much as painting the window.
"""

import itertools
import queue
import sys
import threading
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    import concurrent.futures

_JOIN_SECONDS = 3.0
_TURN_SECONDS = 0.0005

Report = Callable[[object], None]


class Task(QObject):
    """One piece of work under way. All signals come on the window's thread, and ``finished`` comes last, once.

    Signals:
        succeeded(object): the result.
        failed(object): the exception.
        cancelled(): ``cancel()`` was called and the work has stopped (or, on a worker, is no longer waited for).
        progressed(object): what the work reported on its way.
        finished(): after any of the first three.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(object)
    finished = Signal()

    def __init__(self, runner: "TaskRunner", number: int) -> None:
        super().__init__(runner)
        self._runner = runner
        self._number = number

    def cancel(self) -> None:
        """Cancel the coroutine itself; a blocking function cannot be stopped, but its result is dropped."""
        self._runner._cancel(self._number)


class TaskRunner(QObject):
    """Runs coroutines on one loop in one thread, and blocking functions on worker threads.

    Work in one lane is done in order; lanes do not wait for each other, so a keyring that waits for its password
    holds up no file.
    """

    _settled = Signal(int, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # With the usual 5 ms, painting and sending an answer wait for each other longer than either takes.
        sys.setswitchinterval(_TURN_SECONDS)
        self._numbers = itertools.count(1)
        self._tasks: dict[int, Task] = {}
        self._futures: dict[int, concurrent.futures.Future[None]] = {}
        self._lanes: dict[str, _Lane] = {}
        self._loop: _Loop | None = None
        self._closed = False
        self._last_work: list[Callable[[], Coroutine[Any, Any, None]]] = []
        self._settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)

    def run(self, factory: Callable[[], Coroutine[Any, Any, Any]]) -> Task:
        """Run a coroutine on the loop's thread; ``factory`` is called there too."""
        return self.run_reporting(lambda _report: factory())

    def run_reporting(self, factory: Callable[[Report], Coroutine[Any, Any, Any]]) -> Task:
        """As ``run``; what the coroutine passes to the report function comes out of ``progressed``."""
        task, number = self._new_task()
        if self._closed:
            return task
        if self._loop is None:
            self._loop = _Loop()

        def report(value: object) -> None:
            self._tell(number, "progressed", value)

        async def work() -> None:
            await self._observe(number, factory, report)

        self._futures[number] = self._loop.submit(work())
        return task

    def call(self, function: Callable[..., Any], *args: Any, lane: str = "disk") -> Task:
        """Run a blocking function on the worker thread of a lane."""
        task, number = self._new_task()
        if self._closed:
            return task
        if lane not in self._lanes:
            self._lanes[lane] = _Lane(lane)
        self._lanes[lane].put(lambda: self._work(number, function, args))
        return task

    def at_close(self, factory: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run this coroutine on the loop, if it ever started, after everything else was cancelled by ``close``."""
        self._last_work.append(factory)

    def close(self, *, wait: bool = True) -> None:
        """Cancel everything, stop and join the threads; no signal comes after this.

        Calling it again is fine, and work asked for later is never begun. Without ``wait`` a worker may go on with
        what it does, to no effect.
        """
        if self._closed:
            return
        self._closed = True
        if self._loop is not None:
            self._loop.stop(self._last_work)
        for lane in self._lanes.values():
            lane.stop(wait=wait)
        self._futures.clear()
        self._tasks.clear()

    def _new_task(self) -> tuple[Task, int]:
        number = next(self._numbers)
        task = self._tasks[number] = Task(self, number)
        return task, number

    async def _observe(
        self, number: int, factory: Callable[[Report], Coroutine[Any, Any, Any]], report: Report
    ) -> None:
        import asyncio

        try:
            result = await factory(report)
        except asyncio.CancelledError:
            self._tell(number, "cancelled", None)
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the window must hear of it
            self._tell(number, "failed", error)
        else:
            self._tell(number, "succeeded", result)

    def _work(self, number: int, function: Callable[..., Any], args: tuple[Any, ...]) -> None:
        if number not in self._tasks:
            return
        try:
            result = function(*args)
        except Exception as error:  # noqa: BLE001 - whatever it is, the window must hear of it
            self._tell(number, "failed", error)
        else:
            self._tell(number, "succeeded", result)

    def _tell(self, number: int, how: str, value: object) -> None:
        if not self._closed:
            self._settled.emit(number, how, value)

    def _cancel(self, number: int) -> None:
        future = self._futures.get(number)
        if future is None:
            self._tell(number, "cancelled", None)
            return
        future.cancel()

    def _on_settled(self, number: int, how: str, value: object) -> None:
        task = self._tasks.get(number)
        if task is None or self._closed:
            return
        if how == "progressed":
            task.progressed.emit(value)
            return
        del self._tasks[number]
        self._futures.pop(number, None)
        if how == "cancelled":
            task.cancelled.emit()
        else:
            getattr(task, how).emit(value)
        task.finished.emit()
        task.deleteLater()


class _Loop:
    """An asyncio loop in a thread of its own."""

    def __init__(self) -> None:
        import asyncio

        self._asyncio = asyncio
        self._loop: asyncio.AbstractEventLoop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="request-explorer-loop", daemon=True)
        self._thread.start()

    def submit(self, work: Coroutine[Any, Any, None]) -> "concurrent.futures.Future[None]":
        return self._asyncio.run_coroutine_threadsafe(work, self._loop)

    def stop(self, last_work: list[Callable[[], Coroutine[Any, Any, None]]]) -> None:
        future = self._asyncio.run_coroutine_threadsafe(self._finish(last_work), self._loop)
        future.add_done_callback(lambda _done: self._loop.call_soon_threadsafe(self._loop.stop))
        self._thread.join(_JOIN_SECONDS)

    def _serve(self) -> None:
        self._asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    async def _finish(self, last_work: list[Callable[[], Coroutine[Any, Any, None]]]) -> None:
        running = [task for task in self._asyncio.all_tasks() if task is not self._asyncio.current_task()]
        for task in running:
            task.cancel()
        await self._asyncio.gather(*running, return_exceptions=True)
        for factory in last_work:
            await factory()


class _Lane:
    """One daemon thread that does its work in order; a blocked one is left behind when the program ends."""

    def __init__(self, name: str) -> None:
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name=f"request-explorer-{name}", daemon=True)
        self._thread.start()

    def put(self, work: Callable[[], None]) -> None:
        self._work.put(work)

    def stop(self, *, wait: bool) -> None:
        self._work.put(None)
        if wait:
            self._thread.join(_JOIN_SECONDS)

    def _serve(self) -> None:
        while (work := self._work.get()) is not None:
            work()
