"""What stands before a place is read backwards as it is read forwards."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.document.backwards import name_before, object_around
from explorer.core.document.document import Document
from explorer.core.document.node import Node
from explorer.core.document.places import Places

TEXTS = st.text(st.sampled_from('a":\\{}[], 中\n'), max_size=6)
VALUES = st.recursive(
    TEXTS | st.integers(0, 9) | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def rows(document: Document, some: list[Node]) -> list[Node]:
    return [below for row in some for below in (row, *rows(document, document.children(row)))]


@given(VALUES, st.booleans(), st.booleans())
def test_each_value_has_its_name_and_its_object(value: object, ascii_only: bool, wide: bool) -> None:
    body = json.dumps({"top": value}, ensure_ascii=ascii_only, indent=1 if wide else None).encode()
    document = Document(body).open()
    for row in rows(document, document.top()):
        begin, end = name_before(body, row.start)
        if row.key is None:
            assert begin == -1
        else:
            assert json.loads(body[begin - 1 : end + 1]) == row.key
        owner = row.owner
        assert owner is not None
        assert object_around(body, row.start if begin < 0 else begin - 1, 100) == owner.start


@pytest.mark.parametrize(("size", "found"), [(100, True), (3000, True), (60_000, True), (70_000, False)])
@pytest.mark.parametrize("filler", [b"x", b'\\"', b"\\\\", b"}"])
def test_objects_are_found_behind_long_texts(size: int, found: bool, filler: bytes) -> None:
    body = b'{"a":{},"b":"' + filler * (size // len(filler)) + b'","Key":"k"}'
    assert object_around(body, body.index(b'"Key"'), 100) == (0 if found else -1)


def test_objects_of_many_members_are_far() -> None:
    body = b'{"a":"b",' * 2 + b'"a":"b",' * 100 + b'"Key":"k"}}'
    assert object_around(body, body.index(b'"Key"'), 100) == -1
    assert object_around(body, body.index(b'"Key"'), 102) == 9


def test_what_has_no_name() -> None:
    assert name_before(b" 5", 1) == (-1, -1)
    assert name_before(b'torn":5', 6) == (-1, -1)
    assert name_before(b"a:5", 2) == (-1, -1)
    assert name_before(b'{"a"  ' + b" " * 9000 + b":5", 9007) == (2, 3)


@given(st.lists(st.tuples(st.integers(0, 70_000), st.integers(1, 40_000)), max_size=12), st.randoms())
def test_places_are_found_in_whatever_order_they_came(gaps: list[tuple[int, int]], random: object) -> None:
    stretches, at = [], 0
    for gap, size in gaps:
        stretches.append((at + gap, at + gap + size))
        at += gap + size
    mixed = list(stretches)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    places = Places()
    assert all(places.add(*one) for one in mixed)
    assert not any(places.add(*one) for one in mixed)
    for start, end in stretches:
        assert places.around(start) == places.around(end - 1) == start
        assert places.any_near(start, end)
        assert places.around(end) in (-1, end)
        assert places.around(start - 1) < start
