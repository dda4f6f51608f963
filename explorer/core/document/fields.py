"""What the action's specification says of a value in its answer."""

from collections.abc import Collection, Generator
from dataclasses import dataclass

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.document.paths import DEEP, steps
from explorer.core.document.split import finished
from explorer.core.models.action import ActionSpec, Member, ObjectSpec

_ENVELOPE = ("RequestId", "Error")
_AT_ONCE = 16_384
"""Bytes that are passed over in some hundredths of a millisecond."""
_STEP, _ALL = 8, 1 << 60


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
    """Members that are declared and did not come, in the vendor's order; nothing for an object that is cut."""
    return finished(missing_steps(document, node, field))


def missing_steps(document: Document, node: Node, field: Field) -> Generator[None, None, tuple[str, ...]]:
    """The same in steps of some tenths of a millisecond; one step where the object is small."""
    if field.shape is None or node.kind is not Kind.OBJECT or node.end < 0:
        return ()
    wanted: set[str | None] = {member.name for member in field.shape.members}
    if node.end - node.start <= _AT_ONCE:
        wanted.difference_update(_keys(document, node))
    else:
        for number, child in enumerate(document.members_from(node, node.start + 1, 0, _ALL)):
            wanted.discard(child.key if child.kind is not Kind.FAULT else None)
            if not wanted:
                break
            if number % _STEP == 0 or child.end - child.start > _AT_ONCE:
                yield
    return tuple(member.name for member in field.shape.members if member.name in wanted)


def _keys(document: Document, node: Node) -> Collection[str | None]:
    """The keys of an object; in one pass in C where it is whole, since each row in sight asks while it is painted."""
    import msgspec

    try:
        return msgspec.json.decode(document.source(node), type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {child.key for child in document.members(node)}
