"""One panel for each open request, made ahead of need without ever being seen half made."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.ui.flows.answers import AnswerStack
from explorer.ui.request.request_tab import RequestTab

StackOf = Callable[[], AnswerStack]


@pytest.fixture
def stack_of(qtbot: QtBot) -> StackOf:
    def make() -> AnswerStack:
        stack = AnswerStack()
        qtbot.addWidget(stack)
        stack.resize(700, 800)
        stack.show()
        qtbot.waitExposed(stack)
        return stack

    return make


def a_tab() -> RequestTab:
    """The stack only tells tabs apart."""
    return object()  # type: ignore[return-value]


@pytest.mark.parametrize("turns", range(0, 24, 2))
def test_a_tab_is_closed_at_any_moment_while_the_next_panel_is_made(stack_of: StackOf, turns: int) -> None:
    stack, first, second = stack_of(), a_tab(), a_tab()
    for tab in (first, second):
        stack.set_current(tab)
        for _turn in range(turns):
            QApplication.processEvents()
        stack.resize(stack.width() + 1, stack.height())
    stack.forget(second)
    stack.forget(first)
    stack.stop()


def test_a_panel_in_sight_is_whole(stack_of: StackOf, qtbot: QtBot) -> None:
    stack, tabs = stack_of(), [a_tab() for _number in range(5)]
    for tab in tabs:
        stack.set_current(tab)
    qtbot.waitUntil(lambda: stack.current() is not None)
    panel = stack.current()
    assert panel is not None
    assert stack.currentWidget() is panel
    assert panel.is_whole
    assert len(stack.panels()) == 1  # nobody looked at the others
    stack.stop()


def test_many_tabs_opened_in_a_row_get_a_panel_each(stack_of: StackOf, qtbot: QtBot) -> None:
    stack, tabs = stack_of(), [a_tab() for _number in range(4)]
    for number, tab in enumerate(tabs, 1):
        stack.set_current(tab)
        qtbot.waitUntil(lambda: stack.current() is not None)
        assert len(stack.panels()) == number
    assert len({id(panel) for panel in stack.panels()}) == len(tabs)
    stack.stop()
