import pytest

from explorer.core.form.validate import Problem, check
from explorer.core.models.action import ActionSpec
from explorer.core.models.json_value import JsonObject, loads


def _check(spec: ActionSpec, text: str) -> list[tuple[str, str, bool]]:
    value = loads(text)
    assert isinstance(value, dict)
    parameters: JsonObject = {"ThingId": "thing-1", **value}
    return [(problem.path, problem.rule, problem.blocking) for problem in check(spec, parameters)]


@pytest.mark.parametrize(
    "text",
    [
        '{"Filters":[{"Name":"a","Values":["b"]}],"Limit":-1,"Offset":18446744073709551615,"Ratio":1,"Force":false}',
        '{"Day":"2026-01-31","At":"2026-01-31 00:00:00","Since":"2026-01-31T00:00:00Z","Content":"aGk="}',
        '{"Root":{"Id":1,"Child":{"Id":2,"Child":{"Id":3}}},"Ports":[]}',
        '{"Limit":null,"Filters":null,"Day":""}',
    ],
)
def test_right_parameters_have_no_problem(spec: ActionSpec, text: str) -> None:
    assert _check(spec, text) == []


@pytest.mark.parametrize(
    ("text", "path", "rule"),
    [
        ('{"ThingId":null}', "ThingId", "required"),
        ('{"Limitt":1}', "Limitt", "unknown"),
        ('{"Filters":[{"Name":"a"},{"Values":[]}]}', "Filters.1.Name", "required"),
        ('{"Filters":[{"Name":"a","X":1}]}', "Filters.0.X", "unknown"),
        ('{"Filters":{"Name":"a"}}', "Filters", "type"),
        ('{"Filters":["a"]}', "Filters.0", "type"),
        ('{"Filters":[{"Name":"a","Values":[1]}]}', "Filters.0.Values.0", "type"),
        ('{"Limit":"two hundred"}', "Limit", "type"),
        ('{"Limit":1.0}', "Limit", "type"),
        ('{"Limit":true}', "Limit", "type"),
        ('{"Limit":9223372036854775808}', "Limit", "range"),
        ('{"Offset":-1}', "Offset", "range"),
        ('{"Limit":' + "9" * 5_000 + "}", "Limit", "range"),
        ('{"Limit":"' + "9" * 5_000 + '"}', "Limit", "range"),
        ('{"Ratio":"x"}', "Ratio", "type"),
        ('{"Force":"true"}', "Force", "type"),
        ('{"Force":1}', "Force", "type"),
        ('{"Ports":[1,null]}', "Ports.1", "type"),
        ('{"ThingId":5}', "ThingId", "type"),
        ('{"Day":5}', "Day", "type"),
        ('{"Root":[]}', "Root", "type"),
        ('{"Root":{"Id":1,"Child":{}}}', "Root.Child.Id", "required"),
    ],
)
def test_a_wrong_parameter_blocks(spec: ActionSpec, text: str, path: str, rule: str) -> None:
    assert _check(spec, text) == [(path, rule, True)]


@pytest.mark.parametrize(
    ("text", "path", "rule"),
    [
        ('{"Limit":"10"}', "Limit", "type"),
        ('{"Ratio":"1.5"}', "Ratio", "type"),
        ('{"Day":"31.01.2026"}', "Day", "format"),
        ('{"Since":"yesterday"}', "Since", "format"),
        ('{"Day":"202\uff16-01-31"}', "Day", "format"),
    ],
)
def test_what_the_api_may_take_is_only_remarked_on(spec: ActionSpec, text: str, path: str, rule: str) -> None:
    assert _check(spec, text) == [(path, rule, False)]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("limit", "Limit"),
        ("LIMIT", "Limit"),
        ("Limitt", "Limit"),
        ("ThingID", "ThingId"),
        ("Zzzz", ""),
        ("L" * 9_999, ""),
    ],
)
def test_a_name_that_is_near_is_offered(spec: ActionSpec, name: str, meant: str) -> None:
    message = next(problem.message for problem in check(spec, {name: "x"}) if problem.rule == "unknown")
    assert message.endswith(f"Did you mean {meant}?" if meant else f"is not a parameter of {spec.ref.name}.")


def test_the_messages_name_the_rule(spec: ActionSpec) -> None:
    problems = check(spec, {"Limit": "two hundred", "Filters": "x"})
    assert [problem.message for problem in problems] == [
        'Limit takes an integer; "two hundred" is not one.',
        'Filters takes a list (Array of Filter); "x" is not one.',
        "ThingId is required.",
    ]


def test_a_missing_member_is_named_with_the_action_unharmed(spec: ActionSpec) -> None:
    assert check(spec, {}) == (Problem("ThingId", "required", "ThingId is required."),)


def test_a_byte_order_mark_is_remarked_on(spec: ActionSpec) -> None:
    found = [each for each in check(spec, {"Day": "\ufeff2026-01-31"}) if each.path == "Day"]
    assert [(each.blocking, each.message) for each in found] == [
        (False, "Day begins with a byte order mark (BOM), which is sent.")
    ]
