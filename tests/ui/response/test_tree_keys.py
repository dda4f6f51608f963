"""The tree by keyboard and by mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from explorer.core.document.document import Document
from explorer.core.models.exchange import Exchange
from explorer.ui.response.response_panel import ResponsePanel

Make = Callable[..., Exchange]
Rows = Callable[[], list[tuple[str, str, str]]]


@pytest.fixture
def tree(panel: ResponsePanel) -> QAbstractItemView:
    view = panel.findChild(QAbstractItemView, "responseTree")
    assert view is not None
    return view


def index_of(tree: QAbstractItemView, key: str, column: int = 0) -> QModelIndex:
    model = tree.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == key)
    return model.index(row, column)


def press(qtbot: QtBot, tree: QAbstractItemView, *keys: Qt.Key) -> str:
    for key in keys:
        qtbot.keyClick(tree, key)
    return str(tree.model().index(tree.currentIndex().row(), 0).data())


def test_right_and_left(panel: ResponsePanel, success: Exchange, tree: QAbstractItemView, qtbot: QtBot) -> None:
    panel.show_exchange(success)
    count = tree.model().rowCount()
    tree.setCurrentIndex(index_of(tree, "Data"))
    assert press(qtbot, tree, Qt.Key.Key_Left) == "Data"
    assert tree.model().rowCount() < count
    assert press(qtbot, tree, Qt.Key.Key_Right) == "Data"
    assert press(qtbot, tree, Qt.Key.Key_Right) == "[0]"
    assert press(qtbot, tree, Qt.Key.Key_Right, Qt.Key.Key_Right) == "InstanceId"
    assert press(qtbot, tree, Qt.Key.Key_Left) == "[0]"
    assert press(qtbot, tree, Qt.Key.Key_Left, Qt.Key.Key_Left) == "Data"
    assert press(qtbot, tree, Qt.Key.Key_End) == "RequestId"
    assert press(qtbot, tree, Qt.Key.Key_Home) == "Response"
    press(qtbot, tree, Qt.Key.Key_Return)
    assert tree.model().rowCount() == 1


def test_enter_on_the_code_opens_its_description(
    panel: ResponsePanel, failure_answer: Exchange, tree: QAbstractItemView, qtbot: QtBot
) -> None:
    panel.show_exchange(failure_answer)
    tree.setCurrentIndex(index_of(tree, "Code"))
    with qtbot.waitSignal(panel.code_activated) as activated:
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert activated.args == ["ResourceNotFound.Instance"]


def click(qtbot: QtBot, tree: QAbstractItemView, place: QPoint) -> None:
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_clicks(panel: ResponsePanel, failure_answer: Exchange, tree: QAbstractItemView, qtbot: QtBot) -> None:
    panel.show_exchange(failure_answer)
    with qtbot.waitSignal(panel.code_activated):
        click(qtbot, tree, tree.visualRect(index_of(tree, "Code", 1)).topLeft() + QPoint(20, 12))
    box = tree.visualRect(index_of(tree, "RequestId", 1))
    with qtbot.waitSignal(panel.request_id_copied):
        click(qtbot, tree, QPoint(box.right() - 12, box.center().y()))
    assert QGuiApplication.clipboard().text() == "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"
    click(qtbot, tree, tree.visualRect(index_of(tree, "Response")).topLeft() + QPoint(14, 12))
    assert tree.model().rowCount() == 1
    qtbot.mouseDClick(
        tree.viewport(),
        Qt.MouseButton.LeftButton,
        pos=tree.visualRect(tree.model().index(0, 1)).center(),
    )
    assert tree.model().rowCount() == 3


def test_ctrl_c_copies_the_value(
    panel: ResponsePanel, success: Exchange, tree: QAbstractItemView, qtbot: QtBot
) -> None:
    panel.show_exchange(success)
    tree.setCurrentIndex(index_of(tree, "InstanceId"))
    qtbot.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "mqtt-0"
    tree.setCurrentIndex(index_of(tree, "[0]"))
    qtbot.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == '{"InstanceId": "mqtt-0", "Price": 1.1, "On": true, "Remark": null}'


def test_find_goes_through_all_matches(
    panel: ResponsePanel, success: Exchange, tree: QAbstractItemView, qtbot: QtBot
) -> None:
    panel.show_exchange(success)
    field = panel.findChild(QLineEdit, "findField")
    qtbot.keyClicks(field, "MQTT-")
    count = panel.tabs.tree.find_bar.count
    qtbot.waitUntil(lambda: count.text() == "1 of 3")
    places = []
    for _ in range(4):
        places.append(str(tree.model().index(tree.currentIndex().row(), 1).data()))
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert places == ["mqtt-0", "mqtt-1", "mqtt-2", "mqtt-0"]
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert count.text() == "1 of 3"
    field.setText("nowhere")
    qtbot.waitUntil(lambda: count.text() == "no match")


def test_find_opens_what_is_folded_in_a_big_answer(
    panel: ResponsePanel, make_exchange: Make, tree: QAbstractItemView, qtbot: QtBot
) -> None:
    data = [{"Id": f"id-{number}", "Pad": "x" * 200} for number in range(30_000)]
    panel.show_exchange(make_exchange({"Response": {"Data": data, "RequestId": "r"}}))
    panel.findChild(QLineEdit, "findField").setText("id-29999")
    qtbot.waitUntil(lambda: tree.model().index(tree.currentIndex().row(), 1).data() == "id-29999", timeout=20_000)


def test_folds_stay_when_the_same_request_is_sent_again(
    panel: ResponsePanel, success: Exchange, make_exchange: Make, rows: Rows, tree: QAbstractItemView, qtbot: QtBot
) -> None:
    panel.show_exchange(success)
    tree.setCurrentIndex(index_of(tree, "Data"))
    press(qtbot, tree, Qt.Key.Key_Left)
    kept = rows()
    panel.show_sending(success.request)
    panel.show_exchange(success)
    assert rows() == kept
    panel.show_exchange(make_exchange(success.body, action="DescribeTopicList"))
    assert rows() != kept


def test_the_place_stays_when_the_same_request_is_sent_again(
    panel: ResponsePanel, make_exchange: Make, tree: QAbstractItemView, qtbot: QtBot
) -> None:
    page = panel.tabs.tree
    answer = make_exchange({"Response": {"Data": [{"Id": n, "In": {"x": n}} for n in range(90)], "RequestId": "r"}})
    panel.show_exchange(answer)
    page.go_to_offset(answer.body.find(b'"x": 70'))
    bar, row = tree.verticalScrollBar(), tree.currentIndex().row()
    bar.setValue(bar.value() - 30)
    scrolled = bar.value()
    assert row > 40
    assert scrolled > 0
    panel.show_sending(answer.request)
    panel.show_exchange(answer)
    assert (tree.currentIndex().row(), bar.value()) == (row, scrolled)
    page.show_document(Document(b'{"a":[1,2]}').open())
    page.show_answer()
    assert (tree.currentIndex().row(), bar.value()) == (row, scrolled)
    panel.show_exchange(make_exchange(answer.body, action="DescribeTopicList"))
    assert not tree.currentIndex().isValid()
    assert bar.value() == 0


def test_much_that_was_expanded_is_expanded_again_in_slices(
    panel: ResponsePanel, make_exchange: Make, tree: QAbstractItemView, qtbot: QtBot
) -> None:
    page, model = panel.tabs.tree, tree.model()
    answer = make_exchange({"Response": {"Data": [{"In": {"x": [n, "é"]}} for n in range(600)], "RequestId": "r"}})
    panel.show_exchange(answer)
    qtbot.waitUntil(lambda: page.document is not None and page.document.complete)
    page.expand_below(-1)
    qtbot.waitUntil(lambda: model.rowCount() > 3000)
    page.go_to_offset(answer.body.find(b"[400, "))
    kept, row, scrolled = model.rowCount(), tree.currentIndex().row(), tree.verticalScrollBar().value()
    panel.show_sending(answer.request)
    panel.show_exchange(answer)
    assert model.rowCount() < kept
    qtbot.waitUntil(lambda: model.rowCount() == kept)
    assert (tree.currentIndex().row(), tree.verticalScrollBar().value()) == (row, scrolled)
    panel.show_exchange(answer)
    page.go_to_offset(answer.body.find(b'"RequestId"'))
    qtbot.waitUntil(lambda: model.rowCount() == kept)
    assert tree.currentIndex().row() == kept - 1
    panel.show_exchange(answer)
    panel.show_exchange(answer)
    qtbot.waitUntil(lambda: model.rowCount() == kept)


def test_expand_all_can_be_stopped(
    panel: ResponsePanel, make_exchange: Make, tree: QAbstractItemView, qtbot: QtBot
) -> None:
    page = panel.tabs.tree
    panel.show_exchange(make_exchange({"Response": {"Data": [{"a": [1, 2]}] * 30_000, "RequestId": "r"}}))
    qtbot.waitUntil(lambda: page.document is not None and page.document.complete and not page._reading.is_busy)
    before = tree.model().rowCount()
    page.expand_below(-1)
    runner = page._runner
    qtbot.waitUntil(lambda: runner._gathering is not None and len(runner._gathering.rows) > 100_000)
    work = runner._gathering
    page.progress.cancelled.emit()
    assert tree.model().rowCount() == before
    assert work is not None
    assert work.rows
    qtbot.waitUntil(lambda: not work.rows)
    page.expand_below(-1)
    qtbot.waitUntil(lambda: tree.model().rowCount() > 120_000, timeout=30_000)
    page.collapse_all()
    assert tree.model().rowCount() == 1


def test_the_menu_of_a_row(panel: ResponsePanel, success: Exchange, tree: QAbstractItemView, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QMenu

    panel.show_exchange(success)
    row = index_of(tree, "InstanceId").row()
    tree.menu_requested.emit(row, QPoint(0, 0))  # type: ignore[attr-defined]
    menu = next(child for child in panel.findChildren(QMenu) if child.actions()[0].text() == "Copy value")
    paths = next(child for child in menu.findChildren(QMenu) if child.title() == "Copy path")
    for number, text in enumerate(
        ("Response.Data.0.InstanceId", "Response.Data[0].InstanceId", "/Response/Data/0/InstanceId")
    ):
        paths.actions()[number].trigger()
        assert QGuiApplication.clipboard().text() == text
    menu.close()
