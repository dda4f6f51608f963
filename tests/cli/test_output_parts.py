"""Sound parts of a document, printed in one go, look as they do when they are printed value by value."""

import io
import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.cli.console import Console
from explorer.cli.output.exact_json import json_lines
from explorer.cli.output.sound_parts import SoundParts
from explorer.cli.output.tree import tree_lines
from explorer.core.document.document import Document

Lines = Callable[[Document, Console], Iterator[str]]

texts = st.text() | st.sampled_from(["", "Error", 'say "hi"', "a\\b", "\x7f", "\u202e", "\u2028", "名", "a\n b"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inside: st.lists(inside, max_size=5) | st.dictionaries(texts, inside, max_size=5),
    max_leaves=40,
)


class Terminal(Console):
    """A console whose colours can be read."""

    def __init__(self, colour: bool) -> None:
        super().__init__(io.StringIO(), io.StringIO(), {})
        self.unicode, self.colour = True, colour


def printed(lines: Lines, data: bytes, colour: bool, at_once: bool) -> list[str]:
    document = Document(data).open()
    for _ in document.check_steps():
        pass
    with pytest.MonkeyPatch.context() as patch:
        if not at_once:
            patch.setattr(SoundParts, "is_small", lambda *_: False)
        return "\n".join(lines(document, Terminal(colour))).split("\n")


def check(data: bytes) -> None:
    for lines in (tree_lines, json_lines):
        for colour in (False, True):
            assert printed(lines, data, colour, True) == printed(lines, data, colour, False)


@given(values, st.booleans(), st.sampled_from([None, 1]))
def test_sound_documents(value: object, ascii_only: bool, indent: int | None) -> None:
    try:
        data = json.dumps({"Response": {"Error": value, "More": [value]}}, ensure_ascii=ascii_only, indent=indent)
        check(data.encode())
    except UnicodeEncodeError:
        return


@given(
    values,
    st.integers(0, 400),
    st.sampled_from([b"", b"}", b"]", b'"', b",", b"NaN", b"\xff", b"\t", b"\\u12", b"\x00"]),
)
def test_damaged_documents(value: object, place: int, put: bytes) -> None:
    data = json.dumps([[[value]], {"a": [value]}]).encode()
    check(data[:place] + put + data[place + 1 :])


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 3000 + b"]" * 3000,
        b'{"a":' * 3000 + b"1" + b"}" * 3000,
        b"[[[" + b"[" * 56 + b"1" + b"]" * 56 + b"]]]",
        b"[[[" + b"[" * 57 + b"1" + b"]" * 57 + b"]]]",
        b'{"a":{"b":{"c":1,"c":2,"\\u4e2d":[1.0,1E400,-0,12345678901234567890]}}}',
        b'[[{"a[[[[":"]]]]{"},[],{}, [ ] , {"":{"":""}}]]',
        b'\xef\xbb\xbf{"Response":{"Data":[{"a":"x\\u0007\\ud83d"}]}}',
    ],
)
def test_depth_doubled_keys_and_odd_spaces(data: bytes) -> None:
    check(data)
