"""A widget made in steps ends as the same as one made at once."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.widgets.in_steps import InSteps


class Stairs(InSteps, QWidget):
    def __init__(self, *, in_steps: bool = False) -> None:
        super().__init__()
        self.made: list[str] = []
        self.make(self._build(), in_steps=in_steps)

    def _build(self) -> Iterator[None]:
        self.made.append("first")
        yield
        self.made.append("second")


def test_it_is_whole_at_once_unless_steps_are_asked_for(qtbot: QtBot) -> None:
    stairs = Stairs()
    qtbot.addWidget(stairs)
    assert stairs.is_whole
    assert stairs.made == ["first", "second"]


def test_each_call_makes_one_more_part(qtbot: QtBot) -> None:
    stairs = Stairs(in_steps=True)
    qtbot.addWidget(stairs)
    assert (stairs.made, stairs.is_whole) == ([], False)
    assert stairs.build_more()
    assert (stairs.made, stairs.is_whole) == (["first"], False)
    assert not stairs.build_more()
    assert (stairs.made, stairs.is_whole) == (["first", "second"], True)


def test_whoever_cannot_wait_finishes_it(qtbot: QtBot) -> None:
    stairs = Stairs(in_steps=True)
    qtbot.addWidget(stairs)
    stairs.build_more()
    stairs.finish()
    stairs.finish()
    assert stairs.is_whole
    assert stairs.made == ["first", "second"]
