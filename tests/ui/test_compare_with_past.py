"""The open answer beside one of the history, from the Compare page and from the menu of a row."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QTableView, QTabWidget

from explorer.core.models.action import ActionRef
from explorer.core.models.request import Request


@pytest.fixture
def twice(open_window: Callable) -> object:
    """A window whose history holds an error, then a success, which is open."""
    desk = open_window("--sandbox")
    tabs = desk.find(QTabWidget, "requestTabs")
    desk.wait(lambda: tabs.count() == 1)
    ref = ActionRef("mqtt", "2024-05-16", "DescribeInstance")
    desk.window.desk.requests.open_request(Request(ref, {"InstanceId": "mqtt-none"}))
    desk.wait(lambda: tabs.count() == 2)
    _send(desk, "ResourceNotFound.Instance")
    tabs.setCurrentIndex(0)
    _send(desk, "Success")
    desk.find(QTabWidget, "leftTabs").setCurrentIndex(2)
    desk.wait(lambda: desk.find(QTableView, "historyTable").model().rowCount() == 2)
    return desk


def _send(desk: object, outcome: str) -> None:
    desk.find(QPushButton, "sendButton").click()
    desk.wait(lambda: desk.find(QLabel, "outcomeBadge").text() == outcome)


def _send_again(desk: object) -> None:
    inner = desk.window.desk
    before, kept = inner.answers.answer(), len(inner.services.history.recent())
    desk.find(QPushButton, "sendButton").click()
    desk.wait(lambda: inner.answers.answer() is not before and len(inner.services.history.recent()) == kept + 1)


def test_the_menu_of_a_row_compares_its_answer_with_the_open_one(twice: object) -> None:
    table = twice.find(QTableView, "historyTable")
    table.customContextMenuRequested.emit(table.visualRect(table.model().index(1, 1)).center())
    menu = twice.wait_for(QMenu, "historyMenu")
    next(action for action in menu.actions() if action.text().startswith("Compare")).trigger()
    menu.close()
    summary = twice.wait_for(QLabel, "compareSummary")
    twice.wait(lambda: summary.text().startswith("Compared with DescribeInstance of"))
    assert summary.isVisible()
    assert "secrets masked" in summary.text()
    assert twice.find(QTableView, "compareView").model().rowCount() > 0


def test_the_compare_page_lists_the_same_action_first_and_finds_others(twice: object) -> None:
    _send_again(twice)
    source = twice.window.findChild(QPushButton, "compareSource")
    next(action for action in source.menu().actions() if action.text() == "From history…").trigger()
    table = twice.wait_for(QTableView, "pastAnswerTable")
    model, here = table.model(), twice.window.desk.answers.answer().exchange.request.action.name
    actions = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert len(actions) == 2
    assert actions[0] == here
    assert actions[-1] == "DescribeInstance"
    twice.find(QLineEdit, "pastAnswerField").setText("resourcenotfound")
    assert model.rowCount() == 1
    twice.find(QPushButton, "pastAnswerCompare").click()
    summary = twice.wait_for(QLabel, "compareSummary")
    twice.wait(lambda: summary.text().startswith("Compared with DescribeInstance of"))


def test_find_without_a_match_offers_nothing(twice: object) -> None:
    source = twice.window.findChild(QPushButton, "compareSource")
    next(action for action in source.menu().actions() if action.text() == "From history…").trigger()
    table = twice.wait_for(QTableView, "pastAnswerTable")
    twice.find(QLineEdit, "pastAnswerField").setText("no such thing")
    assert table.model().rowCount() == 0
    assert not twice.find(QPushButton, "pastAnswerCompare").isEnabled()


def test_an_answer_that_was_cut_or_not_kept_says_so(twice: object) -> None:
    desk = twice.window.desk
    now = desk.answers.answer().exchange
    long = json.dumps({"Response": {"InstanceName": "another", "Text": "x" * 1_200_000}}).encode()
    desk.services.history.add(replace(now, body=long, received=len(long)))
    desk.services.history.add(replace(now, body=b"", received=0))
    source = twice.window.findChild(QPushButton, "compareSource")
    next(action for action in source.menu().actions() if action.text() == "From history…").trigger()
    table = twice.wait_for(QTableView, "pastAnswerTable")
    model, take = table.model(), twice.find(QPushButton, "pastAnswerCompare")
    outcomes = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert outcomes[0].endswith("no answer kept")
    assert outcomes[1].endswith("only its first 1,000,000 bytes kept")
    table.selectRow(0)
    assert not take.isEnabled()
    table.doubleClicked.emit(model.index(0, 0))
    assert table.isVisible(), "there is nothing to compare with"
    table.selectRow(1)
    assert take.isEnabled()
    take.click()
    summary = twice.wait_for(QLabel, "compareSummary")
    twice.wait(lambda: "only its first 1,000,000 bytes kept" in summary.text())
    notice = desk.answers.current().tabs.compare.notice.label
    twice.wait(lambda: "read only as far as it is JSON" in notice.text())


def test_a_row_of_the_history_without_a_body_is_not_compared(twice: object) -> None:
    desk = twice.window.desk
    entry = desk.services.history.add(replace(desk.answers.answer().exchange, body=b"", received=0))
    desk.history.compare_requested.emit(entry)
    twice.wait(lambda: "No answer was kept" in desk.notice.label.text())


def test_the_open_answer_is_not_offered_to_compare_with_itself(twice: object) -> None:
    _send_again(twice)
    desk = twice.window.desk
    open_now = desk.answers.answer().exchange.outcome.request_id
    source = twice.window.findChild(QPushButton, "compareSource")
    next(action for action in source.menu().actions() if action.text() == "From history…").trigger()
    table = twice.wait_for(QTableView, "pastAnswerTable")
    model = table.model()
    outcomes = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert len(outcomes) == len(desk.services.history.recent()) - 1
    assert not [outcome for outcome in outcomes if open_now in outcome]
    assert table.horizontalHeader().defaultAlignment() & Qt.AlignmentFlag.AlignLeft
    table.window().reject()
    desk.history.compare_requested.emit(desk.services.history.recent()[0])
    twice.wait(lambda: "is the open answer itself" in desk.notice.label.text())
