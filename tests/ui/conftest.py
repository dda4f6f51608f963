"""Windows for tests, and a look at what each test leaves behind: threads, visible windows, running timers."""

import gc
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.main_window import MainWindow

PATIENCE = 15_000
_LAST_SECONDS = 3

W = TypeVar("W", bound=QWidget)


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    threads = set(threading.enumerate())
    yield
    if not isinstance(QApplication.instance(), QApplication):
        return
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    started = set(threading.enumerate()) - threads
    for thread in started:
        # Nothing in the window waits for a thread that is about to end.
        thread.join(_LAST_SECONDS)
    left = [thread.name for thread in started if thread.is_alive()]
    assert not left, f"threads left behind: {left}"
    windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert not windows, f"windows left behind: {windows}"
    timers = [
        timer for widget in QApplication.topLevelWidgets() for timer in widget.findChildren(QTimer) if timer.isActive()
    ]
    assert not timers, f"timers left running: {timers}"


class Desk:
    """A window with the words of a test: find by object name, wait, see."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert found is not None, f"no {kind.__name__} is named {name}"
        return found

    def wait_for(self, kind: type[W], name: str) -> W:
        self.wait(lambda: self.window.findChild(kind, name) is not None, f"no {name} came")
        return self.find(kind, name)

    def wait(self, condition: Callable[[], object], what: str = "it never came true") -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    from explorer.ui.app import build

    opened: list[MainWindow] = []

    def open_one(*argv: str) -> Desk:
        _app, window = build(list(argv))
        opened.append(window)
        desk = Desk(window, qtbot)
        desk.wait(lambda: desk.find(QTreeView, "actionTree").model().rowCount() > 0, "the tree stays empty")
        return desk

    yield open_one
    for window in opened:
        if window.isVisible():
            window.close()
        window.deleteLater()
