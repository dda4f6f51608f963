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


def test_windows_that_are_open_change_too(open_window: Callable) -> None:
    desk = open_window("--sandbox")
    _fail(desk)
    desk.window.desk.commands["tools.explain"].trigger()
    dialog = desk.wait_for(QDialog, "explainDialog")
    dialog.give("ResourceNotFound.Instance in ap-singapore")
    desk.wait(lambda: "The region Singapore." in _words(dialog))
    desk.window.desk.commands["response.describe"].trigger()
    desk.wait_for(QDialog, "codeDialog")
    desk.window.desk.commands["view.language_zh"].trigger()

    def now() -> str:
        dialogs = [each for each in desk.window.findChildren(QDialog) if each.isVisible()]
        return "\n".join(_words(each) for each in dialogs)

    desk.wait(lambda: "地域：新加坡。" in now() and "可能的原因" in now())
    for text in ("解释错误码或任意文本", "找到 2 项", "第 1 行", "打开说明", "添加笔记", "关闭"):
        assert text in now(), text
    for text in ("Explain", "Region", "Open", "line 1", "Team note", "Close"):
        assert text not in now(), text
    for each in desk.window.findChildren(QDialog):
        each.close()


def test_a_failure_and_the_note_dialog_are_told_in_chinese(open_window: Callable) -> None:
    desk = open_window("--sandbox")
    _fail(desk)
    desk.window.desk.commands["view.language_zh"].trigger()
    desk.wait(lambda: "没有这个集群" in _words(desk.find(QFrame, "errorCard")))
    desk.find(QPushButton, "addNoteLink").click()
    dialog = desk.wait_for(QDialog, "noteDialog")
    for text in ("关于 ResourceNotFound.Instance 的团队笔记", "保存为文本文件", "更换文件夹", "取消", "保存"):
        assert text in _words(dialog), text
    dialog.close()
    desk.window._services.practice.stop()
    desk.qtbot.mouseClick(desk.find(QPushButton, "sendButton"), Qt.MouseButton.LeftButton)
    panel = desk.window.desk.answers.current()
    desk.wait(lambda: "没有收到回应" in _words(panel) and panel.exchange.failure is not None)
    for text in ("拒绝了连接", "检查域名和端口", "很可能：", "复制工单摘要", "连接被拒"):
        assert text in _words(panel), text
    desk.window.desk.commands["view.language_en"].trigger()
    desk.wait(lambda: "No answer came" in _words(panel) and "refused the connection" in _words(panel))
    assert desk.find(QLabel, "outcomeBadge").text() == "Refused"
