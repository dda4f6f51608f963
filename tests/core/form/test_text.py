import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.errors import ParameterError
from explorer.core.form.text import describe, fits_format, to_text, to_value, to_value_or_text
from explorer.core.models.action import Kind, Member
from explorer.core.models.json_value import Number


def _member(kind: Kind, *, is_list: bool = False) -> Member:
    return Member("Limit", kind, is_list=is_list)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.STRING, " a ", " a "),
        (Kind.INTEGER, "9223372036854775807", Number("9223372036854775807")),
        (Kind.INTEGER, " 5 ", Number("5")),
        (Kind.INTEGER, "-5", Number("-5")),
        (Kind.FLOAT, "1.10", Number("1.10")),
        (Kind.FLOAT, "1e-7", Number("1e-7")),
        (Kind.BOOLEAN, "True", True),
        (Kind.BOOLEAN, "false", False),
        (Kind.DATE, "soon", "soon"),
    ],
)
def test_text_becomes_the_value(kind: Kind, text: str, value: object) -> None:
    assert to_value(_member(kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.INTEGER, "two hundred"),
        (Kind.INTEGER, "1.0"),
        (Kind.INTEGER, "007"),
        (Kind.INTEGER, "+5"),
        (Kind.INTEGER, ""),
        (Kind.INTEGER, "1_000"),
        (Kind.INTEGER, "٣"),
        (Kind.FLOAT, "NaN"),
        (Kind.FLOAT, ".5"),
        (Kind.BOOLEAN, "yes"),
        (Kind.OBJECT, "{}"),
    ],
)
def test_text_that_does_not_fit_is_refused_or_kept(kind: Kind, text: str) -> None:
    with pytest.raises(ParameterError):
        to_value(_member(kind), text)
    assert to_value_or_text(_member(kind), text) == text


def test_the_message_names_the_member_and_the_rule() -> None:
    with pytest.raises(ParameterError) as caught:
        to_value(_member(Kind.INTEGER), "two hundred")
    assert str(caught.value) == 'Limit takes an integer; "two hundred" is not one.'


@given(st.integers())
def test_integers_of_any_size_keep_their_digits(number: int) -> None:
    assert to_text(to_value(_member(Kind.INTEGER), str(number))) == str(number)


@given(st.text())
def test_strings_are_kept(text: str) -> None:
    assert to_text(to_value(_member(Kind.STRING), text)) == text


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Kind.DATE, "2026-01-31", "2026-13-01"),
        (Kind.DATETIME, "2026-01-31 18:00:00", "2026-01-31T18:00:00"),
        (Kind.DATETIME_ISO, "2026-01-31T18:00:00+08:00", "2026-01-31"),
        (Kind.DATETIME_ISO, "2026-01-31T10:00:00Z", "2026-01-31T25:00:00Z"),
        (Kind.BINARY, "aGk=", "aGk"),
    ],
)
def test_formats(kind: Kind, good: str, bad: str) -> None:
    assert fits_format(kind, good)
    assert not fits_format(kind, bad)


def test_a_list_is_described_as_a_list_and_its_element_is_not() -> None:
    member = _member(Kind.INTEGER, is_list=True)
    assert describe(member) == "a list (Array of Integer)"
    assert describe(member, element=True) == "an integer"
