"""The document reads what a strict parser reads, exactly, at every size; and anything else as far as it goes."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.document import paths
from explorer.core.document.document import Document
from explorer.core.document.grammar import WINDOW
from explorer.core.document.node import Kind, Node
from explorer.core.models.json_value import dumps, loads

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"))
)
VALUES = st.recursive(
    SCALARS,
    lambda inside: st.lists(inside, max_size=8) | st.dictionaries(st.text(st.characters(codec="utf-8")), inside),
    max_leaves=30,
)


def rebuilt(document: Document, node: Node) -> object:
    """The value under a row, put together from rows alone."""
    if node.kind is Kind.OBJECT:
        return {child.key: rebuilt(document, child) for child in document.members(node)}
    if node.kind is Kind.ARRAY:
        return [rebuilt(document, child) for child in document.members(node)]
    if node.kind is Kind.STRING:
        return document.text(node, 0)
    return json.loads(document.text(node, 0))


@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_rows_give_back_the_value_that_was_written(value: object, ascii_only: bool, indent: int | None) -> None:
    body = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    document = Document(body).open()
    root = document.root()
    assert root is not None
    assert rebuilt(document, root) == json.loads(body)
    assert document.faults == ()


@settings(max_examples=15)
@given(VALUES, st.integers(90, 350), st.sampled_from([None, 1]))
def test_long_arrays_and_objects_lose_nothing(value: object, length: int, indent: int | None) -> None:
    pad = "},{" * 300
    for whole in ([[value, pad]] * length, {f"k{number}": [value, pad] for number in range(length)}):
        document = Document(json.dumps(whole, indent=indent).encode()).open()
        root = document.root()
        assert root is not None
        assert document.count(root) == length
        assert rebuilt(document, root) == whole


@pytest.mark.parametrize("item", ['"},{"', '"\\",\\""', "1", '{"a":1}', "[]", '","', "null", '{"a":[{"a":2},{"a":3}]}'])
@pytest.mark.parametrize("separator", [",", ", ", "\n , \n"])
def test_every_member_of_a_big_array_is_found_at_its_place(item: str, separator: str) -> None:
    length = 3 * WINDOW // (len(item) + len(separator)) + 7
    body = ("[" + separator.join([item] * length) + "]").encode()
    document = Document(body).open()
    root = document.root()
    assert root is not None
    assert document.count(root) == length
    sources = [(node.index, document.source_text(node)) for node in document.members(root)]
    assert sources == [(number, item) for number in range(length)]


def test_numbers_keep_their_text() -> None:
    document = Document(b'{"a":1.10,"b":18446744073709551616,"c":1e400,"d":-0.0}').open()
    assert [document.text(node) for node in document.top()] == ["1.10", "18446744073709551616", "1e400", "-0.0"]


def test_equal_keys_are_all_shown_in_their_order() -> None:
    document = Document(b'{"b":1,"a":2,"b":3}').open()
    assert [(node.name, document.text(node)) for node in document.top()] == [("b", "1"), ("a", "2"), ("b", "3")]


def test_ranges_of_ranges_hold_a_hundred_each() -> None:
    document = Document(json.dumps(list(range(12_345))).encode()).open()
    top = document.top()
    assert [node.name for node in top] == ["[0 … 9,999]", "[10,000 … 12,344]"]
    inner = document.children(top[1])
    assert inner[-1].name == "[12,300 … 12,344]"
    assert [document.text(node) for node in document.children(inner[-1])][-1] == "12344"


@settings(max_examples=10)
@given(VALUES)
def test_the_place_of_every_value_leads_back_to_it(value: object) -> None:
    document = Document(json.dumps([value, {"k": [value] * 105}]).encode()).open()
    pending = list(document.top())
    while pending:
        node = pending.pop()
        if node.kind is not Kind.BUCKET and (node.end - node.start) > 0:
            chain = document.chain(node.start)
            assert (chain[-1].start, chain[-1].end) == (node.start, node.end) or node.is_container
        pending.extend(document.children(node))


def test_paths_in_three_notations() -> None:
    document = Document(b'{"Response":{"a b":[{"x/y~":1}]}}').open()
    node = document.chain(document.data.find(b"1}"))[-1]
    assert paths.dotted(node) == 'Response."a b".0.x/y~'
    assert paths.jmespath(node) == 'Response."a b"[0]."x/y~"'
    assert paths.pointer(node) == "/Response/a b/0/x~1y~0"


def test_a_key_that_could_be_misread_is_quoted_in_a_dotted_path() -> None:
    document = Document('{"a.b":{"0":{"":{"中文":{"q\\"":1}}}}}'.encode()).open()
    node = document.chain(document.data.find(b"1}"))[-1]
    assert paths.dotted(node) == '"a.b"."0"."".中文."q\\""'


def test_data_of_a_row_keeps_number_texts() -> None:
    document = Document(b'{"a":[1.10,{"b":1e400}]}').open()
    root = document.root()
    assert root is not None
    assert dumps(document.to_value(root)) == '{"a":[1.10,{"b":1e400}]}'
    assert document.to_value(root) == loads('{"a":[1.10,{"b":1e400}]}')


@pytest.mark.parametrize("length", [1, 4095, 4097, 8190, 8193, 65_000])
@pytest.mark.parametrize("letter", ["k", "中", '"', "\\"])
def test_long_keys_are_whole(length: int, letter: str) -> None:
    key = letter * min(length, 60_000 // len(json.dumps(letter, ensure_ascii=False).encode()))
    document = Document(json.dumps({"a": 1, key: [1]}, ensure_ascii=False).encode()).open()
    assert [row.key for row in document.top()] == ["a", key]


@given(st.text(st.sampled_from('\\"u0f中é\n😀'), min_size=20, max_size=60), st.booleans(), st.integers(8, 40))
def test_the_beginning_of_a_text_is_never_torn(text: str, ascii_only: bool, limit: int) -> None:
    document = Document(json.dumps(text, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")).open()
    row = document.top()[0]
    assert text.startswith(document.text(row, limit))
