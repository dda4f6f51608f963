"""A small action that has every shape a request can have."""

import pytest

from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec


def _shape(name: str, *members: Member) -> ObjectSpec:
    return ObjectSpec(name, "", members)


@pytest.fixture
def spec() -> ActionSpec:
    filter_ = _shape(
        "Filter",
        Member("Name", Kind.STRING, required=True),
        Member("Values", Kind.STRING, is_list=True),
    )
    node = _shape("Node", Member("Id", Kind.INTEGER, required=True), Member("Child", Kind.OBJECT, object_name="Node"))
    request = _shape(
        "DescribeThingsRequest",
        Member("Filters", Kind.OBJECT, is_list=True, object_name="Filter"),
        Member("ThingId", Kind.STRING, required=True),
        Member("Limit", Kind.INTEGER),
        Member("Offset", Kind.UNSIGNED),
        Member("Ratio", Kind.FLOAT),
        Member("Force", Kind.BOOLEAN),
        Member("Ports", Kind.INTEGER, is_list=True),
        Member("Day", Kind.DATE),
        Member("At", Kind.DATETIME),
        Member("Since", Kind.DATETIME_ISO),
        Member("Content", Kind.BINARY),
        Member("Root", Kind.OBJECT, object_name="Node"),
    )
    return ActionSpec(
        ref=ActionRef("thing", "2026-01-01", "DescribeThings"),
        title="Describe things",
        category="Thing",
        document="",
        input=request,
        output=_shape("DescribeThingsResponse"),
        objects={"Filter": filter_, "Node": node},
    )
