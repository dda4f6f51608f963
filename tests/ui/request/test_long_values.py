"""Values too long for an editor of one field stand for themselves in words, and are sent as they are."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.models.json_value import dumps
from explorer.ui.request.long_value import LongValue
from explorer.ui.request.request_tab import RequestTab

Open = Callable[..., RequestTab]
Find = Callable[..., QWidget]

LONG = "word " * 10_000
MANY = [{"Name": f"n{number}"} for number in range(3000)]


def _press(value: QWidget, words: str) -> None:
    next(button for button in value.findChildren(QPushButton) if button.text() == words).click()


def test_a_long_text_is_told_and_shown_when_asked(open_things: Open, find: Find) -> None:
    tab = open_things(dumps({"ThingId": LONG}))
    value = find("field:ThingId", LongValue)
    assert value.accessibleDescription().startswith("50,000 characters: word word")
    assert tab.to_model().parameters == {"ThingId": LONG}
    _press(value, "Show all")
    editor = find("field:ThingId", QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == LONG
    editor.insertPlainText("a ")
    assert tab.to_model().parameters == {"ThingId": f"a {LONG}"}


def test_a_long_text_is_cleared(open_things: Open, find: Find) -> None:
    tab = open_things(dumps({"ThingId": LONG}))
    _press(find("field:ThingId", LongValue), "Clear")
    assert tab.to_model().parameters == {}
    assert isinstance(find("field:ThingId", QLineEdit), QLineEdit)


def test_a_long_paste_gives_way_to_its_words(open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    line = find("field:ThingId", QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText(LONG.strip())
    assert isinstance(find("field:ThingId", LongValue), LongValue)
    assert tab.to_model().parameters == {"ThingId": LONG.strip()}


def test_a_long_unknown_member_is_told_edited_as_json_and_can_go(qtbot: QtBot, open_things: Open, find: Find) -> None:
    text = dumps({"ThingId": "a", "Strange": MANY})  # type: ignore[dict-item]
    tab = open_things(text)
    value = find("field:Strange", LongValue)
    assert value.accessibleDescription() == "A list of 3,000"
    assert dumps(tab.to_model().parameters) == text
    _press(value, "Show all")
    editor = find("field:Strange", QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("[1]")
    assert dumps(tab.to_model().parameters) == '{"ThingId":"a","Strange":[1]}'
    tab = open_things(text)
    qtbot.waitUntil(lambda: tab.findChild(LongValue) is not None)
    _press(tab.findChild(LongValue), "Clear")  # type: ignore[arg-type]
    assert dumps(tab.to_model().parameters) == '{"ThingId":"a"}'
