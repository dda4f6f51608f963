"""The Compare tab: every source, differences in order with their signs, volatile members set aside."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from explorer.core.errors import StorageError
from explorer.core.models.action import Example, Reading
from explorer.core.models.exchange import Exchange
from explorer.ui.response.response_panel import ResponsePanel

Make = Callable[..., Exchange]
OLD = {"Response": {"Data": [{"Id": "a", "N": 1}, {"Id": "b", "N": 2}], "Token": "secret-one", "RequestId": "r-1"}}
NEW = {
    "Response": {"Data": [{"Id": "c"}, {"Id": "a", "N": 5}], "Token": "secret-two", "RequestId": "r-2", "CreateTime": 9}
}
WANTED = [
    ("  whole answer", "{1}", "{1}"),
    ("    Response", "{3}", "{4}"),
    ("      Data", "[2]", "[2]"),
    ("+       [0] Id=c", "", '{"Id":"c"}'),
    ("        [0] Id=a", "{2}", "{2}"),
    ("≠         N", "1", "5"),
    ("−       [1] Id=b", '{"Id":"b","N":2}', ""),
    ("≠     Token", "••••••", "••••••"),
    ("+     CreateTime", "", "9"),
]


@pytest.fixture
def compare(panel: ResponsePanel, make_exchange: Make) -> QTableView:
    panel.show_exchange(make_exchange(OLD))
    panel.show_exchange(make_exchange(NEW))
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    view = panel.findChild(QTableView, "compareView")
    QAbstractItemModelTester(view.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, view)
    return view


def shown(view: QTableView) -> list[tuple[str, ...]]:
    model = view.model()
    return [tuple(str(model.index(row, column).data()) for column in range(3)) for row in range(model.rowCount())]


def choose(panel: ResponsePanel, text: str) -> None:
    menu = panel.findChild(QPushButton, "compareSource").menu()
    next(action for action in menu.actions() if action.text() == text).trigger()


def summary(panel: ResponsePanel) -> str:
    return panel.findChild(QLabel, "compareSummary").text()


def test_the_last_answer_of_this_tab(compare: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    assert shown(compare) == []
    choose(panel, "Last answer of this tab")
    qtbot.waitUntil(lambda: shown(compare) == WANTED)
    painted = [tuple(panel.tabs.compare.model.face(row, at)[0] for at in range(3)) for row in range(len(WANTED))]
    assert painted == WANTED
    assert summary(panel) == "Compared with Last answer: 2 changed, 2 added, 1 removed; 1 set aside."


def test_another_answer_is_compared_again(
    compare: QTableView, panel: ResponsePanel, make_exchange: Make, qtbot: QtBot
) -> None:
    choose(panel, "Last answer of this tab")
    qtbot.waitUntil(lambda: shown(compare) == WANTED)
    panel.show_exchange(make_exchange(NEW))
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    qtbot.waitUntil(lambda: "no difference" in summary(panel))


def test_pasted_text_and_what_is_set_aside(compare: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(json.dumps(OLD, indent=2))
    choose(panel, "Pasted text")
    qtbot.waitUntil(lambda: shown(compare) == WANTED)
    panel.findChild(QLineEdit, "compareAside").setText("RequestId, *time, Token")
    qtbot.waitUntil(lambda: "3 set aside" in summary(panel))
    panel.findChild(QLineEdit, "compareAside").setText("")
    qtbot.waitUntil(lambda: "set aside" not in summary(panel))
    assert ("≠     RequestId", "r-1", "r-2") in shown(compare)


def test_a_pasted_answer_without_its_envelope(compare: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(json.dumps(OLD["Response"], indent=2))
    choose(panel, "Pasted text")
    qtbot.waitUntil(lambda: shown(compare) == WANTED)
    assert "has no Response around it" in panel.tabs.compare.notice.label.text()


def test_nothing_on_the_clipboard(compare: QTableView, panel: ResponsePanel) -> None:
    QGuiApplication.clipboard().clear()
    choose(panel, "Pasted text")
    assert "no text" in panel.tabs.compare.notice.label.text()


def test_a_file(compare: QTableView, panel: ResponsePanel, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(json.dumps(OLD))
    panel.tabs.compare.compare_with_file(path)
    qtbot.waitUntil(lambda: shown(compare) == WANTED)
    assert "old.json" in summary(panel)
    panel.tabs.compare.compare_with_file(tmp_path / "none.json")
    qtbot.waitUntil(lambda: "none.json cannot be read" in panel.tabs.compare.notice.label.text())


def test_a_vendor_example(compare: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    example = Example("Ask & see", "", "", None, Reading.UNREAD, json.dumps(OLD), Reading.EXACT)
    panel.tabs.compare.examples = lambda: (example,)
    source = panel.findChild(QPushButton, "compareSource").menu()
    menu = next(action for action in source.actions() if action.text() == "Vendor example").menu()
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: [action.text() for action in menu.actions()] == ["Ask && see"])
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: shown(compare) == WANTED)


def test_a_text_that_is_no_json_is_compared_as_far_as_it_goes(
    compare: QTableView, panel: ResponsePanel, qtbot: QtBot
) -> None:
    panel.tabs.compare.compare_with("Cut", json.dumps(OLD).encode()[:-60])
    qtbot.waitUntil(lambda: "only as far as it is JSON" in panel.tabs.compare.notice.label.text())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("not json at all", "Pasted text is no JSON: its lines are compared, as a list of texts."),
        ("NaN", "Pasted text is no JSON: its lines are compared, as a list of texts."),
        ('{"A": NaN}', "Pasted text is no strict JSON: NaN"),
        (
            "HTTP/1.1 200 OK\n\n" + json.dumps(OLD),
            "Pasted text is a recorded HTTP message: the body in it is compared.",
        ),
    ],
)
def test_what_is_no_plain_json_is_said(
    compare: QTableView, panel: ResponsePanel, qtbot: QtBot, text: str, told: str
) -> None:
    QGuiApplication.clipboard().setText(text)
    choose(panel, "Pasted text")
    qtbot.waitUntil(lambda: told in panel.tabs.compare.notice.label.text())
    assert panel.tabs.compare.notice.isVisible()
    assert "Compared with Pasted text" in summary(panel)
    if text.startswith("HTTP"):
        assert shown(compare) == WANTED
    choose(panel, "Last answer of this tab")
    qtbot.waitUntil(lambda: "Compared with Last answer" in summary(panel))
    assert not panel.tabs.compare.notice.isVisible()


def test_what_nobody_sees_is_written_out(compare: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    panel.tabs.compare.compare_with("Old\u200b", b'{"Response":{"To\\u202eken":"a\\u200bb"}}')
    qtbot.waitUntil(lambda: ("−     To\\u202eken", "a\\u200bb", "") in shown(compare))


def test_a_double_click_goes_to_the_tree(compare: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    choose(panel, "Last answer of this tab")
    qtbot.waitUntil(lambda: shown(compare) == WANTED)
    compare.doubleClicked.emit(compare.model().index(5, 0))
    assert panel.tabs.currentWidget() is panel.tabs.tree
    assert panel.tabs.tree.view.currentIndex().data() == "N"


def test_two_large_answers(compare: QTableView, panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    rows = [{"Id": f"i-{at}", "N": at} for at in range(20_000)]
    changed = [*rows[:10_000], {"Id": "i-new", "N": 0}, *rows[10_001:]]
    panel.show_exchange(make_exchange({"Response": {"Data": changed}}))
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    panel.tabs.compare.compare_with("Old", json.dumps({"Response": {"Data": rows}}).encode())
    qtbot.waitUntil(lambda: summary(panel) == "Compared with Old: 1 added, 1 removed.", timeout=20_000)


def test_a_last_answer_that_is_too_big_is_not_kept_and_that_is_said(
    panel: ResponsePanel, make_exchange: Make, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("explorer.ui.response.response_panel._MOST_KEPT", 1_000_000)
    panel.show_exchange(make_exchange({"Response": {"Text": "x" * 1_000_000, "RequestId": "r"}}))
    panel.show_exchange(make_exchange(OLD))
    last = panel.findChild(QPushButton, "compareSource").menu().actions()[0]
    assert last.text() == "Last answer of this tab: not kept, it was over 1 MB"
    assert not last.isEnabled()
    panel.show_exchange(make_exchange(NEW))
    assert last.text() == "Last answer of this tab"
    assert last.isEnabled()
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    last.trigger()
    qtbot.waitUntil(lambda: shown(panel.findChild(QTableView, "compareView")) == WANTED)


def test_what_it_was_compared_with_goes_when_the_next_answer_is_too_big(
    panel: ResponsePanel, make_exchange: Make, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("explorer.ui.response.response_panel._MOST_KEPT", 1_000_000)
    panel.show_exchange(make_exchange(OLD))
    panel.show_exchange(make_exchange(NEW))
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    choose(panel, "Last answer of this tab")
    qtbot.waitUntil(lambda: shown(panel.findChild(QTableView, "compareView")) == WANTED)
    panel.show_exchange(make_exchange({"Response": {"Text": "x" * 1_000_000, "RequestId": "r"}}))
    panel.show_exchange(make_exchange(NEW))
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    qtbot.wait(50)
    assert shown(panel.findChild(QTableView, "compareView")) == []
    assert "not kept" in summary(panel)


def test_an_answer_that_is_cut_itself_is_told(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    panel.show_exchange(make_exchange(b'{"Response":{"A":[1,2'))
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    panel.tabs.compare.compare_with("Whole", b'{"Response":{"A":[1,2,3]}}')
    notice = panel.tabs.compare.notice
    qtbot.waitUntil(lambda: "This answer is read only as far as it is JSON" in notice.label.text())
    assert "Whole is read" not in notice.label.text()
    panel.tabs.compare.compare_with("Cut", b'{"Response":{"A":[1,2,')
    qtbot.waitUntil(lambda: "Cut is read only" in notice.label.text())
    assert "This answer is read only" in notice.label.text()
    assert summary(panel) == "Compared with Cut: 1 changed."


def test_after_an_answer_without_a_tree_nothing_is_told_of_the_last(
    compare: QTableView, panel: ResponsePanel, make_exchange: Make, qtbot: QtBot
) -> None:
    choose(panel, "Last answer of this tab")
    qtbot.waitUntil(lambda: shown(compare) == WANTED)
    panel.show_exchange(make_exchange(b"<html>no</html>", content_type="text/html"))
    assert not summary(panel).startswith("Compared")
    assert shown(compare) == []


def test_examples_that_cannot_be_read_are_not_said_to_be_none(
    compare: QTableView, panel: ResponsePanel, qtbot: QtBot
) -> None:
    def broken() -> tuple[Example, ...]:
        raise StorageError("The catalogue is damaged.", path="catalogue")

    panel.tabs.compare.examples = broken
    source = panel.findChild(QPushButton, "compareSource").menu()
    menu = next(action for action in source.actions() if action.text() == "Vendor example").menu()
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: menu.actions()[0].text() == "The examples cannot be read")
    assert "The catalogue is damaged" in panel.tabs.compare.notice.label.text()
    assert not menu.actions()[0].isEnabled()


def test_very_long_lists_are_said_to_be_compared_place_by_place(
    panel: ResponsePanel, make_exchange: Make, qtbot: QtBot
) -> None:
    panel.show_exchange(make_exchange({"Response": {"N": list(range(100_001))}}))
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    panel.tabs.compare.compare_with("Old", json.dumps({"Response": {"N": list(range(100_002))}}).encode())
    qtbot.waitUntil(lambda: "100,000 values are compared place by place" in summary(panel))
    assert "1 removed" in summary(panel)


def test_a_comparison_dropped_half_way_is_let_go_in_slices(
    panel: ResponsePanel, make_exchange: Make, qtbot: QtBot
) -> None:
    rows = [{"Id": at, "N": at} for at in range(60_000)]
    panel.show_exchange(make_exchange({"Response": {"Data": rows}}))
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    page = panel.tabs.compare
    page.compare_with("Old", json.dumps({"Response": {"Data": rows[1:]}}).encode())
    qtbot.waitUntil(lambda: page.model.comparison is not None, timeout=20_000)
    qtbot.waitUntil(lambda: sum(map(len, page.model.comparison._held)) > 60_000, timeout=20_000)
    dropped = page.model.comparison
    page.progress.cancelled.emit()
    assert "Stopped" in summary(panel)
    assert page._sweeper.is_busy
    qtbot.waitUntil(lambda: not page._sweeper.is_busy and not page._left)
    assert not dropped._held


def looked_at(panel: ResponsePanel) -> QTableView:
    panel.tabs.setCurrentWidget(panel.tabs.compare)
    return panel.findChild(QTableView, "compareView")


def test_streams_are_compared_event_by_event(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    old, new = (f'data: {{"N":{number}.0}}\n\nid: 7\ndata: end\n\n'.encode() for number in (1, 2))
    for body in (old, new):
        panel.show_exchange(make_exchange(body, content_type="text/event-stream"))
    view = looked_at(panel)
    choose(panel, "Last answer of this tab")
    wanted = [
        ("  whole answer", "[2]", "[2]"),
        ("    [0] id=", "{3}", "{3}"),
        ("      data", "{1}", "{1}"),
        ("≠       N", "1.0", "2.0"),
    ]
    qtbot.waitUntil(lambda: shown(view) == wanted)
    QGuiApplication.clipboard().setText(old.decode())
    choose(panel, "Pasted text")
    qtbot.waitUntil(lambda: summary(panel) == "Compared with Pasted text: 1 changed.")
    assert shown(view) == wanted
    view.doubleClicked.emit(view.model().index(3, 0))
    assert panel.tabs.currentWidget() is panel.tabs.tree
    assert panel.tabs.tree.view.currentIndex().data() == "N"


def test_pages_and_texts_are_compared_line_by_line(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    for word in ("gateway", "proxy"):
        panel.show_exchange(make_exchange(f"<html>\n<h1>502 {word}</h1>\n</html>".encode(), content_type="text/html"))
    view = looked_at(panel)
    choose(panel, "Last answer of this tab")
    line = ("≠   [1]", "<h1>502 gateway</h1>", "<h1>502 proxy</h1>")
    qtbot.waitUntil(lambda: shown(view) == [("  whole answer", "[3]", "[3]"), line])
    view.doubleClicked.emit(view.model().index(1, 0))
    assert panel.tabs.currentWidget() is panel.tabs.compare
    panel.tabs.compare.compare_with("JSON", json.dumps(OLD).encode())
    qtbot.waitUntil(lambda: summary(panel) == "Compared with JSON: 1 changed.")


def test_a_large_text_in_another_charset_is_compared(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    text = json.dumps({"城": "上海云" * 100_000, "末": 1}, ensure_ascii=False)
    panel.show_exchange(make_exchange(text.replace("1}", "2}").encode()))
    view = looked_at(panel)
    panel.tabs.compare.compare_with("GBK", text.encode("gbk"), "application/json; charset=gbk")
    qtbot.waitUntil(lambda: summary(panel) == "Compared with GBK: 1 changed.", timeout=20_000)
    assert shown(view)[-1] == ("≠   末", "1", "2")
    panel.tabs.compare.compare_with("GBK", text.encode("gbk"), "application/json; charset=gbk")
    panel.tabs.compare.progress.cancelled.emit()
    qtbot.wait(100)
    assert summary(panel).startswith("Stopped")
