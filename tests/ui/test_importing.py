"""A customer's evidence becomes a tab: by the menu, by the palette, by a drop; and its signature is shown."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListView, QPushButton, QTabWidget, QWidget

from explorer.ui.request.import_dialog import ImportDialog
from explorer.ui.request.marked_text import MarkedText
from explorer.ui.request.note_list import NoteList

CURL = """curl -X POST https://mqtt.intl.tencentcloudapi.com/ \\
 -H 'X-TC-Action: DescribeInstanceList' -H 'X-TC-Version: 2024-05-16' -H 'X-TC-Token: sesame' -d '{"Limit":10}'"""


@pytest.fixture
def desk(open_window: Callable) -> Iterator:
    desk = open_window()
    yield desk
    for dialog in desk.window.findChildren(QDialog):
        dialog.close()


def _paste(desk: object, text: str) -> ImportDialog:
    QGuiApplication.clipboard().setText(text)
    desk.window.desk.commands["file.paste"].trigger()
    return desk.wait_for(ImportDialog, "importDialog")


def _shown(desk: object, word: str) -> None:
    desk.wait(lambda: word in desk.find(QLabel, "importFormat").text(), f"{word} is not shown")


def test_a_pasted_command_opens_as_an_unsaved_tab(desk: object) -> None:
    _paste(desk, CURL)
    _shown(desk, "curl command")
    assert "DescribeInstanceList" in desk.find(QLabel, "importFacts").text()
    assert '"Limit": 10' in desk.find(MarkedText, "importParameters").toPlainText()
    assert "X-TC-Token" in desk.find(NoteList, "importNotes").text()
    desk.find(QPushButton, "importOpenButton").click()
    desk.wait(lambda: desk.window.desk.requests.current() is not None, "no tab opened")
    tab = desk.window.desk.requests.current()
    assert tab.to_model().json_text() == '{"Limit":10}'
    assert tab.is_dirty
    assert tab.path is None
    assert desk.find(QTabWidget, "requestTabs").count() == 1
    desk.window.desk.requests.remove(tab)


def test_what_is_on_the_clipboard_is_taken_only_if_it_is_a_request(desk: object) -> None:
    _paste(desk, "a password, say")
    assert desk.find(MarkedText, "importText").toPlainText() == ""
    assert not desk.find(QPushButton, "importOpenButton").isEnabled()
    desk.find(MarkedText, "importText").setPlainText("hello")
    _shown(desk, "Not recognised")
    assert "no request" in desk.find(NoteList, "importNotes").text()
    desk.find(MarkedText, "importText").setPlainText("tccli mqtt DescribeInstanceList --Limit 3")
    _shown(desk, "tccli")
    assert desk.find(QPushButton, "importOpenButton").isEnabled()


def test_an_exception_is_explained(desk: object) -> None:
    _paste(desk, "[TencentCloudSDKException] code:AuthFailure.SignatureFailure message:no requestId:1-2-3")
    _shown(desk, "SDK exception")
    button = desk.find(QPushButton, "importOpenButton")
    assert button.text() == "Explain"
    button.click()
    dialog = desk.wait_for(QDialog, "explainDialog")
    assert "SignatureFailure" in dialog.text.toPlainText()
    assert desk.window.desk.requests.current() is None


def _drop(desk: object, dropped: QMimeData) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPoint(20, 20)
    entering = QDragEnterEvent(at, Qt.DropAction.CopyAction, dropped, left, none)
    QApplication.sendEvent(desk.window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(desk.window, QDropEvent(at, Qt.DropAction.CopyAction, dropped, left, none))


def test_a_dropped_file_is_previewed(desk: object, tmp_path: Path) -> None:
    file = tmp_path / "call.txt"
    file.write_text(CURL, encoding="utf-8-sig")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    _drop(desk, dropped)
    desk.wait_for(ImportDialog, "importDialog")
    _shown(desk, "curl command")


def test_a_dropped_text_is_previewed_and_a_binary_file_refused(desk: object, tmp_path: Path) -> None:
    dropped = QMimeData()
    dropped.setText(CURL)
    _drop(desk, dropped)
    _shown(desk, "curl command")
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\xff\x00")
    other = QMimeData()
    other.setUrls([QUrl.fromLocalFile(str(file))])
    _drop(desk, other)
    desk.wait(lambda: "picture.png is no text file" in desk.find(QLabel, "windowNoticeText").text())


def test_the_palette_finds_it(desk: object) -> None:
    desk.window.desk.commands["edit.palette"].trigger()
    desk.find(QLineEdit, "paletteField").setText("paste request")
    rows = desk.find(QListView, "paletteList").model()
    found = [rows.index(row, 0).data() for row in range(rows.rowCount())]
    assert any("Paste request" in str(text) for text in found)
    desk.window.palette_panel.dismiss()


def test_the_signature_section_signs_with_the_practice_key(desk: object) -> None:
    desk.window.start_practising()
    desk.wait(lambda: desk.window.desk.requests.current() is not None, "no tab opened")
    tab = desk.window.desk.requests.current()
    desk.wait(lambda: tab.isAncestorOf(desk.window.focusWidget() or desk.window), "its first field has no focus")
    desk.window.desk.answers.inspect_signature_requested.emit()
    assert tab.sections.tabText(tab.sections.currentIndex()) == "Signature"
    desk.wait(
        lambda: (box := desk.window.findChild(MarkedText, "signature:authorization")) is not None
        and box.isVisible() and "Credential=" in box.toPlainText()
    )  # fmt: skip
    credential = desk.window.desk.services.practice.credential
    shown = " ".join(box.toPlainText() for box in desk.window.findChildren(MarkedText))
    assert credential.secret_id in shown
    assert credential.secret_key not in shown
    assert "Signed with the key of" in desk.find(QLabel, "signatureNote").text()
    before = desk.find(MarkedText, "signature:canonical_request").toPlainText()
    desk.window.desk.requests.current().replace_parameters({"InstanceId": "other"})
    box = desk.find(MarkedText, "signature:canonical_request")
    desk.wait(lambda: box.toPlainText() != before, "the signature did not follow the edit")
    assert desk.window.findChild(QWidget, "signature:string_to_sign") is not None


def test_the_preview_says_that_it_reads(desk: object) -> None:
    _paste(desk, CURL)
    _shown(desk, "curl command")
    said: list[str] = []
    dialog = desk.find(ImportDialog, "importDialog")
    dialog.text_given.connect(lambda _text, _number: said.append(desk.find(QLabel, "importFormat").text()))
    desk.find(MarkedText, "importText").setPlainText(f"{CURL} ")
    desk.wait(lambda: bool(said), "nothing was read")
    assert said == ["Reading…"]
    _shown(desk, "curl command")


def test_several_commands_open_as_several_tabs(desk: object) -> None:
    _paste(desk, f"{CURL}\n{CURL.replace('10', '20')}")
    _shown(desk, "2 calls")
    desk.find(QPushButton, "importOpenButton").click()
    requests = desk.window.desk.requests
    desk.wait(lambda: len(requests.tabs()) == 2, "not both opened")
    assert [tab.to_model().json_text() for tab in requests.tabs()] == ['{"Limit":10}', '{"Limit":20}']
    for tab in requests.tabs():
        requests.remove(tab)
