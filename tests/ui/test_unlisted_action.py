"""An action that the catalogue lacks: its JSON is edited, nothing is checked, it asks before sending, and it lasts."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton

from explorer.ui.request.import_dialog import ImportDialog
from explorer.ui.request.note_list import NoteList
from explorer.ui.request.request_tab import RequestTab

CURL = """curl https://mqtt.tencentcloudapi.com -H 'X-TC-Action: CreateNewThing' -H 'X-TC-Version: 2024-05-16' \\
 -d '{"Thing":{"Name":"a"},"Limit":1.50}'"""


NEW_PRODUCT = CURL.replace("mqtt", "newthing")


def _tab(desk: object) -> RequestTab:
    tabs = desk.window.desk.requests
    desk.wait(lambda: any(each.title == "CreateNewThing" for each in tabs.tabs()), "no tab opened")
    return next(each for each in tabs.tabs() if each.title == "CreateNewThing")


@pytest.mark.parametrize("command", [CURL, NEW_PRODUCT])
def test_it_opens_in_json_asks_and_comes_back(open_window: Callable, command: str) -> None:
    desk = open_window("--sandbox")
    QGuiApplication.clipboard().setText(command)
    desk.window.desk.commands["file.paste"].trigger()
    desk.wait_for(ImportDialog, "importDialog")
    desk.wait(lambda: "nothing is checked" in desk.find(NoteList, "importNotes").text())
    desk.find(QPushButton, "importOpenButton").click()
    tab = _tab(desk)
    desk.wait(lambda: desk.window.desk.requests.current() is tab)
    assert tab.sections.currentWidget() is tab.json_editor
    assert any("Not in the catalogue: nothing is checked" in label.text() for label in tab.findChildren(QLabel))
    assert tab.problems() == ()
    assert tab.to_model().json_text() == '{"Thing":{"Name":"a"},"Limit":1.50}'
    editor = tab.json_editor.findChild(QPlainTextEdit)
    editor.setPlainText('{"Thing": {"Name": "b"}, "New": null}')
    for section in ("Parameters", "Headers", "Signature", "Code", "Docs", "JSON"):
        assert tab.show_section(section)
    assert tab.to_model().json_text() == '{"Thing":{"Name":"b"},"New":null}'
    tab.send()
    question = desk.wait_for(QDialog, "questionDialog")
    assert any("CreateNewThing" in label.text() for label in question.findChildren(QLabel))
    question.reject()
    desk.window.close()

    again = open_window("--sandbox")
    back = _tab(again)
    assert back.is_dirty
    assert back.to_model().json_text() == '{"Thing":{"Name":"b"},"New":null}'
    assert back.sections.currentWidget() is back.json_editor
    again.window.desk.requests.remove(back)
