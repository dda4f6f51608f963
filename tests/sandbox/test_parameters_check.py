"""Parameters against a spec: what is refused, with which code, and what is accepted as it stands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import from_python, loads, to_python
from explorer.sandbox.call import Refusal
from explorer.sandbox.parameters import accept

_FILTER = ObjectSpec(
    "Filter",
    "",
    (
        Member("Name", Kind.STRING, required=True),
        Member("Values", Kind.STRING, is_list=True, required=True),
        Member("Inner", Kind.OBJECT, object_name="Filter"),
    ),
)
_INPUT = ObjectSpec(
    "ThingRequest",
    "",
    (
        Member("Id", Kind.STRING, required=True),
        Member("Count", Kind.INTEGER),
        Member("Size", Kind.UNSIGNED),
        Member("Share", Kind.FLOAT),
        Member("Open", Kind.BOOLEAN),
        Member("When", Kind.DATETIME),
        Member("Numbers", Kind.INTEGER, is_list=True),
        Member("Filters", Kind.OBJECT, is_list=True, object_name="Filter"),
        Member("One", Kind.OBJECT, object_name="Filter"),
    ),
)
_SPEC = ActionSpec(
    ActionRef("thing", "2020-01-01", "Thing"), "", "", "", _INPUT, ObjectSpec("R", "", ()), {"Filter": _FILTER}
)


def _accepted(parameters: Any, *, texts: bool = False) -> Any:
    return to_python(accept(_SPEC, from_python({"Id": "i", **parameters}), texts=texts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parameters", "code", "path"),
    [
        ({"Nope": 1}, "UnknownParameter", "`Nope`"),
        ({"id": "i"}, "UnknownParameter", "`id`"),
        ({"Filters": [{"Name": "n", "Values": [], "Value": "x"}]}, "UnknownParameter", "`Filters.0.Value`"),
        ({"One": {"Name": "n"}}, "MissingParameter", "`One.Values`"),
        ({"Filters": [{"Name": "n", "Values": []}, {"Values": []}]}, "MissingParameter", "`Filters.1.Name`"),
        ({"One": {"Name": "n", "Values": [], "Inner": {"Name": "n"}}}, "MissingParameter", "`One.Inner.Values`"),
        ({"Id": 5}, "InvalidParameter", "`Id`"),
        ({"Id": ["i"]}, "InvalidParameter", "`Id`"),
        ({"Count": "five"}, "InvalidParameter", "`Count`"),
        ({"Count": 1.5}, "InvalidParameter", "`Count`"),
        ({"Count": True}, "InvalidParameter", "`Count`"),
        ({"Count": 2**63}, "InvalidParameter", "`Count`"),
        ({"Size": -1}, "InvalidParameter", "`Size`"),
        ({"Size": 2**64}, "InvalidParameter", "`Size`"),
        ({"Share": "much"}, "InvalidParameter", "`Share`"),
        ({"Open": "true"}, "InvalidParameter", "`Open`"),
        ({"Open": 1}, "InvalidParameter", "`Open`"),
        ({"When": 1700000000}, "InvalidParameter", "`When`"),
        ({"Numbers": 1}, "InvalidParameter", "`Numbers`"),
        ({"Numbers": [1, "x"]}, "InvalidParameter", "`Numbers.1`"),
        ({"Numbers": [None]}, "InvalidParameter", "`Numbers.0`"),
        ({"Filters": {}}, "InvalidParameter", "`Filters`"),
        ({"Filters": ["x"]}, "InvalidParameter", "`Filters.0`"),
        ({"One": []}, "InvalidParameter", "`One`"),
    ],
)
def test_refused(parameters: Any, code: str, path: str) -> None:
    with pytest.raises(Refusal) as raised:
        _accepted(parameters)
    assert (raised.value.code, path in raised.value.message) == (code, True)


def test_unknown_before_missing_before_wrong() -> None:
    wrong: Any = {"Count": "x", "Nope": 1, "One": {}}
    for code, gone in [("UnknownParameter", "Nope"), ("MissingParameter", "One"), ("InvalidParameter", "Count")]:
        with pytest.raises(Refusal) as raised:
            _accepted(wrong)
        assert raised.value.code == code
        del wrong[gone]
    assert _accepted(wrong) == {"Id": "i"}


@pytest.mark.parametrize(
    ("sent", "understood"),
    [
        ({"Count": "5"}, {"Count": 5}),
        ({"Count": -(2**63)}, {"Count": -(2**63)}),
        ({"Size": str(2**64 - 1)}, {"Size": 2**64 - 1}),
        ({"Share": "1.5"}, {"Share": 1.5}),
        ({"Share": 2}, {"Share": 2}),
        ({"Count": None, "Filters": None, "One": None}, {}),
        ({"Numbers": []}, {"Numbers": []}),
        ({"When": ""}, {"When": ""}),
        ({"Numbers": ["1", 2]}, {"Numbers": [1, 2]}),
    ],
)
def test_accepted(sent: Any, understood: Any) -> None:
    assert _accepted(sent) == {"Id": "i", **understood}


@pytest.mark.parametrize(
    ("sent", "understood"),
    [
        ({"Open": "True"}, {"Open": True}),
        ({"Open": "false"}, {"Open": False}),
        ({"Count": "5"}, {"Count": 5}),
        ({"Numbers": {"1": "4", "0": "3"}}, {"Numbers": [3, 4]}),
        ({"Filters": ""}, {"Filters": []}),
        ({"Id": "5"}, {"Id": "5"}),
    ],
)
def test_texts_are_cast_by_the_spec(sent: Any, understood: Any) -> None:
    assert _accepted(sent, texts=True) == {"Id": "i", **understood}


def test_a_null_required_parameter_is_missing() -> None:
    with pytest.raises(Refusal, match="MissingParameter"):
        accept(_SPEC, {"Id": None})


def test_long_integers_stay_exact() -> None:
    accepted = accept(_SPEC, loads('{"Id":"i","Count":446192236330927912}'))  # type: ignore[arg-type]
    assert to_python(accepted) == {"Id": "i", "Count": 446192236330927912}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*(m.name for m in _INPUT.members), "Name", "Values"]), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([member.name for member in _INPUT.members]), _JSON), st.booleans())
def test_anything_is_either_accepted_or_refused(parameters: Any, texts: bool) -> None:
    codes = {"UnknownParameter", "MissingParameter", "InvalidParameter"}
    try:
        accepted = accept(_SPEC, from_python(parameters), texts=texts)  # type: ignore[arg-type]
    except Refusal as refusal:
        found = refusal.code
    else:
        found = "" if accept(_SPEC, accepted) == accepted else "accepted only once"
    assert found in {*codes, ""}
