"""Two windows at once: neither takes the other's requests away, and the next start has those of both."""

import json
from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QTabWidget

from explorer.core.models.action import ActionRef
from explorer.core.models.request import Request
from explorer.core.storage.paths import AppPaths

DESCRIBE = ActionRef("mqtt", "2024-05-16", "DescribeInstance")


def open_in(desk: object, instance: str) -> None:
    desk.wait(lambda: desk.window._drafts._is_restored)
    desk.window.requests.open_action(DESCRIBE)
    desk.wait_for(QLineEdit, "field:InstanceId").setText(instance)


def instances(desk: object, count: int) -> list[object]:
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == count)
    return [tab.to_model().parameters.get("InstanceId") for tab in desk.window.desk.requests.tabs()]


def test_the_second_window_begins_empty_and_says_why(open_window: Callable) -> None:
    first = open_window()
    open_in(first, "mqtt-first")
    second = open_window()
    second.wait(lambda: "Another window is open" in second.find(QLabel, "storeNoticeText").text())
    assert second.window.desk.requests.tabs() == []


def test_both_come_back(open_window: Callable) -> None:
    first = open_window()
    open_in(first, "mqtt-first")
    second = open_window()
    open_in(second, "mqtt-second")
    first.window.close()
    second.window.close()

    again = open_window()
    assert instances(again, 2) == ["mqtt-first", "mqtt-second"]
    again.window.close()
    folder = AppPaths.default().session_file.parent
    assert [file.name for file in folder.glob("session*.json")] == ["session.json"]
    assert instances(open_window(), 2) == ["mqtt-first", "mqtt-second"]


def test_a_window_that_is_still_open_keeps_its_own(open_window: Callable) -> None:
    first = open_window()
    open_in(first, "mqtt-first")
    second = open_window()
    open_in(second, "mqtt-second")
    first.window.close()
    third = open_window()
    assert instances(third, 1) == ["mqtt-first"]
    third.window.desk.requests.open_request(Request(DESCRIBE, {"InstanceId": "mqtt-third"}))
    instances(third, 2)
    third.window.close()
    kept = json.loads(AppPaths.default().session_file.read_text())
    assert len(kept["tabs"]) == 2
    second.window.close()
    assert instances(open_window(), 3) == ["mqtt-first", "mqtt-third", "mqtt-second"]
