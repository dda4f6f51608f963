"""Windows for tests, and a look at what each test leaves behind: threads, visible windows, running timers."""

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.main_window import MainWindow

PATIENCE = 15_000
_LAST_SECONDS = 3

W = TypeVar("W", bound=QWidget)


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    threads = set(threading.enumerate())
    methods = _methods()
    yield
    assert not (lost := _lost(methods)), f"methods that lost a reference, since an override raised: {lost}"
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


class _Untouched:
    def method(self) -> None:
        """Nothing calls this: its class holds it, and whoever holds the methods of a test."""


def _methods() -> list[tuple[str, FunctionType]]:
    """All methods of the classes of widgets; held here, they outlive what is looked for."""
    return [
        (f"{kind.__module__}.{kind.__qualname__}.{name}", method)
        for kind in (_Untouched, *_own_classes(QObject))
        for name, method in vars(kind).items()
        if isinstance(method, FunctionType)
    ]


def _lost(methods: list[tuple[str, FunctionType]]) -> list[str]:
    """Methods that their class no longer holds though it names them: using one later ends in a crash.

    PySide 6.11 looks an override up when Qt calls it for the first time on an object. If an exception that another
    override raised is waiting to be told just then, the method loses a reference that was never taken
    (``Sbk_GetPyOverride`` in libshiboken). So no override may raise, not even where nobody would notice.
    """
    counts = {name: sys.getrefcount(method) for name, method in methods}
    return [name for name, count in counts.items() if count < next(iter(counts.values()))]


def _own_classes(base: type) -> Iterator[type]:
    for kind in base.__subclasses__():
        if kind.__module__.startswith("explorer."):
            yield kind
        yield from _own_classes(kind)


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
