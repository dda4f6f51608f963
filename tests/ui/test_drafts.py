"""Nothing typed is lost: not by closing, not by a kill; and secrets stay off the disk all the same."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton, QTabWidget

from explorer.core.models.action import ActionRef
from explorer.core.models.request import Request
from explorer.core.storage.collections import CollectionStore, SavedRequest
from explorer.core.storage.paths import AppPaths
from explorer.core.storage.session import OpenRequest, Session, SessionStore

DESCRIBE = ActionRef("mqtt", "2024-05-16", "DescribeInstance")

TYPING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit
from explorer.core.models.action import ActionRef
from explorer.core.storage.paths import AppPaths
from explorer.ui.app import build

app, window = build([])
session = AppPaths.default().session_file
typed = False

def step():
    global typed
    field = window.findChild(QLineEdit, "field:InstanceId")
    if not window.desk.requests.is_busy and window._drafts._is_restored:
        window.requests.open_action(ActionRef("mqtt", "2024-05-16", "DescribeInstance"))
    elif field is not None and not typed:
        typed = True
        field.setText("mqtt-typed")
    elif typed and session.exists() and "mqtt-typed" in session.read_text():
        print("written", flush=True)

timer = QTimer(interval=20)
timer.timeout.connect(step)
timer.start()
app.exec()
"""


def type_into(desk: object, name: str, text: str) -> None:
    desk.wait_for(QLineEdit, f"field:{name}").setText(text)


def tabs_of(desk: object, count: int) -> QTabWidget:
    tabs = desk.find(QTabWidget, "requestTabs")
    desk.wait(lambda: tabs.count() == count)
    return tabs


def test_a_draft_outlives_closing_without_a_question(open_window: Callable) -> None:
    desk = open_window()
    desk.window.requests.open_action(DESCRIBE)
    type_into(desk, "InstanceId", "mqtt-draft")
    desk.window.requests.open_action(ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"))
    tabs_of(desk, 2).setCurrentIndex(0)
    desk.window.close()
    assert not desk.window.isVisible()

    again = open_window()
    tabs = tabs_of(again, 2)
    again.wait(lambda: tabs.currentIndex() == 0)
    assert [tabs.tabText(each) for each in range(2)] == ["DescribeInstance", "DescribeInstanceList"]
    assert again.wait_for(QLineEdit, "field:InstanceId").text() == "mqtt-draft"
    first, second = again.window.desk.requests.tabs()
    assert first.is_dirty
    assert not second.is_dirty
    assert second.is_pristine


def test_text_that_is_not_json_outlives_closing(open_window: Callable) -> None:
    desk = open_window()
    desk.window.requests.open_action(DESCRIBE)
    tabs_of(desk, 1)
    desk.window.desk.requests.current().show_section("JSON")
    desk.find(QPlainTextEdit, "jsonEditor").setPlainText('{"InstanceId": "mq')
    desk.window.close()

    again = open_window()
    tabs_of(again, 1)
    assert again.wait_for(QPlainTextEdit, "jsonEditor").toPlainText() == '{"InstanceId": "mq'


def test_json_typed_just_before_closing_is_kept(open_window: Callable) -> None:
    desk = open_window()
    desk.window.requests.open_action(DESCRIBE)
    tabs_of(desk, 1)
    desk.window.desk.requests.current().show_section("JSON")
    desk.find(QPlainTextEdit, "jsonEditor").setPlainText('{"InstanceId": "mqtt-last"}')
    desk.window.close()

    again = open_window()
    tabs_of(again, 1)
    assert again.wait_for(QLineEdit, "field:InstanceId").text() == "mqtt-last"


def test_a_kill_loses_nothing(open_window: Callable) -> None:
    process = subprocess.Popen([sys.executable, "-c", TYPING], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == -signal.SIGKILL
    desk = open_window()
    tabs_of(desk, 1)
    assert desk.wait_for(QLineEdit, "field:InstanceId").text() == "mqtt-typed"
    assert desk.window.desk.requests.current().is_dirty


def test_edits_of_a_saved_request_come_back_as_edits(open_window: Callable) -> None:
    store = CollectionStore(AppPaths.default().collections)
    saved = store.save(SavedRequest("Ticket 1", Request(DESCRIBE, {"InstanceId": "mqtt-1"})))
    desk = open_window()
    desk.window.requests.open_saved(saved)
    type_into(desk, "InstanceId", "mqtt-2")
    desk.window.close()

    again = open_window()
    tabs = tabs_of(again, 1)
    assert tabs.tabText(0) == "Ticket 1"
    assert again.window.desk.requests.current().is_dirty
    again.find(QPushButton, "saveButton").click()
    again.wait(lambda: store.load().requests[0].request.parameters == {"InstanceId": "mqtt-2"})
    assert again.window.findChild(QDialog, "questionDialog") is None


@pytest.mark.parametrize("edited", [True, False])
def test_a_file_changed_meanwhile(open_window: Callable, *, edited: bool) -> None:
    store = CollectionStore(AppPaths.default().collections)
    saved = store.save(SavedRequest("Ticket 1", Request(DESCRIBE, {"InstanceId": "mqtt-1"})))
    desk = open_window()
    desk.window.requests.open_saved(saved)
    tabs_of(desk, 1)
    if edited:
        type_into(desk, "InstanceId", "mqtt-mine")
    desk.window.close()
    store.save(replace(saved, request=replace(saved.request, parameters={"InstanceId": "mqtt-theirs"})))

    again = open_window()
    tabs_of(again, 1)
    assert again.wait_for(QLineEdit, "field:InstanceId").text() == ("mqtt-mine" if edited else "mqtt-theirs")
    again.find(QPushButton, "saveButton").click()
    if edited:
        again.wait_for(QDialog, "questionDialog").reject()
    assert store.load().requests[0].request.parameters == {"InstanceId": "mqtt-theirs"}


def test_a_file_deleted_meanwhile_leaves_its_draft(open_window: Callable) -> None:
    store = CollectionStore(AppPaths.default().collections)
    saved = store.save(SavedRequest("Ticket 1", Request(DESCRIBE, {"InstanceId": "mqtt-1"})))
    desk = open_window()
    desk.window.requests.open_saved(saved)
    tabs_of(desk, 1)
    desk.window.close()
    store.delete(saved.path)

    again = open_window()
    tabs_of(again, 1)
    tab = again.window.desk.requests.current()
    assert tab.to_model().parameters == {"InstanceId": "mqtt-1"}
    assert tab.is_dirty


def test_a_list_that_names_a_file_twice_holds_nothing_up(open_window: Callable) -> None:
    store = CollectionStore(AppPaths.default().collections)
    saved = store.save(SavedRequest("Ticket 1", Request(DESCRIBE, {"InstanceId": "mqtt-1"})))
    SessionStore(AppPaths.default().session_file).save(Session((OpenRequest(saved), OpenRequest(saved))))
    desk = open_window()
    tabs_of(desk, 1)
    type_into(desk, "InstanceId", "mqtt-2")
    desk.wait(lambda: not desk.window.desk.requests.is_opening)
    desk.window.close()
    assert "mqtt-2" in AppPaths.default().session_file.read_text()


def test_no_secret_in_a_draft(open_window: Callable) -> None:
    desk = open_window()
    desk.window.requests.open_action(ActionRef("mqtt", "2024-05-16", "CreateUser"))
    type_into(desk, "Username", "someone")
    type_into(desk, "Password", "s3cret-word")
    desk.window.close()
    text = AppPaths.default().session_file.read_text()
    assert "someone" in text
    assert "s3cret-word" not in text

    again = open_window()
    tabs_of(again, 1)
    assert again.wait_for(QLineEdit, "field:Username").text() == "someone"
    assert again.wait_for(QLineEdit, "field:Password").text() == ""
    assert "Password" in again.wait_for(QLabel, "leftOutWords").text()


def test_another_theme_is_no_edit(open_window: Callable) -> None:
    desk = open_window()
    desk.window.desk.requests.open_request(Request(DESCRIBE, {"InstanceId": "mqtt-1"}))
    tabs_of(desk, 1)
    tab = desk.window.desk.requests.current()
    tab.show_section("JSON")
    assert "mqtt-1" in desk.find(QPlainTextEdit, "jsonEditor").toPlainText()
    for scheme in ("dark", "light", "system"):
        desk.window.desk.commands[f"view.theme_{scheme}"].trigger()
        desk.qtbot.wait(250)
        assert not tab.is_dirty


def test_a_closed_tab_does_not_come_back(open_window: Callable) -> None:
    desk = open_window()
    desk.window.requests.open_action(DESCRIBE)
    type_into(desk, "InstanceId", "mqtt-draft")
    desk.window.requests.close_current()
    question = desk.wait_for(QMessageBox, "closeQuestion")
    question.button(QMessageBox.StandardButton.Discard).click()
    tabs_of(desk, 0)
    desk.window.close()
    again = open_window()
    again.wait(lambda: again.window._drafts._is_restored)
    assert not again.window.desk.requests.is_busy


def test_a_draft_is_written_while_the_typing_goes_on(open_window: Callable) -> None:
    desk = open_window()
    desk.window.requests.open_action(DESCRIBE)
    field = desk.wait_for(QLineEdit, "field:InstanceId")
    tab = desk.window.desk.requests.current()
    paused: list[bool] = []
    tab.edited.connect(lambda: paused.append(True))
    file = AppPaths.default().session_file
    typed = ""

    def type_on() -> bool:
        nonlocal typed
        typed += "x"
        field.setText(typed)
        return file.exists() and "xxx" in file.read_text()

    desk.wait(type_on)
    assert not paused, "the typing never paused"
    desk.wait(lambda: typed in file.read_text())


def test_drafts_of_killed_windows_are_cleared_away(open_window: Callable) -> None:
    file = AppPaths.default().session_file
    file.parent.mkdir(parents=True, exist_ok=True)
    stale = file.with_name(f".{file.name}.0123456789ab.tmp")
    fresh = file.with_name(f".{file.name}.ba9876543210.tmp")
    for path in (stale, fresh):
        path.write_text("half")
    os.utime(stale, (0, 0))
    desk = open_window()
    desk.wait(lambda: desk.window._drafts._is_restored)
    assert not stale.exists()
    assert fresh.exists()
