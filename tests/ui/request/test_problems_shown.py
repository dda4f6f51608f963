"""Each fault is told once, at the place it belongs to, and no longer than it is there."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.form.fields import Form
from explorer.core.models.json_value import Number, dumps
from explorer.core.models.request import Request
from explorer.ui.request.request_tab import RequestTab
from explorer.ui.request.request_tabs import RequestTabsPanel
from tests.ui.request.conftest import MANY

Open = Callable[..., RequestTab]
Find = Callable[..., QWidget]


def frames(tab: RequestTab) -> set[str]:
    lines = tab.findChildren(QLineEdit)
    return {line.objectName() for line in lines if line.objectName() and line.property("invalid")}


def test_a_fault_in_an_element_is_told_under_its_own_list_and_framed(open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a","Filters":[{"Name":"n","Values":["x",1]}]}')
    tab.parameter_form.check_now()
    told = [label.text() for label in tab.findChildren(QLabel) if "takes text" in label.text()]
    assert told == ["Values.1 takes text; 1 is not one."]
    assert frames(tab) == {"field:Filters.0.Values.1"}
    find("field:Filters.0.Values.1").setText("y")  # type: ignore[attr-defined]
    tab.replace_parameters({"ThingId": "a", "Filters": [{"Name": "n", "Values": ["x", "y"]}]})
    tab.parameter_form.check_now()
    assert frames(tab) == set()


def test_the_line_above_follows_the_json_while_it_is_typed(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a","Limit":"many"}')
    tab.send()
    bar, words = find("problemBar"), find("problemWords", QLabel)
    assert isinstance(words, QLabel)
    assert "Limit" in words.text()
    tab.show_section("JSON")
    editor = find("jsonEditor", QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText('{"ThingId":"a","Limit":}')
    qtbot.waitUntil(lambda: "waits for the JSON" in words.text())
    editor.setPlainText('{"ThingId":"a","Limit":1}')
    qtbot.waitUntil(lambda: not bar.isVisible())


@pytest.mark.parametrize(("text", "told"), [('{"Limit": 1,', True), ('{"Limit": 1}', False)])
def test_a_text_that_cannot_be_read_is_told_at_once_when_it_is_opened(
    panel: RequestTabsPanel, open_things: Open, find: Find, *, text: str, told: bool
) -> None:
    tab = open_things('{"ThingId":"a"}')
    assert tab.spec is not None
    tab.load(Request(tab.spec.ref, {"ThingId": "a"}, body_text=text), tab.spec)
    assert find("problemBar").isVisible() is told
    assert tab.parameter_form.isEnabled() is not told


def test_many_faults_come_and_go_a_few_at_a_time(qtbot: QtBot, panel: RequestTabsPanel, find: Find) -> None:
    names = [f"Member{number:02}" for number in range(59)]
    panel.open_request(Request(MANY, dict.fromkeys(names, True)))
    tab = panel.current()
    assert tab is not None
    tab.parameter_form.reveal_problems()
    qtbot.waitUntil(lambda: tab.parameter_form.queue.is_empty and len(frames(tab)) == 59)
    tab.replace_parameters(dict.fromkeys(names, "text"))
    qtbot.waitUntil(lambda: tab.parameter_form.queue.is_empty and not frames(tab))


def test_a_large_request_is_checked_bit_by_bit_and_just_as_well(
    qtbot: QtBot, open_things: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = open_things(dumps({"ThingId": "a", "Ports": [Number(str(each)) for each in range(5000)], "Limit": "x"}))
    form = tab.parameter_form
    qtbot.waitUntil(lambda: (label := tab.findChild(QLabel, "error:Limit")) is not None and label.isVisible())
    monkeypatch.setattr(Form, "problems", lambda _self: pytest.fail("what is known already is checked again"))
    assert [problem.path for problem in form.problems()] == ["Limit"]
    monkeypatch.undo()
    tab.parameter_form._form.find("Limit").set_text("7")
    assert form.problems() == ()
