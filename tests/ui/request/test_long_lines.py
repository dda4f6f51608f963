"""A line of any length is shown in pieces, and is the same line in what is given, copied, found and sent."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.models.json_value import dumps
from explorer.ui.request.long_line_edit import LongLineEdit
from explorer.ui.request.long_lines import LONGEST, MARKS, broken, mark_for, place_in, whole
from explorer.ui.request.request_tab import RequestTab
from explorer.ui.theme import theme

Open = Callable[..., RequestTab]
Find = Callable[..., QWidget]

LONG = "lettersé" * 10_000
ODD = st.text(alphabet="a\n\u2060\u2061\r\u2028\u00a0" + "é😀", max_size=3000) | st.text(max_size=50)


@given(st.lists(ODD | st.just("x" * 1500), max_size=4).map("".join))
def test_the_breaks_come_out_again_and_every_letter_is_found(text: str) -> None:
    mark = mark_for(text)
    shown = broken(text, mark)
    assert whole(shown, mark) == text
    for position in {0, len(text) // 2, max(len(text) - 1, 0)} if text else ():
        assert shown[place_in(shown, mark, position)] == text[position]


def test_no_line_is_long_unless_the_text_holds_every_mark() -> None:
    text = "a" * 5000 + "\n" + "b" * LONGEST
    assert max(map(len, broken(text, MARKS[0]).split("\n"))) <= LONGEST
    assert mark_for(text + MARKS) == ""
    assert broken(text + MARKS, "") == whole(text + MARKS, "") == text + MARKS


@pytest.mark.parametrize("shown", ["ab\nM", "aM\nb", "aM\nbM", "aM\nMb", "Mab", "aMb"])
def test_what_is_left_of_a_break_when_it_was_edited_is_no_line_end(shown: str) -> None:
    assert whole(shown.replace("M", MARKS[0]), MARKS[0]) == "ab"


def test_a_line_end_typed_at_the_start_of_a_piece_stays() -> None:
    assert whole("aM\n\nMb".replace("M", MARKS[0]), MARKS[0]) == "a\nb"


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> LongLineEdit:
    editor = LongLineEdit()
    qtbot.addWidget(editor)
    editor.setPlainText(LONG)
    return editor


def test_an_editor_copies_and_takes_long_lines_whole(qtbot: QtBot, editor: LongLineEdit) -> None:
    assert editor.blockCount() > len(LONG) / LONGEST
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() == LONG
    editor.paste()
    assert editor.toPlainText() == LONG
    assert editor.blockCount() > len(LONG) / LONGEST


def test_typing_anywhere_in_a_piece_adds_just_that(qtbot: QtBot, editor: LongLineEdit) -> None:
    cursor = QTextCursor(editor.document().findBlockByNumber(3))
    editor.setTextCursor(cursor)
    qtbot.keyClick(editor, "A")
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    qtbot.keyClick(editor, "B")
    assert len(editor.toPlainText()) == len(LONG) + 2
    assert editor.toPlainText().replace("A", "").replace("B", "") == LONG
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.toPlainText().replace("A", "") == LONG


def test_a_pasted_mark_is_kept(editor: LongLineEdit) -> None:
    pasted = QMimeData()
    pasted.setText(f"<{MARKS[0]}>")
    place = editor.textCursor()
    place.setPosition(3)
    editor.setTextCursor(place)
    editor.insertFromMimeData(pasted)
    assert editor.toPlainText() == f"{LONG[:3]}<{MARKS[0]}>{LONG[3:]}"
    pasted.setText(MARKS)
    editor.insertFromMimeData(pasted)
    assert editor.toPlainText() == f"{LONG[:3]}<{MARKS[0]}>{MARKS}{LONG[3:]}"


def test_the_json_section_says_that_lines_are_broken_and_sends_them_whole(
    qtbot: QtBot, open_things: Open, find: Find
) -> None:
    text = dumps({"ThingId": LONG})
    tab = open_things(text)
    tab.show_section("JSON")
    editor, state = find("jsonEditor", QPlainTextEdit), find("jsonState", QLabel)
    assert isinstance(editor, LongLineEdit)
    assert isinstance(state, QLabel)
    qtbot.waitUntil(lambda: not editor.isReadOnly())
    assert editor.toPlainText() == dumps({"ThingId": LONG}, indent=2)
    assert editor.is_broken
    assert state.text() == "Lines of over 1,000 letters are shown broken, and sent whole."
    tab.json_editor.exact.setChecked(True)
    editor.setPlainText(f"{text} ")
    tab.json_editor.settle()
    assert tab.to_model().body_text == f"{text} "
    editor.setPlainText('{"ThingId": "a"}')
    tab.json_editor.settle()
    assert state.text() == ""


def test_a_mistake_behind_a_long_line_is_marked_in_its_place(open_things: Open, find: Find) -> None:
    tab = open_things()
    editor = find("jsonEditor", QPlainTextEdit)
    assert isinstance(editor, LongLineEdit)
    editor.setPlainText(f'{{"ThingId":"{LONG}" 1}}')
    tab.json_editor.settle()
    tab.json_editor.go_to_error()
    assert editor.shown_text()[editor.textCursor().position() :] == "1}"


def test_a_long_value_is_edited_in_pieces(open_things: Open, find: Find) -> None:
    tab = open_things(dumps({"ThingId": LONG}))
    next(each for each in find("field:ThingId").findChildren(QPushButton) if each.text() == "Show all").click()
    editor = find("field:ThingId", QPlainTextEdit)
    assert isinstance(editor, LongLineEdit)
    assert editor.is_broken
    editor.insertPlainText("a")
    assert tab.to_model().parameters == {"ThingId": f"a{LONG}"}


def test_a_byte_order_mark_before_a_body_is_kept_and_told(open_things: Open, find: Find) -> None:
    tab, text = open_things(), '\ufeff{"ThingId":"a"}'
    tab.json_editor.show_text(text)
    tab.json_editor.exact.setChecked(True)
    tab.show_section("JSON")
    state, editor = find("jsonState", QLabel), find("jsonEditor", QPlainTextEdit)
    assert isinstance(state, QLabel)
    assert isinstance(editor, LongLineEdit)
    assert "byte order mark (BOM)" in state.text()
    editor.setPlainText('{"ThingId":"b"}')
    tab.json_editor.settle()
    assert tab.json_editor.content() == '\ufeff{"ThingId":"b"}'
    tab.json_editor.tidy()
    assert tab.json_editor.content() == '{\n  "ThingId": "b"\n}'
    assert state.text() == ""


def test_every_piece_of_a_long_string_has_its_colour(open_things: Open, find: Find) -> None:
    tab = open_things()
    editor = find("jsonEditor", QPlainTextEdit)
    assert isinstance(editor, LongLineEdit)
    editor.setPlainText('{"ThingId":"' + "12 " * 1000 + '","Limit":7}')
    tab.json_editor.settle()
    string, number = theme.current().string.name(), theme.current().number.name()
    last = editor.document().lastBlock()
    second = editor.document().findBlockByNumber(1)
    colours = [
        [each.format.foreground().color().name() for each in block.layout().formats()] for block in (second, last)
    ]
    assert colours == [[string], [string, number]]
    editor.setPlainText('{"Limit":' + "17, " * 1000 + '"ThingId":"a"}')
    pieces = [editor.document().findBlockByNumber(at).layout().formats() for at in (1, 2)]
    assert {each.format.foreground().color().name() for piece in pieces for each in piece} == {number}
