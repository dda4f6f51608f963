"""An answer whose reading was stopped: Table and Compare say so, and read on."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from explorer.core.models.exchange import Exchange
from explorer.ui.response.compare_page import ComparePage
from explorer.ui.response.response_panel import ResponsePanel
from explorer.ui.response.table_page import TablePage

Make = Callable[..., Exchange]
ITEMS = 60_000
BIG = json.dumps({"Response": {"Data": [{"Id": number, "Tags": [{"Key": "k"}]} for number in range(ITEMS)]}}).encode()
WIDE = json.dumps({"Response": {"Data": [{"Id": "上海" * 20}] * 40_000}}, ensure_ascii=False).encode("gbk")


@pytest.fixture(params=["utf-8", "gbk"])
def stopped(request: pytest.FixtureRequest, panel: ResponsePanel, make_exchange: Make) -> ResponsePanel:
    """In one the bytes are not even converted yet."""
    gbk = request.param == "gbk"
    content_type = "application/json; charset=gbk" if gbk else "application/json"
    panel.show_exchange(make_exchange(WIDE if gbk else BIG, content_type=content_type))
    panel.tabs.tree.progress.cancelled.emit()
    assert panel.tabs.tree.is_stopped
    return panel


def read_on(page: TablePage | ComparePage) -> None:
    next(each for each in page.notice.findChildren(QPushButton) if each.text() == "Read on").click()


def test_a_table_says_why_it_is_empty_and_reads_on(stopped: ResponsePanel, qtbot: QtBot) -> None:
    table = stopped.tabs.table
    stopped.tabs.setCurrentWidget(table)
    assert table.notice.label.text() == "Reading the answer was stopped, so the lists in it are not known yet."
    read_on(table)
    assert table.notice.isHidden()
    assert table.count.text() == "The answer is still being read."
    qtbot.waitUntil(lambda: table.model.rowCount() >= 40_000, timeout=30_000)
    assert not stopped.tabs.tree.is_stopped


def test_a_comparison_says_what_it_waits_for_and_reads_on(stopped: ResponsePanel, qtbot: QtBot) -> None:
    compare = stopped.tabs.compare
    stopped.tabs.setCurrentWidget(compare)
    assert "Reading the answer was stopped" in compare.notice.label.text()
    compare.compare_with("another", b'{"Response":{"Data":[]}}')
    assert compare.summary.text() == "another is compared with this answer once that has been read."
    assert not compare.notice.isHidden()
    read_on(compare)
    qtbot.waitUntil(lambda: "added; more are not shown" in compare.summary.text(), timeout=30_000)


def test_what_is_stopped_with_another_page_in_front(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    panel.show_exchange(make_exchange(BIG))
    table = panel.tabs.table
    panel.tabs.setCurrentWidget(table)
    assert table.count.text() == "The answer is still being read."
    panel.tabs.tree.progress.cancelled.emit()
    assert "Reading the answer was stopped" in table.notice.label.text()
    panel.tabs.tree.read_on()
    qtbot.waitUntil(lambda: table.model.rowCount() == ITEMS, timeout=30_000)


def test_another_answer_is_not_waited_for(stopped: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    stopped.tabs.setCurrentWidget(stopped.tabs.table)
    stopped.show_exchange(make_exchange({"Response": {"Data": [{"Id": 1}]}}))
    stopped.tabs.setCurrentWidget(stopped.tabs.table)
    qtbot.waitUntil(lambda: stopped.tabs.table.model.rowCount() == 1)
    assert stopped.tabs.table.notice.isHidden()
    assert not stopped.tabs.tree.is_stopped
