import pytest

from explorer.core.errors import ParameterError
from explorer.core.form.assign import assign
from explorer.core.models.action import ActionSpec
from explorer.core.models.json_value import JsonObject, dumps


def _assign_all(spec: ActionSpec, *pairs: tuple[str, str], strict: bool = True) -> str:
    parameters: JsonObject = {}
    for path, text in pairs:
        parameters = assign(spec, parameters, path, text, strict=strict)
    return dumps(parameters)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("ThingId", "a=b")], '{"ThingId":"a=b"}'),
        ([("Limit", "10")], '{"Limit":10}'),
        ([("Force", "TRUE")], '{"Force":true}'),
        ([("Ratio", "1.10")], '{"Ratio":1.10}'),
        ([("Filters.0.Name", "N"), ("Filters.0.Values.0", "1")], '{"Filters":[{"Name":"N","Values":["1"]}]}'),
        ([("Filters.0.Name", "N"), ("Filters.1.Name", "M")], '{"Filters":[{"Name":"N"},{"Name":"M"}]}'),
        ([("Filters.0.Name", "N"), ("Filters.0.Name", "M")], '{"Filters":[{"Name":"M"}]}'),
        ([("Filters", '[{"Name":"N"}]')], '{"Filters":[{"Name":"N"}]}'),
        ([("Filters.0", '{"Name":"N"}')], '{"Filters":[{"Name":"N"}]}'),
        ([("Ports.0", "1"), ("Ports.1", "2")], '{"Ports":[1,2]}'),
        ([("Root.Child.Child.Id", "3")], '{"Root":{"Child":{"Child":{"Id":3}}}}'),
        ([("Unknown", "5")], '{"Unknown":"5"}'),
        ([("Unknown.0.A", "5"), ("Unknown.0.B.0", "6")], '{"Unknown":[{"A":"5","B":["6"]}]}'),
    ],
)
def test_paths_reach_into_lists_and_objects(spec: ActionSpec, pairs: list[tuple[str, str]], expected: str) -> None:
    assert _assign_all(spec, *pairs) == expected


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("Limit", "two hundred", 'Limit takes an integer; "two hundred" is not one.'),
        ("Root.Id", "x", 'Root.Id takes an integer; "x" is not one.'),
        ("Filters.1.Name", "x", "Filters.1 leaves a gap: the next element is number 0."),
        ("Filters.x.Name", "x", "Filters.x: x is not the number of a list element."),
        ("ThingId.A", "x", "ThingId.A"),
        ("Filters", "x", "Filters takes a list (Array of Filter)."),
        ("Filters.0", "[1]", "Filters.0 takes an object"),
        ("Filters..Name", "x", "is not a parameter path"),
        ("", "x", "is not a parameter path"),
    ],
)
def test_what_cannot_be_set_says_why(spec: ActionSpec, path: str, text: str, message: str) -> None:
    with pytest.raises(ParameterError) as caught:
        assign(spec, {"ThingId": "a"}, path, text)
    assert message in caught.value.message


def test_without_strictness_a_mistake_is_kept_as_text(spec: ActionSpec) -> None:
    mistakes = [("Limit", "two hundred"), ("Filters", "x"), ("Root", "[1]")]
    assert _assign_all(spec, *mistakes, strict=False) == '{"Limit":"two hundred","Filters":"x","Root":[1]}'


def test_the_given_parameters_are_not_changed(spec: ActionSpec) -> None:
    before: JsonObject = {"Filters": [{"Name": "N"}]}
    assign(spec, before, "Filters.0.Name", "M")
    assign(spec, before, "Filters.1.Name", "M")
    assert dumps(before) == '{"Filters":[{"Name":"N"}]}'
