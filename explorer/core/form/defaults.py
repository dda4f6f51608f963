"""What a new request starts with: nothing but its required members, or a vendor example."""

import re

from explorer.core.errors import ParameterError
from explorer.core.models.action import ActionSpec, Example, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, Number

_ZERO: dict[Kind, JsonValue] = {
    Kind.INTEGER: Number("0"),
    Kind.UNSIGNED: Number("0"),
    Kind.FLOAT: Number("0"),
    Kind.BOOLEAN: False,
}


def skeleton(spec: ActionSpec) -> JsonObject:
    """The required members, with empty values of the right types; a recursive type is opened once."""
    return _object(spec, spec.input, frozenset())


def from_example(spec: ActionSpec, example: Example) -> JsonObject:
    """The parameters of a vendor example. Raises ParameterError when its text could not be read."""
    if example.parameters is None:
        raise ParameterError(
            f'The example "{example.title}" of {spec.ref.name} cannot be read: {example.reason or "no parameters"}.',
            hint="Its text is in the Docs tab.",
        )
    return dict(example.parameters)


def example_text(member: Member) -> str:
    """A short sample for an empty editor, from the spec; empty where there is none worth showing."""
    sample = (member.example or "").strip()
    if sample in {"", "无", "-", "null", "N/A"} or member.is_list or member.kind is Kind.OBJECT or len(sample) > 60:
        return ""
    return re.sub(r'\A"(.*)"\Z', r"\1", sample)


def _object(spec: ActionSpec, shape: ObjectSpec, above: frozenset[str]) -> JsonObject:
    inside = above | {shape.name}
    return {member.name: _member(spec, member, inside) for member in shape.members if member.required}


def _member(spec: ActionSpec, member: Member, above: frozenset[str]) -> JsonValue:
    shape = spec.object_of(member)
    if shape is None:
        value = _ZERO.get(member.kind, "")
        return [value] if member.is_list else value
    if shape.name in above:
        return [] if member.is_list else {}
    value = _object(spec, shape, above)
    return [value] if member.is_list else value
