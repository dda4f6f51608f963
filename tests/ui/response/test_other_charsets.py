"""Large bodies in another charset: read on a worker, shown when they are UTF-8, and never in place of a newer one."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from explorer.core.models.exchange import Exchange
from explorer.ui.response.raw_page import RawPage
from explorer.ui.response.response_panel import ResponsePanel
from explorer.ui.response.tree_page import TreePage

GBK = "application/json; charset=gbk"
TEXT = '{"名":"' + "上海云" * 400_000 + '","末":[1,2]}'


@pytest.fixture
def page(tree_page: TreePage) -> TreePage:
    return tree_page


def keys(page: TreePage) -> list[str]:
    return [page.model.node(row).name for row in range(page.model.rowCount())]


def show(page: TreePage, text: str) -> None:
    page.show_body(text.encode("gbk"), GBK, None, same_request=False)


def test_the_tree_says_that_it_reads_and_then_shows_rows_and_what_was_converted(page: TreePage, qtbot: QtBot) -> None:
    page.show_body(b'{"old":1}', "", None, same_request=False)
    show(page, TEXT)
    assert page.model.rowCount() == 0
    assert page.document is None
    qtbot.waitUntil(lambda: keys(page)[:2] == ["名", "末"])
    qtbot.waitUntil(lambda: page.notice.label.text() == "Converted from GBK.")
    assert page.progress.isHidden()
    assert page.document is not None
    assert page.document.data == TEXT.encode()


def test_what_is_found_stands_at_its_place(page: TreePage, qtbot: QtBot) -> None:
    show(page, json.dumps([TEXT, {"here": "上海南"}], ensure_ascii=False))
    qtbot.waitUntil(lambda: page.document is not None and page.document.complete)
    page.look_for("上海南")
    qtbot.waitUntil(lambda: page.view.current_row() >= 0)
    assert page.model.node(page.view.current_row()).name == "here"


def test_a_newer_answer_is_not_replaced_by_an_older_one(page: TreePage, qtbot: QtBot) -> None:
    show(page, TEXT)
    page.show_body(b'{"new":1}', "", None, same_request=False)
    qtbot.wait(150)
    assert keys(page) == ["new"]


def test_it_can_be_stopped_and_read_after_all(page: TreePage, qtbot: QtBot) -> None:
    show(page, TEXT)
    page.progress.cancelled.emit()
    assert page.notice.label.text() == "Reading was stopped."
    qtbot.wait(150)
    assert page.model.rowCount() == 0
    link = next(button for button in page.notice.findChildren(QPushButton) if button.text() == "Read it")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: keys(page)[:2] == ["名", "末"])


def test_a_body_of_another_charset_than_its_header_says_is_shown_as_it_is(page: TreePage, qtbot: QtBot) -> None:
    body = TEXT.encode() + b"\xff\xff"
    page.show_body(body, GBK, None, same_request=False)
    qtbot.waitUntil(lambda: page.document is not None and page.document.complete)
    assert page.document is not None
    assert page.document.data == body
    assert "is not GBK" in page.document.note


def test_raw_shows_the_text_once_it_is_converted(qtbot: QtBot) -> None:
    raw = RawPage()
    qtbot.addWidget(raw)
    raw.show_body(TEXT.encode("gbk"), GBK)
    assert raw.view.toPlainText() == ""
    qtbot.waitUntil(lambda: raw.view.toPlainText().startswith('{"名":"上海云'))
    raw.show_body(TEXT.encode("gbk"), GBK)
    raw.show_body(b"new")
    qtbot.wait(150)
    assert raw.view.toPlainText() == "new"


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_an_answer_in_wide_letters_without_a_mark_is_an_answer(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], qtbot: QtBot, charset: str
) -> None:
    panel.show_exchange(make_exchange('{"Response":{"Name":"上海","RequestId":"r-1"}}'.encode(charset)))
    tree = panel.tabs.tree
    qtbot.waitUntil(lambda: tree.document is not None and tree.document.complete)
    assert tree.model.rowCount() == 3
    assert tree.model.shown(tree.model.node(1)) == "上海"
    qtbot.waitUntil(lambda: tree.notice.label.text() == f"Converted from {charset.upper()}.")
    assert panel.strip.badge.text() == "Success"
