"""A long text of JSON comes bit by bit and is read elsewhere, and is the same text for all that."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.models.json_value import JsonObject, dumps, loads
from explorer.core.models.request import Request
from explorer.ui.request.request_tab import RequestTab
from explorer.ui.request.request_tabs import RequestTabsPanel
from explorer.ui.request.text_filler import TextFiller, in_lines
from explorer.ui.task_runner import TaskRunner
from explorer.ui.theme import theme
from tests.ui.request.conftest import THINGS, Catalog

Find = Callable[..., QWidget]

LONG: JsonObject = {"ThingId": "a", "Filters": [{"Name": f"n{each}", "Values": ["x", "é"]} for each in range(6000)]}


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> Iterator[RequestTabsPanel]:
    theme.apply(qapp, "light")
    runner = TaskRunner()
    panel = RequestTabsPanel(Catalog(), runner, ())
    qtbot.addWidget(panel)
    panel.resize(520, 800)
    panel.show()
    yield panel
    runner.close()


@pytest.fixture
def tab(panel: RequestTabsPanel, qtbot: QtBot) -> RequestTab:
    panel.open_request(Request(THINGS, LONG))
    qtbot.waitUntil(lambda: panel.current() is not None)
    tab = panel.current()
    assert tab is not None
    qtbot.waitUntil(lambda: tab.parameter_form.queue.is_empty)
    return tab


def _editor(tab: RequestTab, qtbot: QtBot) -> QPlainTextEdit:
    tab.show_section("JSON")
    qtbot.waitUntil(lambda: not tab.json_editor.text.isReadOnly(), timeout=20_000)
    return tab.json_editor.text


def _type_in_front(editor: QPlainTextEdit, text: str) -> None:
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.insertText(text)


def test_the_whole_text_is_there_in_the_end_and_counts_as_no_edit(tab: RequestTab, qtbot: QtBot) -> None:
    assert _editor(tab, qtbot).toPlainText() == dumps(LONG, indent=2)
    assert not tab.is_dirty
    assert tab.to_model() == Request(THINGS, LONG)


def test_who_asks_for_the_text_while_it_comes_gets_all_of_it(tab: RequestTab, qtbot: QtBot) -> None:
    editor, other = _editor(tab, qtbot), {**LONG, "ThingId": "b"}
    tab.json_editor.show_parameters(other)
    assert editor.isReadOnly()
    assert tab.json_editor.content() == dumps(other, indent=2)
    assert not editor.isReadOnly()


def test_another_text_takes_the_place_of_one_that_still_comes(tab: RequestTab, qtbot: QtBot) -> None:
    editor = _editor(tab, qtbot)
    tab.json_editor.show_parameters({**LONG, "ThingId": "b"})
    tab.json_editor.show_parameters({**LONG, "ThingId": "c"})
    qtbot.waitUntil(lambda: not editor.isReadOnly(), timeout=20_000)
    assert editor.toPlainText() == dumps({**LONG, "ThingId": "c"}, indent=2)
    tab.json_editor.show_parameters(LONG)
    tab.replace_parameters({"ThingId": "d"})
    tab.show_section("Parameters")
    assert _editor(tab, qtbot).toPlainText() == '{\n  "ThingId": "d"\n}'


def test_an_edit_is_read_elsewhere_and_reaches_the_parameters(tab: RequestTab, qtbot: QtBot) -> None:
    editor = _editor(tab, qtbot)
    with qtbot.waitSignal(tab.json_editor.parsed):
        editor.setPlainText(editor.toPlainText().replace('"n5999"', '"other"'))
    qtbot.waitUntil(lambda: tab.is_dirty)
    assert '"other"' in dumps(tab.to_model().parameters)
    tab.show_section("Parameters")
    assert tab.parameter_form.isEnabled()


def test_sending_waits_for_no_reading_elsewhere(tab: RequestTab, qtbot: QtBot) -> None:
    editor = _editor(tab, qtbot)
    editor.setPlainText(editor.toPlainText().replace('"n5999"', '"other"'))
    assert '"other"' in dumps(tab.to_model().parameters)
    assert not tab.json_editor.is_reading


def test_a_mistake_is_placed_and_what_is_typed_meanwhile_counts(tab: RequestTab, qtbot: QtBot) -> None:
    editor = _editor(tab, qtbot)
    state = tab.findChild(QLabel, "jsonState")
    assert isinstance(state, QLabel)
    with qtbot.waitSignal(tab.json_editor.broken):
        _type_in_front(editor, "{")
    assert state.text().startswith("Line 1, column 2:")
    assert not tab.parameter_form.isEnabled()
    _type_in_front(editor, "{")
    qtbot.waitUntil(lambda: tab.json_editor.is_reading)
    with qtbot.waitSignal(tab.json_editor.parsed):
        editor.setPlainText(dumps(LONG))
    assert tab.json_editor.error == ""
    assert not state.text().startswith("Line ")
    assert tab.to_model().parameters == LONG


def test_tidying_keeps_the_parameters(tab: RequestTab, qtbot: QtBot) -> None:
    editor = _editor(tab, qtbot)
    with qtbot.waitSignal(tab.json_editor.parsed):
        editor.setPlainText(dumps(LONG))
    tab.json_editor.tidy()
    qtbot.waitUntil(lambda: "\n" in editor.toPlainText() and not editor.isReadOnly(), timeout=20_000)
    assert loads(editor.toPlainText()) == LONG
    assert editor.toPlainText() == dumps(LONG, indent=2)


@pytest.mark.parametrize("text", ["", "a", "a\n" * 9000, "x" * 9000 + "\ny", "\n" * 5000 + "end"])
def test_the_pieces_make_the_text_and_end_at_line_ends(qtbot: QtBot, qapp: QApplication, text: str) -> None:
    pieces = list(in_lines(text))
    assert "".join(pieces) == text
    assert all(piece.endswith("\n") for piece in pieces[:-1])
    editor = QPlainTextEdit("before")
    qtbot.addWidget(editor)
    filler = TextFiller(editor)
    filler.fill(iter(pieces))
    filler.finish()
    assert editor.toPlainText() == text
    assert not editor.isReadOnly()
