"""An expression's result takes the place of the answer, numbers exact, and the way back is one click."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from explorer.core.models.exchange import Exchange
from explorer.ui.response.response_panel import ResponsePanel

Rows = Callable[[], list[tuple[str, str, str]]]


def test_select_and_go_back(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], rows: Rows, qtbot: QtBot
) -> None:
    panel.show_exchange(make_exchange(b'{"Response":{"Data":[{"P":1.10},{"P":2}],"RequestId":"r"}}'))
    whole = rows()
    field = panel.findChild(QLineEdit, "jmespathField")
    qtbot.keyClicks(field, "Response.Data[*].P")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows() == [("[0]", "1.10", "number"), ("[1]", "2", "number")])
    field.clear()
    qtbot.waitUntil(lambda: rows() == whole)


def test_a_wrong_expression_is_explained(panel: ResponsePanel, success: Exchange, qtbot: QtBot) -> None:
    panel.show_exchange(success)
    field = panel.findChild(QLineEdit, "jmespathField")
    qtbot.keyClicks(field, "Response.[")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    said = panel.tabs.tree.notice.label
    assert "JMESPath" in said.text()
    assert said.isVisible()


def large(make_exchange: Callable[..., Exchange]) -> Exchange:
    rows = ",".join(f'{{"Id":"i-{number}","P":{number}.10}}' for number in range(20_000))
    return make_exchange(f'{{"Response":{{"Data":[{rows}],"RequestId":"r"}}}}'.encode())


def test_a_large_answer_is_queried_aside(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], rows: Rows, qtbot: QtBot
) -> None:
    panel.show_exchange(large(make_exchange))
    field = panel.findChild(QLineEdit, "jmespathField")
    field.setText("Response.Data[?P > `19997.5`].P")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.tabs.tree.progress.isVisible)
    qtbot.waitUntil(lambda: rows() == [("[0]", "19998.10", "number"), ("[1]", "19999.10", "number")], timeout=20_000)
    assert panel.tabs.tree.progress.isHidden()
    field.setText("Response.[")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "JMESPath" in panel.tabs.tree.notice.label.text(), timeout=20_000)
    panel.tabs.tree.show_answer()
    assert rows()[0][0] == "Response"
    panel.stop()


def test_an_expression_can_be_stopped(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], rows: Rows, qtbot: QtBot
) -> None:
    panel.show_exchange(large(make_exchange))
    qtbot.waitUntil(lambda: panel.tabs.tree.answer is not None and panel.tabs.tree.answer.complete)
    whole = rows()
    field = panel.findChild(QLineEdit, "jmespathField")
    field.setText("Response.Data[*].[sort_by(@.* , &to_string(@))]" + " | sort_by(@, &to_string(@))" * 300)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    panel.tabs.tree.progress.cancelled.emit()
    assert panel.tabs.tree.progress.isHidden()
    field.setText("Response.Data[0].Id")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows() != whole and rows()[0][1] == "i-0", timeout=20_000)
    panel.stop()


def test_a_panel_that_goes_away_leaves_no_process(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], qtbot: QtBot
) -> None:
    from multiprocessing import active_children

    before = set(active_children())
    panel.show_exchange(large(make_exchange))
    qtbot.waitUntil(lambda: panel.tabs.tree.answer is not None and panel.tabs.tree.answer.complete)
    field = panel.findChild(QLineEdit, "jmespathField")
    field.setText("Response.Data[0].Id")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(set(active_children()) - before), timeout=20_000)
    panel.stop()
    qtbot.waitUntil(lambda: set(active_children()) <= before)


def test_an_expression_that_takes_long_on_a_small_answer_goes_aside_and_can_be_stopped(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], rows: Rows, qtbot: QtBot
) -> None:
    panel.show_exchange(make_exchange(b'{"A":[1,2.50]}'))
    field = panel.findChild(QLineEdit, "jmespathField")
    field.setText("@" + "|[@,@]" * 30)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.tabs.tree.progress.isVisible)
    panel.tabs.tree.progress.cancelled.emit()
    assert panel.tabs.tree.progress.isHidden()
    field.setText("A[1]")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert rows()[0][1] == "2.50"
    panel.stop()


def test_an_answer_that_was_read_aside_stays_read_for_the_next_expression(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], rows: Rows, qtbot: QtBot
) -> None:
    from multiprocessing import active_children

    panel.show_exchange(large(make_exchange))
    qtbot.waitUntil(lambda: panel.tabs.tree.answer is not None and panel.tabs.tree.answer.complete)
    before, field = set(active_children()), panel.findChild(QLineEdit, "jmespathField")
    served = []
    for number in (0, 1):
        field.setText(f"Response.Data[{number}].Id")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda number=number: rows()[0][1] == f"i-{number}", timeout=20_000)  # type: ignore[misc]
        served.append({child.pid for child in set(active_children()) - before})
        panel.tabs.tree.show_answer()
    assert len(served[0]) == 1
    assert served[0] == served[1]
    panel.stop()
