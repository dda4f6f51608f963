"""While a window is open, garbage is collected by its thread and by no other."""

import gc
import threading
from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from explorer.ui import garbage
from explorer.ui.garbage import GarbageCollection


class Cycle:
    """Tells in which thread it was destroyed."""

    ends: ClassVar[list[threading.Thread]] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.ends.append(threading.current_thread())


def test_a_worker_collects_nothing(open_window: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "_REST_SECONDS", 0.0)
    in_front(monkeypatch, active=False)  # what is still read for the new window is many objects at once
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


@pytest.fixture
def collection(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> Iterator[GarbageCollection]:
    monkeypatch.setattr(garbage, "_REST_SECONDS", 0.0)
    collection = GarbageCollection(qapp)
    yield collection
    collection.stop()


def in_front(monkeypatch: pytest.MonkeyPatch, *, active: bool) -> None:
    states = Qt.ApplicationState
    state = states.ApplicationActive if active else states.ApplicationInactive
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: state)


def test_many_new_objects_are_set_aside_until_the_user_is_elsewhere(
    collection: GarbageCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_front(monkeypatch, active=True)
    Cycle.ends.clear()
    gc.collect()
    before = gc.get_freeze_count()
    rows = [Cycle() for _ in range(garbage._MANY + 1000)]
    collection._collect()
    assert gc.get_freeze_count() > before + garbage._MANY
    count = len(rows)
    del rows
    collection._collect()
    assert not Cycle.ends
    in_front(monkeypatch, active=False)
    collection._collect()
    assert len(Cycle.ends) == count


def test_few_new_objects_are_looked_through_at_once(
    collection: GarbageCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_front(monkeypatch, active=True)
    Cycle.ends.clear()
    gc.collect()
    for _ in range(2 * gc.get_threshold()[0]):
        Cycle()
    collection._collect()
    assert len(Cycle.ends) == 2 * gc.get_threshold()[0]
