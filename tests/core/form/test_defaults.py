import pytest

from explorer.core.errors import ParameterError
from explorer.core.form.defaults import example_text, from_example, skeleton
from explorer.core.form.validate import check
from explorer.core.models.action import ActionSpec, Example, Kind, Member, ObjectSpec, Reading
from explorer.core.models.json_value import dumps


def test_the_skeleton_holds_the_required_members_only(spec: ActionSpec) -> None:
    assert dumps(skeleton(spec)) == '{"ThingId":""}'
    assert check(spec, skeleton(spec)) == ()


def test_a_required_recursive_member_is_opened_once(spec: ActionSpec) -> None:
    node = ObjectSpec("Node", "", (Member("Child", Kind.OBJECT, object_name="Node", required=True),))
    request = ObjectSpec("R", "", (Member("Root", Kind.OBJECT, object_name="Node", required=True),))
    recursive = ActionSpec(spec.ref, "", "", "", request, spec.output, {"Node": node})
    assert skeleton(recursive) == {"Root": {"Child": {}}}


def test_an_example_is_copied_and_an_unread_one_refused(spec: ActionSpec) -> None:
    good = Example("One", "", "", {"ThingId": "a"}, Reading.EXACT, "", Reading.EXACT)
    assert from_example(spec, good) == {"ThingId": "a"}
    assert from_example(spec, good) is not good.parameters
    bad = Example("Two", "", "…", None, Reading.UNREAD, "", Reading.EXACT, "no JSON")
    with pytest.raises(ParameterError, match="Two"):
        from_example(spec, bad)


@pytest.mark.parametrize(
    ("sample", "shown"), [("ins-1", "ins-1"), ('"ins-1"', "ins-1"), ("无", ""), (None, ""), ("x" * 80, ""), ("-", "")]
)
def test_only_a_telling_sample_is_shown(sample: str | None, shown: str) -> None:
    assert example_text(Member("Id", Kind.STRING, example=sample)) == shown
