"""Errors are explained in the engineer's language, at once and at the next start."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QPushButton, QTabWidget, QWidget

from explorer.core.models.action import ActionRef
from explorer.core.models.request import Request
from explorer.core.storage.paths import AppPaths
from explorer.core.storage.settings import Settings

REF = ActionRef("mqtt", "2024-05-16", "DescribeInstance")


def _fail(desk: object) -> QFrame:
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() > 0)
    desk.window.desk.requests.open_request(Request(REF, {"InstanceId": "mqtt-none"}), "failing")
    desk.wait(lambda: desk.window.findChild(QWidget, "field:InstanceId") is not None)
    desk.qtbot.mouseClick(desk.find(QPushButton, "sendButton"), Qt.MouseButton.LeftButton)
    desk.wait(lambda: desk.find(QLabel, "outcomeBadge").text() == "ResourceNotFound.Instance")
    return desk.find(QFrame, "errorCard")


def _words(card: QWidget) -> str:
    labels = [label.text() for label in card.findChildren(QLabel)]
    return "\n".join(labels + [button.text() for button in card.findChildren(QPushButton)])


def test_the_card_in_sight_changes_and_the_choice_is_kept(open_window: Callable) -> None:
    desk = open_window("--sandbox")
    card = _fail(desk)
    assert "No such cluster" in _words(card)
    desk.window.desk.commands["view.language_zh"].trigger()
    desk.wait(lambda: "没有这个集群" in _words(card))
    shown = _words(card)
    for text in ("可能的原因", "检查什么", "很可能：", "已排除：", "打开说明", "转到 InstanceId"):
        assert text in shown, text
    desk.window.desk.commands["response.describe"].trigger()
    dialog = desk.wait_for(QDialog, "codeDialog")
    assert "没有这个集群" in _words(dialog)
    desk.window.desk.commands["view.language_en"].trigger()
    desk.wait(lambda: "No such cluster" in _words(card))
    desk.window.desk.commands["view.language_zh"].trigger()
    desk.wait(lambda: "没有这个集群" in _words(card))
    desk.wait(lambda: Settings.load(desk.window.desk.services.paths.settings_file).language == "zh")
    desk.window.close()


def test_the_next_start_keeps_the_choice(open_window: Callable) -> None:
    replace(Settings(), language="zh").save(AppPaths.default().settings_file)
    desk = open_window("--sandbox")
    assert "没有这个集群" in _words(_fail(desk))
    assert desk.window.desk.commands["view.language_zh"].isChecked()


@pytest.mark.parametrize(("locale", "title"), [("zh_CN.UTF-8", "没有这个集群"), ("de_DE.UTF-8", "No such cluster")])
def test_the_system_decides_while_nothing_was_chosen(
    open_window: Callable, monkeypatch: pytest.MonkeyPatch, locale: str, title: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert title in _words(_fail(open_window("--sandbox")))
