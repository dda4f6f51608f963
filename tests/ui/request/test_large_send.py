"""A large request is read and looked through while the window goes on, and sent when that is done."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.errors import ExplorerError
from explorer.core.models.json_value import JsonObject, loads
from explorer.core.models.request import Request
from explorer.ui.request.list_editor import ListEditor
from explorer.ui.request.long_line_edit import LongLineEdit
from explorer.ui.request.request_tab import RequestTab
from explorer.ui.request.request_tabs import RequestTabsPanel
from explorer.ui.task_runner import TaskRunner
from tests.ui.request.conftest import THINGS, Catalog

LARGE: JsonObject = {"ThingId": "a", "Filters": [{"Name": f"n{each}", "Values": ["x"]} for each in range(3000)]}
WRONG: JsonObject = {"ThingId": "a", "Filters": [*LARGE["Filters"], {"Nme": "last"}]}  # type: ignore[misc]


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[RequestTabsPanel]:
    runner = TaskRunner()
    panel = RequestTabsPanel(Catalog(), runner, ())
    qtbot.addWidget(panel)
    panel.resize(520, 800)
    panel.show()
    yield panel
    runner.close()


@pytest.fixture
def open_large(panel: RequestTabsPanel, qtbot: QtBot) -> Callable[[JsonObject], RequestTab]:
    def opened(parameters: JsonObject) -> RequestTab:
        panel.open_request(Request(THINGS, parameters))
        qtbot.waitUntil(lambda: panel.current() is not None, timeout=20_000)
        tab = panel.current()
        assert tab is not None
        qtbot.waitUntil(lambda: tab.parameter_form.queue.is_empty, timeout=20_000)
        return tab

    return opened


def _watch(tab: RequestTab) -> list[JsonObject]:
    sent: list[JsonObject] = []
    tab.send_requested.connect(lambda: sent.append(tab.to_model().parameters))
    return sent


def _unchecked(tab: RequestTab, qtbot: QtBot) -> None:
    """Wait for the check of the opened request, and forget what it found."""
    qtbot.waitUntil(lambda: tab.parameter_form.is_checked, timeout=20_000)
    tab.parameter_form._checked = None


def test_it_is_sent_once_when_it_was_looked_through(open_large: Callable, qtbot: QtBot) -> None:
    tab = open_large(LARGE)
    _unchecked(tab, qtbot)
    sent = _watch(tab)
    tab.send()
    tab.send()
    assert sent == []
    qtbot.waitUntil(lambda: bool(sent), timeout=20_000)
    qtbot.wait(50)
    assert sent == [LARGE]


def test_what_is_wrong_far_down_is_shown_and_nothing_is_sent(open_large: Callable, qtbot: QtBot) -> None:
    tab = open_large(WRONG)
    _unchecked(tab, qtbot)
    sent = _watch(tab)
    tab.send()
    qtbot.waitUntil(tab.problem_bar.isVisible, timeout=20_000)
    assert [problem.path for problem in tab.problems() if problem.blocking] == [
        "Filters.3000.Nme",
        "Filters.3000.Name",
    ]
    assert sent == []
    tab.send(anyway=True)
    assert sent == [WRONG]


def test_an_edit_meanwhile_takes_the_send_back_and_says_so(open_large: Callable, qtbot: QtBot) -> None:
    tab = open_large(LARGE)
    _unchecked(tab, qtbot)
    sent, told = _watch(tab), []
    tab.failed.connect(told.append)
    tab.send()
    line = tab.findChild(QWidget, "field:ThingId")
    qtbot.keyClick(line, Qt.Key.Key_B)
    assert len(told) == 1
    assert isinstance(told[0], ExplorerError)
    assert "Not sent" in str(told[0])
    qtbot.waitUntil(lambda: tab.parameter_form.is_checked, timeout=20_000)
    qtbot.wait(50)
    assert sent == []


def test_json_just_typed_is_read_before_it_is_sent(open_large: Callable, qtbot: QtBot) -> None:
    tab = open_large(LARGE)
    tab.show_section("JSON")
    editor = tab.json_editor.text
    qtbot.waitUntil(lambda: not editor.isReadOnly(), timeout=20_000)
    sent = _watch(tab)
    cursor = editor.document().find('"a"')
    cursor.insertText('"typed"')
    tab.send()
    assert sent == []
    qtbot.waitUntil(lambda: bool(sent), timeout=20_000)
    assert sent[0]["ThingId"] == "typed"


def test_rows_that_json_replaces_go_at_once_and_come_back_as_it_says(open_large: Callable, qtbot: QtBot) -> None:
    tab = open_large({"ThingId": "a", "Ports": [loads("1"), loads("2")]})
    tab.show_section("JSON")
    tab.json_editor.text.setFocus()
    qtbot.keyClick(tab.json_editor.text, Qt.Key.Key_Space)
    assert tab.findChild(QWidget, "field:ThingId") is None
    tab.json_editor.text.setPlainText('{"ThingId": "b", "Ports": [7]}')
    tab.show_section("Parameters")
    qtbot.waitUntil(lambda: tab.findChild(QWidget, "field:Ports.0") is not None)
    assert tab.findChild(QWidget, "field:ThingId").text() == "b"
    assert len(tab.findChildren(QWidget, "field:ThingId")) == 1
    assert tab.parameter_form.isEnabled()


def test_broken_json_leaves_what_could_be_read_last(open_large: Callable, qtbot: QtBot) -> None:
    tab = open_large({"ThingId": "a"})
    tab.show_section("JSON")
    tab.json_editor.text.setPlainText('{"ThingId": "b"')
    tab.show_section("Parameters")
    qtbot.waitUntil(lambda: tab.findChild(QWidget, "field:ThingId") is not None)
    assert tab.findChild(QWidget, "field:ThingId").text() == "a"
    assert not tab.parameter_form.isEnabled()
    assert tab.problem_bar.isVisible()


def test_an_object_added_behind_all_that_are_shown_is_shown(open_large: Callable, qtbot: QtBot) -> None:
    tab = open_large({"ThingId": "a", "Filters": [{"Name": f"n{each}"} for each in range(25)]})
    editor = next(row.editor for row in tab.parameter_form._rows if row.field.name == "Filters")
    assert isinstance(editor, ListEditor)
    assert len(editor.elements()) == 25
    tab.findChild(QPushButton, "add:Filters").click()
    assert len(editor.elements()) == 26
    assert not editor.more_link.isVisible()


@pytest.mark.parametrize("text", ["", "a", "a\n\nb\n", "\n", "x\u00a0y\n" * 9000, "𝄞é\n" * 20_000, "long" * 20_000])
def test_a_text_gathered_in_pieces_is_the_text(qtbot: QtBot, text: str) -> None:
    editor = LongLineEdit()
    qtbot.addWidget(editor)
    editor.setPlainText(text)
    whole = editor.toPlainText()
    editor._seen = (-1, "")
    steps = sum(1 for _step in editor.gather())
    assert editor._seen[0] == editor.document().revision()
    assert editor.toPlainText() == whole == text
    assert steps > 1 or len(text) < 60_000


def test_gathering_begins_again_after_an_edit(qtbot: QtBot) -> None:
    editor = LongLineEdit()
    qtbot.addWidget(editor)
    QPlainTextEdit.setPlainText(editor, "line\n" * 30_000)
    work = editor.gather()
    next(work)
    editor.textCursor().insertText("first ")
    for _step in work:
        pass
    assert editor.toPlainText() == "first " + "line\n" * 30_000
