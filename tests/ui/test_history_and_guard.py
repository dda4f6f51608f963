"""Past exchanges brought back, and what is asked before something is changed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QTabWidget,
    QWidget,
)

from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.profile import Residence
from explorer.core.models.request import Request

DELETE = ActionRef("mqtt", "2024-05-16", "DeleteInstance")


@pytest.fixture
def practising(open_window: Callable) -> object:
    desk = open_window("--sandbox")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    return desk


def open_request(desk: object, action: str, **parameters: str) -> None:
    tabs = desk.find(QTabWidget, "requestTabs")
    before = tabs.count()
    desk.window.desk.requests.open_request(Request(ActionRef("mqtt", "2024-05-16", action), dict(parameters)))
    desk.wait(lambda: tabs.count() == before + 1)


def send(desk: object, outcome: str) -> None:
    desk.find(QPushButton, "sendButton").click()
    desk.wait(lambda: desk.find(QLabel, "outcomeBadge").text() == outcome)


def history_of(desk: object, rows: int) -> QTableView:
    table = desk.find(QTableView, "historyTable")
    desk.find(QTabWidget, "leftTabs").setCurrentIndex(2)
    desk.wait(lambda: table.model().rowCount() == rows)
    table.setFocus()
    table.selectRow(0)
    return table


def test_a_row_opens_its_request_and_its_answer(practising: object, open_window: Callable) -> None:
    desk = practising
    open_request(desk, "DescribeInstance", InstanceId="mqtt-none")
    send(desk, "ResourceNotFound.Instance")
    request_id = desk.find(QLabel, "requestIdLabel").text()
    history_of(desk, 1)
    desk.window.close()

    again = open_window()
    table = history_of(again, 1)
    tabs = again.find(QTabWidget, "requestTabs")
    again.wait(lambda: tabs.count() == 2)
    again.qtbot.keyClick(table, Qt.Key.Key_Return)
    again.wait(lambda: tabs.count() == 3)
    assert again.wait_for(QLineEdit, "field:InstanceId").text() == "mqtt-none"
    again.wait(lambda: again.find(QLabel, "outcomeBadge").text() == "ResourceNotFound.Instance")
    assert again.find(QLabel, "requestIdLabel").text() == request_id
    assert again.find(QWidget, "errorCard").isVisible()


def test_the_menu_of_a_row_copies_and_deletes(practising: object) -> None:
    desk = practising
    send(desk, "Success")
    request_id = desk.find(QLabel, "requestIdLabel").text()
    table = history_of(desk, 1)
    where = table.visualRect(table.model().index(0, 1)).center()

    table.customContextMenuRequested.emit(where)
    menu = desk.wait_for(QMenu, "historyMenu")
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Open",
        "Copy RequestId",
        "Compare with the open answer",
        "Delete",
    ]
    menu.actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == request_id
    menu.actions()[-1].trigger()
    menu.close()
    desk.wait(lambda: table.model().rowCount() == 0)
    assert desk.window._services.history.recent() == ()


def test_the_guard_can_be_told_not_to_ask(practising: object) -> None:
    desk = practising
    toggle = desk.window.desk.commands["request.confirm"]
    assert toggle.isChecked()
    toggle.trigger()
    desk.wait(lambda: not desk.window._services.settings.confirm_changes)
    open_request(desk, "DeleteInstance", InstanceId="mqtt-none")
    send(desk, "ResourceNotFound.Instance")
    assert desk.window.findChild(QDialog, "questionDialog") is None


def test_enter_does_not_send_what_changes(practising: object) -> None:
    desk = practising
    sent: list[object] = []
    desk.window.sending.began.connect(lambda *args: sent.append(args))
    for key, is_sent in ((Qt.Key.Key_Return, False), (Qt.Key.Key_Escape, False), (Qt.Key.Key_Space, False)):
        _press_in_question(desk, key)
        assert bool(sent) is is_sent
    question = ask_to_delete(desk)
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert question.confirm.hasFocus()
    desk.qtbot.keyClick(question.confirm, Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.findChild(QDialog, "questionDialog") is None)
    assert not sent

    question = ask_to_delete(desk)
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    desk.qtbot.keyClick(question.confirm, Qt.Key.Key_Space)
    desk.wait(lambda: len(sent) == 1)
    desk.wait(lambda: desk.find(QLabel, "outcomeBadge").text() == "ResourceNotFound.Instance")
    question = ask_to_delete(desk)
    desk.qtbot.keyClick(question, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    desk.wait(lambda: len(sent) == 2)


def ask_to_delete(desk: object) -> QDialog:
    if desk.window.desk.requests.current().title != "DeleteInstance":
        open_request(desk, "DeleteInstance", InstanceId="mqtt-none")
    desk.wait(lambda: desk.window.findChild(QDialog, "questionDialog") is None)
    desk.wait(lambda: desk.find(QPushButton, "sendButton").isVisible())
    desk.find(QPushButton, "sendButton").click()
    question = desk.wait_for(QDialog, "questionDialog")
    desk.wait(lambda: question.decline.hasFocus())
    return question


def _press_in_question(desk: object, key: Qt.Key) -> None:
    ask_to_delete(desk)
    desk.qtbot.keyClick(QApplication.focusWidget(), key)
    desk.wait(lambda: desk.window.findChild(QDialog, "questionDialog") is None)


def test_a_read_only_profile_refuses_what_changes(practising: object) -> None:
    desk = practising
    services = desk.window._services
    services.profiles.add("Careful", Credential("id", "key"), read_only=True, residence=Residence.MEMORY)
    desk.window.profiles.load("Careful")
    desk.wait(lambda: desk.window.desk.bar.profile() and desk.window.desk.bar.profile().name == "Careful")
    open_request(desk, "DeleteInstance", InstanceId="mqtt-none")
    desk.find(QPushButton, "sendButton").click()
    text = desk.find(QLabel, "windowNoticeText")
    desk.wait(lambda: "read-only" in text.text())
    assert "Careful" in text.text()
    assert "DeleteInstance" in text.text()
    assert desk.window.findChild(QDialog, "questionDialog") is None
    assert services.history.recent() == ()


def test_a_cancelled_sending_is_in_the_history(practising: object) -> None:
    desk = practising
    request = Request(
        ActionRef("mqtt", "2024-05-16", "DescribeInstance"), {}, headers=(("X-Practice-Fault", "delay=20"),)
    )
    desk.window.desk.requests.open_request(request)
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 2)
    tab = desk.window.desk.requests.current()
    tab.send(anyway=True)
    desk.wait(lambda: desk.window.sending.is_sending(tab))
    desk.window.sending.cancel(tab)
    model = history_of(desk, 1).model()
    assert model.index(0, 2).data() == "Cancelled"
