"""Every state of the right side, through the names that tests from outside use."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPlainTextEdit, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.knowledge.explain import Explanation
from explorer.core.models.exchange import Exchange, Failure, FailureKind
from explorer.ui.response.response_panel import ResponsePanel

REQUEST_ID = "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"
Make = Callable[..., Exchange]
Rows = Callable[[], list[tuple[str, str, str]]]
EXPLANATION = Explanation(
    code="ResourceNotFound.Instance",
    title="No such cluster",
    meaning="No cluster with this id is in this region.",
    causes=("The region is wrong.", "The cluster was deleted."),
    checks=("List the clusters of the region.",),
    source="service",
    family="ResourceNotFound",
)


def badge(panel: ResponsePanel) -> str:
    return panel.findChild(QLabel, "outcomeBadge").text()


ALL_TABS = ["Tree", "Table", "Raw", "Headers", "Timing", "Compare"]


def tabs_shown(panel: ResponsePanel) -> list[str]:
    tabs = panel.findChild(QTabWidget, "responseTabs")
    return [tabs.tabText(number) for number in range(tabs.count()) if tabs.isTabVisible(number)]


def all_words(panel: ResponsePanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_nothing_yet_says_what_to_do(panel: ResponsePanel) -> None:
    assert "Ctrl+Enter" in all_words(panel)
    assert not panel.findChild(QWidget, "errorCard").isVisible()


def test_sending_counts_the_seconds(panel: ResponsePanel, success: Exchange, qtbot: QtBot) -> None:
    panel.show_sending(success.request)
    assert badge(panel) == "Sending"
    qtbot.waitUntil(lambda: "0.2 s" in all_words(panel))
    panel.show_exchange(success)
    assert badge(panel) == "Success"


def test_success(panel: ResponsePanel, success: Exchange, rows: Rows, qtbot: QtBot) -> None:
    panel.show_exchange(success)
    assert badge(panel) == "Success"
    assert panel.findChild(QLabel, "requestIdLabel").text() == REQUEST_ID
    assert "HTTP 200" in all_words(panel)
    assert "183 ms" in all_words(panel)
    assert rows()[:2] == [("Response", "{3}", "object"), ("TotalCount", "3", "number")]
    assert ("RequestId", REQUEST_ID, "string") in rows()
    assert ("Price", "1.1", "number") in rows()
    assert not panel.findChild(QWidget, "errorCard").isVisible()
    qtbot.mouseClick(panel.findChild(QPushButton, "copyRequestIdButton"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == REQUEST_ID


def test_an_error_is_seen_at_once(panel: ResponsePanel, failure_answer: Exchange, rows: Rows, qtbot: QtBot) -> None:
    panel.show_exchange(failure_answer, None, EXPLANATION)
    assert badge(panel) == "ResourceNotFound.Instance"
    assert panel.findChild(QWidget, "errorCard").isVisible()
    words = all_words(panel)
    for text in (
        "No such cluster",
        "<b>does not exist</b>",
        EXPLANATION.meaning,
        *EXPLANATION.causes,
        *EXPLANATION.checks,
    ):
        assert text in words
    assert ("Code", "ResourceNotFound.Instance", "string") in rows()
    link = panel.findChild(QPushButton, "errorCodeLink")
    assert link.text() == "ResourceNotFound.Instance"
    with qtbot.waitSignal(panel.code_activated) as activated:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert activated.args == ["ResourceNotFound.Instance"]


def test_error_rows_are_in_sight_even_when_the_last_answer_was_folded(
    panel: ResponsePanel, success: Exchange, failure_answer: Exchange, rows: Rows
) -> None:
    panel.show_exchange(success)
    panel.show_exchange(failure_answer)
    assert [row[0] for row in rows()] == ["Response", "Error", "Code", "Message", "RequestId"]


def test_a_parameter_that_the_message_names_is_a_link(
    panel: ResponsePanel, failure_answer: Exchange, qtbot: QtBot
) -> None:
    panel.show_exchange(failure_answer)
    link = next(button for button in panel.findChildren(QPushButton) if button.text() == "Go to InstanceId")
    with qtbot.waitSignal(panel.field_requested) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == ["InstanceId"]


def test_copy_for_the_ticket_holds_no_secret(panel: ResponsePanel, failure_answer: Exchange, qtbot: QtBot) -> None:
    panel.show_exchange(failure_answer, None, EXPLANATION)
    link = next(button for button in panel.findChildren(QPushButton) if button.text() == "Copy for ticket")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert REQUEST_ID in text
    assert "ResourceNotFound.Instance" in text
    assert "secret-token-text" not in text


@pytest.mark.parametrize(
    ("body", "content_type", "word", "tabs"),
    [
        (b"", "application/json", "Empty", ["Answer", "Headers", "Timing"]),
        (b"<html><h1>502</h1></html>", "text/html", "HTML", ["Raw", "Headers", "Timing", "Compare"]),
        (b"no json", "application/json", "Not JSON", ["Raw", "Headers", "Timing", "Compare"]),
        (b'{"a":[1,', "application/json", "Not JSON", ALL_TABS),
        (b'[1,2]', "application/json", "Other JSON", ALL_TABS),
        (b'data: {"a":1}\n\n', "text/event-stream", "Events",
         ["Events", "Tree", "Table", "Raw", "Headers", "Timing", "Compare"]),
    ],
)  # fmt: skip
def test_answers_that_are_no_envelope(
    panel: ResponsePanel, make_exchange: Make, body: bytes, content_type: str, word: str, tabs: list[str]
) -> None:
    panel.show_exchange(make_exchange(body, content_type=content_type))
    assert badge(panel) == word
    assert tabs_shown(panel) == tabs


def test_a_failure_is_worded_with_its_way_out(panel: ResponsePanel, make_exchange: Make) -> None:
    failure = Failure(FailureKind.NAME, "The host has no address.", "Check its spelling.")
    panel.show_exchange(make_exchange(b"", failure=failure))
    assert badge(panel) == "No such host"
    assert "The host has no address." in all_words(panel)
    assert "Check its spelling." in all_words(panel)


def test_a_cut_body_is_shown_as_far_as_it_came(panel: ResponsePanel, make_exchange: Make, rows: Rows) -> None:
    failure = Failure(FailureKind.CUT, "The connection closed early.", "")
    panel.show_exchange(make_exchange(b'{"Response":{"TotalCount":2,"Data":[{"Id":"x', failure=failure))
    assert badge(panel) == "Cut short"
    assert ("TotalCount", "2", "number") in rows()
    assert rows()[-1][2] == "fault"
    assert "What came is shown." in all_words(panel)


def test_the_error_in_a_cut_body_is_marked_as_one(panel: ResponsePanel, make_exchange: Make) -> None:
    body = b'{"Response":{"Error":{"Code":"InternalError","Message":"m"},"Reque'
    failure = Failure(FailureKind.CUT, "The connection closed early.", "")
    panel.show_exchange(replace(make_exchange(body), failure=failure))
    assert badge(panel) == "InternalError"
    assert panel.card.isVisibleTo(panel)
    assert "The answer was cut, but its error could be read." in all_words(panel)


TURNED = "invoice\u202egnp.exe"
UPRIGHT = "invoice\\u202egnp.exe"


def test_a_text_that_would_be_turned_round_is_shown_as_it_came(
    panel: ResponsePanel, make_exchange: Make, rows: Rows, qtbot: QtBot
) -> None:
    error = {"Code": "FailedOperation", "Message": TURNED}
    panel.show_exchange(make_exchange({"Response": {"Error": error, "RequestId": "r\u200b1", TURNED: [{TURNED: 1}]}}))
    assert panel.card.message.text() == UPRIGHT
    assert panel.strip.request_id.text() == "r\u200b1", "which is copied"
    qtbot.waitUntil(lambda: ("Message", UPRIGHT, "string") in rows(), timeout=20_000)
    assert (UPRIGHT, "[1]", "array") in rows()
    assert ("RequestId", "r\\u200b1", "string") in rows()
    panel.tabs.setCurrentWidget(panel.tabs.table)
    model = panel.tabs.table.model
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=20_000)
    assert model.headerData(0, Qt.Orientation.Horizontal) == UPRIGHT


def test_raw_shows_the_body(panel: ResponsePanel, success: Exchange) -> None:
    panel.show_exchange(success)
    panel.tabs.setCurrentWidget(panel.tabs.raw)
    assert panel.findChild(QPlainTextEdit, "rawView").toPlainText() == success.body.decode()


def test_raw_text_of_a_long_line_comes_in_windows(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    exchange = make_exchange({"Response": {"Data": ["中文"] * 200_000, "RequestId": "r"}})
    panel.show_exchange(exchange)
    panel.tabs.setCurrentWidget(panel.tabs.raw)
    view = panel.findChild(QPlainTextEdit, "rawView")
    assert 0 < len(view.toPlainText()) < 300_000
    link = next(button for button in panel.tabs.raw.findChildren(QPushButton) if button.text() == "Show all")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.toPlainText().endswith('"r"}}'), timeout=20_000)
    assert view.toPlainText().replace("\n", "") == exchange.body.decode()


def test_headers_hold_no_secret(panel: ResponsePanel, success: Exchange) -> None:
    panel.show_exchange(success)
    panel.tabs.setCurrentWidget(panel.tabs.headers)
    found = panel.tabs.headers.rows
    cells = [item.text(1) for item in found.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive, 1)]
    assert "practice" in cells
    assert not any("secret-token-text" in cell for cell in cells)


def test_timing_reads_out_its_phases(panel: ResponsePanel, success: Exchange) -> None:
    panel.show_exchange(success)
    panel.tabs.setCurrentWidget(panel.tabs.timing)
    words = panel.tabs.timing.bars.accessibleDescription()
    assert words == (
        "Prepare and wait to send 3.0 ms, Look up and connect 20 ms, Wait for the first byte 100 ms, "
        "Receive the body 60 ms, total 183 ms"
    )


def test_the_page_in_front_stays_in_front(panel: ResponsePanel, success: Exchange, qtbot: QtBot) -> None:
    panel.show_exchange(success)
    bar = panel.tabs.tabBar()
    timing = panel.tabs.indexOf(panel.tabs.timing)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(timing).center())
    panel.show_exchange(success)
    assert panel.tabs.currentWidget() is panel.tabs.timing


def test_only_the_current_panel_carries_the_names(panel: ResponsePanel) -> None:
    panel.set_current(False)
    assert panel.findChild(QAbstractItemView, "responseTree") is None
    panel.set_current(True)
    assert panel.findChild(QAbstractItemView, "responseTree") is not None


def test_what_can_be_focused_has_a_name(panel: ResponsePanel, failure_answer: Exchange) -> None:
    panel.show_exchange(failure_answer, None, EXPLANATION)
    for widget in panel.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.inherits("QTabBar"):
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_what_an_answer_says_is_read_aloud(panel: ResponsePanel, success: Exchange, failure_answer: Exchange) -> None:
    def spoken(name: str) -> str:
        widget = panel.findChild(QWidget, name)
        return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)

    assert spoken("requestIdLabel") == "RequestId"
    panel.show_exchange(failure_answer, None, EXPLANATION)
    outcome = failure_answer.outcome
    assert outcome is not None
    assert outcome.code
    assert spoken("outcomeBadge") == f"Outcome: {outcome.code}"
    assert spoken("errorCodeLink") == f"Error code: {outcome.code}"
    assert spoken("requestIdLabel") == f"RequestId: {outcome.request_id}"
    panel.show_exchange(success)
    assert spoken("outcomeBadge") == "Outcome: Success"


def test_the_model_of_the_tree_is_sound(panel: ResponsePanel, success: Exchange) -> None:
    model = panel.findChild(QAbstractItemView, "responseTree").model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    panel.show_exchange(success)
    panel.show_nothing()
    assert tester.model() is model


def test_an_error_inside_a_stream_is_seen_at_once(panel: ResponsePanel, make_exchange: Make) -> None:
    event = json.dumps({"Type": "error", "RequestId": "r-9", "Error": {"Code": "LimitExceeded", "Message": "slow"}})
    panel.show_exchange(make_exchange(f"data: 1\n\ndata: {event}\n\n".encode(), content_type="text/event-stream"))
    assert badge(panel) == "LimitExceeded"
    assert panel.card.isVisible()
    assert panel.card.message.text() == "slow"
    assert "Events" in tabs_shown(panel)
    panel.copy_for_ticket(plain=True)
    text = QGuiApplication.clipboard().text()
    for part in ("LimitExceeded", "slow", "r-9"):
        assert part in text, part
    panel.show_exchange(make_exchange(b"data: 1\n\n", content_type="text/event-stream"))
    assert badge(panel) == "Events"
    assert not panel.card.isVisible()


def test_the_events_of_a_stream_are_a_tree_and_a_table_as_on_the_command_line(
    panel: ResponsePanel, make_exchange: Make, rows: Rows, qtbot: QtBot
) -> None:
    body = b'data: {"N":1.10}\n\nevent: end\ndata: [DONE]\n\n'
    panel.show_exchange(make_exchange(body, content_type="text/event-stream"))
    tabs = panel.tabs
    assert tabs.tabText(tabs.currentIndex()) == "Events"
    tabs.setCurrentWidget(tabs.tree)
    qtbot.waitUntil(lambda: ("N", "1.10", "number") in rows(), timeout=20_000)
    assert ("event", "end", "string") in rows()
    tabs.setCurrentWidget(tabs.table)
    qtbot.waitUntil(lambda: tabs.table.model.rowCount() == 2)
    assert list(tabs.table.model.columns) == ["event", "id", "data"]
    panel.show_exchange(make_exchange({"a": 1}))
    assert tabs.tabText(tabs.currentIndex()) == "Tree"
    panel.show_exchange(make_exchange(body, content_type="text/event-stream"))
    tabs.setCurrentWidget(tabs.table)
    qtbot.waitUntil(lambda: tabs.table.model.rowCount() == 2, timeout=20_000)


def test_faults_are_told_once_in_order_of_place(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], qtbot: QtBot
) -> None:
    tree = panel.tabs.tree
    for body, head in (
        (b'{"Response":{"a":"\xff","b":NaN,"RequestId":"r"}}', "Not strict JSON: a byte that is no UTF-8 at line 1"),
        (b'{"Response":{"b":"\xff","a":NaN,"c":', "Shown as far as it can be read: a byte that is no UTF-8 at line 1"),
    ):
        panel.show_exchange(make_exchange(body))
        qtbot.waitUntil(lambda head=head: tree.notice.label.text().startswith(head))  # type: ignore[misc]
        said = tree.notice.label.text()
        assert said.index("UTF-8") < said.index("NaN is not JSON")
        assert panel.notice.isHidden()
    assert said.index("NaN") < said.index("the text ends inside a value")


def test_a_secret_that_the_server_repeats_is_hidden_in_card_and_tree(panel: ResponsePanel, make_exchange: Make) -> None:
    message = "Parameter Password value hunter2secret is invalid"
    body = {"Response": {"Error": {"Code": "InvalidParameterValue", "Message": message}, "RequestId": "r"}}
    panel.show_exchange(make_exchange(body, parameters={"Password": "hunter2secret"}))
    assert panel.card.message.text() == "Parameter Password value ****** is invalid"
    model = panel.tabs.tree.model
    told = {
        str(model.index(row, column).data(role))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    }
    assert not [text for text in told if "hunter2secret" in text]
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == "Message")
    model.unblur(row)
    assert model.index(row, 1).data().strip('"') == message
