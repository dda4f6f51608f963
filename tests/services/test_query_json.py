"""JMESPath keeps every number exact, and otherwise behaves as the library does."""

import jmespath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.errors import UsageError
from explorer.core.models.json_value import dumps, from_python, loads, to_python
from explorer.services.query_json import query

DOCUMENT = loads(
    '{"a":1.10,"big":18446744073709551617,"c":[1,2.50,3e0,-7],"t":true,"n":null,'
    '"l":[{"n":9007199254740992,"s":"x"},{"n":9007199254740993,"s":"y"},{"n":0.1,"s":"z"}]}'
)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a", "1.10"),
        ("big", "18446744073709551617"),
        ("c", "[1,2.50,3e0,-7]"),
        ("c[?@ > `2.5`]", "[3e0]"),
        ("c[?@ == `2.5`]", "[2.50]"),
        ("l[?n == `9007199254740993`].s", '["y"]'),
        ("l[?n > `9007199254740992`].s", '["y"]'),
        ("l[?n == `0.1`].s", '["z"]'),
        ("l[?n == `0.10000000000000000001`].s", "[]"),
        ("a == `1.1`", "true"),
        ("t == `1`", "false"),
        ("contains(c, `2.5`)", "true"),
        ("max_by(l, &n).s", '"y"'),
        ("sort_by(l, &n)[].n", "[0.1,9007199254740992,9007199254740993]"),
        ("sum(l[].n)", "18014398509481985.1"),
        ("avg(c)", "-0.125"),
        ("max(c)", "3e0"),
        ("ceil(`2.1`)", "3"),
        ("floor(`-2.1`)", "-3"),
        ("abs(`-1.10`)", "1.10"),
        ("to_number('1.50')", "1.50"),
        ("to_number('x')", "null"),
        ("to_string(c)", '"[1,2.50,3e0,-7]"'),
        ("type(a)", '"number"'),
        ("type(t)", '"boolean"'),
        ("{x: a, y: n}", '{"x":1.10,"y":null}'),
        ("`bare`", '"bare"'),
        ("missing", "null"),
    ],
)
def test_numbers_stay_exact(expression: str, expected: str) -> None:
    assert dumps(query(expression, DOCUMENT)) == expected


@pytest.mark.parametrize(
    "expression", ["", "a[", "nofunction(@)", "abs('x')", "a b", "sort_by(l, &t)", '`"`', "[" * 5000]
)
def test_a_wrong_expression_is_told_in_one_line(expression: str) -> None:
    with pytest.raises(UsageError) as told:
        query(expression, DOCUMENT)
    assert "JMESPath" in str(told.value)
    assert "\n" not in str(told.value)


def test_an_exponent_beyond_all_bounds_neither_hangs_nor_fails() -> None:
    document = loads('{"huge":1e999999999999999999999,"tiny":-1e999999999999999999999,"l":[1e999999999]}')
    assert dumps(query("huge", document)) == "1e999999999999999999999"
    assert query("huge > `1`", document) is True
    assert query("tiny < `1`", document) is True
    assert dumps(query("ceil(l[0])", document)) == "1E+999999999"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=12,
)


@given(json_values)
def test_selecting_everything_changes_nothing(value: object) -> None:
    document = from_python(value)
    assert query("@", document) == document


@given(
    json_values,
    st.sampled_from(
        ["a", "a.b", "a[]", "a[0]", "*", "[?a > `3`]", "[?a == b]", "a || b", "!a", "length(@)", "type(a)", "keys(@)"]
    ),
)
def test_it_agrees_with_the_library(value: object, expression: str) -> None:
    try:
        expected = jmespath.search(expression, value)
    except jmespath.exceptions.JMESPathError:
        with pytest.raises(UsageError):
            query(expression, from_python(value))
    else:
        assert to_python(query(expression, from_python(value))) == expected
