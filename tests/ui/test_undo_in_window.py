"""Ctrl+Z over a request in the window, whichever section the edit was made in; and the sheet of keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QTabWidget

from explorer.core.models.action import ActionRef
from explorer.ui.actions.commands import COMMANDS

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(open_window: Callable) -> object:
    opened = open_window()
    opened.window.requests.open_action(ActionRef("mqtt", "2024-05-16", "DescribeInstance"))
    opened.wait_for(QLineEdit, "field:InstanceId")
    opened.window.activateWindow()
    opened.wait(lambda: QApplication.focusWidget() is not None)
    return opened


def typed(desk: object, text: str) -> QLineEdit:
    field = desk.find(QLineEdit, "field:InstanceId")
    field.setFocus()
    desk.qtbot.keyClicks(field, text)
    desk.qtbot.wait(200)
    return field


def test_undo_and_redo_over_form_and_json(desk: object) -> None:
    tab = desk.window.desk.requests.current()
    field = typed(desk, "mqtt-1")
    tab.show_section("JSON")
    editor = desk.find(QPlainTextEdit, "jsonEditor")
    editor.setPlainText('{"InstanceId": "mqtt-1", "Own": [1.50]}')
    desk.wait(lambda: "Own" in tab.to_model().parameters)
    desk.qtbot.wait(200)

    editor.setFocus()
    desk.qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert tab.to_model().parameters == {"InstanceId": "mqtt-1"}
    assert "Own" not in editor.toPlainText()
    tab.show_section("Parameters")
    field = desk.wait_for(QLineEdit, "field:InstanceId")
    field.setFocus()
    desk.qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    field = desk.wait_for(QLineEdit, "field:InstanceId")
    assert field.text() == ""
    assert field.hasFocus()
    assert tab.to_model().parameters == {}
    desk.wait(lambda: not tab.is_dirty)

    for _ in range(2):
        desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL | SHIFT)
    assert list(tab.to_model().parameters) == ["InstanceId", "Own"]
    assert desk.wait_for(QLineEdit, "field:InstanceId").text() == "mqtt-1"
    assert tab.is_dirty


def test_undo_brings_back_what_an_example_replaced(desk: object) -> None:
    tab = desk.window.desk.requests.current()
    typed(desk, "mqtt-mine")
    tab.replace_parameters({})
    desk.qtbot.wait(200)
    assert tab.to_model().parameters == {}
    desk.window.desk.commands["edit.undo"].trigger()
    assert tab.to_model().parameters == {"InstanceId": "mqtt-mine"}
    field = desk.find(QLineEdit, "field:InstanceId")
    assert field.text() == "mqtt-mine"


def test_undo_with_nothing_to_undo_says_so(desk: object) -> None:
    desk.window.desk.commands["edit.undo"].trigger()
    assert "nothing to undo" in desk.find(QLabel, "windowNoticeText").text()


def test_duplicate_is_a_tab_of_its_own(desk: object) -> None:
    typed(desk, "mqtt-1")
    desk.window.desk.commands["request.duplicate"].trigger()
    tabs = desk.find(QTabWidget, "requestTabs")
    desk.wait(lambda: tabs.count() == 2)
    first, second = desk.window.desk.requests.tabs()
    assert second.to_model() == first.to_model()
    assert second.is_dirty
    desk.wait_for(QLineEdit, "field:InstanceId").setText("mqtt-2")
    assert first.to_model().parameters == {"InstanceId": "mqtt-1"}


def test_no_break_spaces_stay_in_the_text(desk: object) -> None:
    tab = desk.window.desk.requests.current()
    tab.show_section("JSON")
    desk.find(QPlainTextEdit, "jsonEditor").setPlainText('{"InstanceId": "a\u00a0b"}')
    assert tab.to_model().parameters == {"InstanceId": "a\u00a0b"}


def test_every_shortcut_is_on_the_sheet(desk: object) -> None:
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    sheet = desk.wait_for(QDialog, "shortcutSheet")
    words = {label.text() for label in sheet.findChildren(QLabel)}
    for command in COMMANDS:
        assert not command.shortcut or command.words.rstrip("…") in words
    sheet.close()
