"""The sheet of shortcuts names every key that anything in the window handles."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLabel

import explorer.ui
from explorer.ui.actions.commands import COMMANDS
from explorer.ui.actions.widget_keys import WIDGET_KEYS

UI = Path(explorer.ui.__file__).parent
KEY = re.compile(r"\bKey\.Key_(\w+)|\bStandardKey\.(\w+)")

# Handled for a command that the sheet names anyway, or handed on to the row that handles it.
OF_COMMANDS = {
    "request/request_tab": {"Return", "Enter", "Escape"},
    "request/text_editor": {"Return", "Enter", "Down"},
    "request/json_editor": {"Return", "Enter"},
    "flows/undo_keys": {"Undo", "Redo"},
}


def test_every_module_that_handles_keys_stands_in_the_table() -> None:
    handled = {}
    for file in UI.rglob("*.py"):
        codes = {one or other for one, other in KEY.findall(file.read_text(encoding="utf-8"))}
        if codes:
            handled[file.relative_to(UI).with_suffix("").as_posix()] = codes
    told: dict[str, set[str]] = {module: set(codes) for module, codes in OF_COMMANDS.items()}
    for each in WIDGET_KEYS:
        told.setdefault(each.module, set()).update(each.codes)
    assert handled == told


def test_the_sheet_shows_them_all(open_window: Callable) -> None:
    desk = open_window()
    desk.window.desk.commands["help.shortcuts"].trigger()
    sheet = desk.wait_for(QDialog, "shortcutSheet")
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert {f"{each.place}: {each.words}" for each in WIDGET_KEYS} <= shown
    assert {each.words.replace("&", "").rstrip("…") for each in COMMANDS if each.shortcut} <= {
        text.replace("&", "") for text in shown
    }
    assert {"Alt+Down", "Shift+Return", "Shift+Tab"} <= shown
    assert sheet.height() <= desk.window.height() + 100
