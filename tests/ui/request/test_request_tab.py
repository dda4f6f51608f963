"""One open request: JSON and form, unsaved marks, sending with problems, headers, documents."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.models.json_value import Number, dumps
from explorer.core.models.request import Algorithm, Method, Request
from explorer.ui.request.request_tab import RequestTab
from explorer.ui.request.request_tabs import RequestTabsPanel

Open = Callable[..., RequestTab]
Find = Callable[..., QWidget]


def _json(tab: RequestTab, find: Find) -> QPlainTextEdit:
    assert tab.show_section("JSON")
    editor = find("jsonEditor", QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    return editor


def _write(qtbot: QtBot, tab: RequestTab, editor: QPlainTextEdit, text: str) -> None:
    editor.setPlainText(text)
    tab.json_editor.settle()


def test_the_json_shows_what_the_form_holds(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"Limit":1.50,"Zzz":[2.50],"ThingId":"a"}')
    editor = _json(tab, find)
    assert editor.toPlainText() == '{\n  "Limit": 1.50,\n  "Zzz": [\n    2.50\n  ],\n  "ThingId": "a"\n}'
    tab.show_section("Parameters")
    qtbot.keyClicks(find("field:Mode"), "FAST")
    assert '"Mode": "FAST"' in _json(tab, find).toPlainText()


def test_the_form_shows_what_the_json_says(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things()
    text = '{"ThingId":"b","Big":123456789012345678901234567890,"Filters":[{"Name":"n","Odd":1.10}]}'
    _write(qtbot, tab, _json(tab, find), text)
    tab.show_section("Parameters")
    for path, shown in (("ThingId", "b"), ("Filters.0.Name", "n"), ("Filters.0.Odd", "1.10")):
        line = find(f"field:{path}", QLineEdit)
        assert isinstance(line, QLineEdit)
        assert line.text() == shown
    assert dumps(tab.to_model().parameters) == text
    assert tab.to_model().body_text is None


def test_a_syntax_error_is_placed_and_the_form_waits(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    editor = _json(tab, find)
    _write(qtbot, tab, editor, '{\n  "ThingId": "b",\n  "Limit" 5\n}')
    state = find("jsonState", QLabel)
    assert isinstance(state, QLabel)
    assert state.text() == "Line 3, column 11: a colon is missing before this."
    assert editor.extraSelections()
    assert not tab.parameter_form.isEnabled()
    assert dumps(tab.to_model().parameters) == '{"ThingId":"a"}'
    _write(qtbot, tab, editor, '{"ThingId": "c"}')
    assert state.text() == ""
    assert tab.parameter_form.isEnabled()
    assert dumps(tab.to_model().parameters) == '{"ThingId":"c"}'


def test_broken_json_is_sent_as_it_stands_when_asked_for(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    _write(qtbot, tab, _json(tab, find), '{"ThingId": ')
    tab.send()
    assert "waits for the JSON" in find("problemWords", QLabel).text()  # type: ignore[attr-defined]
    with qtbot.waitSignal(tab.send_requested):
        find("sendAnywayButton").click()  # type: ignore[attr-defined]
    assert tab.to_model().body_text == '{"ThingId": '


def test_other_parameters_take_the_place_of_broken_json(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    _write(qtbot, tab, _json(tab, find), '{"ThingId": ')
    tab.replace_parameters({"ThingId": "b"})
    tab.show_section("Parameters")
    assert tab.parameter_form.isEnabled()
    assert tab.problems() == ()
    assert tab.to_model().body_text is None
    assert _json(tab, find).toPlainText() == '{\n  "ThingId": "b"\n}'


def test_a_list_is_no_set_of_parameters(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things()
    _write(qtbot, tab, _json(tab, find), "[1]")
    assert "JSON object" in find("jsonState", QLabel).text()  # type: ignore[attr-defined]


def test_an_exact_body_is_kept_until_the_form_is_edited(
    qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find
) -> None:
    text = '{ "ThingId" : "a" }'
    ref = open_things().to_model().action
    panel.open_request(Request(ref, {"ThingId": "a"}, body_text=text))
    tab = panel.current()
    assert tab is not None
    assert tab.to_model().body_text == text
    assert not tab.is_dirty
    assert _json(tab, find).toPlainText() == text
    tab.show_section("Parameters")
    qtbot.keyClicks(find("field:Limit"), "1")
    assert tab.to_model().body_text is None
    assert tab.to_model().parameters == {"ThingId": "a", "Limit": Number("1")}


def test_an_edit_makes_it_unsaved_and_taking_it_back_does_not(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    assert not tab.is_dirty
    with qtbot.waitSignal(tab.dirty_changed):
        qtbot.keyClicks(find("field:ThingId"), "b")
    assert tab.is_dirty
    qtbot.keyClick(find("field:ThingId"), Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not tab.is_dirty)
    qtbot.keyClicks(find("field:ThingId"), "c")
    tab.mark_saved("Ticket 1", None)
    assert not tab.is_dirty
    assert tab.title == "Ticket 1"


def test_looking_at_every_section_changes_nothing(qtbot: QtBot, open_things: Open) -> None:
    tab = open_things('{"Limit":"10","Zzz":1.50,"Filters":[{"Values":["a"],"Name":"b"}],"Root":null}')
    before = tab.to_model()
    for title in ("JSON", "Headers", "Docs", "Parameters", "JSON", "Parameters"):
        assert tab.show_section(title)
        qtbot.wait(10)
    qtbot.wait(200)
    assert tab.to_model() == before
    assert not tab.is_dirty


def test_send_stops_at_problems_and_goes_on_anyway(
    qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find
) -> None:
    tab = open_things('{"Limit":"two hundred"}')
    sent: list[object] = []
    panel.send_requested.connect(sent.append)
    qtbot.mouseClick(find("sendButton"), Qt.MouseButton.LeftButton)
    assert sent == []
    words = find("problemWords", QLabel)
    assert isinstance(words, QLabel)
    assert words.text() == '2 problems: Limit takes an integer; "two hundred" is not one.'
    assert panel.focusWidget().objectName() == "field:Limit"
    qtbot.keyClicks(find("field:ThingId"), "a")
    qtbot.waitUntil(lambda: words.text().startswith("1 problem:"))
    qtbot.mouseClick(find("sendAnywayButton"), Qt.MouseButton.LeftButton)
    assert sent == [tab]
    assert not find("problemBar").isVisible()


def test_remarks_do_not_stop_sending(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a","Limit":"10","Day":"today"}')
    with qtbot.waitSignal(tab.send_requested):
        qtbot.mouseClick(find("sendButton"), Qt.MouseButton.LeftButton)


def test_ctrl_enter_sends_from_a_field_and_esc_cancels(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    with qtbot.waitSignal(tab.send_requested):
        qtbot.keyClick(find("field:ThingId"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    tab.set_sending(True)
    assert not find("sendButton").isVisible()
    assert find("cancelButton").isVisible()
    qtbot.waitUntil(lambda: find("cancelButton").text() >= "Cancel  0.1 s")  # type: ignore[attr-defined]
    with qtbot.waitSignal(tab.cancel_requested):
        qtbot.keyClick(find("field:ThingId"), Qt.Key.Key_Escape)
    with qtbot.waitSignal(tab.cancel_requested):
        qtbot.mouseClick(find("cancelButton"), Qt.MouseButton.LeftButton)
    tab.set_sending(False)
    assert find("sendButton").isVisible()
    assert not find("cancelButton").isVisible()


def test_ctrl_enter_in_the_json_writes_no_line(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    editor = _json(tab, find)
    before = editor.toPlainText()
    with qtbot.waitSignal(tab.send_requested):
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == before


def test_every_override_is_seen_and_reset(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    before = tab.to_model()
    tab.show_section("Headers")
    qtbot.waitUntil(lambda: tab.header_form.queue.is_empty and find("methodSelector").isVisible())
    for name, text in (("methodSelector", "GET"), ("algorithmSelector", "HmacSHA1"), ("languageSelector", "zh-CN")):
        combo = find(name, QComboBox)
        assert isinstance(combo, QComboBox)
        combo.setCurrentText(text)
    for name, text in (("endpointOverride", "mqtt.example.com"), ("timestampField", "1716000000")):
        qtbot.keyClicks(find(name), text)
    region = find("regionOverride", QComboBox)
    assert isinstance(region, QComboBox)
    region.setEditText("xx-own")
    timeout = find("timeoutField", QLineEdit)
    assert isinstance(timeout, QLineEdit)
    timeout.setText("2.5")
    model = tab.to_model()
    assert (model.method, model.algorithm, model.language) == (Method.GET, Algorithm.HMAC_SHA1, "zh-CN")
    assert (model.endpoint, model.region, model.timeout, model.timestamp) == (
        "mqtt.example.com",
        "xx-own",
        2.5,
        1716000000,
    )
    assert tab.is_dirty
    for name in (
        "methodSelector",
        "algorithmSelector",
        "languageSelector",
        "endpointOverride",
        "regionOverride",
        "timeoutField",
        "timestampField",
    ):
        button = find(f"reset:{name}")
        assert button.isVisible()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not button.isVisible()
    assert tab.to_model() == before


def test_a_wrong_timeout_is_named(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    tab.show_section("Headers")
    qtbot.waitUntil(lambda: tab.header_form.queue.is_empty and find("methodSelector").isVisible())
    timeout = find("timeoutField", QLineEdit)
    assert isinstance(timeout, QLineEdit)
    timeout.setText("soon")
    assert "seconds" in find("words:timeoutField", QLabel).text()  # type: ignore[attr-defined]
    model = tab.to_model()
    assert (model.timeout, model.unread) == (60.0, (("timeout", "soon"),))
    with qtbot.assertNotEmitted(tab.send_requested):
        tab.send()
    assert "seconds" in find("problemWords", QLabel).text()  # type: ignore[attr-defined]
    with qtbot.waitSignal(tab.send_requested):
        tab.send(anyway=True)
    qtbot.mouseClick(find("reset:timeoutField"), Qt.MouseButton.LeftButton)
    assert not tab.problems()


def test_own_headers_are_added_and_removed(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    tab.show_section("Headers")
    qtbot.waitUntil(lambda: tab.header_form.queue.is_empty and find("methodSelector").isVisible())
    for index, name in enumerate(("X-One", "X-Two")):
        qtbot.mouseClick(find("addHeader"), Qt.MouseButton.LeftButton)
        qtbot.keyClicks(find(f"headerName:{index}"), name)
        qtbot.keyClicks(find(f"headerValue:{index}"), str(index))
    assert tab.to_model().headers == (("X-One", "0"), ("X-Two", "1"))
    qtbot.mouseClick(find("removeHeader:0"), Qt.MouseButton.LeftButton)
    assert tab.to_model().headers == (("X-Two", "1"),)


def test_a_vendor_example_is_loaded_from_the_menu(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"Limit":5}')
    qtbot.mouseClick(find("examplesButton"), Qt.MouseButton.LeftButton)
    menu = find("examplesMenu", QMenu)
    assert isinstance(menu, QMenu)
    by_text = {action.text(): action for action in menu.actions()}
    assert not by_text["Load “Unread”"].isEnabled()
    by_text["Load “By id”"].trigger()
    menu.close()
    line = find("field:ThingId", QLineEdit)
    assert isinstance(line, QLineEdit)
    assert line.text() == "thing-example"
    assert tab.to_model().parameters == {"ThingId": "thing-example"}
    assert tab.is_dirty


def test_docs_hold_the_action_and_escape_what_is_raw(open_things: Open, qtbot: QtBot) -> None:
    tab = open_things()
    tab.show_section("Docs")
    qtbot.waitUntil(lambda: "thing-example" in tab.docs.toPlainText())
    text = tab.docs.toPlainText()
    for part in ("DescribeThings", "Lists things. All of them.", "ThingId", "Array of Filter", "Example 1: By id"):
        assert part in text


def test_links_open_only_on_a_click_and_only_http(open_things: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    tab = open_things()
    tab.show_section("Docs")
    assert not tab.docs.openLinks()
    for address in ("https://example.com/a", "file:///etc/passwd", "javascript:1", "http://", "HTTP://example.com"):
        tab.docs.anchorClicked.emit(QUrl(address))
    assert opened == ["https://example.com/a", "http://example.com"]


def test_a_section_takes_its_place(qtbot: QtBot, open_things: Open) -> None:
    tab = open_things()
    for title in ("Code", "Signature"):
        tab.add_section(title, QWidget())
    titles = [tab.sections.tabText(index) for index in range(tab.sections.count())]
    assert titles == ["Parameters", "JSON", "Headers", "Signature", "Code", "Docs"]
    assert tab.sections.currentWidget() is tab.parameter_form
