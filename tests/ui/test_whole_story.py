"""The whole story in the window: choose, fill in, send, read, understand, copy, save, close, open again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QTreeView,
    QTreeWidget,
    QWidget,
)

Left = Qt.MouseButton.LeftButton


def _rows(view: QAbstractItemView) -> dict[str, str]:
    model = view.model()
    return {str(model.index(row, 0).data()): str(model.index(row, 1).data()) for row in range(model.rowCount())}


def _index_of(view: QTreeView, *path: str) -> QModelIndex:
    model, index = view.model(), QModelIndex()
    for step in path:
        rows = [model.index(row, 0, index) for row in range(model.rowCount(index))]
        index = next(each for each in rows if each.data() == step)
    return index


@pytest.fixture
def practising(open_window: Callable) -> object:
    desk = open_window("--sandbox")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    desk.window.activateWindow()
    return desk


def test_keyboard_only(practising: object) -> None:
    desk = practising
    press = lambda key, modifier=Qt.KeyboardModifier.NoModifier: desk.qtbot.keyClick(  # noqa: E731
        QApplication.focusWidget() or desk.window, key, modifier
    )
    ctrl = Qt.KeyboardModifier.ControlModifier
    desk.wait(lambda: QApplication.focusWidget() is not None)

    press(Qt.Key.Key_L, ctrl)
    assert QApplication.focusWidget().objectName() == "actionSearch"
    desk.qtbot.keyClicks(QApplication.focusWidget(), "DescribeInstance")
    press(Qt.Key.Key_Return)
    field = desk.wait_for(QWidget, "field:InstanceId")
    desk.wait(lambda: field.hasFocus() or field.isAncestorOf(QApplication.focusWidget()))
    desk.qtbot.keyClicks(QApplication.focusWidget(), "mqtt-none")
    press(Qt.Key.Key_Return, ctrl)

    badge = desk.wait_for(QLabel, "outcomeBadge")
    desk.wait(lambda: badge.text() == "ResourceNotFound.Instance")
    assert desk.find(QWidget, "errorCard").isVisible()
    request_id = desk.find(QLabel, "requestIdLabel").text()
    assert len(request_id) == 36

    press(Qt.Key.Key_C, ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == request_id

    press(Qt.Key.Key_E, ctrl)
    description = desk.wait_for(QDialog, "codeDialog")
    assert "ResourceNotFound.Instance" in description.windowTitle()
    desk.qtbot.keyClick(description, Qt.Key.Key_Escape)
    desk.wait(lambda: desk.window.isActiveWindow() and QApplication.focusWidget() is not None)

    press(Qt.Key.Key_S, ctrl)
    dialog = desk.wait_for(QDialog, "saveDialog")
    name = dialog.findChild(QLineEdit, "saveName")
    desk.qtbot.keyClicks(name, "Ticket 88213")
    desk.qtbot.keyClick(name, Qt.Key.Key_Return)
    tree = desk.find(QTreeWidget, "collectionTree")
    desk.wait(lambda: tree.topLevelItemCount() == 1)
    assert tree.topLevelItem(0).text(0) == "Ticket 88213"


def test_mouse_only(practising: object, open_window: Callable) -> None:
    desk = practising
    click = desk.qtbot.mouseClick
    click(desk.find(QPushButton, "sendButton"), Left)
    badge = desk.wait_for(QLabel, "outcomeBadge")
    desk.wait(lambda: badge.text() == "Success")
    answer = desk.find(QAbstractItemView, "responseTree")
    desk.wait(lambda: "Response" in _rows(answer))
    click(desk.find(QPushButton, "copyRequestIdButton"), Left)
    assert QGuiApplication.clipboard().text() == desk.find(QLabel, "requestIdLabel").text()

    tree = desk.find(QTreeView, "actionTree")
    index = _index_of(tree, "TDMQ for MQTT", "Cluster", "DescribeInstance")
    tree.scrollTo(index)
    click(tree.viewport(), Left, pos=tree.visualRect(index).center())
    tabs = desk.find(QTabWidget, "requestTabs")
    desk.wait(lambda: tabs.tabText(tabs.currentIndex()) == "DescribeInstance")
    field = desk.wait_for(QLineEdit, "field:InstanceId")
    field.setText("mqtt-none")
    click(desk.find(QPushButton, "sendButton"), Left)
    desk.wait(lambda: desk.find(QLabel, "outcomeBadge").text() == "ResourceNotFound.Instance")

    link = desk.find(QWidget, "errorCodeLink")
    click(link, Left, pos=QPoint(link.width() // 2, link.height() // 2))
    description = desk.wait_for(QDialog, "codeDialog")
    desk.wait(description.isVisible)
    description.close()

    click(desk.find(QPushButton, "saveButton"), Left)
    dialog = desk.wait_for(QDialog, "saveDialog")
    dialog.findChild(QLineEdit, "saveName").setText("No such cluster")
    click(dialog.findChild(QPushButton, "saveConfirmButton"), Left)
    desk.wait(lambda: desk.find(QTreeWidget, "collectionTree").topLevelItemCount() == 1)
    desk.window.close()

    again = open_window()
    saved = again.find(QTreeWidget, "collectionTree")
    again.wait(lambda: saved.topLevelItemCount() == 1)
    left = again.find(QTabWidget, "leftTabs")
    click(left.tabBar(), Left, pos=left.tabBar().tabRect(1).center())
    box = saved.visualItemRect(saved.topLevelItem(0)).center()
    again.qtbot.mouseClick(saved.viewport(), Left, pos=box)
    again.qtbot.mouseDClick(saved.viewport(), Left, pos=box)
    opened = again.wait_for(QLineEdit, "field:InstanceId")
    assert opened.text() == "mqtt-none"
    tabs = again.find(QTabWidget, "requestTabs")
    again.wait(lambda: tabs.tabText(tabs.currentIndex()) == "No such cluster")


def test_a_changing_action_asks_first(practising: object) -> None:
    desk = practising
    field = desk.find(QLineEdit, "actionSearch")
    field.setText("DeleteInstance")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.wait_for(QLineEdit, "field:InstanceId").setText("mqtt-to-go")
    desk.find(QPushButton, "sendButton").click()
    question = desk.wait_for(QDialog, "questionDialog")
    words = " ".join(label.text() for label in question.findChildren(QLabel))
    assert "DeleteInstance" in words
    assert "Practice" in words
    assert "ap-guangzhou" in words
    assert "mqtt-to-go" in words
    question.findChild(QPushButton, "declineButton").click()
    badge = desk.wait_for(QLabel, "outcomeBadge")
    assert not badge.text() or not badge.isVisible()


def test_cancel_ends_the_sending(practising: object) -> None:
    desk = practising
    services = desk.window._services
    services.practice.stop()
    services.practice.start(faults=("delay=30",))
    desk.window.desk.bar.set_practice_url(services.practice.url)
    desk.find(QPushButton, "sendButton").click()
    cancel = desk.wait_for(QPushButton, "cancelButton")
    desk.wait(cancel.isVisible)
    desk.qtbot.mouseClick(cancel, Left)
    desk.wait(lambda: desk.find(QPushButton, "sendButton").isVisible())
    assert "ancel" in desk.find(QLabel, "outcomeBadge").text()
