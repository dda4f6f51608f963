"""The keys of finding work wherever the focus is, and whatever page of the answer is in front."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTabWidget


def test_f3_goes_on_and_back_and_ctrl_g_asks_for_a_number(open_window: Callable) -> None:
    desk = open_window("--sandbox")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    desk.find(QPushButton, "sendButton").click()
    panel = desk.window.desk.answers.current()
    tabs = panel.tabs
    desk.wait(lambda: tabs.tree.model.rowCount() > 0)
    commands, bar = desk.window.desk.commands, tabs.tree.find_bar
    field, count = bar.field, bar.count

    commands["edit.find_next"].trigger()
    assert field.hasFocus(), "nothing is looked for yet, so the text is asked for"
    QTest.keyClicks(field, "e")
    commands["edit.find_next"].trigger()
    desk.wait(lambda: count.text().startswith("1 of ") and not count.text().endswith("…"))
    total = count.text().removeprefix("1 of ")
    assert int(total) > 2

    tabs.setCurrentWidget(tabs.raw)
    commands["edit.find_next"].trigger()
    assert tabs.currentWidget() is tabs.tree
    assert count.text() == f"2 of {total}"
    for _ in range(2):
        commands["edit.find_previous"].trigger()
    assert count.text() == f"{total} of {total}"
    commands["edit.find_number"].trigger()
    assert count.hasFocus()
    QTest.keyClicks(count, "2")
    QTest.keyClick(count, Qt.Key.Key_Return)
    assert count.text() == f"2 of {total}"


def test_the_keys_are_in_the_menu_as_everywhere(open_window: Callable) -> None:
    commands = open_window().window.desk.commands
    keys = {name: commands[f"edit.{name}"].shortcut().toString() for name in ("find_next", "find_previous")}
    assert keys == {"find_next": "F3", "find_previous": "Shift+F3"}
    assert commands["edit.find_number"].shortcut().toString() == "Ctrl+G"
