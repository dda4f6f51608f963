"""A value is called large when its JSON is long, and is told in a few words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.form.large_values import is_large, outline
from explorer.core.models.json_value import JsonValue, Number, dumps

_VALUES = st.recursive(
    st.none() | st.booleans() | st.text() | st.integers().map(lambda number: Number(str(number))),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (["a"] * 24_000, "A list of 24,000"),
        ({str(each): None for each in range(9000)}, "An object of 9,000 members"),
        ("line\n" * 10_000, "50,000 characters: line line"),
        (Number("1" * 30_000), "A long number"),
    ],
)
def test_large_values_are_told_and_not_written(value: JsonValue, words: str) -> None:
    assert is_large(value)
    assert outline(value).startswith(words)
    assert len(outline(value)) < 120


@given(_VALUES)
def test_what_is_short_as_json_x(value: JsonValue) -> None:
    size = len(dumps(value))
    assert not is_large(value, size * 2 + 10)
    assert is_large(["x" * size, value], size)
