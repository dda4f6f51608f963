"""JMESPath keeps every number exact, and otherwise behaves as the library does."""

import jmespath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.document.document import Document
from explorer.core.errors import UsageError
from explorer.core.models.json_value import dumps, from_python, loads, to_python
from explorer.services.query_json import TooLongError, query
from explorer.services.query_numbers import ExactNumber

DOCUMENT = loads(
    '{"a":1.10,"big":18446744073709551617,"c":[1,2.50,3e0,-7],"t":true,"n":null,'
    '"z":[-0,-0.0,9223372036854775807,9223372036854775808,1e400,0.1000000000000000055511151231257827],'
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
        ("a == `1.10000000000000000000000000000000000000000001`", "false"),
        ("z", "[-0,-0.0,9223372036854775807,9223372036854775808,1e400,0.1000000000000000055511151231257827]"),
        ("z[0] == `0`", "true"),
        ("z[2] < z[3]", "true"),
        ("z[?@ == `9223372036854775807`]", "[9223372036854775807]"),
        ("z[4] > `1e399`", "true"),
        ("z[5] == `0.1`", "false"),
        ("sort(z)[1:]", "[-0.0,0.1000000000000000055511151231257827,9223372036854775807,9223372036854775808,1e400]"),
        ("min_by(l, &n).s", '"z"'),
        ("to_string(z[4])", '"1e400"'),
        ("to_number('9223372036854775808')", "9223372036854775808"),
        ("to_number('-0')", "-0"),
        ("contains(z, `9223372036854775808`)", "true"),
        ("contains(z, `9223372036854775809`)", "false"),
        ("contains([t], `1`)", "false"),
        ("contains(c, `1`)", "true"),
        ("contains('abc', 'b')", "true"),
        ("contains('abc', `1`)", "false"),
        ("sum([`1e400`, `1`]) == z[4]", "false"),
        ("sum([z[3], z[3], z[2]])", "27670116110564327423"),
        ("sum([`1e20`, `1`])", "100000000000000000001"),
        ("avg(`[100000000000000000000000000000000001,2]`)", "50000000000000000000000000000000001.5"),
        ("avg(`[10,0,0]`)", "3.33333333333333333333333333333"),
        ("abs(sum(`[-100000000000000000000000000000000001]`))", "100000000000000000000000000000000001"),
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


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("a[", 'it ends too early, after "a["'),
        ("l[?s = 'x']", "at character 6, before \"= 'x']\": write == to compare"),
        ("a-b.c", 'at character 2, before "-b.c": a name with this letter stands between double quotes'),
        ("l[?n > 1]", 'at character 8, before "1]": a number stands between backticks, as in `1`'),
        ("l[?s == 'x]", "at character 9, before \"'x]\": the ' that opens here is not closed"),
        ("a b", 'at character 3, before "b": this is not expected here'),
        ("a..b", 'at character 3, before ".b": expected is a name, [ or {'),
        ("l[a]", 'at character 3, before "a]": expected is a whole number, * or ?'),
        ("c | sort_bye(@, &n)", "unknown function at character 5, sort_bye(): did you mean sort_by()?"),
        ("[abs('x')]", 'abs() at character 2 works on a number, not on a text: "x".'),
        ("length()", "length() at character 1 takes 1 argument, not 0."),
        ("max(l)", "max() at character 1 works on a list of numbers or a list of texts, not on an object"),
        ("sort_by(l, &x)", 'not on null, which its expression gives for {"n":9007199254740992,"s":"x"}'),
        (
            "l[?n > '1']",
            'a number and a text have no order at character 6: 9007199254740992 and "1"; a number stands between',
        ),
        ("l[?s > '<' && s > `1`]", 'a number and a text have no order: "x" and 1; a number stands'),
        ("l[::0]", "a slice at character 2 has the step 0"),
        ("sum([`1e999999999`, `1`])", "the numbers of sum() at character 1 are so far apart"),
        ("[avg([`1e999999999999999999999`, `-1e999999999999999999999`])]", "the numbers of avg() at character 2"),
    ],
)
def test_what_is_wrong_is_explained_with_its_place(expression: str, words: str) -> None:
    with pytest.raises(UsageError) as told:
        query(expression, DOCUMENT)
    assert words in str(told.value)


@pytest.mark.parametrize("expression", ["abs(a)", "sum(l)", "max(l)"])
def test_a_word_in_a_numbers_place_is_named_as_the_cause(expression: str) -> None:
    document = Document(b'{"a":NaN,"l":[1,NaN]}').open()
    root = document.root()
    assert root is not None
    with pytest.raises(UsageError) as told:
        query(expression, document.to_value(root))
    assert "NaN is no number in JSON, and counts as a text" in str(told.value)
    with pytest.raises(UsageError) as told:
        query('abs(`"x"`)', None)
    assert "NaN" not in str(told.value)


@pytest.mark.parametrize("end", ["", "|to_string(@)", "|[]" * 30])
def test_a_few_letters_that_name_a_value_a_million_times_are_given_up(end: str) -> None:
    with pytest.raises(TooLongError):
        query("@" + "|[@,@]" * 30 + end, DOCUMENT, seconds=0.01)
    assert dumps(query("a", DOCUMENT, seconds=60)) == "1.10"


def test_an_exponent_beyond_all_bounds_neither_hangs_nor_fails() -> None:
    document = loads('{"huge":1e999999999999999999999,"tiny":-1e999999999999999999999,"l":[1e999999999]}')
    assert dumps(query("huge", document)) == "1e999999999999999999999"
    assert dumps(query("ceil(huge)", document)) == "1e999999999999999999999"
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
        ["a", "a.b", "a[]", "a[0]", "*", "[?a > `3`]", "[?a == 'x']", "a || b", "!a", "length(@)", "type(a)", "keys(@)"]
    ),
)
def test_it_agrees_with_the_library(value: object, expression: str) -> None:
    try:
        expected = jmespath.search(expression, value)
    except (jmespath.exceptions.JMESPathError, TypeError):  # of a number and a text it does not say more
        with pytest.raises(UsageError):
            query(expression, from_python(value))
    else:
        assert to_python(query(expression, from_python(value))) == expected


MIXED, CAUSE = "meets a number and a text, which have no order: ", "NaN is no number in JSON, and counts as a text."
BY = ("sort_by", "max_by", "min_by")
NAN = b'{"L":[{"N":NaN,"I":"a"},{"N":1.50,"I":"b"}],"M":[NaN,1],"T":[1,"x"]}'


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        *[(f"{name}(L, &N)", f'{name}() at character 1 {MIXED}"NaN" and 1.50; {CAUSE}') for name in BY],
        *[(f"{name}(M)", f'{name}() at character 1 {MIXED}"NaN" and 1; {CAUSE}') for name in ("sort", "max", "min")],
        ("L[?N > `1`]", '"NaN" and 1; NaN is no number in JSON, and counts as a text.'),
        ("sort(T)", '1 and "x"; leave out what is no number, or ask for to_number() of "x".'),
    ],
)
def test_words_that_other_programs_write_for_numbers_are_named_where_an_order_is_asked_for(
    expression: str, words: str
) -> None:
    document = Document(NAN).open()
    root = document.root()
    assert root is not None
    with pytest.raises(UsageError, match="does not fit") as told:
        query(expression, document.to_value(root))
    assert words in str(told.value)


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("[`1`] == [`true`]", "false"),
        ("{a: [`0`]} == {a: [`false`]}", "false"),
        ("{a: [`0`]} != {a: [`false`]}", "true"),
        ("contains([[`1`]], [`true`])", "false"),
        ("contains([[`1`]], [`1.0`])", "true"),
        ("[`1.0`, `null`] == [`1`, `null`]", "true"),
        ("`1` == `1.0`", "true"),
        ("`1e400` == `1e401`", "false"),
        ("`1e9999999999999999999` == `2e9999999999999999999`", "false"),
        ("`1e9999999999999999999` == `10e9999999999999999998`", "true"),
        ("sort([`2e9999999999999999999`, `1e9999999999999999999`, `3`])[1]", "1e9999999999999999999"),
        ("`1e-9999999999999999999` < `1e-9`", "true"),
        ("`1e-9999999999999999999` > `0`", "true"),
        ("`-1e9999999999999999999` < `-1e400`", "true"),
        ("`0e9999999999999999999` == `0`", "true"),
        ("ceil(`1e-9999999999999999999`)", "1"),
        ("floor(`-1e-9999999999999999999`)", "-1"),
    ],
)
def test_equal_is_what_json_calls_so_and_order_knows_any_size(expression: str, result: str) -> None:
    assert dumps(query(expression, {})) == result


@given(*[st.integers(-30, 30), st.integers(-5, 5)] * 2)
def test_numbers_beyond_all_ranges_have_the_order_of_small_ones(a: int, e: int, b: int, f: int) -> None:
    far = 10**19
    one, other = (ExactNumber(f"{digits}e{far + power}") for digits, power in ((a, e), (b, f)))
    left, right = a * 10 ** (e + 5), b * 10 ** (f + 5)
    assert (one < other, one == other, one > other) == (left < right, left == right, left > right)
    small, tiny = (ExactNumber(f"{digits}e{power - far}") for digits, power in ((a, e), (b, f)))
    assert (small < tiny, small == tiny, small > tiny) == (left < right, left == right, left > right)
    if one == other:
        assert hash(one) == hash(other)
    near = ExactNumber(f"{b}.50e{f}")
    assert (one < near) is (left < 0 if left else near > 0)
    assert (near < one) is (left > 0 if left else near < 0)


@pytest.mark.parametrize(
    ("expression", "total"),
    [("sum([z, `1`])", "1"), ("sum([z, z])", "0"), ("avg([z, `3.0`])", "1.5"), ("avg([z])", "0")],
)
def test_nought_is_nought_whatever_its_exponent(expression: str, total: str) -> None:
    assert dumps(query(expression, loads('{"z":0e999999999999999999999}'))) == total
