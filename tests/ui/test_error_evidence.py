"""The error card in the window: evidence from the exchange, a link to the field, the team's notes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTabWidget, QWidget

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def failed(open_window: Callable) -> object:
    """A cluster that is not there was asked for."""
    desk = open_window("--sandbox")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    search = desk.find(QLineEdit, "actionSearch")
    search.setText("DescribeInstance")
    desk.qtbot.keyClick(search, Qt.Key.Key_Return)
    desk.wait_for(QLineEdit, "field:InstanceId").setText("mqtt-none")
    desk.qtbot.mouseClick(desk.find(QPushButton, "sendButton"), Left)
    desk.wait(lambda: _badge(desk) == "ResourceNotFound.Instance")
    return desk


def _badge(desk: object) -> str:
    found = desk.window.findChild(QLabel, "outcomeBadge")
    return found.text() if found is not None else ""


def test_evidence_stands_in_the_card_and_leads_to_the_field(failed: object) -> None:
    likely, ruled_out = failed.find(QLabel, "evidenceLikely"), failed.find(QLabel, "evidenceRuledOut")
    assert likely.isVisible()
    assert likely.text() == "Likely: InstanceId = mqtt-none; it is in another region than ap-guangzhou."
    assert ruled_out.text() == "Ruled out: the region's spelling (ap-guangzhou)."
    card = failed.find(QWidget, "errorCard")
    link = next(each for each in card.findChildren(QPushButton) if each.text() == "Go to InstanceId")
    failed.window.activateWindow()
    link.click()
    field = failed.find(QLineEdit, "field:InstanceId")
    failed.wait(lambda: field.hasFocus() or field.isAncestorOf(QApplication.focusWidget()))


def test_a_note_is_added_edited_and_removed(failed: object) -> None:
    add = failed.find(QPushButton, "addNoteLink")
    assert add.isVisible()
    add.click()
    dialog = failed.wait_for(QDialog, "noteDialog")
    dialog.findChild(QPlainTextEdit, "noteText").setPlainText("Deleted clusters stay in the console.\n<b>7 days</b>")
    dialog.findChild(QPushButton, "noteSave").click()
    note = failed.find(QLabel, "teamNoteText")
    failed.wait(note.isVisible)
    assert note.text() == "Deleted clusters stay in the console.\n<b>7 days</b>"
    assert not add.isVisible()
    kept = failed.window._services.paths.notes / "ResourceNotFound.Instance.md"
    assert kept.read_text().startswith("Deleted clusters")

    failed.find(QPushButton, "errorCodeLink").click()
    description = failed.wait_for(QDialog, "codeDialog")
    assert description.findChild(QLabel, "codeDialogNote").text() == note.text()

    failed.wait(lambda: failed.window.findChild(QDialog, "noteDialog") is None)
    failed.find(QPushButton, "editNoteLink").click()
    dialog = failed.wait_for(QDialog, "noteDialog")
    assert dialog.findChild(QPlainTextEdit, "noteText").toPlainText().startswith("Deleted")
    dialog.findChild(QPushButton, "noteRemove").click()
    failed.wait(add.isVisible)
    assert not note.isVisible()
    assert not kept.exists()
    failed.wait(lambda: not description.findChild(QLabel, "codeDialogNote").isVisible())
    description.close()


def test_a_folder_that_cannot_be_used_is_told(failed: object) -> None:
    folder = failed.window._services.paths.notes
    folder.parent.mkdir(parents=True, exist_ok=True)
    failed.find(QPushButton, "addNoteLink").click()
    dialog = failed.wait_for(QDialog, "noteDialog")
    folder.write_text("a file where the folder should be")
    dialog.findChild(QPlainTextEdit, "noteText").setPlainText("kept")
    save = dialog.findChild(QPushButton, "noteSave")
    save.click()
    failed.wait(save.isEnabled)
    assert dialog.findChild(QPlainTextEdit, "noteText").toPlainText() == "kept"
    assert any(
        str(folder) in label.text() and label.property("role") == "fieldError" for label in dialog.findChildren(QLabel)
    )
    dialog.close()


def test_notes_can_be_kept_in_a_shared_folder(failed: object, tmp_path: Path) -> None:
    shared = tmp_path / "share"
    shared.mkdir()
    (shared / "ResourceNotFound.Instance.md").write_text("from the team\n")
    failed.find(QPushButton, "addNoteLink").click()
    dialog = failed.wait_for(QDialog, "noteDialog")
    dialog.folder_chosen.emit(str(shared))
    pad = dialog.findChild(QPlainTextEdit, "noteText")
    failed.wait(lambda: pad.toPlainText() == "from the team\n")
    failed.wait(failed.find(QLabel, "teamNoteText").isVisible)
    pad.setPlainText("ours")
    dialog.findChild(QPushButton, "noteSave").click()
    failed.wait(lambda: (shared / "ResourceNotFound.Instance.md").read_text() == "ours\n")
    failed.wait(lambda: failed.find(QLabel, "teamNoteText").text() == "ours")
    assert failed.window._services.settings.notes_folder == str(shared)


def test_what_others_wrote_meanwhile_is_not_overwritten(failed: object) -> None:
    folder = failed.window._services.paths.notes
    failed.find(QPushButton, "addNoteLink").click()
    dialog = failed.wait_for(QDialog, "noteDialog")
    assert any("ResourceNotFound.Instance.md (UTF-8" in label.text() for label in dialog.findChildren(QLabel))
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "ResourceNotFound.Instance.md"
    kept.write_text("by a colleague\n")
    pad, save = dialog.findChild(QPlainTextEdit, "noteText"), dialog.findChild(QPushButton, "noteSave")
    pad.setPlainText("mine")
    save.click()
    failed.wait(save.isEnabled)
    assert kept.read_text() == "by a colleague\n"
    assert pad.toPlainText() == "mine"
    told = [label.text() for label in dialog.findChildren(QLabel) if label.property("role") == "fieldError"]
    assert "changed by someone else" in told[0]
    assert "by a colleague" in told[0]
    dialog.close()
