"""JSON keeps every number's text and every character, and Python's own data come in and go out by their values."""

import json
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.models.json_value import JsonValue, Number, dumps, from_python, loads, to_python

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


@given(NUMBERS)
def test_a_number_is_read_as_it_is_written(number: Number) -> None:
    assert loads(number.text) == number
    assert loads(f"[ {number.text} ]") == [number]
    assert number.to_decimal() == Decimal(number.text)
    assert number.is_integer == (set(number.text) <= set("-0123456789"))


def test_numbers_of_one_value_and_two_texts_are_two() -> None:
    assert loads("[1.10,1.1]") == [Number("1.10"), Number("1.1")]
    assert Number("1.10") != Number("1.1")
    assert Number("1.10").to_decimal() == Number("1.1").to_decimal()


@given(VALUES)
def test_python_reads_the_same_from_what_was_written(value: JsonValue) -> None:
    for text in (dumps(value), dumps(value, indent=2), dumps(value, ascii_only=True)):
        assert json.loads(text, parse_float=Decimal, parse_int=Decimal) == _with_decimals(value)
    assert dumps(value, ascii_only=True).isascii()


def test_without_indent_no_blank_is_written_and_with_it_one_member_a_line() -> None:
    value: JsonValue = {"a": [Number("1"), {}, []], "b c": {"d": None}}
    assert dumps(value) == '{"a":[1,{},[]],"b c":{"d":null}}'
    assert dumps(value, indent=2).split("\n") == [
        "{", '  "a": [', "    1,", "    {},", "    []", "  ],", '  "b c": {', '    "d": null', "  }", "}"
    ]  # fmt: skip


@given(st.text(st.characters(categories=["Cs", "Lu", "Cc"]), min_size=1))
def test_any_text_can_be_encoded_and_comes_back(text: str) -> None:
    for ascii_only in (False, True):
        written = dumps({text: [text]}, ascii_only=ascii_only)
        assert json.loads(written.encode("utf-8")) == json.loads(json.dumps({text: [text]}))


@pytest.mark.parametrize(
    "text",
    ["", " ", "01", "1.", ".5", "+1", "1e", "0x1", "NaN", "Infinity", "1 ", "1\n", "１", "1１", "1.١", "1e٣", "--1"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a JSON number"):
        Number(text)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "[1,NaN]", '{"a":-Infinity}'])
def test_what_only_python_calls_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not JSON"):
        loads(text)


@pytest.mark.parametrize("text", ["", "{", "[1,]", "{'a':1}", '{"a":01}', "[1] x", '"\n"', "nul"])
def test_what_is_not_json_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        loads(text)
    assert caught.value.lineno >= 1


def test_of_names_given_twice_the_last_one_wins_at_the_first_ones_place() -> None:
    read = loads('{"a":1,"b":2,"a":{"c":3,"c":4.0}}')
    assert read == {"a": {"c": Number("4.0")}, "b": Number("2")}
    assert dumps(read) == '{"a":{"c":4.0},"b":2}'


def test_a_pair_of_halves_is_one_character() -> None:
    assert loads('"\\ud83d\\ude00"') == "\U0001f600"
    assert dumps("\U0001f600") == '"\U0001f600"'
    assert dumps("\U0001f600", ascii_only=True) == '"\\ud83d\\ude00"'


@pytest.mark.parametrize(
    ("value", "lifted"),
    [
        (None, None),
        (True, True),
        ("x", "x"),
        (0, Number("0")),
        (-7, Number("-7")),
        (2**64, Number("18446744073709551616")),
        (1.5, Number("1.5")),
        (1e100, Number("1e+100")),
        (Decimal("1.10"), Number("1.10")),
        (Number("1.10"), Number("1.10")),
        ((1, [2.0]), [Number("1"), [Number("2.0")]]),
        ({"a": (True, None)}, {"a": [True, None]}),
        ({1: "x"}, {"1": "x"}),
    ],
)
def test_pythons_data_are_lifted(value: object, lifted: JsonValue) -> None:
    read = from_python(value)
    assert read == lifted
    assert type(read) is type(lifted)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, Decimal("NaN"), Decimal("Infinity"), [math.nan]])
def test_what_has_no_number_text_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is not a JSON number"):
        from_python(value)


@pytest.mark.parametrize("value", [b"x", {1, 2}, object(), [b"x"], {"a": b"x"}])
def test_what_has_no_json_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no JSON form"):
        from_python(value)


@given(VALUES)
def test_lifting_what_is_lifted_changes_nothing(value: JsonValue) -> None:
    assert from_python(value) == value


PLAIN: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_pythons_data_go_out_as_they_came_in(value: object) -> None:
    assert to_python(from_python(value)) == value
    assert to_python(loads(dumps(from_python(value)))) == value


def test_integers_go_out_as_integers_and_all_others_as_floats() -> None:
    made = to_python(loads('{"a":18446744073709551617,"b":[1.0,1e2,-0]}'))
    assert made == {"a": 18446744073709551617, "b": [1.0, 100.0, 0]}
    assert [type(item) for item in made["b"]] == [float, float, int]


def test_an_integer_longer_than_python_reads_goes_out_as_a_float() -> None:
    assert to_python(Number("9" * 5_000)) == math.inf
    assert to_python(Number("-" + "9" * 5_000)) == -math.inf


def test_any_depth_that_can_be_read_can_be_written() -> None:
    text = "[" * 400 + "1.10" + "]" * 400
    assert dumps(loads(text)) == text


def _with_decimals(value: JsonValue) -> object:
    if isinstance(value, Number):
        return Decimal(value.text)
    if isinstance(value, list):
        return [_with_decimals(item) for item in value]
    return {key: _with_decimals(item) for key, item in value.items()} if isinstance(value, dict) else value
