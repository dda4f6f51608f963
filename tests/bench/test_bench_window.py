"""Bench: what a request tab costs the window's thread at a time, from opening to closing, beside an idle window."""

import time
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTabWidget, QWidget

from explorer.core.models.action import ActionRef
from explorer.ui.app import build
from explorer.ui.main_window import MainWindow
from tests.bench.conftest import Row, table
from tests.bench.stops import Stops

pytestmark = pytest.mark.bench

PATIENCE = 30.0
SMALL = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
OTHERS = [
    ActionRef("mqtt", "2024-05-16", action)
    for action in ("DescribeTopicList", "DescribeInstance", "CreateInstance", "DescribeProductSKUList")
]
MANY_FIELDS = ActionRef("cvm", "2017-03-12", "RunInstances")
SECTIONS = ("JSON", "Headers", "Signature", "Code", "Docs")


def _until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        time.sleep(0.001)


def _settled(seconds: float = 0.8) -> None:
    end = time.monotonic() + seconds
    _until(lambda: time.monotonic() > end)


class Acts:
    """The acts on one window, each measured until it is done."""

    def __init__(self, window: MainWindow) -> None:
        self._stops, self.window = Stops(QApplication.instance()), window  # type: ignore[arg-type]
        self.rows: list[Row] = []
        self.tabs = window.desk.requests.tab_widget

    def see(self, what: str, act: Callable[[], object], until: Callable[[], bool], rest: float = 0.8) -> None:
        done, stop, work = self._stops.during(act, until, rest)
        self.rows.append(Row(what, work / 1000, ratio=f"stop {stop:.1f} ms, done in {done:.0f} ms", goal="<= 8 ms"))

    def open(self, what: str, ref: ActionRef) -> None:
        count = self.tabs.count()
        self.see(what, lambda: self.window.requests.open_action(ref), lambda: self.tabs.count() > count)


def test_a_tab_from_opening_to_closing() -> None:
    _app, window = build(["--sandbox"])
    _until(lambda: (tabs := window.findChild(QTabWidget, "requestTabs")) is not None and tabs.count() == 1)
    _settled(2)
    acts = Acts(window)
    acts.see("idle window", lambda: None, lambda: True)
    acts.open("open a second request", OTHERS[0])
    acts.open("open a third", OTHERS[1])
    acts.open("open a request of 59 fields", MANY_FIELDS)
    for title in SECTIONS:
        acts.see(f"turn to its section {title}", _turning(window, title), lambda: True, 1.5)
    acts.see("back to its Parameters", _turning(window, "Parameters"), lambda: True)
    acts.see("turn to another tab", lambda: acts.tabs.setCurrentIndex(0), lambda: True)
    button = window.findChild(QPushButton, "sendButton")
    acts.see("send", lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton), lambda: True, 1.5)
    acts.see("send again", lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton), lambda: True, 1.5)
    acts.see("close a tab", lambda: acts.tabs.bar.close_asked.emit(1), lambda: acts.tabs.count() == 3)
    acts.open("open another after a close", OTHERS[2])
    acts.open("open another at once", OTHERS[3])
    table("The most work at a time on the window's thread, beside an idle window", acts.rows)
    window.close()


def _turning(window: MainWindow, title: str) -> Callable[[], None]:
    """What turns to a section; looking for it is in nobody's time."""
    for tabs in window.findChildren(QTabWidget):
        for index in range(tabs.count()):
            widget: QWidget | None = tabs.widget(index)
            if tabs.tabText(index) == title and widget is not None and tabs.isVisible():
                return partial(tabs.setCurrentIndex, index)
    raise AssertionError(title)
