"""Bench: the longest turn of the event loop while a request is opened and edited, beside an idle window's."""

from collections.abc import Callable, Iterator
from time import perf_counter, thread_time

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.core import resources
from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef
from explorer.core.models.json_value import JsonObject
from explorer.core.models.request import Request
from explorer.ui.garbage import GarbageCollection
from explorer.ui.request.list_editor import ListEditor
from explorer.ui.request.request_tab import RequestTab
from explorer.ui.request.request_tabs import RequestTabsPanel
from explorer.ui.task_runner import TaskRunner
from explorer.ui.theme import theme
from tests.bench.conftest import Row, table

pytestmark = pytest.mark.bench

LEAST_SECONDS, PATIENCE, GOAL = 0.4, 30.0, "<= 8 ms"
LARGEST = (
    ActionRef("apm", "2021-06-22", "ModifyApmApplicationConfig"),
    ActionRef("apigateway", "2018-08-08", "ModifyApi"),
    ActionRef("apigateway", "2018-08-08", "CreateApi"),
)
RUN_INSTANCES = ActionRef("cvm", "2017-03-12", "RunInstances")
LIST_INSTANCES = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
MANY: JsonObject = {"Filters": [{"Name": f"name-{each}", "Values": ["value", "é" * 8]} for each in range(11_000)]}
LONG: JsonObject = {"TagFilters": [], "Token": "x" * 1_000_000}


class Requests:
    """A panel of requests, and how long each act in it holds its thread: processor time, turn by turn."""

    def __init__(self, panel: RequestTabsPanel, app: QApplication) -> None:
        self.panel, self._app = panel, app
        self.rows: list[Row] = []

    def longest(self, act: Callable[[], object], until: Callable[[], bool]) -> float:
        began = thread_time()
        act()
        longest, start, done = thread_time() - began, perf_counter(), False
        while not done or perf_counter() - start < LEAST_SECONDS:
            began = thread_time()
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            longest = max(longest, thread_time() - began)
            done = done or until()
            assert perf_counter() - start < PATIENCE
        return longest

    def measure(self, what: str, act: Callable[[], object], until: Callable[[], bool] = lambda: True) -> None:
        ours = self.longest(act, until)
        self.longest(lambda: None, lambda: True)  # what comes later is in nobody's time
        idle = self.longest(lambda: None, lambda: True)
        self.rows.append(Row(what, ours, idle, GOAL, f"+{(ours - idle) * 1e3:.2f} ms"))

    def open(self, request: Request, what: str = "") -> RequestTab:
        count = len(self.panel.tabs())
        what = (
            what or f"open {request.action.name}, {len(self.panel._catalog.spec(request.action).input.members)} fields"
        )
        self.measure(what, lambda: self.panel.open_request(request), lambda: self._stands(count + 1))
        tab = self.panel.current()
        assert tab is not None
        return tab

    def _stands(self, count: int) -> bool:
        tabs = self.panel.tabs()
        return len(tabs) == count and not self.panel.is_opening and tabs[-1].parameter_form.queue.is_empty


@pytest.fixture
def requests(qtbot: QtBot, qapp: QApplication) -> Iterator[Requests]:
    theme.apply(qapp, "light")
    store, runner = CatalogStore(resources.catalog()), TaskRunner()
    panel = RequestTabsPanel(store, runner, ("ap-guangzhou", "ap-singapore"))
    qtbot.addWidget(panel)
    panel.resize(620, 860)
    with qtbot.waitExposed(panel):
        panel.show()
    collection = GarbageCollection(panel)
    shown = Requests(panel, qapp)
    shown.open(Request(LIST_INSTANCES))
    shown.rows.clear()  # icons, fonts and modules of the first request are not in the others' time
    yield shown
    table("The longest turn of the event loop / an idle window's (processor time)", shown.rows)
    collection.stop()
    runner.close()
    store.close()


def test_opening_and_filling_in(requests: Requests) -> None:
    for ref in LARGEST:
        requests.open(Request(ref))
    form = requests.open(Request(RUN_INSTANCES)).parameter_form
    disks = next(row.editor for row in form._rows if row.field.name == "DataDisks")
    assert isinstance(disks, ListEditor)
    form.ensureWidgetVisible(disks)
    for number in range(1, 5):
        requests.measure(f"add element {number} of DataDisks", disks.add, lambda: form.queue.is_empty)


@pytest.mark.parametrize(("body", "what"), [(MANY, "11,000 objects"), (LONG, "one string")])
def test_a_body_of_a_megabyte(requests: Requests, body: JsonObject, what: str) -> None:
    tab = requests.open(Request(LIST_INSTANCES, body), f"open 1 MB, {what}")
    editor = tab.json_editor.text
    requests.measure("show it as JSON", lambda: tab.show_section("JSON"), lambda: not editor.isReadOnly())
    cursor = editor.document().find("name-0" if body is MANY else "xx")
    cursor.movePosition(QTextCursor.MoveOperation.Right)
    editor.setTextCursor(cursor)
    for key in "abc":
        requests.measure(
            f"type {key} in it",
            lambda key=key: QTest.keyClick(editor, key, Qt.KeyboardModifier.NoModifier),
            lambda: not tab.json_editor.is_reading,
        )
    form = tab.parameter_form
    requests.measure("back to Parameters", lambda: tab.show_section("Parameters"), lambda: form.queue.is_empty)
    sent: list[object] = []
    tab.send_requested.connect(lambda: sent.append(tab))
    form._checked = None  # as if the last edit had been a moment ago
    requests.measure("send it, not yet looked through", tab.send, lambda: bool(sent) or tab.problem_bar.isVisible())
