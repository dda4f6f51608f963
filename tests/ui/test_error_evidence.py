"""The error card in the window: evidence from the exchange, a link to the field, the team's notes."""

import threading
from collections.abc import Callable
from dataclasses import replace
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
    assert likely.text() == "Likely: the value of InstanceId (mqtt-none); it is in another region than ap-guangzhou."
    assert ruled_out.text() == "Ruled out: the region's spelling (ap-guangzhou)."
    card = failed.find(QWidget, "errorCard")
    link = next(each for each in card.findChildren(QPushButton) if each.text() == "Go to InstanceId")
    failed.window.activateWindow()
    link.click()
    field = failed.find(QLineEdit, "field:InstanceId")
    failed.wait(lambda: field.hasFocus() or field.isAncestorOf(QApplication.focusWidget()))


def test_a_field_that_is_gone_is_told(failed: object) -> None:
    failed.window.desk.answers.field_requested.emit("Filters.7.Name")
    failed.wait(lambda: any("The form has no field Filters.7.Name now." in each for each in said(failed)))


def said(desk: object) -> list[str]:
    return [label.text() for label in desk.window.findChildren(QLabel) if label.isVisible()]


def test_tab_goes_from_the_form_through_the_card_to_the_tree(failed: object) -> None:
    failed.window.activateWindow()
    start = failed.find(QPushButton, "sendButton")
    start.setFocus()
    failed.wait(start.hasFocus)
    names = []
    while "responseTree" not in names:
        failed.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().objectName())
        assert len(names) < 40
    wanted = ["field:InstanceId", "copyRequestIdButton", "errorCodeLink", "addNoteLink", "findField", "responseTree"]
    assert [name for name in names if name in wanted] == wanted


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


def test_a_note_is_kept_though_its_dialog_is_closed_while_it_is_written(
    failed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.services import team_notes

    may_write, write = threading.Event(), team_notes.write_note

    def slow(*args: object, **kinds: object) -> object:
        assert may_write.wait(10)
        return write(*args, **kinds)

    monkeypatch.setattr(team_notes, "write_note", slow)
    failed.find(QPushButton, "addNoteLink").click()
    dialog = failed.wait_for(QDialog, "noteDialog")
    dialog.findChild(QPlainTextEdit, "noteText").setPlainText("Ask the cluster's owner.")
    dialog.findChild(QPushButton, "noteSave").click()
    dialog.reject()
    failed.wait(lambda: failed.window.findChild(QDialog, "noteDialog") is None)
    may_write.set()
    note = failed.find(QLabel, "teamNoteText")
    failed.wait(note.isVisible)
    assert note.text() == "Ask the cluster's owner."


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
    failed.find(QPushButton, "confirmButton").click()
    failed.wait(lambda: failed.window.findChild(QDialog, "noteDialog") is None)


@pytest.mark.parametrize("way", ["escape", "cancel", "close"])
def test_what_was_written_is_not_given_up_unasked(failed: object, way: str) -> None:
    failed.find(QPushButton, "addNoteLink").click()
    dialog = failed.wait_for(QDialog, "noteDialog")
    pad = dialog.findChild(QPlainTextEdit, "noteText")
    pad.setPlainText("half a note")
    leave = {
        "escape": lambda: failed.qtbot.keyClick(pad, Qt.Key.Key_Escape),
        "cancel": dialog.findChild(QPushButton, "noteCancel").click,
        "close": dialog.close,
    }[way]
    leave()
    question = failed.wait_for(QDialog, "questionDialog")
    assert "ResourceNotFound.Instance" in " ".join(label.text() for label in question.findChildren(QLabel))
    failed.qtbot.keyClick(question, Qt.Key.Key_Return)
    failed.wait(lambda: failed.window.findChild(QDialog, "questionDialog") is None)
    assert (dialog.isVisible(), pad.toPlainText()) == (True, "half a note")
    leave()
    failed.wait_for(QDialog, "questionDialog").findChild(QPushButton, "confirmButton").click()
    failed.wait(lambda: failed.window.findChild(QDialog, "noteDialog") is None)
    assert not (failed.window._services.paths.notes / "ResourceNotFound.Instance.md").exists()


@pytest.mark.parametrize("text", ["", "  \n"])
def test_without_a_text_nothing_is_asked(failed: object, text: str) -> None:
    failed.find(QPushButton, "addNoteLink").click()
    dialog = failed.wait_for(QDialog, "noteDialog")
    dialog.findChild(QPlainTextEdit, "noteText").setPlainText(text)
    dialog.findChild(QPushButton, "noteCancel").click()
    failed.wait(lambda: failed.window.findChild(QDialog, "noteDialog") is None)


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


def _answer_again(desk: object) -> None:
    desk.find(QPushButton, "sendButton").click()
    desk.wait(lambda: _badge(desk) == "ResourceNotFound.Instance")


def _team_note(desk: object) -> str:
    note = desk.find(QLabel, "teamNoteText")
    return note.text() if note.isVisible() else ""


def test_a_damaged_note_is_told_in_the_card_and_left_as_it_is(failed: object) -> None:
    folder = failed.window._services.paths.notes
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "ResourceNotFound.Instance.md"
    kept.write_bytes(b"first line\nsecond \xff line\n")
    _answer_again(failed)
    failed.wait(lambda: "line 2 is not UTF-8 text" in _team_note(failed))
    assert str(kept) in _team_note(failed)
    assert "mend it in a text editor" in _team_note(failed)
    assert not failed.find(QPushButton, "editNoteLink").isVisible()
    assert not failed.find(QPushButton, "addNoteLink").isVisible()
    failed.find(QPushButton, "errorCodeLink").click()
    description = failed.wait_for(QDialog, "codeDialog")
    assert "line 2 is not UTF-8" in description.findChild(QLabel, "codeDialogNote").text()
    description.close()
    failed.window.desk.commands["view.language_zh"].trigger()
    failed.wait(lambda: "第 2 行不是 UTF-8 文本" in _team_note(failed))
    assert kept.read_bytes() == b"first line\nsecond \xff line\n"


def test_a_folder_that_is_gone_is_told_and_another_can_be_chosen(failed: object, tmp_path: Path) -> None:
    services = failed.window._services
    services.save_settings(replace(services.settings, notes_folder=str(tmp_path / "unplugged")))
    _answer_again(failed)
    failed.wait(lambda: "unplugged, cannot be found" in _team_note(failed))
    assert failed.find(QPushButton, "addNoteLink").isVisible()


def test_notes_of_a_colleague_are_taken_in_and_both_are_kept(failed: object, tmp_path: Path) -> None:
    theirs = tmp_path / "ResourceNotFound.Instance.md"
    theirs.write_text("theirs\n")
    (tmp_path / "notes.txt").write_text("no note")
    noting = failed.window._explaining.noting
    noting.take_in([str(theirs), str(tmp_path / "notes.txt")])
    failed.wait(lambda: _team_note(failed) == "theirs")
    told = failed.find(QLabel, "windowNoticeText")
    assert "The note on ResourceNotFound.Instance was taken in." in told.text()
    assert "notes.txt is not named after an error code" in told.text()
    theirs.write_text("other words\n")
    noting.take_in([str(theirs)])
    failed.wait(lambda: "theirs" in _team_note(failed) and "other words" in _team_note(failed))
    noting.take_in([str(theirs)])
    failed.wait(lambda: told.text() == "Nothing new stands in these notes.")
    assert _team_note(failed).count("other words") == 1


def test_a_file_is_put_to_the_note_that_is_being_written(failed: object, tmp_path: Path) -> None:
    theirs = tmp_path / "any name.txt"
    theirs.write_text("theirs\n")
    failed.find(QPushButton, "addNoteLink").click()
    dialog = failed.wait_for(QDialog, "noteDialog")
    pad = dialog.findChild(QPlainTextEdit, "noteText")
    pad.insertPlainText("mine")
    dialog.file_chosen.emit(str(theirs))
    failed.wait(lambda: "theirs" in pad.toPlainText())
    assert pad.toPlainText() == f"mine\n\n--- From {theirs} ---\ntheirs\n"
    dialog.file_chosen.emit(str(tmp_path / "none.md"))
    failed.wait(lambda: any("none.md cannot be read" in label.text() for label in dialog.findChildren(QLabel)))
    shared = tmp_path / "share"
    shared.mkdir()
    (shared / "ResourceNotFound.Instance.md").write_text("from the team\n")
    dialog.folder_chosen.emit(str(shared))
    failed.wait(lambda: "from the team" in pad.toPlainText())
    assert pad.toPlainText().startswith("mine\n")
    dialog.findChild(QPushButton, "noteSave").click()
    failed.wait(lambda: "mine" in _team_note(failed))
    for words in ("mine", "theirs", "from the team"):
        assert words in (shared / "ResourceNotFound.Instance.md").read_text()
