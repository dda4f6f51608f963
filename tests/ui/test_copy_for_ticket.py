"""One key copies a summary for a ticket: everything that finds the call again, and no secret."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTabWidget, QWidget

from explorer.core.models.action import ActionRef
from explorer.core.models.request import Request

REF = ActionRef("mqtt", "2024-05-16", "CreateUser")


@pytest.fixture
def failed(open_window: Callable) -> object:
    desk = open_window("--sandbox")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    parameters = {"InstanceId": "mqtt-none", "Username": "door", "Password": "pass-word-1"}
    desk.window.desk.requests.open_request(Request(REF, parameters), "ticket")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 2)
    desk.find(QPushButton, "sendButton").click()
    desk.wait_for(QDialog, "questionDialog").findChild(QPushButton, "confirmButton").click()
    desk.wait(lambda: desk.window.desk.answers.answer() is not None)
    return desk


@pytest.mark.parametrize("plain", [False, True])
def test_the_key_and_the_menu(failed: object, plain: bool) -> None:
    name = "response.copy_summary_plain" if plain else "response.copy_summary"
    QGuiApplication.clipboard().clear()
    if plain:
        failed.window.desk.commands[name].trigger()
    else:
        failed.window.activateWindow()
        failed.wait(failed.window.isActiveWindow)
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        failed.qtbot.keyClick(failed.window, Qt.Key.Key_T, keys)
    failed.wait(lambda: QGuiApplication.clipboard().text() != "")
    text = QGuiApplication.clipboard().text()
    request_id = failed.find(QLabel, "requestIdLabel").text()
    code = failed.find(QLabel, "outcomeBadge").text()
    for part in (request_id, code, "CreateUser", "2024-05-16", "ap-guangzhou", "Practice", "mqtt-none",
                 "Time (UTC)", "Time (local)", "Duration", "200", "Meaning", "Likely"):  # fmt: skip
        assert part in text.replace("\\", ""), part
    assert "pass-word-1" not in text
    credential = failed.window._services.practice.credential
    assert credential.secret_key not in text
    assert text.startswith("| | |") is not plain
    notice = failed.find(QWidget, "windowNotice")
    assert notice.isVisible()
    assert "secrets are masked" in failed.find(QLabel, "windowNoticeText").text()


def test_the_link_in_the_card_says_so_too(failed: object) -> None:
    card = failed.find(QWidget, "errorCard")
    link = next(each for each in card.findChildren(QPushButton) if each.text() == "Copy for ticket")
    link.click()
    assert failed.find(QLabel, "requestIdLabel").text() in QGuiApplication.clipboard().text()
    assert failed.find(QWidget, "windowNotice").isVisible()


def test_a_cancelled_change_says_that_it_may_have_been_carried_out(failed: object) -> None:
    practice = failed.window._services.practice
    practice.stop()
    practice.start(faults=("delay=20",))
    failed.window.desk.bar.set_practice_url(practice.url)
    failed.find(QPushButton, "sendButton").click()
    failed.wait_for(QDialog, "questionDialog").findChild(QPushButton, "confirmButton").click()
    failed.wait(lambda: failed.find(QPushButton, "cancelButton").isVisible())
    failed.find(QPushButton, "cancelButton").click()
    panel = failed.window.desk.answers.current()
    link = panel.findChild(QPushButton, "copyFailureButton")
    failed.wait(link.isVisible)
    link.click()
    text = QGuiApplication.clipboard().text().replace("\\", "")
    for part in ("was cancelled", "may have been carried out all the same", "RequestId | unknown", practice.url):
        assert part in text, part
    assert "pass-word-1" not in text


def test_the_same_from_history(failed: object) -> None:
    failed.window.desk.commands["response.copy_summary"].trigger()
    failed.wait(lambda: "| Code |" in QGuiApplication.clipboard().text())
    at_once = QGuiApplication.clipboard().text()
    failed.wait(lambda: failed.window.desk.history.model.rowCount() > 0)
    QGuiApplication.clipboard().clear()
    failed.window.desk.history.table.selectRow(0)
    tabs = failed.find(QTabWidget, "requestTabs")
    before = tabs.count()
    failed.qtbot.keyClick(failed.window.desk.history.table, Qt.Key.Key_Return)
    failed.wait(lambda: tabs.count() == before + 1)
    failed.wait(lambda: failed.window.desk.answers.answer() is not None)
    failed.window.desk.commands["response.copy_summary"].trigger()
    failed.wait(lambda: QGuiApplication.clipboard().text() != "")
    later = QGuiApplication.clipboard().text()

    def facts(text: str) -> set[str]:
        return {line for line in text.splitlines() if line.startswith("| ")}

    assert facts(at_once) - facts(later) == set()
