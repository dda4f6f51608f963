"""Nothing that is done to the rows ends the reading of an answer; what was stopped goes on; the place is kept."""

import json

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from explorer.ui.response.tree_page import TreePage

ITEMS = 60_000
BIG = json.dumps({"Response": {"Data": [{"Id": number, "Tags": [{"Key": "k"}]} for number in range(ITEMS)]}}).encode()
GOOD = b'{"Response":{"Data":[{"Id":1,"Tags":[{"Key":"a"}]},{"Id":2,"Tags":[]}],"RequestId":"r-1"}}'
BAD = b'{"Response":{"Error":{"Code":"InternalError","Message":"no"},"RequestId":"r-2"}}'


@pytest.fixture
def page(tree_page: TreePage) -> TreePage:
    return tree_page


def show(page: TreePage, body: bytes, qtbot: QtBot, *, same: bool = True) -> None:
    with qtbot.waitSignal(page.opened):
        page.show_body(body, "", None, same_request=same)


def ways(page: TreePage) -> set[tuple[str | int, ...]]:
    model = page.model
    return {model.way_to(row) for row in range(model.rowCount()) if model.is_open(model.node(row))}


def test_expanding_all_while_the_answer_is_read_waits_for_its_end(page: TreePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.opened):
        page.show_body(BIG, "", None, same_request=False)
        assert page.document is not None
        qtbot.waitUntil(lambda: page.model.rowCount() > 0)
        assert not page.document.complete
        page.expand_below(0, 4)
    qtbot.waitUntil(lambda: page.model.rowCount() >= 2 + ITEMS)
    assert page.document is not None
    assert page.document.complete


def test_stopped_reading_goes_on_where_it_was(page: TreePage, qtbot: QtBot) -> None:
    page.show_body(BIG, "", None, same_request=False)
    document = page.document
    assert document is not None
    page.progress.cancelled.emit()
    assert page.notice.label.text() == "Reading was stopped. What was read so far is shown."
    assert not document.complete
    read = document.progress
    page.query_field.setText("length(Response.Data)")
    page.query_field.returnPressed.emit()
    assert "reading it was stopped" in page.notice.label.text()
    page.progress.cancelled.emit()
    page.show_body(BIG, "", None, same_request=False)
    page.progress.cancelled.emit()
    with qtbot.waitSignal(page.opened):
        link = next(each for each in page.notice.findChildren(QPushButton) if each.text() == "Read on")
        link.click()
    assert page.document is not None
    assert page.document.complete
    assert 0 <= read < 1


def test_what_was_expanded_is_so_again_after_an_answer_without_it(page: TreePage, qtbot: QtBot) -> None:
    show(page, GOOD, qtbot, same=False)
    page.expand_below(-1)
    qtbot.waitUntil(lambda: ("Response", "Data", 0, "Tags", 0) in ways(page))
    before = ways(page)
    for other in (BAD, b"[1]", b"null", b'{"Response":{"Data":[]}}'):
        show(page, other, qtbot)
        show(page, GOOD, qtbot)
        assert ways(page) == before, other


def test_a_row_that_was_folded_again_stays_folded(page: TreePage, qtbot: QtBot) -> None:
    show(page, GOOD, qtbot, same=False)
    page.expand_below(-1)
    qtbot.waitUntil(lambda: ("Response", "Data", 0, "Tags", 0) in ways(page))
    page.model.collapse(page.model.row_of_way(("Response", "Data", 0)))
    show(page, BAD, qtbot)
    show(page, GOOD, qtbot)
    assert ("Response", "Data", 1) in ways(page)
    assert ("Response", "Data", 0) not in ways(page)


def test_an_answer_of_another_shape_is_not_all_folded(page: TreePage, qtbot: QtBot) -> None:
    show(page, GOOD, qtbot, same=False)
    show(page, b'{"Other":{"A":1}}', qtbot)
    assert page.model.rowCount() == 2


def test_an_expression_is_asked_of_the_next_answer_too(page: TreePage, qtbot: QtBot) -> None:
    show(page, GOOD, qtbot, same=False)
    page.query_field.setText("Response.Data[].Id")
    page.query_field.returnPressed.emit()
    qtbot.waitUntil(lambda: page.document is not page.answer)
    show(page, GOOD.replace(b'"Id":2', b'"Id":77'), qtbot)
    qtbot.waitUntil(lambda: page.document is not page.answer)
    assert page.document is not None
    assert page.document.data == b"[1,77]"
    assert page.query_field.text() == "Response.Data[].Id"
    show(page, GOOD, qtbot, same=False)
    assert page.query_field.text() == ""
    assert page.document is page.answer
