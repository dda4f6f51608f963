"""Keys that stand more than once are counted for every member, whatever its spelling and however many there are."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.document.repeats import Repeats


def told(body: bytes) -> list[tuple[str | None, int]]:
    document = Document(body).open()
    repeats, root = Repeats(document), document.root()
    assert root is not None
    members = [node for node in document.members(root) if node.kind is not Kind.FAULT]
    assert {repeats.times(node) for node in members if node.key is not None} <= {0}
    for _ in repeats.look(root):
        pass
    return [(node.key, repeats.times(rooted(node))) for node in members]


def rooted(node: Node) -> Node:
    assert node.owner is not None
    return node


def test_every_spelling_of_a_key_is_the_same_key() -> None:
    assert told(rb'{"a":1,"\u0061":{"a":1},"b":2, "a" :3}') == [("a", 3), ("a", 3), ("b", 1), ("a", 3)]


@pytest.mark.parametrize("count", [1, 99, 100, 101, 1000])
def test_the_last_of_many_is_told_and_so_is_the_first(count: int) -> None:
    names = [f"k{number}" for number in range(count)] + ["k0"]
    found = told("{{{}}}".format(",".join(f'"{name}": [1, {{"x": 2}}]' for name in names)).encode())
    assert found == [(name, 2 if name == "k0" else 1) for name in names]


def test_an_object_that_is_cut_or_odd_is_looked_through_as_far_as_it_goes() -> None:
    assert told(b'{"a":NaN,"b":1,"a":2,"b":')[:3] == [("a", 2), ("b", 1), ("a", 2)]
    assert told(rb'{"\ud800":1,"\ud800":2,"c":3}') == [("\\ud800", 2), ("\\ud800", 2), ("c", 1)]


def test_members_of_a_list_have_no_key() -> None:
    assert told(b"[1,1]") == [(None, 1), (None, 1)]


@given(st.lists(st.tuples(st.text('ab"\\é{}:,', max_size=2), st.sampled_from(["1", '"x"', "[]", '{"a":1,"a":2}']))))
def test_it_counts_as_a_counter_does(pairs: list[tuple[str, str]]) -> None:
    body = "{" + ", ".join(f"{json.dumps(key)} : {value}" for key, value in pairs) + "}"
    counter = Counter(key for key, _ in pairs)
    assert told(body.encode()) == [(key, counter[key]) for key, _ in pairs]
