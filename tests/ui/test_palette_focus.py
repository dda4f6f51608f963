"""The palette never stays in front of what the keyboard works with, and gives the focus back to where it was."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from explorer.ui.actions.commands import COMMANDS, MENUS


@pytest.fixture
def desk(open_window: Callable) -> object:
    desk = open_window()
    desk.window.activateWindow()
    desk.wait(lambda: QApplication.focusWidget() is desk.find(QLineEdit, "actionSearch"))
    return desk


def opened(desk: object) -> QWidget:
    desk.window.desk.commands["edit.palette"].trigger()
    palette = desk.find(QWidget, "commandPalette")
    desk.wait(lambda: palette.isVisible() and desk.find(QLineEdit, "paletteField").hasFocus())
    return palette


def test_a_shortcut_of_the_window_closes_it(desk: object) -> None:
    palette = opened(desk)
    desk.window.desk.commands["view.history"].trigger()
    assert not palette.isVisible()
    assert desk.find(QLineEdit, "historySearch").hasFocus()


@pytest.mark.parametrize("how", ["beside", "escape"])
def test_the_focus_goes_back(desk: object, how: str) -> None:
    palette = opened(desk)
    opened(desk)
    if how == "beside":
        desk.qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, palette.height() - 5))
    else:
        desk.qtbot.keyClick(desk.find(QLineEdit, "paletteField"), Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert desk.find(QLineEdit, "actionSearch").hasFocus()


def test_with_no_place_to_go_back_to_no_selector_takes_the_focus(desk: object) -> None:
    desk.find(QLineEdit, "actionSearch").clearFocus()
    desk.wait(lambda: QApplication.focusWidget() is None)
    palette = opened(desk)
    palette.dismiss()
    assert not desk.find(QWidget, "profileSelector").hasFocus()


@pytest.mark.parametrize("menu", [words.replace("&", "") for words in MENUS])
def test_no_letter_is_twice_in_a_menu(menu: str) -> None:
    words = [command.words for command in COMMANDS if command.menu == menu]
    letters = [text[text.index("&") + 1].casefold() for text in words if "&" in text]
    assert len(letters) == len(set(letters))
