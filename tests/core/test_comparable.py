"""Streams and texts as JSON: nothing of them is lost, and JSON itself is left as it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.envelope.comparable import as_json, is_json


@pytest.mark.parametrize(
    "body",
    [b"", b' {"a":', b"[1", b'"x', b" true\n", b"null", b"-1.5e400 ", b'\xef\xbb\xbf{"a":1}', "[1]".encode("utf-16")],
)
def test_json_stays_as_it_is_however_broken(body: bytes) -> None:
    assert as_json(body) is body


@pytest.mark.parametrize("body", [b"<html>", b"no json", b"nothing", b"12 o'clock", b"data: 1\n\n", b"\n\n x"])
def test_what_is_no_json(body: bytes) -> None:
    assert not is_json(body)
    assert isinstance(json.loads(as_json(body)), list)


def test_events_keep_their_numbers() -> None:
    body = b'event: a\ndata: {"N":1.10}\n\ndata: plain\n\n'
    assert as_json(body) == b'[{"event":"a","id":"","data":{"N":1.10}},{"event":"","id":"","data":"plain"}]'


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=600))
def test_lines_come_back(lines: list[str]) -> None:
    text = "<" + "\n".join(lines)
    assert json.loads(as_json(text.encode())) == text.splitlines()
