"""The commands as Qt actions: menus made of them, enabled by what is there."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from explorer.ui.actions.command import Command
from explorer.ui.actions.commands import COMMANDS, MENUS


class CommandSet(QObject):
    """One QAction a command, owned by the window that the shortcuts work in."""

    def __init__(self, window: QWidget, commands: tuple[Command, ...] = COMMANDS) -> None:
        super().__init__(window)
        self.commands = commands
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {command.name: self._made(command, window) for command in commands}
        self.set_present(frozenset())

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect_to(self, slots: dict[str, Callable[[], object]]) -> None:
        """Let each named command call its function."""
        for name, slot in slots.items():
            self._actions[name].triggered.connect(lambda _checked=False, slot=slot: slot())

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        for title in MENUS:
            menu = bar.addMenu(title)
            section = 0
            for command in (each for each in self.commands if each.menu == title.replace("&", "")):
                if command.section != section:
                    menu.addSeparator()
                    section = command.section
                menu.addAction(self._actions[command.name])

    def set_present(self, present: frozenset[str]) -> None:
        """Enable the commands whose needs are present."""
        for command in self.commands:
            self._actions[command.name].setEnabled(not command.needs or command.needs in present)

    def _made(self, command: Command, window: QWidget) -> QAction:
        action = QAction(command.text, window)
        action.setObjectName(command.name)
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
            if command.shortcut.endswith("Return"):
                keypad = command.shortcut.replace("Return", "Enter")
                action.setShortcuts([QKeySequence(command.shortcut), QKeySequence(keypad)])
        action.setCheckable(bool(command.choice) or command.toggle)
        if command.choice:
            if command.choice not in self._groups:
                self._groups[command.choice] = QActionGroup(self)
            self._groups[command.choice].addAction(action)
        window.addAction(action)
        return action
