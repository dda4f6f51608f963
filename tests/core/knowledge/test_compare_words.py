"""A comparison is told in the language of explanations."""

import re

import pytest

from explorer.core.document.compare import Comparison
from explorer.core.document.document import Document
from explorer.core.knowledge.compare_words import told_comparison, told_fault_of, told_remark
from explorer.core.phrases import phrases
from explorer.services.read_other import read_other


def _compared(one: bytes, other: bytes) -> Comparison:
    comparison = Comparison(Document(one).open(), Document(other).open(), ["RequestId"])
    for _ in comparison.steps():
        pass
    return comparison


def test_the_summary() -> None:
    comparison = _compared(b'{"a":1,"b":2,"RequestId":"x"}', b'{"a":3,"c":2,"RequestId":"y"}')
    english = told_comparison("x.json", comparison, phrases())
    assert english == "Compared with x.json: 1 changed, 1 added, 1 removed; 1 set aside."
    chinese = told_comparison("x.json", comparison, phrases("zh"))
    assert chinese == "与x.json比较：1 处不同，1 处增加，1 处缺少；1 处不比较。"
    same = _compared(b"[1]", b"[1]")
    assert told_comparison("x", same, phrases()) == "Compared with x: no difference."
    assert told_comparison("x", same, phrases("zh")) == "与x比较：没有差异。"


def test_a_fault() -> None:
    for body, english, chinese in (
        (
            b"[1,",
            "This answer is read only as far as it is JSON: the text ends",
            "这个返回内容只读到它还是 JSON 的地方：第 1 行",
        ),
        (b"[NaN]", "This answer is no strict JSON: NaN is not JSON at", "这个返回内容不是严格的 JSON：第 1 行"),
    ):
        fault = Document(body).open().faults[-1]
        assert told_fault_of("", fault, phrases()).startswith(english)
        assert told_fault_of("", fault, phrases("zh")).startswith(chinese)
    assert told_fault_of("x", fault, phrases()).startswith("x is no strict JSON: ")


@pytest.mark.parametrize(
    "data",
    [
        b"plain\nlines",
        b"HTTP/1.1 200 OK\r\n\r\n{}",
        b"\x1f\x8b\x08broken",
        b"",
        b"HTTP/1.1 204 No\r\n\r\n",
        b'{"RequestId": "r"}',
    ],
)
def test_every_remark_on_what_is_compared(data: bytes) -> None:
    for remark in read_other(data).remarks:
        assert told_remark("x.txt", remark, phrases()) == f"x.txt {remark}."
        assert re.search("[\u4e00-\u9fff]", told_remark("x.txt", remark, phrases("zh"))), remark
