"""Beside the row in front: declaration, times, what a string holds; secrets blurred until asked for."""

import base64
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QTextBrowser
from pytestqt.qtbot import QtBot

from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.exchange import Exchange
from explorer.ui.models.row_remarks import Remark
from explorer.ui.response.response_panel import ResponsePanel
from explorer.ui.response.tree_page import TreePage

Make = Callable[..., Exchange]
ITEM = ObjectSpec(
    "Item",
    "",
    (
        Member("CreateTime", Kind.INTEGER, document="When it was <b>made</b> <script>alert(1)</script>"),
        Member("Text", Kind.STRING),
        Member("Gone", Kind.STRING),
    ),
)
OUTPUT = ObjectSpec("", "", (Member("Data", Kind.OBJECT, object_name="Item"), Member("RequestId", Kind.STRING)))
SPEC = ActionSpec(
    ActionRef("mqtt", "2024-05-16", "DescribeInstance"), "", "", "", ObjectSpec("", "", ()), OUTPUT, {"Item": ITEM}
)
PACKED = base64.b64encode('{"部门":[1,2.50]}'.encode()).decode()
DATA = {"CreateTime": 1715846400000, "Text": PACKED, "New": "x", "Plain": '{"a":1.10}', "AdminPassword": "hunter2"}


@pytest.fixture
def tree(panel: ResponsePanel, make_exchange: Make) -> QAbstractItemView:
    panel.show_exchange(make_exchange({"Response": {"Data": DATA, "RequestId": "r"}}), SPEC)
    return panel.findChild(QAbstractItemView, "responseTree")


def choose(panel: ResponsePanel, tree: QAbstractItemView, key: str) -> str:
    model = tree.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == key)
    tree.setCurrentIndex(model.index(row, 0))
    return strip(panel).toPlainText()


def strip(panel: ResponsePanel) -> QTextBrowser:
    return panel.findChild(QTextBrowser, "detailStrip")


def value(tree: QAbstractItemView, key: str) -> str:
    model = tree.model()
    return next(str(model.index(row, 1).data()) for row in range(model.rowCount()) if model.index(row, 0).data() == key)


def test_declaration_and_time(panel: ResponsePanel, tree: QAbstractItemView) -> None:
    text = choose(panel, tree, "CreateTime")
    assert "Response.Data.CreateTime" in text
    assert "Integer" in text
    assert "2024-05-16 08:00:00 UTC" in text
    assert "When it was made" in text
    assert "<script" not in strip(panel).toHtml()


def test_undeclared_and_absent_fields_are_marked(panel: ResponsePanel, tree: QAbstractItemView) -> None:
    assert "not declared" in choose(panel, tree, "New")
    assert "not in this answer: Gone" in choose(panel, tree, "Data")
    model = panel.tabs.tree.model
    nodes = [model.node(row) for row in range(model.rowCount())]
    remarks = {node.name: model.remarks.remark(model.document, node) for node in nodes}
    assert remarks["Data"] == Remark(False, ("Gone",))
    assert remarks["New"].undeclared
    assert remarks["Text"] == Remark()


def test_an_error_misses_nothing(panel: ResponsePanel, failure_answer: Exchange) -> None:
    panel.show_exchange(failure_answer, SPEC)
    tree = panel.findChild(QAbstractItemView, "responseTree")
    assert "not in this answer" not in choose(panel, tree, "Response")


def test_json_in_base64_opens_in_place(panel: ResponsePanel, tree: QAbstractItemView, qtbot: QtBot) -> None:
    assert "JSON in base64" in choose(panel, tree, "Text")
    assert '{"部门":[1,2.50]}' in strip(panel).toPlainText()
    strip(panel).anchorClicked.emit(QUrl("inside"))
    assert value(tree, "[1]") == "2.50"
    panel.tabs.tree.show_answer()
    assert value(tree, "CreateTime") == "1715846400000"


def test_json_in_a_string_opens_in_place(panel: ResponsePanel, tree: QAbstractItemView) -> None:
    assert "Holds JSON" in choose(panel, tree, "Plain")
    strip(panel).anchorClicked.emit(QUrl("inside"))
    assert value(tree, "a") == "1.10"


@pytest.mark.parametrize("by", ["key", "link"])
def test_secrets_are_blurred_until_asked_for(
    panel: ResponsePanel, tree: QAbstractItemView, qtbot: QtBot, by: str
) -> None:
    assert value(tree, "AdminPassword") == "••••••"
    assert "hunter2" not in choose(panel, tree, "AdminPassword")
    qtbot.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "hunter2"
    if by == "key":
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    else:
        strip(panel).anchorClicked.emit(QUrl("show"))
    assert value(tree, "AdminPassword") == "hunter2"
    panel.tabs.tree.collapse_all()
    panel.tabs.tree.expand_below(-1)
    assert value(tree, "AdminPassword") == "hunter2"


def test_a_click_shows_a_secret(panel: ResponsePanel, tree: QAbstractItemView, qtbot: QtBot) -> None:
    model = tree.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == "AdminPassword")
    place = tree.visualRect(model.index(row, 1)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert value(tree, "AdminPassword") == "hunter2"


def test_hostile_text_stays_text(panel: ResponsePanel, make_exchange: Make) -> None:
    panel.show_exchange(make_exchange({"<img src=x>": ["<b>bold</b>"]}))
    tree = panel.findChild(QAbstractItemView, "responseTree")
    assert "<img src=x>" in choose(panel, tree, "<img src=x>")
    assert "<img" not in strip(panel).toHtml()


INNER = '{"a":1,"Password":"inner-secret"}'


@pytest.mark.parametrize("text", [INNER, base64.b64encode(INNER.encode()).decode(), f"told: {INNER}"])
def test_a_secret_in_json_in_a_text_is_hidden_until_asked(panel: ResponsePanel, make_exchange: Make, text: str) -> None:
    panel.show_exchange(make_exchange({"Response": {"Inner": text, "Long": INNER[:-1] + ',"b":' + "1" * 5000 + "}"}}))
    tree = panel.findChild(QAbstractItemView, "responseTree")
    model = tree.model()
    said = choose(panel, tree, "Inner")
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    seen = [str(model.index(row, column).data(role))
            for row in range(model.rowCount()) for column in range(3) for role in roles]  # fmt: skip
    assert not any("inner-secret" in part for part in [said, *seen])
    assert "A secret in it is hidden" in said
    strip(panel).anchorClicked.emit(QUrl("show"))
    assert "inner-secret" in strip(panel).toPlainText() + value(tree, "Inner")
    assert "hidden" not in strip(panel).toPlainText()


def test_a_key_that_stands_twice_is_said(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    panel.show_exchange(make_exchange(b'{"Response":{"A":1,"B":1,"A":2,"RequestId":"r"}}'))
    tree = panel.findChild(QAbstractItemView, "responseTree")
    qtbot.waitUntil(lambda: "stands 2 times in its object" in choose(panel, tree, "A"))
    assert "its object" not in choose(panel, tree, "B")


def test_absent_fields_are_told_of_a_large_object_too(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    data = {**DATA, "Plain": "x" * 100_000}
    panel.show_exchange(make_exchange({"Response": {"Data": data, "RequestId": "r"}}), SPEC)
    tree = panel.findChild(QAbstractItemView, "responseTree")
    model = panel.tabs.tree.model
    qtbot.waitUntil(lambda: panel.tabs.tree.document is not None and panel.tabs.tree.document.complete)
    choose(panel, tree, "Data")
    qtbot.waitUntil(lambda: "not in this answer: Gone" in strip(panel).toPlainText())
    node = next(model.node(row) for row in range(model.rowCount()) if model.node(row).key == "Data")
    assert model.remark(node).absent == ("Gone",)


@pytest.mark.parametrize("width", [300, 700])
@pytest.mark.parametrize("words", ["", "in a few words ", "unbreakable" * 20, "http://host.example/" + "way/" * 60])
def test_the_strip_is_as_high_as_its_words(qtbot: QtBot, tree_page: TreePage, width: int, words: str) -> None:
    member = Member("Id", Kind.STRING, document="The id. " + words)
    output = ObjectSpec("", "", (member,))
    tree_page.resize(width, 600)
    tree_page.model.remarks.spec = replace(SPEC, output=output)
    tree_page.show_body(b'{"Response":{"Id":"a"}}', "", None, same_request=False)
    tree_page.view.go_to(1)
    qtbot.waitUntil(lambda: "The id." in tree_page.details.words.toPlainText())
    qtbot.waitUntil(tree_page.details.words.isVisible)
    shown = tree_page.details.words
    qtbot.waitUntil(lambda: shown.verticalScrollBar().maximum() == 0)
    assert not shown.horizontalScrollBar().isVisible()
    assert shown.document().idealWidth() <= shown.viewport().width()


def test_a_strip_with_very_many_words_leaves_room_for_the_rows(qtbot: QtBot, tree_page: TreePage) -> None:
    output = ObjectSpec("", "", (Member("Id", Kind.STRING, document="The id. " * 2000),))
    tree_page.resize(500, 600)
    tree_page.model.remarks.spec = replace(SPEC, output=output)
    tree_page.show_body(b'{"Response":{"Id":"a"}}', "", None, same_request=False)
    tree_page.view.go_to(1)
    qtbot.waitUntil(tree_page.details.words.verticalScrollBar().isVisible)
    assert tree_page.view.height() > 200
