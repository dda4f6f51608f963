"""Makes an example answer fit its output spec, or tells that it cannot."""

import re

from explorer.core.models.action import ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, Number
from explorer.sandbox.invention import invent_member

_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,19})\Z")
_FLAGS = {"true": True, "false": False, "1": True, "0": False}


class MisfitError(Exception):
    """A value whose type is not the spec's and cannot be read as it without loss."""


def fit(spec: ActionSpec, value: JsonObject) -> JsonObject:
    """The content of an answer (without RequestId) as the output spec has it.

    Members the spec does not know are dropped, members it always returns are added, and scalars written as another
    type are converted where nothing is lost. Raises MisfitError otherwise.
    """
    content = _members(spec, spec.output, value)
    content.pop("RequestId", None)
    return content


def _members(spec: ActionSpec, shape: ObjectSpec, value: JsonValue) -> JsonObject:
    if not isinstance(value, dict):
        raise MisfitError(shape.name)
    fitted: JsonObject = {}
    for member in shape.members:
        item = value.get(member.name)
        if item is not None:
            fitted[member.name] = _member(spec, member, item)
        elif member.nullable and member.name in value:
            fitted[member.name] = None
        elif member.always_returned:
            fitted[member.name] = _absent(spec, member)
    return fitted


def _absent(spec: ActionSpec, member: Member) -> JsonValue:
    if member.nullable:
        return None
    return [] if member.is_list else invent_member(spec, member)


def _member(spec: ActionSpec, member: Member, value: JsonValue) -> JsonValue:
    if not member.is_list:
        return _single(spec, member, value)
    if not isinstance(value, list):
        raise MisfitError(member.name)
    return [_single(spec, member, item) for item in value if item is not None]


def _single(spec: ActionSpec, member: Member, value: JsonValue) -> JsonValue:
    shape = spec.object_of(member)
    if shape is not None:
        return _members(spec, shape, value)
    fitted = _scalar(member.kind, value)
    if fitted is None:
        raise MisfitError(member.name)
    return fitted


def _scalar(kind: Kind, value: JsonValue) -> JsonValue:
    if isinstance(value, list | dict):
        return None
    if kind is Kind.BOOLEAN:
        return value if isinstance(value, bool) else _FLAGS.get(_text(value).lower())
    if kind in (Kind.INTEGER, Kind.UNSIGNED):
        return _integer(value)
    if kind is Kind.FLOAT:
        return _float(value)
    return _text(value)


def _text(value: JsonValue) -> str:
    if isinstance(value, Number):
        return value.text
    return value if isinstance(value, str) else str(value).lower()


def _integer(value: JsonValue) -> Number | None:
    text = "" if isinstance(value, bool) else re.sub(r"\.0+\Z", "", _text(value))
    return Number(text) if _INTEGER.match(text) else None


def _float(value: JsonValue) -> Number | None:
    if isinstance(value, bool):
        return None
    try:
        return Number(_text(value))
    except ValueError:
        return None
