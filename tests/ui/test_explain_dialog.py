"""Tools, Explain: from pasted text to descriptions, actions and RequestIds."""

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTabWidget, QWidget

from explorer.ui.catalog.explained_row import ExplainedRow

REQUEST_ID = "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"
TEXT = (
    f'{{"Response":{{"Error":{{"Code":"AuthFailure.SignatureFailure","Message":"<b>no</b>"}},"RequestId":"{REQUEST_ID}"}}}}'
    " by DescribeInstanceList at mqtt.tencentcloudapi.com in ap-singapore"
)


@pytest.fixture
def explaining(open_window: Callable) -> object:
    desk = open_window()
    desk.window.desk.commands["tools.explain"].trigger()
    desk.wait_for(QDialog, "explainDialog")
    return desk


def shown(desk: object) -> str:
    rows = desk.find(QWidget, "explainFindings")
    return "\n".join(label.text() for label in rows.findChildren(QLabel) if label.isVisible())


def button(desk: object, words: str) -> QPushButton:
    rows = desk.find(QWidget, "explainFindings")
    return next(each for each in rows.findChildren(QPushButton) if each.text() == words and each.isVisible())


def paste(desk: object, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    data.setHtml("<h1>not this</h1>")
    desk.find(QPlainTextEdit, "explainText").insertFromMimeData(data)


def test_pasting_is_enough(explaining: object) -> None:
    paste(explaining, TEXT)
    explaining.wait(lambda: REQUEST_ID in shown(explaining))
    words = shown(explaining)
    for part in ("It said: <b>no</b>", "DescribeInstanceList", "An action of TDMQ for MQTT", "The region Singapore.",
                 REQUEST_ID):  # fmt: skip
        assert part in words, part
    assert explaining.find(QLabel, "explainCount").text() == "4 found"

    explaining.qtbot.mouseClick(button(explaining, "Copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == REQUEST_ID

    button(explaining, "Open description").click()
    description = explaining.wait_for(QDialog, "codeDialog")
    assert "AuthFailure.SignatureFailure" in description.windowTitle()
    description.close()

    button(explaining, "Open action").click()
    tabs = explaining.find(QTabWidget, "requestTabs")
    explaining.wait(lambda: tabs.count() == 1 and tabs.tabText(0) == "DescribeInstanceList")
    explaining.find(QDialog, "explainDialog").close()


def test_typing_and_the_keyboard(explaining: object) -> None:
    pad = explaining.find(QPlainTextEdit, "explainText")
    explaining.qtbot.keyClicks(pad, "InternalError")
    explaining.qtbot.keyClick(pad, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    explaining.wait(lambda: "InternalError" in shown(explaining))
    pad.setPlainText("nothing of note")
    explaining.find(QPushButton, "explainButton").click()
    explaining.wait(lambda: shown(explaining) == "")
    assert explaining.find(QLabel, "explainCount").text().startswith("No error code")
    explaining.find(QDialog, "explainDialog").close()


def test_it_closes_by_a_button(explaining: object) -> None:
    dialog = explaining.find(QDialog, "explainDialog")
    dialog.findChild(QPushButton, "closeExplainButton").click()
    assert not dialog.isVisible()


def row_of(desk: object, text: str) -> ExplainedRow:
    rows = desk.find(QWidget, "explainFindings").findChildren(ExplainedRow)
    return next(row for row in rows if row.isVisible() and row.item.text == text)


def test_a_text_is_there_again_and_gives_way_to_another(explaining: object) -> None:
    pad = explaining.find(QPlainTextEdit, "explainText")
    long = "ResourceNotFound.Instance " * 2000
    for text in ("InternalError in ap-singapore", long):
        paste(explaining, text)
        shown_part = pad.toPlainText()
        explaining.qtbot.keyClick(pad, Qt.Key.Key_Escape)
        explaining.wait(lambda: explaining.window.findChild(QDialog, "explainDialog") is None)
        explaining.window.desk.commands["tools.explain"].trigger()
        explaining.wait_for(QDialog, "explainDialog")
        pad = explaining.find(QPlainTextEdit, "explainText")
        assert (pad.toPlainText(), pad.whole_text()) == (shown_part, text)
    paste(explaining, "LimitExceeded")
    assert pad.toPlainText() == "LimitExceeded"


def test_the_tab_key_and_a_screen_reader_find_their_way(explaining: object) -> None:
    paste(explaining, TEXT)
    explaining.wait(lambda: REQUEST_ID in shown(explaining))
    dialog = explaining.find(QDialog, "explainDialog")
    pad, stops = explaining.find(QPlainTextEdit, "explainText"), list[QWidget]()
    at = pad.nextInFocusChain()
    while at is not pad:
        if isinstance(at, QPushButton) and at.isVisible() and dialog.isAncestorOf(at):
            stops.append(at)
        at = at.nextInFocusChain()
    names = [each.accessibleName() or each.text() for each in stops]
    assert names == [
        "Explain",
        "Open answer: AuthFailure.SignatureFailure",
        "Open description: AuthFailure.SignatureFailure",
        "Open action: DescribeInstanceList",
        f"Search history: {REQUEST_ID}",
        f"Copy: {REQUEST_ID}",
        "Close",
    ]


def test_a_double_click_goes_on(explaining: object) -> None:
    paste(explaining, TEXT)
    explaining.wait(lambda: REQUEST_ID in shown(explaining))
    explaining.qtbot.mouseDClick(row_of(explaining, REQUEST_ID), Qt.MouseButton.LeftButton)
    search = explaining.find(QLineEdit, "historySearch")
    explaining.wait(lambda: search.isVisible() and search.text() == REQUEST_ID)

    explaining.qtbot.mouseDClick(row_of(explaining, "AuthFailure.SignatureFailure"), Qt.MouseButton.LeftButton)
    answer = explaining.wait_for(QDialog, "answerDialog")
    explaining.wait(lambda: answer.panel.tabs.tree.model.rowCount() > 1)
    assert answer.panel.card.code == "AuthFailure.SignatureFailure"
    answer.close()

    explaining.qtbot.mouseDClick(row_of(explaining, "DescribeInstanceList"), Qt.MouseButton.LeftButton)
    tabs = explaining.find(QTabWidget, "requestTabs")
    explaining.wait(lambda: tabs.count() == 1 and tabs.tabText(0) == "DescribeInstanceList")
    explaining.find(QDialog, "explainDialog").close()


def test_counts_and_lines_are_told(explaining: object) -> None:
    paste(explaining, "one\nInternalError\ntwo\nInternalError ap-guangzhou")
    explaining.wait(lambda: "2 times, first in line 2" in shown(explaining) and "line 4" in shown(explaining))
    explaining.find(QDialog, "explainDialog").close()


def test_a_very_long_text_is_read_though_it_is_not_shown(explaining: object) -> None:
    paste(explaining, "nothing on this line\n" * 20_000 + "code:InternalError")
    explaining.wait(lambda: "InternalError" in shown(explaining))
    assert "line 20,001" in shown(explaining)
    assert len(explaining.find(QPlainTextEdit, "explainText").toPlainText()) < 100_000
    explaining.find(QDialog, "explainDialog").close()


def test_hundreds_of_findings_come_in_pages(explaining: object) -> None:
    paste(explaining, "\n".join(f"code:Invented.Thing{number}" for number in range(60)))
    count = explaining.find(QLabel, "explainCount")
    explaining.wait(lambda: count.text() == "60 found; 1 to 10 are shown")
    more = explaining.find(QPushButton, "explainMore")
    for _ in range(5):
        more.click()
    explaining.wait(lambda: "Invented.Thing59" in shown(explaining))
    assert count.text() == "60 found; 51 to 60 are shown"
    assert not more.isVisible()
    explaining.find(QPushButton, "explainEarlier").click()
    explaining.wait(lambda: "Invented.Thing40" in shown(explaining))
    explaining.find(QDialog, "explainDialog").close()


def test_what_was_given_last_is_explained_and_nothing_else_waits(
    explaining: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.services import explain_text as service

    goes_on, begun, explain_text, read = Event(), Event(), service.explain_text, list[str]()

    def slow(services: object, text: str) -> object:
        read.append(text)
        begun.set()
        goes_on.wait(10)
        return explain_text(services, text)

    monkeypatch.setattr(service, "explain_text", slow)
    pad, go = explaining.find(QPlainTextEdit, "explainText"), explaining.find(QPushButton, "explainButton")
    for text in ("InternalError", "LimitExceeded", "FailedOperation"):
        pad.setPlainText(text)
        go.click()
        explaining.wait(begun.is_set)
    others = list[object]()
    explaining.window.desk.runner.call(str).succeeded.connect(others.append)
    explaining.wait(lambda: others)
    assert explaining.find(QLabel, "explainCount").text() == "Reading…"
    seen = list[str]()
    dialog = explaining.find(QDialog, "explainDialog")
    monkeypatch.setattr(dialog, "show_explained", lambda found, _length: seen.extend(item.text for item in found))
    goes_on.set()
    explaining.wait(lambda: seen)
    assert (seen, read) == (["FailedOperation"], ["InternalError", "FailedOperation"])
