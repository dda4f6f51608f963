"""An expression's result takes the place of the answer, numbers exact, and the way back is one click."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar
from pytestqt.qtbot import QtBot

from explorer.core.models.exchange import Exchange
from explorer.services.query_process import QueryProcess
from explorer.ui.response.response_panel import ResponsePanel
from explorer.ui.widgets.buttons import LinkButton

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


def test_what_an_earlier_expression_selected_keeps_its_name(
    panel: ResponsePanel, success: Exchange, rows: Rows, qtbot: QtBot
) -> None:
    panel.show_exchange(success)
    whole, notice = rows(), panel.tabs.tree.notice
    field = panel.findChild(QLineEdit, "jmespathField")
    for expression in ("keys(Response)", "Response.["):
        field.setText(expression)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "Selected by keys(Response)" in notice.label.text())
    assert "JMESPath" in notice.label.text()
    assert rows() != whole
    next(link for link in notice.findChildren(LinkButton) if link.text() == "Back to the answer").click()
    assert rows() == whole


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


def test_the_expression_entered_last_is_the_one_that_is_answered(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], rows: Rows, qtbot: QtBot
) -> None:
    panel.show_exchange(large(make_exchange))
    qtbot.waitUntil(lambda: panel.tabs.tree.document.complete)
    field, notice = panel.findChild(QLineEdit, "jmespathField"), panel.tabs.tree.notice
    for expression in ("sort_by(Response.Data, &P)[*].Id", "Response.Data[*].[Id, P]", "Response.Data[12].Id"):
        field.setText(expression)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Selected by Response.Data[12].Id" in notice.label.text(), timeout=20_000)
    assert [value for _, value, _ in rows()] == ["i-12"]


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


SECRETS = {
    "Password": "hunter2", "Tokens": ["hunter3"], "Pair": {"Key": "password", "Value": "hunter4"}, "Name": "seen",
    "Text": '{"SecretKey":"hunter5\\"6"}', "Pwd": 1234567,
}  # fmt: skip


@pytest.mark.parametrize("filling", [0, 20_000], ids=["here", "aside"])
@pytest.mark.parametrize(
    "expression",
    ["Password", "[Password]", "{p:Password}", "to_string(@)", "Tokens", "Tokens[0]", "Pair.Value", "*", "[Pwd]",
     "join('-', [Password, Name])", "[Text]", "values(Pair)"],
)  # fmt: skip
def test_a_result_keeps_secrets_blurred(
    panel: ResponsePanel,
    make_exchange: Callable[..., Exchange],
    rows: Rows,
    qtbot: QtBot,
    expression: str,
    filling: int,
) -> None:
    panel.show_exchange(make_exchange({**SECRETS, "Filling": "x" * filling}))
    field = panel.findChild(QLineEdit, "jmespathField")
    field.setText(expression)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    tree = panel.tabs.tree
    qtbot.waitUntil(lambda: "Selected" in tree.notice.label.text(), timeout=20_000)
    tree.expand_below(-1)
    qtbot.waitUntil(lambda: bool(rows()))
    shown = str(rows())
    assert "hunter" not in shown
    assert "1234567" not in shown
    assert "••••••" in shown
    panel.stop()


def test_a_result_shows_what_is_no_secret(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], rows: Rows, qtbot: QtBot
) -> None:
    panel.show_exchange(make_exchange(SECRETS))
    field = panel.findChild(QLineEdit, "jmespathField")
    field.setText("[Name, Password]")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows() == [("[0]", "seen", "string"), ("[1]", "••••••", "string")])
    panel.tabs.tree.model.unblur(1)
    assert rows()[1] == ("[1]", "hunter2", "string")


def test_the_table_of_a_result_keeps_secrets_blurred(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], qtbot: QtBot
) -> None:
    panel.show_exchange(make_exchange({"L": [{"Password": "hunter2", "Id": 1}]}))
    field = panel.findChild(QLineEdit, "jmespathField")
    field.setText("L[].{a:Password,b:[Password],c:Id}")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Selected" in panel.tabs.tree.notice.label.text())
    tabs = panel.tabs
    tabs.setCurrentWidget(tabs.table)
    model = tabs.table.model
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert [model.index(0, at).data() for at in range(3)] == ["••••••", '["••••••"]', "1"]


@pytest.mark.parametrize(
    ("body", "said"), [(b'{"A":[1,2', "as much of the answer as can be read"), (b'{"A":NaN}', "NaN count as texts")]
)
def test_a_result_of_what_is_no_whole_json_says_so(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], qtbot: QtBot, body: bytes, said: str
) -> None:
    panel.show_exchange(make_exchange(body))
    field = panel.findChild(QLineEdit, "jmespathField")
    field.setText("A")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said in panel.tabs.tree.notice.label.text())


def test_of_two_equal_keys_it_is_said_that_the_last_was_used(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], qtbot: QtBot
) -> None:
    panel.show_exchange(make_exchange(b'{"Response":{"A":1,"A":2,"RequestId":"r"}}'))
    field = panel.findChild(QLineEdit, "jmespathField")
    field.setText("Response.A")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "keys named 'A' in one object the last was used" in panel.tabs.tree.notice.label.text())


def test_how_far_the_reading_for_an_expression_is_can_be_seen(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def ask(process: QueryProcess, _expression: str) -> bytes:
        process.share = 0.4
        assert ended.wait(20)
        return b"[1.10]"

    monkeypatch.setattr(QueryProcess, "ask", ask)
    panel.show_exchange(large(make_exchange))
    tree, field = panel.tabs.tree, panel.findChild(QLineEdit, "jmespathField")
    qtbot.waitUntil(lambda: tree.document is not None and tree.document.complete, timeout=20_000)
    field.setText("values(@)")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    bar, words = tree.progress.findChild(QProgressBar), tree.progress.findChild(QLabel)
    qtbot.waitUntil(lambda: words.text() == "Reading the answer for the expression…" and bar.value() == 400)
    assert tree.progress.isVisible()
    process = tree.query._expressions._process
    assert process is not None
    process.share = 1.0
    qtbot.waitUntil(lambda: words.text() == "Selecting…" and bar.maximum() == 0)
    ended.set()
    qtbot.waitUntil(lambda: "Selected by values(@)" in tree.notice.label.text())
    assert tree.progress.isHidden()
    assert not tree.query._expressions._watch.isActive()
