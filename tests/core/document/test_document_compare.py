"""Comparing: nothing differs from itself, and the rows are enough to make the second document from the first."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.document.align import common
from explorer.core.document.compare import MOST_ALIGNED, Comparison, Row, Sign
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


def paired(left: list[int], right: list[int]) -> list[tuple[int, int]]:
    work = common(left, right)
    try:
        while True:
            next(work)
    except StopIteration as end:
        return [(a + at, b + at) for a, b, length in end.value for at in range(length)]


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
    pairs = paired(left, right)
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
    assert told(compared(one, other)) == [("+", "[1500] B=-1")]
    cut = compared(list(range(1000)), list(range(1000, 2000)), most=50)
    assert cut.cut
    assert len(cut.rows) == 50


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (b'{"a":1}{"b":1}', b'{"a":1}{"b":2}', [("≠", "the rest, from byte 12 on")]),
        (b'{"a":1} x', b'{"a":1} y', [("≠", "the rest, from byte 8 on")]),
        (b'{"a":1}', b'{"a":1} y', [("+", "the rest")]),
        (b"<html>one</html>", b"<html>two</html>", [("≠", "the rest, from byte 6 on")]),
        (b"plain text", b"another text", [("≠", "the rest, from byte 0 on")]),
        (b'data: {"a":1}\n\n', b'data: {"a":2}\n\n', [("≠", "the rest, from byte 11 on")]),
        (b'{"a":1}', b"<html>", [("≠", "")]),
        (b"", b"<html>", [("+", "")]),
        (b'["\xff"]', b'["\\\\xff"]', [("≠", "[0]")]),
        (b'["\\ud800"]', b'["\\\\ud800"]', [("≠", "[0]")]),
        (b'{"\xff":1}', b'{"\\\\xff":1}', [("−", "\\xff"), ("+", "\\xff")]),
    ],
)
def test_only_what_agrees_is_told_as_equal(one: bytes, other: bytes, wanted: list[tuple[str, str]]) -> None:
    assert told(compared(one, other)) == wanted
    assert told(compared(one, one)) == []


def test_names_that_begin_alike_for_long_are_not_the_same() -> None:
    one, other = ('{"' + "n" * 20_000 + end + '":1}' for end in "ab")
    assert [sign for sign, _ in told(compared(one.encode(), other.encode()))] == ["−", "+"]


@pytest.mark.parametrize("joint", ["x", "\\\\", "上", "\U0001f600", "\\ud83d\\ude00", "\\n"])
def test_long_texts_are_compared_by_what_they_say(joint: str) -> None:
    body = joint * (200_000 // len(joint))
    plain = json.dumps(json.loads(f'"{body}"'), ensure_ascii=False)
    for shift in range(7):
        one, other = f'["{"x" * shift}{body}"]', f'["\\u0078{"x" * shift}{plain[1:-1]}"]'
        assert told(compared(one.encode(), other.encode())) == [("≠", "[0]")]
        assert told(compared(one.replace('["', '["\\u0078', 1).encode(), other.encode())) == []


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (b"[1,2", b"[1,2,3]", [("+", "[2]"), ("−", "the rest")]),
        (b"[1,2", b"[1,2]", [("−", "the rest")]),
        (b"[1,2]", b"[1,2", [("+", "the rest")]),
        (b"[1,2,", b'[1,2,"a', [("≠", "the rest, from byte 5 on")]),
        (b'{"a":[{"b":1', b'{"a":[{"b":1,"c":2}],"d":3}', [("+", "c"), ("−", "the rest"), ("+", "d")]),
    ],
)
def test_where_a_body_is_cut_is_told_beside_what_differs(
    one: bytes, other: bytes, wanted: list[tuple[str, str]]
) -> None:
    assert told(compared(one, other)) == wanted


@pytest.mark.parametrize("count", [99, 100, 101, 250, 1000, 120_000])
def test_a_cut_list_never_equals_a_whole_one(count: int) -> None:
    whole = json.dumps(list(range(count))).encode()
    assert told(compared(whole[:-1], whole)) == [("−", "the rest")]
    assert told(compared(b'{"a":' + whole, b'{"a":' + whole + b"}")) == [("−", "the rest")]


def test_very_long_lists_of_plain_values_are_compared_place_by_place() -> None:
    one = list(range(MOST_ALIGNED + 1))
    work = compared(one, [*one[:777], -1, *one[778:], 5])
    assert work.by_place
    assert told(work) == [("≠", "[777]"), ("+", f"[{MOST_ALIGNED + 1:}]")]
    assert not compared(one[:500], one[:400]).by_place


@pytest.mark.parametrize("name", ["Username", "Topic", "Zone", "Serial", "地址", "N"])
def test_what_names_an_element_is_told_by_the_data_where_its_name_does_not(name: str) -> None:
    one = [{"Remark": "-", "Made": f"2026-01-0{at}", name: at if name == "N" else f"x{at}"} for at in range(1, 5)]
    other = [{**one[2], "Remark": "new"}, one[0], {**one[1], "Made": "2026-02-01"}, {**one[3], name: "other"}]
    found = [sign for sign in told(compared(one, other)) if sign[0] != "↕"]
    at = {row: one[row][name] for row in range(4)}
    assert found == [("≠", "Made"), ("≠", "Remark"), ("−", f"[3] {name}={at[3]}"), ("+", f"[3] {name}=other")]


def test_what_differs_for_most_or_comes_twice_names_no_element() -> None:
    one = [{"A": "a", "B": "x"}, {"A": "b", "B": "x"}, {"A": "c", "B": "x"}]
    assert told(compared(one, [{**each, "A": each["A"] * 2} for each in one])) == [("≠", "A")] * 3
    twice = [{"A": "a"}, {"A": "a"}, {"A": "b"}]
    assert told(compared(twice, [{"A": "a"}, {"A": "b"}, {"A": "b"}])) == [("≠", "A")]


@pytest.mark.parametrize("name", ["Password", "UserPwd", "AuthToken", "Hidden", "SetAside"])
def test_a_secret_and_what_is_set_aside_name_no_element(name: str) -> None:
    one = [{name: f"hunter{at}", "N": 0} for at in range(3)]
    work = Comparison(document(one), document([one[1], one[0]]), ["setaside"], secret=lambda each: each == "Hidden")
    for _ in work.steps():
        pass
    assert not any("hunter" in row.name for row in work.rows)


def test_json_in_a_text_names_no_element() -> None:
    one = [{"A": json.dumps({"Password": f"hunter{at}"})} for at in range(3)]
    assert [row.name for row in compared(one, [one[2], one[1]]).rows if "hunter" in row.name] == []


def test_names_that_come_twice_and_names_of_two_kinds() -> None:
    one = [{"Id": "a", "N": 1}, {"Id": "a", "N": 2}, {"Id": "b", "N": 3}]
    assert told(compared(one, [one[1], one[0], one[2]])) == [("↕", "[0] Id=a")]
    assert told(compared(one, [one[0], {"Id": "a", "N": 5}, one[2]])) == [("≠", "N")]
    assert told(compared(one, [one[0], one[2]])) == [("−", "[1] Id=a")]
    assert told(compared([{"Id": 1}, {"Id": "1"}], [{"Id": 2}])) == [
        ("−", "[0] Id=1"),
        ("−", '[1] Id="1"'),
        ("+", "[0] Id=2"),
    ]


def test_what_more_differs_is_let_go_in_steps() -> None:
    one = [{"Id": at, "N": at} for at in range(30_000)]
    work = Comparison(document(one), document([{**item, "N": -1} for item in one]), most=100)
    steps, cut_at = 0, -1
    for _ in work.steps():
        steps += 1
        if cut_at < 0 and work.cut:
            cut_at = steps
    assert len(work.rows) <= 102, "a row, and the way to it"
    assert steps - cut_at > 30


@settings(max_examples=30)
@given(st.binary(max_size=40), st.binary(max_size=40))
def test_any_bytes_can_be_compared(one: bytes, other: bytes) -> None:
    compared(b"[" + one, b"{" + other)
    compared(one, one)
