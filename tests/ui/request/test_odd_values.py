"""Values that a form meets seldom: very long ones, files, numbers in quotes, keys that stand twice."""

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.models.json_value import dumps
from explorer.core.models.request import Method
from explorer.ui.request.file_value import FileLine, FileSummary
from explorer.ui.request.request_tab import RequestTab
from explorer.ui.request.request_tabs import RequestTabsPanel
from explorer.ui.theme import theme

Find = Callable[..., QWidget]
Open = Callable[..., RequestTab]


def _sent(tab: RequestTab) -> str:
    return dumps(tab.to_model().parameters)


def _alt_down(qtbot: QtBot, widget: QWidget) -> QMenu:
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def test_a_long_paste_is_whole_and_becomes_a_larger_editor(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things()
    field = find("field:ThingId", QLineEdit)
    QGuiApplication.clipboard().setText("x" * 10_000)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert tab.to_model().parameters == {"ThingId": "x" * 10_000}
    assert isinstance(find("field:ThingId"), QPlainTextEdit)


def test_null_is_sent_by_keyboard_from_every_kind_of_field(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"Ports":[1]}')
    for name in ("field:ThingId", "field:Mode", "field:Day", "add:Filters", "add:Root", "field:Photo"):
        _choose(_alt_down(qtbot, find(name)), "Send null")
    _choose(_alt_down(qtbot, find("field:Ports.0")), "Send null")
    sent = tab.to_model().parameters
    assert sent == {
        "Filters": None, "ThingId": None, "Ports": [None], "Day": None, "Root": None, "Mode": None, "Photo": None,
    }  # fmt: skip


def test_a_number_keeps_its_quotes_until_they_are_taken_away(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a","Limit":"7"}')
    field = find("field:Limit", QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, "8")
    assert _sent(tab) == '{"ThingId":"a","Limit":"78"}'
    _choose(_alt_down(qtbot, field), "Send as a number")
    assert _sent(tab) == '{"ThingId":"a","Limit":78}'
    qtbot.keyClicks(find("field:Limit"), ".5")
    assert _sent(tab) == '{"ThingId":"a","Limit":78.5}'
    assert any(problem.path == "Limit" and problem.blocking for problem in tab.problems())


def test_elements_are_told_apart_when_read_aloud(qtbot: QtBot, open_things: Open, find: Find) -> None:
    open_things('{"Ports":[1,2],"Filters":[{},{}]}')
    assert find("field:Ports.1").accessibleName() == "Port 2"
    assert find("remove:Ports.1").accessibleName() == "Remove: Port 2"
    assert find("remove:Filters.1").accessibleName() == "Remove: Filter 2"
    qtbot.mouseClick(find("remove:Filters.0"), Qt.MouseButton.LeftButton)
    assert find("remove:Filters.0").accessibleName() == "Remove: Filter 1"


def test_a_key_that_stands_twice_is_kept_sent_and_told(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    tab.show_section("JSON")
    text = '{"ThingId":"a",\n"Limit":1,"Limit":2}'
    find("jsonEditor", QPlainTextEdit).setPlainText(text)
    tab.json_editor.settle()
    assert (
        find("jsonState", QLabel).text()
        == "Line 2, column 11: “Limit” stands twice in one object, which a form cannot hold."
    )
    assert not tab.parameter_form.isEnabled()
    assert tab.to_model().body_text == text
    tab.send()
    assert find("problemBar").isVisible()
    with qtbot.waitSignal(tab.send_requested):
        find("sendAnywayButton", QPushButton).click()
    again = open_things()
    again.load(tab.to_model(), tab.spec)
    assert (again.to_model().body_text, again.json_editor.exact.isChecked()) == (text, False)


def test_text_that_waits_comes_back_as_it_was(open_things: Open, find: Find, panel: RequestTabsPanel) -> None:
    for chosen in (False, True):
        tab = open_things('{"ThingId":"a"}')
        tab.show_section("JSON")
        find("jsonEditor", QPlainTextEdit).setPlainText('{"ThingId": ')
        tab.json_editor.settle()
        tab.json_editor.exact.setChecked(chosen)
        again = open_things()
        again.load(tab.to_model(), tab.spec)
        assert again.json_editor.exact.isChecked() is chosen
        assert again.to_model() == tab.to_model()
        assert any(problem.blocking for problem in again.problems()) is not chosen


def _drop(widget: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    widget.dropEvent(event)


def test_a_file_is_dropped_as_base64_and_saved_again(
    qtbot: QtBot, open_things: Open, find: Find, tmp_path: Path
) -> None:
    tab = open_things()
    small, large = tmp_path / "small.png", tmp_path / "large.png"
    small.write_bytes(b"\x89PNG")
    large.write_bytes(bytes(range(256)) * 4000)
    _drop(find("field:Photo", FileLine), small)
    assert find("field:Photo", QLineEdit).text() == base64.b64encode(small.read_bytes()).decode()
    _drop(find("field:Photo", FileLine), large)
    summary = find("field:Photo", FileSummary)
    assert summary.accessibleDescription() == "large.png · 1.0 MB · Base64"
    assert tab.to_model().parameters["Photo"] == base64.b64encode(large.read_bytes()).decode()
    remarks = [problem for problem in tab.problems() if problem.path == "Photo"]
    assert [problem.message for problem in remarks] == ["Photo is larger than the 1 MB that its document names."]
    assert not remarks[0].blocking
    copy = tmp_path / "copy.png"
    summary._save(str(copy))
    assert copy.read_bytes() == large.read_bytes()
    summary.edited.emit("")
    assert isinstance(find("field:Photo"), FileLine)
    assert "Photo" not in tab.to_model().parameters


def test_what_is_no_base64_is_remarked_on(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    qtbot.keyClicks(find("field:Photo"), "not base64!")
    assert [problem.blocking for problem in tab.problems()] == [False]
    with qtbot.waitSignal(tab.send_requested):
        tab.send()


def test_a_file_that_cannot_be_read_or_is_too_large_is_told(
    qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find, tmp_path: Path
) -> None:
    tab = open_things()
    huge = tmp_path / "huge.bin"
    with huge.open("wb") as stream:
        stream.truncate(8_000_000)
    for path, words in ((tmp_path / "gone.png", "could not be read"), (huge, "a request takes 10,000,000")):
        with qtbot.waitSignal(panel.failed) as told:
            _drop(find("field:Photo", FileLine), path)
        assert words in str(told.args[0])
    assert "Photo" not in tab.to_model().parameters


def test_the_button_of_a_line_that_is_gone_follows_no_theme(qtbot: QtBot, qapp: QApplication) -> None:
    line = FileLine()
    qtbot.addWidget(line)
    line.deleteLater()
    QCoreApplication.sendPostedEvents(line, QEvent.Type.DeferredDelete)
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")


def test_the_mark_of_a_mistake_stands_right_behind_letters_that_qt_counts_twice(open_things: Open, find: Find) -> None:
    tab = open_things()
    editor = find("jsonEditor", QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText('{"ThingId":"😀😀" 1}')
    tab.json_editor.settle()
    tab.json_editor.go_to_error()
    assert editor.toPlainText()[editor.textCursor().position() - 2 :] == "1}"


def test_what_a_query_string_cannot_say_is_remarked_on_under_its_field(
    qtbot: QtBot, open_things: Open, find: Find
) -> None:
    tab = open_things('{"ThingId":"a","Ports":[],"Root":{"Id":null}}')
    assert tab.findChild(QLabel, "error:Ports") is None
    tab.put_back(replace(tab.to_model(), method=Method.GET), exact=False)
    words = "is not sent: a query string or a signed form cannot say null or empty."
    qtbot.waitUntil(lambda: tab.findChild(QLabel, "error:Ports") is not None)
    assert find("error:Ports", QLabel).text() == f"Ports {words}"
    assert find("error:Root.Id", QLabel).text() == f"Id {words}"
    tab.put_back(replace(tab.to_model(), method=Method.POST), exact=False)
    qtbot.waitUntil(lambda: (gone := tab.findChild(QLabel, "error:Ports")) is None or not gone.isVisible())
    with qtbot.waitSignal(tab.send_requested):
        tab.send()
