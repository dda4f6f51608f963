"""Sound parts of a document, printed in one go, look as they do when they are printed value by value."""

import io
import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.cli.console import Console
from explorer.cli.output import small_tree, sound_parts
from explorer.cli.output.answer import value_of
from explorer.cli.output.exact_json import json_lines
from explorer.cli.output.raw_table import raw_rows
from explorer.cli.output.sound_parts import SoundParts
from explorer.cli.output.table import document_table, table_lines
from explorer.cli.output.tree import tree_lines
from explorer.core.document.document import Document
from explorer.core.models.json_value import JsonValue, loads

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
            patch.setattr(SoundParts, "hundreds", lambda *_: [])
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


@given(st.lists(values, min_size=1, max_size=6), st.booleans(), st.sampled_from([None, 2]))
@settings(max_examples=30)
def test_large_lists(rows: list[object], ascii_only: bool, indent: int | None) -> None:
    """Some elements at a time, and rows that are alike from one pattern."""
    try:
        data = json.dumps({"Response": {"Data": {"L": rows * 101}}}, ensure_ascii=ascii_only, indent=indent).encode()
    except UnicodeEncodeError:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sound_parts, "_LARGEST", 500)
        patch.setattr(small_tree, "LONGEST", 40)
        check(data)


@pytest.mark.parametrize(
    "rows",
    [
        ["[[[],[1]]]", '[["s"],[[]]]', "[[[],[1]]]"],
        ['{"a":{}}', '{"a":1}', '{"a":[]}', '{"a":"{}"}', '{"a":{"a":1}}', '{"a":"%s %d \\\\u00"}'],
        ['{"a":1,"b":2}', '{"b":1,"a":2}', '{"a":"b","b":"a"}', '{"a":"\\u4e2d\\/","b":"\\n"}', '{"\\u0061":1,"b":2}'],
        ['{"":1}', '{"":{}}', '{"":[]}', '{"":[1]}', "[]", "{}", "[ ]", "{ }", "1", '"[1]"', '["a:",{"b:":"c:"}]'],
        ['{"Error":{"Code":1}}', '{"a":1,"a":2}', "[null,true,false,-0,1E400,0.10]", '["\x7f\x9b","\u202e","\u4e2d"]'],
    ],
)
@pytest.mark.parametrize("longest", [1 << 13, 4])
def test_rows_that_are_nearly_alike(rows: list[str], longest: int) -> None:
    """Each shape has lines of its own, whatever stands in its texts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sound_parts, "_LARGEST", 100)
        patch.setattr(small_tree, "LONGEST", longest)
        for many in (1, 70):
            check(f'{{"Response":{{"D":[{",".join(rows * many)}]}}}}'.encode())
            check(f'{{"Response":{{"D":[ {" , ".join(rows[::-1] * many)} ]}}}}'.encode())


def test_a_table_is_the_same_from_bytes_and_from_values() -> None:
    for text in (
        '{"Response":{"TotalCount":2,"Data":[{"Name":"上海","N":1.10},{"Name":"b\\n\\u4e2d","X":[1, {"a": "\\/"}]}]}}',
        '{"Response":{"A":{"L":[{"a":null},{"b":true,"a":"\\ud800"},3,"x",[],{}]},"RequestId":"r"}}',
        '{"Response":{"Error":{"Code":"c"},"L":[1]}}',
        '{"Response":{"A":[1],"B":[2],"C":{"L":[3]}}}',
        '{"Response":{"A":[],"B":{"D":{"E":[{"x":1E400}]}}}}',
        '{"a\\u0001":1," b ":{"c":  [ 1 , -0 ]}}', "[]", "{}", "3", '"x"', "null", "[[1,2],[3]]",
        '{"Response":[{"a":1}]}',
    ):  # fmt: skip
        document, console = Document(text.encode()).open(), Terminal(colour=False)
        wanted = list(table_lines(loads(text), console))
        assert list(document_table(document, console, _never if raw_rows(document) else value_of)) == wanted, text


def _never(_document: Document) -> JsonValue:
    raise AssertionError


def test_a_table_of_what_is_not_sound_goes_by_values() -> None:
    for data in (b'{"L":[{"a":1,"a":2}]}', b'{"L":[{"a":NaN}]}', b'{"L":[{"a":"\xff"}]}', b'{"L":[{"a":1},'):
        assert raw_rows(Document(data).open()) == []
