"""A collection or an archive with several calls: chosen from a list, opened as tabs or kept as a folder."""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from explorer.ui.request.import_dialog import ImportDialog
from explorer.ui.request.marked_text import MarkedText
from explorer.ui.request.note_list import NoteList

SIGNED = "TC3-HMAC-SHA256 Credential=AKIDX/2024-05-18/mqtt/tc3_request, SignedHeaders=content-type;host, Signature=ab"


@pytest.fixture
def desk(open_window: Callable) -> Iterator:
    desk = open_window()
    yield desk
    for dialog in desk.window.findChildren(QDialog):
        dialog.close()
    for tab in desk.window.desk.requests.tabs():
        desk.window.desk.requests.remove(tab)


def _har(*actions: str) -> str:
    answer = base64.b64encode(b'{"Response": {"Error": {"Code": "AuthFailure", "Message": ""}}}').decode()
    entries = [
        {
            "startedDateTime": f"2024-05-18T02:40:{at % 60:02}.000Z",
            "request": {
                "method": "POST",
                "url": "https://mqtt.intl.tencentcloudapi.com/",
                "headers": [{"name": "X-TC-Action", "value": action}, {"name": "Authorization", "value": SIGNED}],
                "postData": {"text": json.dumps({"Limit": at})},
            },
            "response": {"status": 200, "content": {"text": answer, "encoding": "base64"}},
        }
        for at, action in enumerate(actions)
    ]
    return json.dumps({"log": {"version": "1.2", "entries": entries}})


def _paste(desk: object, text: str) -> ImportDialog:
    QGuiApplication.clipboard().setText(text)
    desk.window.desk.commands["file.paste"].trigger()
    dialog = desk.wait_for(ImportDialog, "importDialog")
    desk.wait(lambda: "ecognised" in desk.find(QLabel, "importFormat").text(), "nothing was recognised")
    return dialog


def test_calls_are_listed_filtered_and_opened(desk: object) -> None:
    dialog = _paste(desk, _har("DescribeInstanceList", "No-Such-Action", "DescribeInstance", "DescribeInstanceList"))
    view = desk.find(QTableView, "importCalls")
    rows = view.model()
    assert desk.find(QLabel, "importFormat").text() == "Recognised: 4 calls"
    assert [rows.index(row, 0).data() for row in range(4)] == [
        "DescribeInstanceList", "No-Such-Action", "DescribeInstance", "DescribeInstanceList",
    ]  # fmt: skip
    assert rows.index(0, 2).data() == "2024-05-18 02:40:00"
    assert rows.index(0, 3).data() == "200 AuthFailure"
    assert "No-Such-Action" in rows.index(1, 3).data()
    assert "cannot be opened" in desk.find(NoteList, "importNotes").text()
    button = desk.find(QPushButton, "importOpenButton")
    assert button.text() == "Open 3 calls"
    view.setCurrentIndex(rows.index(3, 0))
    assert '"Limit": 3' in desk.find(MarkedText, "importParameters").toPlainText()
    view.setCurrentIndex(rows.index(1, 0))
    assert not desk.find(MarkedText, "importParameters").isVisible()
    assert not rows.setData(rows.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    desk.find(QLineEdit, "importFilter").setText("list 02:40:03")
    assert rows.rowCount() == 1
    assert "1 calls shown, 3 chosen" in desk.find(QLabel, "importCount").text()
    desk.find(QCheckBox, "importSelectAll").click()
    assert button.text() == "Open 2 calls"
    desk.find(QLineEdit, "importFilter").clear()
    assert desk.find(QCheckBox, "importSelectAll").checkState() == Qt.CheckState.PartiallyChecked
    button.click()
    assert not dialog.isVisible()
    tabs = desk.window.desk.requests
    desk.wait(lambda: len(tabs.tabs()) == 2 and not tabs.is_opening, "two tabs did not open")
    assert [tab.to_model().action.name for tab in tabs.tabs()] == ["DescribeInstanceList", "DescribeInstance"]
    assert all(tab.is_dirty for tab in tabs.tabs())
    assert tabs.current() is tabs.tabs()[0]


def test_signature_and_answer_stand_beside_ours(desk: object) -> None:
    _paste(desk, _har("DescribeInstanceList"))
    assert "answer is in the text too: 200 AuthFailure" in desk.find(NoteList, "importNotes").text()
    desk.find(QPushButton, "importOpenButton").click()
    desk.wait(lambda: desk.window.desk.requests.current() is not None, "no tab opened")
    desk.window.desk.requests.current().show_section("Signature")
    desk.wait(
        lambda: (
            (field := desk.window.findChild(MarkedText, "customerSignature")) is not None
            and "Signature=ab" in field.toPlainText()
        ),
        "the signature is not put beside ours",
    )
    desk.wait(lambda: desk.window.desk.answers.current() is not None, "there is no answer panel")
    assert desk.window.desk.answers.current().tabs.compare._other[0] == "Answer of the archive"


def test_many_are_asked_for_or_kept_as_a_folder(desk: object) -> None:
    dialog = _paste(desk, _har(*["DescribeInstanceList"] * 25))
    desk.find(QPushButton, "importOpenButton").click()
    question = desk.wait_for(QDialog, "questionDialog")
    assert dialog.isVisible()
    question.decline.click()
    assert not desk.window.desk.requests.is_busy
    desk.find(QPushButton, "importKeepButton").click()
    desk.wait(lambda: "Saved 25 requests in “Imported requests”" in desk.find(QLabel, "windowNoticeText").text())
    folder = desk.window.desk.services.collections.load().folders[0]
    assert (folder.name, len(folder.requests)) == ("Imported requests", 25)
    assert not desk.window.desk.requests.is_busy


def test_a_long_archive_is_read_beside_the_window(desk: object) -> None:
    text = _har(*["DescribeInstanceList"] * 300)
    assert len(text) > 16_000
    _paste(desk, text)
    assert desk.find(QLabel, "importFormat").text() == "Recognised: 300 calls"


def _send(desk: object, event_type: type, dropped: QMimeData, at: QPoint) -> bool:
    """As the system does: to the window's handle, which looks for the widget itself."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(at) if event_type is QDropEvent else at
    event = event_type(place, Qt.DropAction.CopyAction, dropped, left, none)
    QApplication.sendEvent(desk.window.windowHandle(), event)
    return event.isAccepted()


def _drop(desk: object, dropped: QMimeData, on: QWidget) -> None:
    at = on.mapTo(desk.window, on.rect().center())
    assert _send(desk, QDragEnterEvent, dropped, at)
    assert _send(desk, QDragMoveEvent, dropped, at)
    _send(desk, QDropEvent, dropped, at)


def _text(text: str) -> QMimeData:
    dropped = QMimeData()
    dropped.setText(text)
    return dropped


def test_a_file_dropped_onto_a_field_is_imported(desk: object, tmp_path: Path) -> None:
    file = tmp_path / "calls.har"
    file.write_text(_har("DescribeInstanceList", "DescribeInstance"), encoding="utf-8")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    field = desk.find(QLineEdit, "actionSearch")
    _drop(desk, dropped, field)
    assert field.text() == ""
    desk.wait_for(ImportDialog, "importDialog")
    desk.wait(lambda: desk.find(QLabel, "importFormat").text() == "Recognised: 2 calls")


def test_all_files_that_are_dropped_are_read(desk: object, tmp_path: Path) -> None:
    calls, one, odd = tmp_path / "calls.har", tmp_path / "one.txt", tmp_path / "odd.txt"
    calls.write_text(_har("DescribeInstanceList", "DescribeInstance"), encoding="utf-8")
    one.write_text("tccli mqtt DescribeTopic --TopicName a", encoding="utf-8")
    odd.write_text("nothing of it", encoding="utf-8")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file)) for file in (calls, one, odd)])
    _drop(desk, dropped, desk.find(QLineEdit, "actionSearch"))
    dialog = desk.wait_for(ImportDialog, "importDialog")
    assert "3 files: calls.har, one.txt, odd.txt" in dialog.field.placeholderText()
    desk.wait(lambda: desk.find(QLabel, "importFormat").text() == "Recognised: 4 calls")
    assert [(entry.label, entry.folder) for entry in dialog.calls.checked()] == [
        ("DescribeInstanceList", ("calls",)), ("DescribeInstance", ("calls",)), ("DescribeTopic", ()),
    ]  # fmt: skip
    dialog.field.setPlainText("tccli mqtt DescribeInstanceList")
    desk.wait(lambda: desk.find(QLabel, "importFormat").text() == "Recognised: tccli command")


def test_text_dropped_onto_fields(desk: object) -> None:
    field = desk.find(QLineEdit, "actionSearch")
    command = "tccli mqtt DescribeInstanceList --Limit 3"
    _drop(desk, _text("Describe"), field)
    assert field.text() == "Describe"
    _drop(desk, _text(command), field)
    assert command in field.text()
    field.clear()
    _paste(desk, command)
    desk.find(QPushButton, "importOpenButton").click()
    desk.wait(lambda: desk.window.desk.requests.current() is not None, "no tab opened")
    desk.window.desk.requests.current().show_section("JSON")
    editor = desk.window.findChild(QPlainTextEdit, "jsonEditor")
    desk.wait(lambda: editor.isVisible() and editor.isEnabled(), "there is no editor")
    before = editor.toPlainText()
    _drop(desk, _text("hello"), editor.viewport())
    assert "hello" in editor.toPlainText()
    editor.undo()
    assert editor.toPlainText() == before
    _drop(
        desk, _text("curl https://mqtt.intl.tencentcloudapi.com -H 'X-TC-Action: DescribeInstance'"), editor.viewport()
    )
    desk.wait_for(ImportDialog, "importDialog")
    assert editor.toPlainText() == before


def test_a_captured_file_comes_into_the_tab_whole(desk: object, tmp_path: Path) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="F"; filename="x"\r\n\r\n\xff\xfe\x80 \r\n--b--\r\n'
    head = b"POST / HTTP/1.1\r\nHost: mqtt.intl.tencentcloudapi.com\r\nX-TC-Action: DescribeInstance\r\n"
    head += b"Content-Type: multipart/form-data; boundary=b\r\n\r\n"
    file = tmp_path / "capture.http"
    file.write_bytes(head + body)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    _drop(desk, dropped, desk.find(QLineEdit, "actionSearch"))
    desk.wait_for(ImportDialog, "importDialog")
    desk.wait(lambda: desk.find(QLabel, "importFormat").text() == "Recognised: HTTP request")
    desk.find(QPushButton, "importOpenButton").click()
    desk.wait(lambda: desk.window.desk.requests.current() is not None, "no tab opened")
    request = desk.window.desk.requests.current().to_model()
    assert (request.body_text or "").encode("utf-8", "surrogateescape") == body.removesuffix(b"\r\n")


def test_another_file_dropped_onto_the_preview_takes_its_place(desk: object, tmp_path: Path) -> None:
    dialog = _paste(desk, "tccli mqtt DescribeInstanceList --Limit 3")
    file = tmp_path / "calls.har"
    file.write_text(_har("DescribeInstance", "DescribeInstanceList"), encoding="utf-8")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    field = desk.find(MarkedText, "importText")
    at = field.mapTo(dialog, field.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(at, Qt.DropAction.CopyAction, dropped, left, none),
        QDropEvent(QPointF(at), Qt.DropAction.CopyAction, dropped, left, none),
    ):
        QApplication.sendEvent(dialog.windowHandle(), event)
    desk.wait(lambda: desk.find(QLabel, "importFormat").text() == "Recognised: 2 calls")
