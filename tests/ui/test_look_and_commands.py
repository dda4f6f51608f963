"""Colours that can be read, commands that all do something, a palette that finds them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListView, QPushButton, QTabWidget, QWidget

from explorer.core.storage.paths import AppPaths
from explorer.core.storage.settings import Settings
from explorer.ui.actions.commands import COMMANDS, MENUS
from explorer.ui.actions.fuzzy import score
from explorer.ui.theme import theme
from explorer.ui.theme.palette import DARK, LIGHT, Theme


def _brightness(colour: QColor) -> float:
    parts = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: QColor, other: QColor) -> float:
    dim, bright = sorted((_brightness(one), _brightness(other)))
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in ("text", "muted", "accent", "error") for ground in ("panel", "window")]
    + [(text, "panel") for text in ("success", "warning", "string", "number", "boolean")]
    + [("error", "error_soft"), ("text", "error_soft"), ("text", "selection"), ("accent", "selection")]
    + [("success", "success_soft"), ("warning", "warning_soft"), ("on_accent", "accent")],
)
def test_every_text_has_the_contrast_of_wcag_aa(colours: Theme, text: str, ground: str) -> None:
    assert _contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


def test_the_style_sheet_has_no_token_left(qapp: QApplication) -> None:
    assert "@" not in theme.style_sheet(LIGHT)


def test_shortcuts_are_distinct_and_menus_known() -> None:
    keys = [QKeySequence(each.shortcut).toString() for each in COMMANDS if each.shortcut]
    assert len(keys) == len(set(keys))
    assert {each.menu for each in COMMANDS} == {title.replace("&", "") for title in MENUS}


def test_every_command_is_connected(open_window: Callable) -> None:
    desk = open_window()
    commands = desk.window.desk.commands
    silent = [each.name for each in COMMANDS if commands[each.name].receivers("2triggered(bool)") == 0]
    assert silent == []


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [("inst", "InstanceList", "DescribeInstance"), ("dil", "DescribeInstanceList", "DialUpLink"), ("x", "fox", "dog")],
)
def test_fuzzy_order(query: str, better: str, worse: str) -> None:
    assert score(query, better) > score(query, worse)


def test_palette_runs_a_command_by_keyboard_and_closes(open_window: Callable) -> None:
    desk = open_window()
    desk.window.desk.commands["edit.palette"].trigger()
    palette = desk.find(QWidget, "commandPalette")
    assert palette.isVisible()
    field = desk.find(QLineEdit, "paletteField")
    desk.qtbot.keyClicks(field, "dark theme")
    assert desk.find(QListView, "paletteList").currentIndex().data() == "View: Dark theme"
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert theme.current() is DARK
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")


@pytest.mark.parametrize(
    ("query", "command"),
    [
        ("undo", "Edit: Undo"),
        ("save", "File: Save"),
        ("quit", "File: Quit"),
        ("send", "Request: Send"),
        ("udno", "Edit: Undo"),
    ],
)
def test_a_command_named_by_a_whole_word_comes_first(open_window: Callable, query: str, command: str) -> None:
    desk = open_window()
    commands = desk.window.desk.commands
    for each in COMMANDS:
        commands[each.name].setEnabled(True)
    commands["edit.palette"].trigger()
    desk.find(QLineEdit, "paletteField").setText(query)
    chosen = desk.find(QListView, "paletteList").currentIndex()
    assert chosen.data() == command
    assert chosen.data(Qt.ItemDataRole.AccessibleTextRole).startswith(command)


@pytest.mark.parametrize(
    ("query", "action", "product"),
    [("cvm", "DescribeInstances", "Cloud Virtual Machine"), ("mqtt", "DescribeInstanceList", "TDMQ for MQTT")],
)
def test_a_product_name_finds_its_usual_action_and_says_it_aloud(
    open_window: Callable, query: str, action: str, product: str
) -> None:
    desk = open_window()
    desk.window.desk.commands["edit.palette"].trigger()
    desk.find(QLineEdit, "paletteField").setText(query)
    chosen = desk.find(QListView, "paletteList").currentIndex()
    assert chosen.data() == action
    assert product in chosen.data(Qt.ItemDataRole.AccessibleTextRole)


def test_palette_opens_an_action(open_window: Callable) -> None:
    desk = open_window()
    desk.window.desk.commands["edit.palette"].trigger()
    field = desk.find(QLineEdit, "paletteField")
    desk.qtbot.keyClicks(field, "CreateUser mqtt")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    tabs = desk.find(QTabWidget, "requestTabs")
    desk.wait(lambda: tabs.count() == 1)


def test_settings_come_back_after_a_restart(open_window: Callable) -> None:
    desk = open_window()
    desk.find(QComboBox, "regionSelector").setCurrentText("eu-frankfurt")
    desk.window.close()
    again = open_window()
    assert again.find(QComboBox, "regionSelector").currentText() == "eu-frankfurt"


def test_every_control_has_a_name(open_window: Callable) -> None:
    desk = open_window()
    names = ("actionSearch", "actionTree", "profileSelector", "regionSelector", "endpointSelector", "historyTable",
             "collectionTree", "commandPalette", "statusBar")  # fmt: skip
    assert [name for name in names if not desk.find(QWidget, name).accessibleName()] == []


def test_a_choice_is_on_the_disk_soon_after_it_not_only_at_the_end(open_window: Callable) -> None:
    desk = open_window()
    file = AppPaths.default().settings_file
    desk.window.desk.commands["view.theme_dark"].trigger()
    desk.wait(lambda: file.exists() and Settings.load(file).theme == "dark")
    desk.window.desk.bar.set_region("eu-frankfurt")
    desk.wait(lambda: Settings.load(file).region == "eu-frankfurt")
    desk.window.desk.commands["view.theme_system"].trigger()
    desk.wait(lambda: Settings.load(file).theme == "system")


def test_find_brings_the_tree_to_the_front_whatever_page_is_there(open_window: Callable) -> None:
    desk = open_window("--sandbox")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    desk.find(QPushButton, "sendButton").click()
    panel = desk.window.desk.answers.current()
    desk.wait(lambda: panel.tabs.tree.model.rowCount() > 0)
    for page in (panel.tabs.raw, panel.tabs.headers, panel.tabs.compare, panel.tabs.table):
        panel.tabs.setCurrentWidget(page)
        desk.window.desk.commands["edit.find"].trigger()
        assert panel.tabs.currentWidget() is panel.tabs.tree
        assert desk.find(QLineEdit, "findField").isVisible()
