import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.errors import ParameterError
from explorer.core.form.fields import Field, Form, ListField, ObjectField, ScalarField, State, UnknownField
from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonValue, Number, dumps, loads


def _form(spec: ActionSpec, text: str = "{}") -> Form:
    value = loads(text)
    assert isinstance(value, dict)
    return Form(spec, value)


def _text(form: Form) -> str:
    return dumps(form.to_parameters())


def _scalar(form: Form, path: str) -> ScalarField:
    field = form.find(path)
    assert isinstance(field, ScalarField)
    return field


def _list(form: Form, path: str) -> ListField:
    field = form.find(path)
    assert isinstance(field, ListField)
    return field


def _field(form: Form, path: str) -> Field:
    field = form.find(path)
    assert field is not None
    return field


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"ThingId":"a","Limit":10}',
        '{"Limit":10,"ThingId":"a"}',
        '{"Ratio":1.10,"Limit":123456789012345678901234567890,"Offset":1e3}',
        '{"Limit":"10","ThingId":5,"Force":"true"}',
        '{"Filters":[{"Values":["b","a"],"Name":"x","Extra":{"a":null}},null,"odd"]}',
        '{"Filters":{"Name":"x"},"ThingId":[1],"Root":"text"}',
        '{"Zzz":[1,{"b":2.50}],"ThingId":"a","Aaa":null}',
        '{"Root":{"Child":{"Child":{"Id":1},"Id":null}},"Limit":null,"Filters":[],"Ports":null}',
    ],
)
def test_what_was_loaded_comes_back_unchanged_looked_at_or_not(spec: ActionSpec, text: str) -> None:
    form = _form(spec, text)
    assert _text(form) == text
    _visit(form.root, 6)
    assert _text(form) == text


def _visit(field: Field, depth: int) -> None:
    if depth and isinstance(field, ObjectField):
        for child in field.children():
            _visit(child, depth - 1)
    elif depth and isinstance(field, ListField):
        for element in field.elements:
            _visit(element, depth - 1)


_SCALARS = st.none() | st.booleans() | st.text(max_size=5) | st.integers().map(lambda number: Number(str(number)))
_VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
)
_NAMES = st.sampled_from(["Filters", "ThingId", "Limit", "Ports", "Root", "Day", "Unknown", "Name", "Id", "Child"])


@given(parameters=st.dictionaries(_NAMES, _VALUES | st.dictionaries(_NAMES, _VALUES, max_size=4), max_size=6))
def test_any_parameters_come_back_unchanged(parameters: dict[str, JsonValue]) -> None:
    node = ObjectSpec("Node", "", (Member("Id", Kind.INTEGER), Member("Child", Kind.OBJECT, object_name="Node")))
    request = ObjectSpec(
        "R",
        "",
        (
            Member("Filters", Kind.OBJECT, is_list=True, object_name="Node"),
            Member("ThingId", Kind.STRING, required=True),
            Member("Limit", Kind.INTEGER),
            Member("Root", Kind.OBJECT, object_name="Node"),
        ),
    )
    form = Form(ActionSpec(ActionRef("s", "v", "A"), "", "", "", request, request, {"Node": node}), parameters)
    _visit(form.root, 5)
    assert dumps(form.to_parameters()) == dumps(parameters)


def test_absent_null_empty_and_set_are_four_things(spec: ActionSpec) -> None:
    form = _form(spec)
    field = _scalar(form, "ThingId")
    assert (field.state, _text(form)) == (State.ABSENT, "{}")
    field.set_null()
    assert (field.state, _text(form)) == (State.NULL, '{"ThingId":null}')
    field.set_empty()
    assert (field.state, field.text, _text(form)) == (State.SET, "", '{"ThingId":""}')
    field.set_text("a")
    assert (field.text, _text(form)) == ("a", '{"ThingId":"a"}')
    field.set_other("[1]")
    assert (field.state, field.text, _text(form)) == (State.OTHER, "", '{"ThingId":[1]}')
    field.leave_out()
    assert (field.state, _text(form)) == (State.ABSENT, "{}")


@pytest.mark.parametrize(("path", "empty"), [("Filters", "[]"), ("Ports", "[]"), ("Root", "{}"), ("Limit", '""')])
def test_every_kind_has_its_empty_value(spec: ActionSpec, path: str, empty: str) -> None:
    form = _form(spec)
    _field(form, path).set_empty()
    assert _text(form) == f'{{"{path}":{empty}}}'


def test_typing_is_cast_by_the_spec_and_a_mistake_is_kept(spec: ActionSpec) -> None:
    form = _form(spec)
    _scalar(form, "Limit").set_text("007")
    assert _text(form) == '{"Limit":"007"}'
    _scalar(form, "Limit").set_text("7")
    assert _text(form) == '{"Limit":7}'
    assert _scalar(form, "Limit").text == "7"


def test_a_number_in_quotes_stays_quoted_until_that_is_changed(spec: ActionSpec) -> None:
    form = _form(spec, '{"Limit":"10"}')
    assert _scalar(form, "Limit").text == "10"
    assert _text(form) == '{"Limit":"10"}'
    _scalar(form, "Limit").set_text("11")
    assert _text(form) == '{"Limit":"11"}'
    assert _scalar(form, "Limit").odd_type == "text"
    _scalar(form, "Limit").set_quoted(False)
    assert _text(form) == '{"Limit":11}'
    for text, sent in (("1.5", "1.5"), ("1e400", "1e400"), ("12", "12"), ("1,5", '"1,5"'), ("", '""'), ("7", "7")):
        _scalar(form, "Limit").set_text(text)
        assert _text(form) == f'{{"Limit":{sent}}}'


def test_members_take_their_place_in_the_specs_order(spec: ActionSpec) -> None:
    form = _form(spec)
    for path in ("Offset", "ThingId", "Limit"):
        _scalar(form, path).set_text("1")
    assert _text(form) == '{"ThingId":"1","Limit":1,"Offset":1}'


def test_the_order_that_came_is_kept_when_more_is_set(spec: ActionSpec) -> None:
    form = _form(spec, '{"Offset":1,"Zzz":0,"ThingId":"a"}')
    _scalar(form, "Limit").set_text("5")
    assert _text(form) == '{"Offset":1,"Zzz":0,"ThingId":"a","Limit":5}'


def test_setting_deep_inside_makes_what_is_above(spec: ActionSpec) -> None:
    form = _form(spec, '{"Root":null}')
    _scalar(form, "Root.Child.Child.Id").set_text("3")
    assert _text(form) == '{"Root":{"Child":{"Child":{"Id":3}}}}'


def test_looking_deep_inside_changes_nothing(spec: ActionSpec) -> None:
    form = _form(spec)
    assert form.find("Root.Child.Child.Child.Child.Id") is not None
    assert _text(form) == "{}"


def test_list_elements_are_added_duplicated_moved_and_removed(spec: ActionSpec) -> None:
    form = _form(spec)
    filters = _list(form, "Filters")
    filters.add()
    _scalar(form, "Filters.0.Name").set_text("a")
    copy = filters.duplicate(0)
    _scalar(form, "Filters.1.Name").set_text("b")
    assert _text(form) == '{"Filters":[{"Name":"a"},{"Name":"b"}]}'
    filters.move(1, 0)
    assert copy.path == "Filters.0"
    assert _text(form) == '{"Filters":[{"Name":"b"},{"Name":"a"}]}'
    filters.remove(0)
    filters.remove(0)
    assert _text(form) == '{"Filters":[]}'


def test_a_duplicate_shares_nothing_with_its_source(spec: ActionSpec) -> None:
    form = _form(spec, '{"Filters":[{"Name":"a","Values":["x"],"Extra":{"k":1}}]}')
    _list(form, "Filters").duplicate(0)
    _scalar(form, "Filters.1.Values.0").set_text("y")
    assert _text(form) == (
        '{"Filters":[{"Name":"a","Values":["x"],"Extra":{"k":1}},{"Name":"a","Values":["y"],"Extra":{"k":1}}]}'
    )


def test_a_list_element_cannot_be_left_out(spec: ActionSpec) -> None:
    form = _form(spec, '{"Ports":[1]}')
    with pytest.raises(ParameterError, match="remove it instead"):
        _field(form, "Ports.0").leave_out()


def test_required_fields_come_first_and_unknown_ones_last(spec: ActionSpec) -> None:
    form = _form(spec, '{"Zzz":1,"Limit":2}')
    names = [field.name for field in form.root.children()]
    assert (names[:3], names[-1]) == (["ThingId", "Filters", "Limit"], "Zzz")
    unknown = form.find("Zzz")
    assert isinstance(unknown, UnknownField)
    assert not unknown.is_known


def test_an_unknown_member_is_edited_as_json_and_can_go(spec: ActionSpec) -> None:
    form = _form(spec, '{"Zzz":1.50}')
    field = _field(form, "Zzz")
    assert field.other_text == "1.50"
    field.set_other('{"a": [2.50]}')
    assert _text(form) == '{"Zzz":{"a":[2.50]}}'
    field.set_other("not json")
    assert _text(form) == '{"Zzz":"not json"}'
    field.leave_out()
    assert _text(form) == "{}"


def test_an_odd_value_gives_way_to_an_edit(spec: ActionSpec) -> None:
    form = _form(spec, '{"Filters":"oops"}')
    assert _field(form, "Filters").state is State.OTHER
    _list(form, "Filters").add()
    assert _text(form) == '{"Filters":[{}]}'


def test_find_answers_none_for_what_is_not_there(spec: ActionSpec) -> None:
    form = _form(spec, '{"Ports":[1]}')
    for path in ("Nothing", "Ports.1", "Ports.x", "ThingId.A", "Root.Nothing"):
        assert form.find(path) is None
    assert form.find("") is form.root


def test_problems_carry_the_paths_of_the_fields(spec: ActionSpec) -> None:
    form = _form(spec, '{"Filters":[{"Values":[1]}],"ThingId":"a"}')
    paths = [problem.path for problem in form.problems()]
    assert paths == ["Filters.0.Values.0", "Filters.0.Name"]
    assert all(form.find(path) is not None for path in paths)
