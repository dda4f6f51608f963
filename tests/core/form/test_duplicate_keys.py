"""A key that stands twice is found where it stands the second time, and nowhere else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.form.duplicate_keys import duplicate_key

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("text", "key", "rest"),
    [
        ('{"Limit":1,"Limit":2}', "Limit", '"Limit":2}'),
        ('{"a":{"b":1},"c":[{"b":1},{"x":"b","b":2,"b":3}]}', "b", '"b":3}]}'),
        ('{"a":"a\\"{", "\\u0061":1}', "a", '"\\u0061":1}'),
        ('[{"":1,"":1}]', "", '"":1}]'),
    ],
)
def test_the_second_place_is_found(text: str, key: str, rest: str) -> None:
    found = duplicate_key(text)
    assert found is not None
    assert found.key == key
    assert text[found.position :] == rest


@pytest.mark.parametrize(
    "text", ['{"a":{"a":{"a":[{"a":1},{"a":1}]}}}', '{"a":"a","b":"a"}', "{", "", '{"a":1,"a":', "1"]
)
def test_nothing_is_found_where_nothing_repeats_or_nothing_can_be_read(text: str) -> None:
    assert duplicate_key(text) is None


@given(JSON)
def test_what_a_dict_holds_has_none(value: object) -> None:
    assert duplicate_key(json.dumps(value)) is None


@given(JSON, JSON, st.text(max_size=4))
def test_what_is_put_in_twice_is_found(one: object, other: object, key: str) -> None:
    before, name = '{"before": [{}, "{"], ', json.dumps(key + "!")
    text = f"{before}{name}: {json.dumps(one)}, {name}: {json.dumps(other)}}}"
    found = duplicate_key(text)
    assert found is not None
    assert (found.key, found.position) == (key + "!", len(before) + len(f"{name}: {json.dumps(one)}, "))
