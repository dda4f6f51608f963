"""All pages and repeating, in the window, against the practice endpoint."""

import itertools
import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QWidget,
)

from explorer.core.models.action import ActionRef
from explorer.core.models.json_value import Number
from explorer.core.models.request import Request

LIST = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")


@pytest.fixture
def listing(open_window: Callable) -> object:
    """A list of which one item a page is asked for."""
    desk = open_window("--sandbox")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    desk.window.desk.requests.open_request(Request(LIST, {"Limit": Number("1")}), "paged")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 2)
    desk.wait(lambda: desk.window.desk.answers.current() is not None)
    return desk


def badge(desk: object) -> str:
    found = desk.window.findChild(QLabel, "outcomeBadge")
    return found.text() if found is not None else ""


def notice(desk: object) -> str:
    return desk.window.desk.answers.current().notice.label.text()


def items(desk: object) -> int:
    answer = desk.window.desk.answers.answer()
    return len(json.loads(answer.exchange.body)["Response"]["Data"])


def send(desk: object, word: str = "Success") -> None:
    desk.qtbot.mouseClick(desk.find(QPushButton, "sendButton"), Qt.MouseButton.LeftButton)
    desk.wait(lambda: badge(desk) == word)


def slow_down(desk: object, *faults: str) -> None:
    practice = desk.window._services.practice
    practice.stop()
    practice.start(faults=faults)
    desk.window.desk.bar.set_practice_url(practice.url)


def test_all_pages_from_the_strip(listing: object) -> None:
    assert not listing.wait_for(QPushButton, "allPagesButton").isVisible()
    send(listing)
    assert items(listing) == 1
    button = listing.find(QPushButton, "allPagesButton")
    assert button.isVisible()
    button.click()
    listing.wait(lambda: badge(listing) == "Success" and items(listing) > 1)
    count = items(listing)
    assert notice(listing) == f"{count} of {count} items in {count} pages."
    assert not listing.find(QPushButton, "allPagesButton").isVisible()


def test_pages_that_were_stopped_are_kept(listing: object) -> None:
    slow_down(listing, "delay=0.4")
    listing.window.desk.commands["request.all_pages"].trigger()
    state = listing.find(QLabel, "activityState")
    listing.wait(lambda: state.text().startswith("Fetching pages: 1 of "))
    listing.find(QPushButton, "cancelButton").click()
    listing.wait(lambda: listing.find(QPushButton, "sendButton").isVisible())
    listing.wait(lambda: "you stopped it" in notice(listing))
    assert badge(listing) == "Success"
    assert notice(listing).startswith(f"{items(listing)} of ")
    assert state.text() == "Ready"


def test_fetching_goes_on_where_it_was_stopped(listing: object) -> None:
    slow_down(listing, "delay=0.3")
    listing.window.desk.commands["request.all_pages"].trigger()
    state = listing.find(QLabel, "activityState")
    listing.wait(lambda: state.text().startswith("Fetching pages: 1 of "))
    listing.find(QPushButton, "cancelButton").click()
    listing.wait(lambda: "you stopped it" in notice(listing))
    came = items(listing)
    button = listing.find(QPushButton, "allPagesButton")
    assert button.text() == "Go on"
    asked = len(listing.window._services.history.recent())
    slow_down(listing)
    button.click()
    listing.wait(lambda: notice(listing).startswith("Fetching") or items(listing) > came)
    listing.wait(lambda: listing.find(QPushButton, "sendButton").isVisible() and items(listing) > came)
    count = items(listing)
    assert notice(listing) == f"{count} of {count} items in {count} pages."
    listing.wait(lambda: len(listing.window._services.history.recent()) >= asked + count - came)
    assert len(listing.window._services.history.recent()) <= asked + count - came + 1


def test_a_changed_request_begins_anew(listing: object) -> None:
    from explorer.ui.flows.series import goes_on

    slow_down(listing, "delay=0.3")
    listing.window.desk.commands["request.all_pages"].trigger()
    state = listing.find(QLabel, "activityState")
    listing.wait(lambda: state.text().startswith("Fetching pages: 1 of "))
    listing.find(QPushButton, "cancelButton").click()
    listing.wait(lambda: "you stopped it" in notice(listing))
    paused = listing.window.desk.answers.answer().paused
    same = listing.window.desk.answers.answer().exchange.request
    assert goes_on(paused, same) is paused
    assert goes_on(paused, replace(same, parameters={**same.parameters, "Limit": Number("2")})) is None
    assert goes_on(paused, replace(same, region="ap-other")) is None
    assert goes_on(None, same) is None


def fail_from(monkeypatch: pytest.MonkeyPatch, number: int, fault: str) -> None:
    """Let the practice endpoint fail from a page on."""
    from explorer.services import fetch_pages

    sent, count = fetch_pages.send, itertools.count(1)

    async def send(services: object, client: object, request: Request, **given: object) -> object:
        if next(count) >= number:
            request = replace(request, headers=(("X-Practice-Fault", fault),))
        return await sent(services, client, request, **given)

    monkeypatch.setattr(fetch_pages, "send", send)


def test_a_page_that_fails_is_told_with_all_that_a_ticket_needs(
    listing: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_from(monkeypatch, 3, "error=InternalError")
    listing.window.desk.commands["request.all_pages"].trigger()
    listing.wait(lambda: badge(listing) == "InternalError")
    assert items(listing) == 2
    card = listing.find(QWidget, "errorCard")
    assert card.isVisible()
    exchange = listing.window.desk.answers.answer().exchange
    assert exchange.request.parameters["Offset"] == Number("2")
    request_id = listing.find(QLabel, "requestIdLabel").text()
    assert request_id == exchange.header("X-TC-RequestId") or request_id not in exchange.body.decode()
    assert notice(listing).startswith("2 of ")
    assert "page 3 answered InternalError" in notice(listing)
    assert listing.find(QPushButton, "allPagesButton").text() == "Go on"
    listing.window.desk.commands["response.copy_summary_plain"].trigger()
    listing.wait(lambda: "InternalError" in QGuiApplication.clipboard().text())
    text = QGuiApplication.clipboard().text()
    for part in (request_id, '"Offset": 2', "Code"):
        assert part in text, part
    tree = listing.window.desk.answers.current().tabs.tree
    listing.wait(lambda: tree.model.rowCount() > 2)


def test_a_page_that_gets_no_answer_is_told(listing: object, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_from(monkeypatch, 3, "drop")
    listing.window.desk.commands["request.all_pages"].trigger()
    listing.wait(lambda: badge(listing) == "No answer")
    assert items(listing) == 2
    assert "; page 3 got no answer. " in notice(listing)
    assert "bytes of its answer came" not in notice(listing), "what came is of the pages before"
    assert listing.find(QLabel, "requestIdLabel").text() == ""


def test_pages_are_read_while_more_are_fetched(listing: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.ui.flows.series._FIRST_PART_SECONDS", 0.05)
    slow_down(listing, "delay=0.2")
    listing.window.desk.commands["request.all_pages"].trigger()
    panel = listing.window.desk.answers.current()
    tree = panel.tabs.tree
    listing.wait(lambda: badge(listing) == "Fetching" and tree.model.rowCount() > 2)
    assert listing.find(QPushButton, "cancelButton").isVisible()
    assert notice(listing).startswith("Fetching pages: ")
    row = next(row for row in range(tree.model.rowCount()) if tree.model.node(row).key == "Data")
    tree.model.expand(row)
    tree.model.expand(row + 1)
    tree.view.go_to(row + 2)
    chosen = tree.model.node(row + 2)
    before = tree.document
    listing.wait(lambda: badge(listing) == "Success")
    listing.wait(lambda: tree.document is not before and tree.view.current_row() >= 0)
    now = tree.model.node(tree.view.current_row())
    assert (now.key, now.start) == (chosen.key, chosen.start)
    assert len(json.loads(tree.document.data)["Response"]["Data"]) == items(listing)


def test_a_failed_page_is_named_and_can_be_fetched_again(listing: object) -> None:
    slow_down(listing, "delay=0.3")
    listing.window.desk.commands["request.all_pages"].trigger()
    state = listing.find(QLabel, "activityState")
    listing.wait(lambda: state.text().startswith("Fetching pages: 1 of "))
    listing.window._services.practice.stop()
    listing.wait(lambda: listing.find(QPushButton, "sendButton").isVisible())
    assert re.search(r"; page \d+ got no answer\. ", notice(listing))
    assert badge(listing) in ("No answer", "Refused"), "as the stop of the server came"
    assert listing.find(QPushButton, "allPagesButton").text() == "Go on"


def test_an_action_without_pages_offers_none(listing: object) -> None:
    assert listing.window.desk.commands["request.all_pages"].isEnabled()
    search = listing.find(QLineEdit, "actionSearch")
    search.setText("DescribeInstance")
    listing.qtbot.keyClick(search, Qt.Key.Key_Return)
    listing.wait_for(QLineEdit, "field:InstanceId")
    listing.wait(lambda: not listing.window.desk.commands["request.all_pages"].isEnabled())


UNTIL = ("equals", "is set", "changes")


def repeat(
    desk: object,
    expression: str,
    value: str,
    limit: int = 3,
    until: str = "equals",
    *,
    minutes: float = 0.0,
    stop_at_error: bool = False,
) -> QDialog:
    desk.window.desk.commands["request.repeat"].trigger()
    dialog = desk.wait_for(QDialog, "repeatDialog")
    dialog.findChild(QLineEdit, "repeatExpression").setText(expression)
    dialog.findChild(QLineEdit, "repeatValue").setText(value)
    dialog.findChild(QComboBox, "repeatUntil").setCurrentIndex(UNTIL.index(until))
    dialog.findChild(QCheckBox, "repeatErrors").setChecked(stop_at_error)
    dialog.findChild(QDoubleSpinBox, "repeatMinutes").setValue(minutes)
    dialog.findChild(QDoubleSpinBox, "repeatInterval").setValue(0.1)
    dialog.findChild(QSpinBox, "repeatLimit").setValue(limit)
    dialog.findChild(QPushButton, "repeatStart").click()
    return dialog


def test_repeating_ends_when_the_value_comes(listing: object) -> None:
    repeat(listing, "length(Response.Data)", "1")
    listing.wait(lambda: notice(listing).startswith("Reached after 1 try, "))
    assert notice(listing).endswith(" s: length(Response.Data) gave 1.")


def test_repeating_ends_at_its_limit(listing: object) -> None:
    repeat(listing, "Response.Data[0].InstanceStatus", "NEVER")
    listing.wait(lambda: notice(listing).startswith("The limit was reached after 3 tries, "))


def test_repeating_until_there_is_a_value(listing: object) -> None:
    repeat(listing, "Response.Data[0].InstanceId", "", until="is set")
    listing.wait(lambda: notice(listing).startswith("Reached after 1 try, "))


def test_repeating_until_the_value_changes(listing: object) -> None:
    repeat(listing, "Response.RequestId", "", until="changes")
    listing.wait(lambda: notice(listing).startswith("Reached after 2 tries, "))
    listing.wait(lambda: len(listing.window._services.history.recent()) >= 2)


def test_repeating_ends_when_its_time_is_up(listing: object) -> None:
    repeat(listing, "Response.Data", "NEVER", limit=10_000, minutes=0.1)
    listing.window.desk.answers.current()
    listing.wait(lambda: notice(listing).startswith("The time was up after "))


def test_an_error_is_waited_out_or_ends_it(listing: object) -> None:
    slow_down(listing, "error=InternalError")
    repeat(listing, "Response.Data", "NEVER", limit=2)
    listing.wait(lambda: "The limit was reached after 2 tries" in notice(listing))
    assert notice(listing).endswith(": answered InternalError.")
    repeat(listing, "Response.Data", "NEVER", limit=9, stop_at_error=True)
    listing.wait(lambda: notice(listing).startswith("Stopped at an error after 1 try, "))
    assert badge(listing) == "InternalError"


def test_each_answer_is_shown_while_more_are_waited_for(listing: object) -> None:
    repeat(listing, "Response.Data", "NEVER", limit=10_000)
    tree = listing.window.desk.answers.current().tabs.tree.view
    listing.wait(lambda: tree.isVisible() and tree.model() is not None and tree.model().rowCount() > 0)
    assert listing.window.sending.is_sending(listing.window.desk.requests.current())
    first = listing.find(QLabel, "requestIdLabel").text()
    listing.wait(lambda: re.match(r"Attempt [3-9] of 10000 gave ", notice(listing)))
    assert first == listing.find(QLabel, "requestIdLabel").text() == "", "its id is that of the last answer alone"
    listing.window.desk.commands["request.cancel"].trigger()
    listing.wait(lambda: notice(listing).startswith("You stopped it after "))


def test_closing_the_tab_ends_repeating(listing: object) -> None:
    repeat(listing, "Response.Data", "NEVER", limit=10_000)
    state = listing.find(QLabel, "activityState")
    listing.wait(lambda: re.match(r"Attempt \d+ of 10000 gave ", state.text()))
    tab = listing.window.desk.requests.current()
    listing.window.desk.requests.close_tab(tab)
    listing.wait(lambda: not listing.window.sending.is_sending(tab))
    listing.wait(lambda: state.text() == "Ready")


def test_repeating_can_be_stopped(listing: object) -> None:
    repeat(listing, "Response.Data", "NEVER", limit=10_000)
    state = listing.find(QLabel, "activityState")
    listing.wait(lambda: re.match(r"Attempt \d+ of 10000 gave ", state.text()))
    listing.window.desk.commands["request.cancel"].trigger()
    listing.wait(lambda: listing.find(QPushButton, "sendButton").isVisible())
    listing.wait(lambda: notice(listing).startswith("You stopped it after "))


def test_an_expression_that_is_none_is_told_in_the_dialog(listing: object) -> None:
    dialog = repeat(listing, "Response.[", "")
    start = dialog.findChild(QPushButton, "repeatStart")
    listing.wait(start.isEnabled)
    assert any("cannot be read" in label.text() for label in dialog.findChildren(QLabel))
    assert not listing.window.sending.is_sending(listing.window.desk.requests.current())
    dialog.close()


def test_repeating_that_was_cancelled_before_it_began_sends_nothing(listing: object) -> None:
    repeat(listing, "Response.Data", "NEVER", limit=2).reject()
    listing.wait(lambda: not listing.window.findChildren(QDialog, "repeatDialog"))
    repeat(listing, "Response.Data", "NEVER", limit=1)
    listing.wait(lambda: notice(listing).startswith("The limit was reached after 1 try, "))
    listing.wait(lambda: len(listing.window._services.history.recent()) == 1)


def test_an_action_that_changes_something_is_asked_about_with_how_often(listing: object) -> None:
    create = ActionRef("mqtt", "2024-05-16", "CreateUser")
    user = {"InstanceId": "mqtt-1", "Username": "u", "Password": "practice-1"}
    listing.window.desk.requests.open_request(Request(create, user), "create")
    listing.wait(lambda: listing.find(QTabWidget, "requestTabs").count() == 3)
    repeat(listing, "Response.Nothing", "NEVER", limit=1200)
    question = listing.wait_for(QDialog, "questionDialog")
    words = [label.text() for label in question.findChildren(QLabel)]
    assert "Send CreateUser up to 1,200 times?" in words
    assert "This action may change or delete something, each time that it is sent." in words
    question.findChild(QPushButton, "declineButton").click()
    assert not listing.window.sending.is_sending(listing.window.desk.requests.current())
