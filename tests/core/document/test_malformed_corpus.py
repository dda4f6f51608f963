"""Several hundred bodies that are no JSON: none is taken for JSON, none crashes, what stands before the fault is shown.

Each fragment stands in five surroundings; the strict parser of the standard library is the judge of what is wrong.
"""

import json
from typing import NoReturn

import pytest

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node

SURROUNDINGS = {
    "alone": "%s",
    "element": '[0,{"k":"before"},%s,"after"]',
    "member": '{"k":"before","bad":%s,"z":1}',
    "last": '{"k":"before","bad":%s}',
    "deep": '{"Response":{"L":[{"k":"before","B":[%s]}],"RequestId":"r"}}',
}
LITERALS = ("", "nul", "nulll", "tru", "True", "None", "undefined", "NaN", "Infinity", "-Infinity", "yes", "nil")
NUMBERS = (
    "-", "+1", "01", "-01", "1.", ".5", "1..2", "1.e1", "1e", "1e+", "1e1.5", "--1", "0x10", "1_000", "1,2", "１",
    "1 2",
)  # fmt: skip
STRINGS = (
    '"', '"a', '"a\\', '"\\', '"\\u', '"\\x"', '"\\u12"', '"\\uZZZZ"', '"tab\there"', '"line\nbreak"', '"\x00"',
    "'one'", "`x`", '"a"b', '""""', "“curled”",
)  # fmt: skip
ARRAYS = ("[1,]", "[,1]", "[1 2]", "[1,,2]", "[1;2]", "[1", "[1}", "[]]", "[{]", "[[[", "]", "(1)")
OBJECTS = (
    '{"a":1,}', '{,"a":1}', '{"a" 1}', '{"a":}', '{"a"}', "{a:1}", "{'a':1}", "{1:2}", '{"a":1 "b":2}', '{"a":1;"b":2}',
    '{"a":1,"b"}', '{"a"=1}', '{"a":1]', "{", "{}}", "{{}}", '{"a":[}', "}", ":1", '{"a"::1}', '{"a":1,,"b":2}',
)  # fmt: skip
FOREIGN = (
    "// c\n1", "/* c */1", "#c\n1", "1 // c", "<html>", "&nbsp;", "@", "\\", "\x00", "\x7f", "data: {}", "...", "1\x0c",
)  # fmt: skip
FRAGMENTS = (*LITERALS, *NUMBERS, *STRINGS, *ARRAYS, *OBJECTS, *FOREIGN)
CASES = [(name, frame % fragment) for name, frame in SURROUNDINGS.items() for fragment in FRAGMENTS]


def _refuse(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is no JSON", name, 0)


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError:
        return False
    return True


def _opened(body: bytes) -> Document:
    document = Document(body).open()
    for _ in document.check_steps():
        pass
    return document


def _rows(document: Document) -> list[Node]:
    rows: list[Node] = []
    pending = list(reversed(document.top()))
    while pending and len(rows) < 2000:
        node = pending.pop()
        rows.append(node)
        document.text(node)
        document.source_text(node)
        pending.extend(reversed(document.children(node)))
    return rows


def test_the_corpus_is_what_it_claims_to_be() -> None:
    assert len(CASES) == len(SURROUNDINGS) * len(FRAGMENTS) > 400
    broken = [text for _, text in CASES if not _is_json(text)]
    assert len(broken) > 400


@pytest.mark.parametrize(("name", "text"), CASES, ids=[f"{name}-{text!r}" for name, text in CASES])
def test_a_fault_is_told_exactly_where_the_strict_parser_finds_one(name: str, text: str) -> None:
    body = text.encode()
    document = _opened(body)
    rows = _rows(document)
    assert bool(document.faults) is not _is_json(text)
    for fault in document.faults:
        assert 0 <= fault.offset <= len(body)
        assert fault.message
        assert (fault.line, fault.column) >= (1, 1)
    if name != "alone":
        assert "before" in {document.text(row).strip('"') for row in rows if row.kind is not Kind.FAULT}


@pytest.mark.parametrize("cut", range(1, 96))
def test_an_answer_cut_anywhere_keeps_its_whole_members(cut: int) -> None:
    whole = (
        '{"Response":{"Total":2,"Data":[{"Id":"a","N":1.10},{"Id":"b","N":18446744073709551615}],"R":"上海"}}'.encode()
    )
    body = whole[:cut]
    document = _opened(body)
    assert document.faults, body
    values = {document.text(row).strip('"') for row in _rows(document) if not row.is_container}
    for token in (b"2", b'"a"', b"1.10", b"18446744073709551615"):
        assert (token.decode().strip('"') in values) or cut <= whole.index(token) + len(token)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00", b'{"a":"\xff"}', b'{"a":"\xc3"}', b'{"\xe4\xb8":1}', b'{"a":"\xed\xa0\x80"}', b"\xef\xbb\xbf",
        b"\xc0\x80", b'["\xf8\x88\x80\x80\x80"]', b'{"a":"\\ud800\xff"}', bytes(range(256)),
        b"\x1f\x8b\x08\x00 not gzip", b"PK\x03\x04",
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_are_told_and_shown(body: bytes) -> None:
    document = _opened(body)
    _rows(document)
    assert document.faults
