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
    assert rows() == [("[0]", "1.10", "number"), ("[1]", "2", "number")]
    field.clear()
    assert rows() == whole


def test_a_wrong_expression_is_explained(panel: ResponsePanel, success: Exchange, qtbot: QtBot) -> None:
    panel.show_exchange(success)
    field = panel.findChild(QLineEdit, "jmespathField")
    qtbot.keyClicks(field, "Response.[")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    said = panel.tabs.tree.notice.label
    assert "JMESPath" in said.text()
    assert said.isVisible()
