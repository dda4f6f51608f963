"""From a click on Send to the painted answer, against the same call by core alone, turn by turn in one process."""

import asyncio
import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QTabWidget

from explorer.core.http.client import ApiClient
from explorer.ui.app import build
from explorer.ui.main_window import MainWindow
from tests.bench.conftest import Row, table

pytestmark = pytest.mark.bench

ROUNDS, WARM_UP, PATIENCE = 50, 6, 15_000


class Painted(QObject):
    """Leaves the event loop once a view with rows has been painted, as a person would see it."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__()
        self._view, self._loop = view, QEventLoop()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(lambda: self._loop.exit(1))
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if event.type() == QEvent.Type.Paint and self._view.model().rowCount() and self._loop.isRunning():
            self._loop.exit(0)  # takes effect when this paint is through
        return super().eventFilter(watched, event)

    def wait(self) -> None:
        self._patience.start()
        status = self._loop.exec()
        self._patience.stop()
        assert status == 0, "no answer was painted"


def _until(condition: Any) -> None:
    loop, end = QEventLoop(), time.monotonic() + PATIENCE / 1000
    while not condition():
        assert time.monotonic() < end
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def _settled(window: MainWindow) -> None:
    """Let the window do all it does after an answer, so that it is in nobody's time."""
    end = time.monotonic() + 0.25
    while time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        time.sleep(0.002)


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor, all threads together: other work on the machine is not in these."""
    began, worked = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - began, time.process_time() - worked


def _click(window: MainWindow, painted: Painted) -> None:
    QTest.mouseClick(window.findChild(QPushButton, "sendButton"), Qt.MouseButton.LeftButton)
    painted.wait()


def test_click_to_painted_answer() -> None:
    _app, window = build(["--sandbox"])
    _until(lambda: (tabs := window.findChild(QTabWidget, "requestTabs")) is not None and tabs.count() == 1)
    _settled(window)
    QTest.mouseClick(window.findChild(QPushButton, "sendButton"), Qt.MouseButton.LeftButton)
    view = window.findChild(QAbstractItemView, "responseTree")
    _until(lambda: view.model().rowCount() > 0)
    exchange = window.requests.current_exchange()
    assert exchange is not None
    client, credential = ApiClient(), window._services.practice.credential
    painted, pairs = Painted(view), []
    with asyncio.Runner() as runner:
        for _ in range(ROUNDS + WARM_UP):
            _settled(window)
            core = _timed(lambda: runner.run(client.send(exchange.request, credential)))
            pairs.append((*_timed(lambda: _click(window, painted)), *core))
        runner.run(client.aclose())
    window.close()
    clicked, click_work, core, core_work = (statistics.median(times) for times in zip(*pairs[WARM_UP:], strict=True))
    table(
        "Click on Send to painted answer",
        [
            Row("window / core send alone", clicked, core, "<= +10 ms", f"+{(clicked - core) * 1e3:.2f} ms"),
            Row("the same, processor time", click_work, core_work, "", f"+{(click_work - core_work) * 1e3:.2f} ms"),
        ],
    )
