"""Flat pairs and nested parameters, there and back."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.errors import ParameterError
from explorer.core.models.json_value import from_python
from explorer.core.signing.query import encode, flatten, parse_query, unflatten

_names = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,5}", fullmatch=True)
_values = st.recursive(
    st.text(max_size=9),
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(_names, inner, min_size=1, max_size=3),
    max_leaves=10,
)


def test_lists_count_from_zero() -> None:
    nested = {"Filters": [{"Name": "n", "Values": ["a", "b"]}], "Limit": 10, "On": True, "No": None, "Empty": []}
    assert flatten(from_python(nested)) == [
        ("Filters.0.Name", "n"), ("Filters.0.Values.0", "a"), ("Filters.0.Values.1", "b"), ("Limit", "10"),
        ("On", "true"),
    ]  # fmt: skip


def test_the_encoding_is_that_of_rfc_3986() -> None:
    assert encode([("A", "a b+/中~*"), ("B", "")]) == "A=a%20b%2B%2F%E4%B8%AD~%2A&B="


@given(st.lists(st.tuples(st.text(min_size=1), st.text())))
def test_encode_and_parse_are_inverse(pairs: list[tuple[str, str]]) -> None:
    text = encode(pairs)
    assert parse_query(text) == pairs
    assert text.isascii()
    assert [unquote(part) for part in text.split("&") if part] == [unquote(f"{encode([pair])}") for pair in pairs]


def test_parse_takes_what_others_write() -> None:
    assert parse_query("a=1+2&&b&c==x&a=%zz") == [("a", "1 2"), ("b", ""), ("c", "=x"), ("a", "%zz")]


@given(st.dictionaries(_names, _values, max_size=4))
def test_flatten_and_unflatten_are_inverse(parameters: dict[str, object]) -> None:
    nested = from_python(parameters)
    assert unflatten(flatten(nested)) == nested


def test_unflatten_takes_lists_from_one_and_out_of_order() -> None:
    assert unflatten([("L.2", "b"), ("L.1", "a"), ("L.10", "c")]) == {"L": ["a", "b", "c"]}
    assert unflatten([("A", "1"), ("A", "2")]) == {"A": "2"}


@pytest.mark.parametrize(
    "pairs", [[("A", "1"), ("A.B", "2")], [("A.B", "2"), ("A", "1")], [(".".join("A" * 100), "1")]]
)
def test_what_cannot_be_nested(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(ParameterError):
        unflatten(pairs)
