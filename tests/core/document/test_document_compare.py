"""Comparing: nothing differs from itself, and the rows are enough to make the second document from the first."""

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.document.align import common
from explorer.core.document.compare import Comparison, Row, Sign
from explorer.core.document.document import Document

TEXT = st.text('abé"\\', max_size=3)
SCALARS = st.none() | st.booleans() | st.integers(-3, 3) | TEXT
VALUES = st.recursive(
    SCALARS, lambda inside: st.lists(inside, max_size=5) | st.dictionaries(TEXT, inside, max_size=4), max_leaves=20
)
ITEMS = st.lists(
    st.fixed_dictionaries({"InstanceId": st.integers(0, 9), "Value": SCALARS}),
    max_size=8,
    unique_by=lambda item: item["InstanceId"],
)


def document(value: object, **options: object) -> Document:
    return Document(value if isinstance(value, bytes) else json.dumps(value, **options).encode()).open()  # type: ignore[arg-type]


def compared(left: object, right: object, *aside: str, **options: int) -> Comparison:
    work = Comparison(document(left), document(right), aside, **options)
    for _ in work.steps():
        pass
    return work


def told(work: Comparison) -> list[tuple[str, str]]:
    return [(str(row.sign), row.name) for row in work.rows if row.sign is not Sign.CONTEXT]


def leaves(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.sign is not Sign.CONTEXT]


def test_escapes_make_no_difference_to_what_names_an_element() -> None:
    plain = '[{"Name":"上海","N":1},{"Name":"a/b","N":2}]'.encode()
    escaped = b'[{"Name":"\\u4e0a\\u6d77","N":1},{"Name":"a\\/b","N":3}]'
    assert [name for _, name in told(compared(plain, escaped))] == ["N"]


@given(VALUES)
def test_nothing_differs_from_itself_however_it_is_written(value: object) -> None:
    work = Comparison(document(value), document(value, indent=2, ensure_ascii=False, sort_keys=True))
    for _ in work.steps():
        pass
    assert work.rows == []


@given(VALUES, VALUES)
def test_different_values_differ_and_both_ways_alike(one: object, other: object) -> None:
    forth, back = compared(one, other), compared(other, one)
    assert bool(forth.rows) == (json.dumps(one, sort_keys=True) != json.dumps(other, sort_keys=True))
    assert (
        forth.count(Sign.ADDED) > 0
        or forth.count(Sign.REMOVED) > 0
        or len(leaves(forth.rows)) == forth.count(Sign.CHANGED)
    )
    assert bool(back.rows) == bool(forth.rows)


@given(st.dictionaries(TEXT, VALUES, max_size=5), st.dictionaries(TEXT, VALUES, max_size=5))
def test_objects_are_told_member_by_member(one: dict[str, object], other: dict[str, object]) -> None:
    work = compared(one, other)
    top = {(row.sign, row.name) for row in work.rows if row.depth == 1}
    assert {name for sign, name in top if sign is Sign.ADDED} == other.keys() - one.keys()
    assert {name for sign, name in top if sign is Sign.REMOVED} == one.keys() - other.keys()
    for sign, name in top:
        if sign in (Sign.CHANGED, Sign.CONTEXT):
            assert json.dumps(one[name], sort_keys=True) != json.dumps(other[name], sort_keys=True)


@given(ITEMS, ITEMS)
def test_lists_of_objects_are_aligned_by_their_id(one: list[dict[str, object]], other: list[dict[str, object]]) -> None:
    if not one or not other:
        return
    work = compared(one, other)
    before, after = ({item["InstanceId"]: item["Value"] for item in items} for items in (one, other))
    rows = [row for row in work.rows if row.depth == 1]

    def ids(sign: Sign) -> set[int]:
        return {int(row.name.rpartition("=")[2]) for row in rows if row.sign is sign}

    assert ids(Sign.REMOVED) == before.keys() - after.keys()
    assert ids(Sign.ADDED) == after.keys() - before.keys()
    changed = {name for name in before.keys() & after.keys() if json.dumps(before[name]) != json.dumps(after[name])}
    assert ids(Sign.CONTEXT) == changed
    kept = [item["InstanceId"] for item in other if item["InstanceId"] in before]
    stayed = [item["InstanceId"] for item in one if item["InstanceId"] in after]
    assert bool(ids(Sign.MOVED)) == (kept != stayed)


@given(st.lists(st.integers(0, 4)), st.lists(st.integers(0, 4)))
def test_common_elements_rise_on_both_sides(left: list[int], right: list[int]) -> None:
    work = common(left, right)
    try:
        while True:
            next(work)
    except StopIteration as end:
        pairs = end.value
    assert all(left[a] == right[b] for a, b in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


def test_one_element_put_in_front_is_one_row() -> None:
    assert told(compared(["a", "b", "c"], ["x", "a", "b", "c"])) == [("+", "[0]")]
    assert told(compared([[1], [2], [3]], [[1], [3]])) == [("−", "[1]")]


def test_number_texts_count_and_volatile_members_do_not() -> None:
    one = b'{"Response":{"A":1.10,"B":"\\u4e0a","RequestId":"x","CreateTime":1}}'
    other = '{"Response":{"RequestId":"y","B":"上","A":1.1}}'.encode()
    work = compared(one, other, "requestid", "*Time")
    assert told(work) == [("≠", "A")]
    assert work.set_aside == 2
    assert [row.name for row in work.rows] == ["", "Response", "A"]


def test_long_lists_without_ids_and_a_limit() -> None:
    one = [{"A": at % 7, "B": at} for at in range(3000)]
    other = [*one[:1500], {"A": 99, "B": -1}, *one[1500:]]
    assert told(compared(one, other)) == [("+", "[1500]")]
    cut = compared(list(range(1000)), list(range(1000, 2000)), most=50)
    assert cut.cut
    assert len(cut.rows) == 50


@settings(max_examples=30)
@given(st.binary(max_size=40), st.binary(max_size=40))
def test_any_bytes_can_be_compared(one: bytes, other: bytes) -> None:
    compared(b"[" + one, b"{" + other)
    compared(one, one)
