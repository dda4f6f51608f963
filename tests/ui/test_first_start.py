"""The first start, without any profile: an inviting page that leads to a first answer."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTabWidget, QWidget

from explorer.core.models.action import ActionRef


def test_one_click_leads_to_an_open_request_on_the_practice_endpoint(open_window: Callable) -> None:
    desk = open_window()
    assert desk.find(QWidget, "welcomePanel").isVisible()
    desk.qtbot.mouseClick(desk.find(QPushButton, "startPracticeButton"), Qt.MouseButton.LeftButton)
    tabs = desk.find(QTabWidget, "requestTabs")
    desk.wait(lambda: tabs.count() == 1)
    assert tabs.tabText(0) == "DescribeInstanceList"
    assert not desk.find(QWidget, "welcomePanel").isVisible()
    assert desk.find(QComboBox, "profileSelector").currentText() == "Practice"
    assert desk.find(QComboBox, "endpointSelector").currentText().startswith("http://127.0.0.1:")


def test_sandbox_option_does_the_same(open_window: Callable) -> None:
    desk = open_window("--sandbox")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)


def test_a_request_opened_while_practice_starts_stays_in_front(open_window: Callable) -> None:
    desk = open_window()
    tabs = desk.find(QTabWidget, "requestTabs")
    desk.find(QPushButton, "startPracticeButton").click()
    desk.window.requests.open_action(ActionRef("mqtt", "2024-05-16", "DescribeTopic"))
    desk.wait(lambda: desk.find(QComboBox, "endpointSelector").currentText().startswith("http://127.0.0.1:"))
    desk.wait(lambda: tabs.count() > 0)
    desk.qtbot.wait(200)
    assert [tabs.tabText(at) for at in range(tabs.count())] == ["DescribeTopic"]


def test_without_a_profile_send_says_what_to_do(open_window: Callable) -> None:
    desk = open_window()
    field = desk.find(QLineEdit, "actionSearch")
    desk.qtbot.keyClicks(field, "DescribeInstanceList")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    desk.find(QPushButton, "sendButton").click()
    desk.wait(lambda: desk.find(QWidget, "windowNotice").isVisible())
    assert "No profile is chosen" in desk.find(QLabel, "windowNoticeText").text()


def test_status_bar_names_catalogue_and_keyring(open_window: Callable) -> None:
    desk = open_window()
    desk.wait(lambda: "9,678 actions" in desk.find(QLabel, "catalogueState").text())
    desk.wait(lambda: "No keyring" in desk.find(QLabel, "keyringState").text())


def test_every_public_name_is_there_at_once(open_window: Callable) -> None:
    from explorer.ui.app import build

    _app, window = build([])
    try:
        names = (
            "actionSearch", "actionTree", "profileSelector", "regionSelector", "endpointSelector", "collectionTree",
            "historyTable", "commandPalette", "requestTabs", "statusBar",
        )  # fmt: skip
        missing = [name for name in names if window.findChild(QWidget, name) is None]
        assert missing == []
    finally:
        window.close()
        window.deleteLater()
