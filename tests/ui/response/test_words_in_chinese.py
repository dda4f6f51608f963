"""What is odd about an answer is told in the language of explanations, in the words of the command line."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.core.envelope import understand
from explorer.core.models.exchange import Exchange
from explorer.ui.response.response_panel import ResponsePanel

ENGLISH = re.compile(r" (?:the|is|was|were|stands?|expected|from) ")


def shown(panel: ResponsePanel, exchange: Exchange, body: bytes) -> None:
    panel.show_exchange(replace(exchange, body=body, received=len(body), outcome=understand(body)))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"Response":{"A":[1,', "只显示到可以读取的地方：第 1 行第 21 列（字节 20）：文本在一个值的中间结束。"),
        (b'{"Response":{"A":NaN,"RequestId":"r"}}', "不是严格的 JSON：第 1 行第 18 列（字节 17）：NaN 不是 JSON。"),
        (
            b'{"Response":{"A":"\xff","RequestId":"r"}}',
            "不是严格的 JSON：第 1 行第 19 列（字节 18）：不是 UTF-8 的字节。",
        ),
        ("\ufeff{}".encode("utf-16-le"), "由 UTF-16 转换而来。"),
    ],
)
def test_faults_over_the_tree(panel: ResponsePanel, success: Exchange, qtbot: QtBot, body: bytes, words: str) -> None:
    panel.language = "zh"
    shown(panel, success, body)
    notice = panel.tabs.tree.notice
    qtbot.waitUntil(lambda: notice.label.text() == words)
    panel.language = "en"
    panel.explain_anew(None, (), None)
    assert re.search("Shown as far|Not strict|Converted", notice.label.text())


def test_a_row_that_cannot_be_read(panel: ResponsePanel, success: Exchange, rows: Callable, qtbot: QtBot) -> None:
    panel.language = "zh"
    shown(panel, success, b'{"Response":{"A":1,x')
    qtbot.waitUntil(lambda: any("从这里起无法读取：第 1 行" in value for _, value, _ in rows()))
    assert not any(ENGLISH.search(value) for _, value, _ in rows())


def test_an_expression_over_faults_and_repeated_keys(panel: ResponsePanel, success: Exchange, qtbot: QtBot) -> None:
    notice = panel.tabs.tree.notice
    body = b'{"Response":{"D":1,"D":2,"N":NaN,"E":1,"E":2,"RequestId":"r"}}'
    for language, words in (
        (
            "en",
            (
                "Selected by Response.D; of the keys named 'D' in one object the last was used; the answer is no "
                "strict JSON: NaN is not JSON at line 1, column 30 (byte 29). Words such as NaN count as texts here."
            ),
        ),
        (
            "zh",
            (
                "由 Response.D 选出；同一个对象里名为 'D' 的键，用的是最后一个；返回内容不是严格的 JSON："
                "第 1 行第 30 列（字节 29）：NaN 不是 JSON。NaN 之类的词在这里按文本处理。"
            ),
        ),
    ):
        panel.language = language
        shown(panel, success, body)
        panel.tabs.tree.query_field.setText("Response.D")
        qtbot.keyClick(panel.tabs.tree.query_field, "\r")
        qtbot.waitUntil(lambda words=words: notice.label.text() == words)


def test_an_empty_answer_and_pages(panel: ResponsePanel, success: Exchange) -> None:
    panel.language = "zh"
    shown(panel, success, b"")
    assert "返回内容为空" in [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    outcome = replace(understand(success.body), warning="20 of 55 items in 1 page; you stopped it.")
    panel.show_exchange(replace(success, outcome=outcome))
    assert panel.notice.label.text() == "55 条中的 20 条，共 1 页；已由你停止。"


def test_each_sentence_of_the_notice_has_its_end(panel: ResponsePanel, success: Exchange) -> None:
    from explorer.core.knowledge.evidence import Evidence, Sign

    body = b"[" * 3000 + b"]" * 3000
    found = (Evidence(Sign.LIKELY, "a gateway answered"),)
    panel.show_exchange(replace(success, body=body, outcome=understand(body)), None, None, found)
    assert "no envelope is looked for. Likely: a gateway answered." in panel.notice.label.text()


def test_an_expression_that_cannot_be_read(panel: ResponsePanel, success: Exchange, qtbot: QtBot) -> None:
    panel.language = "zh"
    panel.show_exchange(success)
    panel.tabs.tree.query_field.setText("length(`1`)")
    qtbot.keyClick(panel.tabs.tree.query_field, "\r")
    qtbot.waitUntil(lambda: "length()（第 1 个字符处）适用于文本、列表或对象" in panel.tabs.tree.notice.label.text())


def test_a_comparison(panel: ResponsePanel, success: Exchange, qtbot: QtBot) -> None:
    panel.language = "zh"
    panel.show_exchange(success)
    compare = panel.tabs.compare
    panel.tabs.setCurrentWidget(compare)
    compare.compare_with("x.json", success.body[:-3])
    qtbot.waitUntil(lambda: compare.summary.text().startswith("与x.json比较："))
    assert compare.notice.label.text().startswith("x.json只读到它还是 JSON 的地方：第 ")
    panel.language = "en"
    panel.explain_anew(None, (), None)
    qtbot.waitUntil(lambda: compare.summary.text().startswith("Compared with x.json: "))
