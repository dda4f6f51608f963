"""What the action's specification says of a value in its answer."""

from collections.abc import Collection
from dataclasses import dataclass

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.document.paths import DEEP, steps
from explorer.core.models.action import ActionSpec, Member, ObjectSpec

_ENVELOPE = ("RequestId", "Error")
_MOST_BYTES = 32_768


@dataclass(frozen=True, slots=True)
class Field:
    """``member`` declares the value; ``shape`` its members, if it is an object.

    ``undeclared``: the object around it is specified, and does not name it.
    """

    member: Member | None = None
    shape: ObjectSpec | None = None
    undeclared: bool = False


UNKNOWN = Field()


def field_of(spec: ActionSpec | None, node: Node) -> Field:
    """What is known of a row; UNKNOWN outside the envelope, and below what is not declared."""
    if spec is None or node.depth > DEEP:
        return UNKNOWN
    way = steps(node)
    if not way or way[0] != "Response":
        return UNKNOWN
    if way[1:2] and way[1] in _ENVELOPE:
        return Field(spec.output.member(str(way[1]))) if len(way) == 2 else UNKNOWN
    member: Member | None = None
    shape: ObjectSpec | None = spec.output
    for depth, step in enumerate(way[1:], start=2):
        if isinstance(step, int):
            continue
        if shape is None:
            return UNKNOWN
        member = shape.member(step)
        if member is None:
            return Field(undeclared=depth == len(way))
        shape = spec.object_of(member)
    return Field(member, shape if node.kind is Kind.OBJECT else None)


def missing(document: Document, node: Node, field: Field) -> tuple[str, ...]:
    """Members that are declared and did not come, in the vendor's order; nothing for what is too large to look at."""
    if field.shape is None or node.kind is not Kind.OBJECT or not 0 < node.end - node.start <= _MOST_BYTES:
        return ()
    there = _keys(document, node)
    return tuple(member.name for member in field.shape.members if member.name not in there)


def _keys(document: Document, node: Node) -> Collection[str | None]:
    """The keys of an object; in one pass in C where it is whole, since each row in sight asks while it is painted."""
    import msgspec

    try:
        return msgspec.json.decode(document.source(node), type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {child.key for child in document.members(node)}
