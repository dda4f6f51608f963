"""JSON written the fast way keeps every number's text and every character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.models.json_value import JsonValue, Number, dumps, loads

NUMBERS = st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?", fullmatch=True).map(Number)
SCALARS = st.none() | st.booleans() | NUMBERS | st.text()
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12
)


@pytest.mark.parametrize(
    "text",
    ["0", "-0", "-0.0", "1.10", "1e5", "1E+05", "0.1", "-17", "1e999", "18446744073709551616", "1.0", "9" * 5000],
)
def test_a_number_comes_out_as_it_went_in(text: str) -> None:
    assert dumps(Number(text)) == text
    assert dumps({"A": [Number("1"), Number(text)]}) == '{"A":[1,' + text + "]}"


@given(VALUES)
def test_reading_gives_back_what_was_written(value: JsonValue) -> None:
    for ascii_only in (False, True):
        assert loads(dumps(value, ascii_only=ascii_only)) == value
        assert loads(dumps(value, indent=2, ascii_only=ascii_only)) == value


def test_half_a_character_pair_is_escaped_and_so_can_be_encoded() -> None:
    written = dumps({"A\udfff": ["中\ud800", Number("1.10")]})
    assert written == '{"A\\udfff":["中\\ud800",1.10]}'
    assert written.encode("utf-8")
    assert loads(written) == {"A\udfff": ["中\ud800", Number("1.10")]}
