"""Saved requests in the window: renamed, duplicated, deleted, damaged, and with what saving left out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QTabWidget, QTreeWidget, QWidget

from explorer.core.models.action import ActionRef
from explorer.core.models.request import Request
from explorer.core.storage.collections import CollectionStore, SavedRequest
from explorer.core.storage.paths import AppPaths

DESCRIBE = ActionRef("mqtt", "2024-05-16", "DescribeInstance")


@pytest.fixture
def store() -> CollectionStore:
    return CollectionStore(AppPaths.default().collections)


def keep(store: CollectionStore, name: str, request: Request | None = None) -> SavedRequest:
    return store.save(SavedRequest(name, request or Request(DESCRIBE, {"InstanceId": "mqtt-1"})))


def tree_of(desk: object) -> QTreeWidget:
    tree = desk.find(QTreeWidget, "collectionTree")
    desk.wait(lambda: tree.topLevelItemCount() > 0)
    desk.find(QTabWidget, "leftTabs").setCurrentIndex(1)
    tree.setCurrentItem(tree.topLevelItem(0))
    return tree


def open_first(desk: object) -> QTreeWidget:
    tree = tree_of(desk)
    desk.qtbot.keyClick(tree, Qt.Key.Key_Return)
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    return tree


def rename_first(desk: object, tree: QTreeWidget, name: str) -> None:
    tree.setFocus()
    desk.qtbot.keyClick(tree, Qt.Key.Key_F2)
    edit = tree.findChild(QLineEdit)
    edit.setText(name)
    desk.qtbot.keyClick(edit, Qt.Key.Key_Return)


def test_a_renamed_request_is_saved_under_its_name_without_a_question(
    open_window: Callable, store: CollectionStore
) -> None:
    keep(store, "Ticket 1")
    desk = open_window()
    tree = open_first(desk)
    rename_first(desk, tree, "Ticket № 2: slow")
    tabs = desk.find(QTabWidget, "requestTabs")
    desk.wait(lambda: tabs.tabText(0) == "Ticket № 2: slow")

    desk.wait_for(QLineEdit, "field:InstanceId").setText("mqtt-2")
    desk.find(QPushButton, "saveButton").click()
    desk.wait(lambda: [each.request.parameters for each in store.load().requests] == [{"InstanceId": "mqtt-2"}])
    assert [each.name for each in store.load().requests] == ["Ticket № 2: slow"]
    assert desk.window.findChild(QDialog, "questionDialog") is None


def test_an_edit_made_elsewhere_is_still_told_after_a_renaming(open_window: Callable, store: CollectionStore) -> None:
    saved = keep(store, "Ticket 1")
    desk = open_window()
    tree = open_first(desk)
    store.save(replace(saved, request=replace(saved.request, parameters={"InstanceId": "mqtt-elsewhere"})))
    rename_first(desk, tree, "Ticket 2")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").tabText(0) == "Ticket 2")
    desk.find(QLineEdit, "field:InstanceId").setText("mqtt-mine")
    desk.find(QPushButton, "saveButton").click()
    question = desk.wait_for(QDialog, "questionDialog")
    question.reject()
    assert store.load().requests[0].request.parameters == {"InstanceId": "mqtt-elsewhere"}


def test_a_name_that_is_being_typed_outlives_what_happens_meanwhile(
    open_window: Callable, store: CollectionStore
) -> None:
    keep(store, "Ticket 1")
    desk = open_window()
    tree = tree_of(desk)
    tree.setFocus()
    desk.qtbot.keyClick(tree, Qt.Key.Key_F2)
    edit = tree.findChild(QLineEdit)
    edit.setText("Ticket 2")
    desk.window.requests.open_action(DESCRIBE)
    desk.wait_for(QLineEdit, "field:InstanceId")
    desk.window.desk.collections.load()
    keep(store, "Another")
    desk.qtbot.wait(300)
    assert tree.findChild(QLineEdit) is edit
    assert edit.hasFocus()
    desk.qtbot.keyClick(edit, Qt.Key.Key_Return)
    desk.wait(lambda: sorted(each.name for each in store.load().requests) == ["Another", "Ticket 2"])
    desk.wait(lambda: tree.topLevelItemCount() == 2)


def test_what_saving_left_out_is_marked(open_window: Callable, store: CollectionStore) -> None:
    request = Request(
        ActionRef("mqtt", "2024-05-16", "CreateUser"),
        {"InstanceId": "mqtt-1", "Username": "u", "Password": "s3cret"},
        headers=(("X-Auth-Token", "abc"), ("X-Kept", "1")),
    )
    keep(store, "With secrets", request)
    assert "s3cret" not in next(store.root.rglob("*.toml")).read_text()
    desk = open_window()
    open_first(desk)
    words = desk.wait_for(QLabel, "leftOutWords")
    desk.wait(words.isVisible)
    assert "Password" in words.text()
    assert "X-Auth-Token" in words.text()
    assert "X-Kept" not in words.text()
    mark = desk.wait_for(QLabel, "error:Password")
    assert "Left out" in mark.text()
    desk.find(QLineEdit, "field:Password").setText("again")
    desk.wait(lambda: not mark.isVisible())


def test_duplicate_and_delete(open_window: Callable, store: CollectionStore) -> None:
    keep(store, "Ticket 1")
    desk = open_window()
    tree = open_first(desk)
    desk.window.desk.collections._duplicate(tree.topLevelItem(0))
    desk.wait(lambda: tree.topLevelItemCount() == 2)
    assert sorted(each.name for each in store.load().requests) == ["Ticket 1", "Ticket 1 (2)"]

    tree.setCurrentItem(tree.topLevelItem(0))
    desk.qtbot.keyClick(tree, Qt.Key.Key_Delete)
    question = desk.wait_for(QDialog, "questionDialog")
    assert "Ticket 1" in question.windowTitle()
    question.findChild(QPushButton, "declineButton").click()
    assert len(store.load().requests) == 2

    desk.wait(lambda: desk.window.findChild(QDialog, "questionDialog") is None)
    desk.qtbot.keyClick(tree, Qt.Key.Key_Delete)
    desk.wait_for(QDialog, "questionDialog").findChild(QPushButton, "confirmButton").click()
    desk.wait(lambda: tree.topLevelItemCount() == 1)
    assert [each.name for each in store.load().requests] == ["Ticket 1 (2)"]
    # What was typed outlives its file, as something that is not saved.
    assert desk.window.desk.requests.current().is_dirty


def test_renaming_to_a_taken_name_is_refused_in_words(open_window: Callable, store: CollectionStore) -> None:
    keep(store, "One")
    keep(store, "Two")
    desk = open_window()
    tree = tree_of(desk)
    rename_first(desk, tree, "Two")
    notice = desk.find(QWidget, "windowNotice")
    desk.wait(notice.isVisible)
    assert "Two" in desk.find(QLabel, "windowNoticeText").text()
    desk.wait(lambda: tree.topLevelItem(0).text(0) == "One")


def test_damaged_stores_are_told_once_they_were_read(open_window: Callable) -> None:
    paths = AppPaths.default()
    for path in (paths.settings_file, paths.profiles_file, paths.history_file):
        _damage(path)
    desk = open_window()
    text = desk.find(QLabel, "storeNoticeText")
    for word in ("settings", "profiles", "history"):
        desk.wait(lambda word=word: word in text.text())
    line = desk.find(QWidget, "storeNotice")
    assert line.isVisible()
    line.hide()
    desk.window.telling.show_notices()
    assert not line.isVisible()


def _damage(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"= not a file of ours \x00" * 100)
