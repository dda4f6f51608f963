"""`show` says what a file is that is no plain answer, shows what can be had of it, and names a way out."""

import json
from typing import Any

import pytest

ANSWER = b'{"Response":{"RequestId":"r-1"}}'
TREE = 'Response\n└─ RequestId: "r-1"\n'
CURL = b"* Connected to h (1.2.3.4) port 443\n> POST / HTTP/2\n> Host: h\n>\n< HTTP/2 200\n" + (
    b"< content-type: application/json\n<\n{ [42 bytes data]\n" + ANSWER + b"\n* Connection #0 to host h left intact\n"
)


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (CURL, "The file is what curl -v prints; the body in it is shown."),
        (CURL.replace(b"\n", b"\r\n"), "The file is what curl -v prints; the body in it is shown."),
        (json.dumps(ANSWER.decode()).encode(), "The document stands inside a JSON string; it is shown."),
    ],
)
def test_the_document_in_it_is_shown(cli: Any, data: bytes, note: str) -> None:
    done = cli("show", "-", stdin=data)
    assert (done.status, done.out) == (0, TREE)
    assert done.err.splitlines() == [note, "RequestId: r-1"]


def test_one_document_a_line_is_a_list(cli: Any) -> None:
    done = cli("show", "-", "--output", "json", stdin=b'\xef\xbb\xbf{"a":1}\r\n\n {"b":2} \n[3]\n')
    assert json.loads(done.out) == [{"a": 1}, {"b": 2}, [3]]
    assert "The file holds 3 JSON documents, one a line; they are shown as a list." in done.err
    assert cli("show", "-", "--output", "table", stdin=b'{"a":1}\n{"a":2}').out == "a\n-\n1\n2\n"
    done = cli("show", "-", stdin=b'{"a":1}\n{"a":2}\n{"a":[3')
    assert "at line 3, column 8" in done.err
    assert "└─ a: 2" in done.out


@pytest.mark.parametrize(
    "data", [b'{"a":1}\ntrailing', b'{\n"a":1\n}\n', b'{"a":1}', b"1\n2\n", b'{"a":1}\nx\n{"a":2}']
)
def test_other_lines_are_no_list(cli: Any, data: bytes) -> None:
    assert "one a line" not in cli("show", "-", stdin=data).err


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"PK\x03\x04rest", "ZIP"), (b"BZh91AY", "bzip2"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\x78\x9c\xabV", "zlib")],
)
def test_what_is_no_text_is_named_and_not_printed(cli: Any, data: bytes, name: str) -> None:
    done = cli("show", "-", stdin=data)
    assert (done.status, done.out) == (4, "")
    assert f"standard input is no text, but a file in the format {name}." in done.err
    assert ("Unpack it first." in done.err) is (name != "PNG")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"2026-11-24 x\nINFO response: " + ANSWER, "An answer stands in this text, in line 2: "),
        (b"callback(" + ANSWER + b");", "An answer stands in this text, in line 1: "),
        (b"{'Response': {'RequestId': 'r', 'Ok': True}}", "as Python writes a dictionary"),
        (b"// saved\n{}", "JSON has no comments"),
        (b'{"a":1, /* x */ "b":2}', "JSON has no comments"),
        (b'{"log":{"version":"1.2","entries":[{},{}]}}', "a recording of a browser (HAR), calls in it: 2"),
    ],
)
def test_a_way_out_is_named(cli: Any, data: bytes, words: str) -> None:
    assert words in cli("show", "-", stdin=data).err
    chinese = cli("show", "-", stdin=data, env={"LC_ALL": "zh_CN.UTF-8"}).err
    assert words not in chinese
