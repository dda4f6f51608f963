"""Find says nothing of blurred values but that they were not searched; a guess cannot be confirmed by it."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.ui.response.tree_page import TreePage

BODY = b'{"Password":"hunter2","b":"hunter","Tokens":["hunter2","x"]}'


@pytest.fixture
def page(tree_page: TreePage) -> TreePage:
    tree_page.show_body(BODY, "", None, same_request=False)
    return tree_page


def remark(page: TreePage) -> str:
    line = next(label for label in page.findChildren(QLabel) if label.accessibleName() == "What was not searched")
    return line.text() if line.isVisible() else ""


def find(page: TreePage, text: str, qtbot: QtBot) -> str:
    page.find_bar.field.setText(text)
    qtbot.waitUntil(lambda: page.find_bar.count.text() != "…")
    return page.find_bar.count.text()


def test_a_correct_guess_and_a_wrong_one_look_the_same(page: TreePage, qtbot: QtBot) -> None:
    said = [(find(page, guess, qtbot), remark(page)) for guess in ("hunter2", "hunter3")]
    assert said == [("no match", "3 values are blurred and not searched.")] * 2
    assert page.view.current_row() < 0


def test_what_was_unblurred_is_searched_at_the_next_step(page: TreePage, qtbot: QtBot) -> None:
    assert find(page, "hunter", qtbot) == "1 of 1"
    page.model.unblur(0)
    page._finder.step(1)
    qtbot.waitUntil(lambda: page.find_bar.count.text() == "1 of 2")
    assert remark(page) == "2 values are blurred and not searched."


def test_the_remark_goes_with_the_text(page: TreePage, qtbot: QtBot) -> None:
    find(page, "hunter", qtbot)
    assert remark(page)
    page.find_bar.field.clear()
    qtbot.waitUntil(lambda: not remark(page))
    page.show_body(b'{"a":"hunter"}', "", None, same_request=False)
    assert find(page, "hunter", qtbot) == "1 of 1"
    assert not remark(page)
