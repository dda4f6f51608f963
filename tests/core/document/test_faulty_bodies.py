"""Bodies that are no JSON are shown as far as they go, and the place of the fault is named."""

import json
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.models.json_value import from_python


def flattened(document: Document) -> list[Node]:
    """Every row, everything expanded (at most some thousands)."""
    found: list[Node] = []
    pending = list(reversed(document.top()))
    while pending and len(found) < 5000:
        node = pending.pop()
        found.append(node)
        document.text(node)
        pending.extend(reversed(document.children(node)))
    return found


@pytest.mark.parametrize(
    ("body", "offset", "shown"),
    [
        (b'{"a":1,"b":', 11, ["a"]),
        (b'{"a":1,"b":tru', 14, ["a"]),
        (b'{"a":"x', 7, []),
        (b'{"a":[1,2', 9, ["a", "[0]", "[1]"]),
        (b'{"a":1 "b":2}', 7, ["a"]),
        (b'{"a":1,}', 7, ["a"]),
        (b"[1,]", 3, ["[0]"]),
        (b"[1 2]", 3, ["[0]"]),
        (b'{"a":01}', 5, []),
        (b'{"a":1]', 6, ["a"]),
        (b'{a:1}', 1, []),
        (b"", 0, []),
        (b"   ", 3, []),
        (b"<html>", 0, []),
        (b"{} x", 3, [""]),
        (b'{"a":1}{"b":2}', 7, ["a"]),
    ],
)  # fmt: skip
def test_the_place_of_a_fatal_fault(body: bytes, offset: int, shown: list[str]) -> None:
    document = Document(body).open()
    fault = document.faults[-1]
    assert (fault.offset, fault.fatal) == (offset, True)
    rows = flattened(document)
    assert [row.name for row in rows if row.kind is not Kind.FAULT] == shown
    assert [row.start for row in rows if row.kind is Kind.FAULT] == [offset]


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        (b'{"a":NaN,"b":', "b"),
        (b'[{"a":1},{"a":', "a"),
        (b'{"a":1,"b":"xy', "b"),
        (b'{"a":1,"b" ', "b"),
        (b'{"a":1,"b', ""),
        (b'{"a":1', ""),
        (b'{"a":1 "b":2}', ""),
        (b'{"x":{"a":1,"\\u4e0a":tru', "上"),
        (b'{"a":[1,', ""),
    ],
)
def test_the_last_key_before_a_cut_is_shown(body: bytes, lost: str) -> None:
    faults = [row for row in flattened(Document(body).open()) if row.kind is Kind.FAULT]
    assert [row.name for row in faults] == [lost]


@pytest.mark.parametrize(
    ("body", "offset", "texts"),
    [
        (b'{"a":NaN,"b":-Infinity}', 5, ["NaN", "-Infinity"]),
        (b'{"a":"x\ny","b":1}', 7, ["x\ny", "1"]),
        (b'{"a":"\\q","b":1}', 6, ["\\q", "1"]),
        (b'\xef\xbb\xbf{"a":1}', 0, ["1"]),
        (b'{"a":"\\ud800","b":1}', 6, ["\\ud800", "1"]),
    ],
)
def test_what_can_be_read_all_the_same(body: bytes, offset: int, texts: list[str]) -> None:
    document = Document(body).open()
    assert [document.text(node) for node in document.top()] == texts
    assert document.faults[0].offset == offset
    assert not any(fault.fatal for fault in document.faults)


def test_bytes_that_are_no_utf8_are_shown_as_bytes_and_marked() -> None:
    document = Document(b'{"a":"x\xff\xfey","b":"\xe4\xb8"}').open()
    assert [document.text(node) for node in document.top()] == ["x\\xff\\xfey", "\\xe4\\xb8"]
    list(document.check_steps())
    assert [fault.offset for fault in document.faults] == [7]


@pytest.mark.parametrize("charset", ["gbk", "gb18030", "utf-16", "latin-1"])
def test_another_charset_is_converted_and_said(charset: str) -> None:
    word = "café" if charset == "latin-1" else "上海 ｜ 誠"
    body = json.dumps({"城市": word} if charset != "latin-1" else {"k": word}, ensure_ascii=False).encode(charset)
    document = Document(body, f'application/json; charset="{charset}"').open()
    assert document.text(document.top()[0]) == word
    assert document.note


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
@pytest.mark.parametrize("closed", [True, False])
def test_a_hundred_thousand_levels(bracket: str, closed: bool) -> None:
    levels = 100_000
    closing = "]" if bracket == "[" else "}"
    body = bracket * levels + "1" + (closing * levels if closed else "")
    document = Document(body.encode()).open()
    assert any(fault.fatal for fault in document.faults) is not closed
    node = document.top()[0]
    for _ in range(levels - 2):
        node = document.children(node)[0]
    assert document.text(document.children(node)[0]) == "1"


@given(st.binary(max_size=200))
def test_any_bytes_open(body: bytes) -> None:
    document = Document(body).open()
    list(document.check_steps())
    assert flattened(document)
    assert all(0 <= fault.offset <= len(body) for fault in document.faults)


TOKENS = [*'{}[]",:\\ntu01-.eE x\n\xff\u4e2d', '"a"', "true", "NaN", "\\ud800"]


@given(st.lists(st.sampled_from(TOKENS), max_size=60))
def test_any_mixture_of_tokens_opens_and_agrees_with_a_strict_parser(tokens: list[str]) -> None:
    body = "".join(tokens).encode("utf-8")
    document = Document(body).open()
    rows = flattened(document)
    try:
        json.loads(body)
    except ValueError:
        assert document.faults
    else:
        assert not any(fault.fatal for fault in document.faults)
        assert not any(row.kind is Kind.FAULT for row in rows)


@settings(max_examples=25)
@given(st.data())
def test_every_cut_of_an_answer_shows_what_came(data: st.DataObject) -> None:
    rows = [{"Id": f"mqtt-{number}", "Tags": [{"Key": "部门", "Value": None}], "Spec": 1.10} for number in range(2000)]
    body = json.dumps({"Response": {"Data": rows, "RequestId": "r"}}, ensure_ascii=False).encode()
    cut = data.draw(st.integers(1, len(body) - 1))
    document = Document(body[:cut]).open()
    assert document.faults[-1].fatal
    node = document.top()[-1]
    while node.kind is not Kind.FAULT:
        node = document.children(node)[-1]
    assert node.start == cut


def test_rows_are_there_while_the_pass_goes_on() -> None:
    body = json.dumps({"Response": {"Total": 3, "Data": ["x" * 50] * 50_000, "RequestId": "r"}}).encode()
    document = Document(body)
    for _ in islice(document.index_steps(), 5):
        pass
    assert not document.complete
    response = document.top()[0]
    assert [node.name for node in document.children(response)] == ["Total", "Data"]
    assert 0 < document.count(document.children(response)[1]) < 50_000


@pytest.mark.parametrize("blanks", [b" " * 300, b"\n" * 70_000, b" " * 140_000, b"\n  \t" * 40_000])
@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b'_{_"a"_:_1_,_"b"_:_[_1_,_2_]_}_', {"a": 1, "b": [1, 2]}),
        (b"[_]", []),
        (b"{_}", {}),
        (b"[[_1_],_[2_]_]", [[1], [2]]),
    ],
)
def test_any_number_of_blanks_anywhere(body: bytes, wanted: object, blanks: bytes) -> None:
    document = Document(body.replace(b"_", blanks)).open()
    root = document.root()
    assert root is not None
    assert document.faults == ()
    assert from_python(wanted) == document.to_value(root)
    for row in document.top():
        document.text(row)
    assert [node.kind for node in document.members(root)].count(Kind.FAULT) == 0


def test_what_follows_many_blanks_is_told() -> None:
    for body, message in ((b"[1_}", '"]" was expected'), (b'{"a":1_x', '"," or "}"'), (b"[1_", "the text ends")):
        document = Document(body.replace(b"_", b" " * 100_000)).open()
        assert message in document.faults[-1].message
