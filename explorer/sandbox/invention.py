"""Builds an answer from an action's output spec, for the few actions without a usable vendor example."""

import re

from explorer.core.models.action import ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, Number

_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,18})\Z")
_TEXTS = {
    Kind.DATE: "2026-01-31",
    Kind.DATETIME: "2026-01-31 08:00:00",
    Kind.DATETIME_ISO: "2026-01-31T08:00:00+08:00",
    Kind.BINARY: "AA==",
}
_LONGEST = 200


def invent(spec: ActionSpec, shape: ObjectSpec, opened: frozenset[str] = frozenset()) -> JsonObject:
    """A value for every member of the shape but RequestId; lists have one element.

    A type that holds itself is followed once: its inner members of the same type become empty or are left out.
    """
    made: JsonObject = {}
    for member in shape.members:
        if member.name == "RequestId" and shape is spec.output:
            continue
        value = invent_member(spec, member, opened)
        if value is not None or member.always_returned:
            made[member.name] = value
    return made


def invent_member(spec: ActionSpec, member: Member, opened: frozenset[str] = frozenset()) -> JsonValue:
    """A value of the member's type, or None where following the type again would never end."""
    element = _element(spec, member, opened)
    if not member.is_list:
        return element
    return [] if element is None else [element]


def _element(spec: ActionSpec, member: Member, opened: frozenset[str]) -> JsonValue:
    shape = spec.object_of(member)
    if shape is None:
        return _scalar(member)
    if shape.name in opened:
        return {} if member.always_returned and not member.is_list and not member.nullable else None
    return invent(spec, shape, opened | {shape.name})


def _scalar(member: Member) -> JsonValue:
    example = (member.example or "").strip()
    if member.kind in (Kind.INTEGER, Kind.UNSIGNED):
        return Number(example) if _INTEGER.match(example) else Number("1")
    if member.kind is Kind.FLOAT:
        try:
            return Number(example)
        except ValueError:
            return Number("1.5")
    if member.kind is Kind.BOOLEAN:
        return example.lower() != "false"
    if member.kind in _TEXTS:
        return _TEXTS[member.kind]
    return example if example and not member.is_list and len(example) <= _LONGEST else f"{member.name}-1"
