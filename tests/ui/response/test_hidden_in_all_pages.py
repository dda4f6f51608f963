"""What only the action's documents tell to be a secret is hidden in comparisons and in what an expression selects."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractItemView, QTableView
from pytestqt.qtbot import QtBot

from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.exchange import Exchange
from explorer.core.secrets.secret_names import declared_names
from explorer.ui.response.response_panel import ResponsePanel

Make = Callable[..., Exchange]
ITEM = ObjectSpec("Item", "", (Member("Key", Kind.STRING, document="The private key."), Member("Note", Kind.STRING)))
OUTPUT = ObjectSpec(
    "", "", (Member("Data", Kind.OBJECT, is_list=True, object_name="Item"), Member("RequestId", Kind.STRING))
)
SPEC = ActionSpec(
    ActionRef("mqtt", "2024-05-16", "DescribeInstance"), "", "", "", ObjectSpec("", "", ()), OUTPUT, {"Item": ITEM}
)


def answer(*keys: str, rows: int = 0) -> dict[str, object]:
    data = [{"Key": key, "Note": f"note {number}"} for number, key in enumerate(keys)]
    return {"Response": {"Data": data + [{"Note": "x" * 20}] * rows, "RequestId": "r"}}


def cells(view: QAbstractItemView) -> str:
    model = view.model()
    places = [(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    return " ".join(str(model.index(row, column).data()) for row, column in places)


@pytest.mark.parametrize("rows", [0, 2000])
def test_what_an_expression_selects(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot, rows: int) -> None:
    """Of a small answer it is selected at once, of a large one in a process of its own."""
    assert declared_names(SPEC) == {"Key"}
    panel.show_exchange(make_exchange(answer("hunter-one", "hunter-two", rows=rows)), SPEC)
    tree = panel.findChild(QAbstractItemView, "responseTree")
    panel.tabs.tree.query_field.setText("Response.Data[?Key].[Key, Note]")
    panel.tabs.tree.query_field.returnPressed.emit()
    qtbot.waitUntil(lambda: "Selected by" in panel.tabs.tree.notice.label.text(), timeout=20_000)
    panel.tabs.tree.expand_below(-1)
    qtbot.waitUntil(lambda: "note 1" in cells(tree))
    assert "hunter" not in cells(tree)
    assert "••••••" in cells(tree)


def test_a_comparison(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    panel.show_exchange(make_exchange(answer("hunter-one", "hunter-two")), SPEC)
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    panel.tabs.compare.compare_with("another", json.dumps(answer("hunter-1", "hunter-2", "hunter-3")).encode())
    qtbot.waitUntil(lambda: "2 changed, 1 removed" in panel.tabs.compare.summary.text())
    told = cells(panel.findChild(QTableView, "compareView"))
    assert "hunter" not in told
    assert told.count("••••••") == 5
    assert '{"Key":"••••••","Note":"note 2"}' in told


def test_the_next_answer_is_told_of_by_its_own_documents(
    panel: ResponsePanel, make_exchange: Make, qtbot: QtBot
) -> None:
    panel.show_exchange(make_exchange(answer("hunter-one")), SPEC)
    panel.show_exchange(make_exchange(answer("tag-one")))
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    panel.tabs.compare.compare_with("another", json.dumps(answer("tag-two")).encode())
    qtbot.waitUntil(lambda: "tag-two" in cells(panel.findChild(QTableView, "compareView")))
