"""A body of N items, made piece by piece while it is sent, so that 100 MB need no memory."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.core.models.action import ActionSpec, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps
from explorer.sandbox.invention import invent_member
from explorer.sandbox.reply import JSON, Reply

_HOLE = "practice-items-go-here"
_MARK = "practice-number-goes-here"
_DIGITS = 8
_PIECE = 256 * 1024
_TOTALS = ("TotalCount", "Total", "TotalCnt", "TotalNum")


@dataclass(frozen=True, slots=True)
class _Site:
    """Where the items go: the list member, and the members on the way to it (none at the top)."""

    way: tuple[str, ...]
    member: Member


def with_items(spec: ActionSpec, content: JsonObject, count: int, request_id: str) -> Reply:
    """The answer with ``count`` numbered items in its first list; an action without a list gets one named Items."""
    site = _site(spec, spec.output, ())
    template = _template(_element(spec, site, content))
    holder = content = dict(content)
    for name in site.way if site else ():
        inner = holder.get(name)
        holder[name] = inner = dict(inner) if isinstance(inner, dict) else {}
        holder = inner
    for name in _TOTALS:
        if name in holder:
            holder[name] = Number(str(count))
    holder[site.member.name if site else "Items"] = _HOLE
    text = dumps({"Response": {**content, "RequestId": request_id}})
    head, tail = (part.encode() for part in text.split(json.dumps(_HOLE), 1))
    item = len(template % 0)
    length = len(head) + 1 + count * item + max(count - 1, 0) + 1 + len(tail)
    return Reply(_pieces(head, template, count, tail), length, JSON)


def _site(spec: ActionSpec, shape: ObjectSpec, way: tuple[str, ...]) -> _Site | None:
    """The first list of objects at the top, else in the objects at the top, else the first list of anything."""
    lists = [member for member in shape.members if member.is_list]
    for member in lists:
        if spec.object_of(member) is not None:
            return _Site(way, member)
    if not way:
        for member in shape.members:
            inner = spec.object_of(member)
            found = _site(spec, inner, (member.name,)) if inner is not None and not member.is_list else None
            if found is not None:
                return found
    return _Site(way, lists[0]) if lists else None


def _element(spec: ActionSpec, site: _Site | None, content: JsonObject) -> JsonValue:
    """What one item looks like: the answer's own first one, else one by the spec."""
    if site is None:
        return {"Name": "item", "Index": Number("0")}
    value: JsonValue = content
    for name in (*site.way, site.member.name):
        value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, list) and value:
        return value[0]
    made = invent_member(spec, site.member)
    return made[0] if isinstance(made, list) and made else {}


def _template(element: JsonValue) -> bytes:
    """The item's JSON with one numbered text, as a ``%`` template of fixed width."""
    if isinstance(element, dict):
        names = [name for name, value in element.items() if isinstance(value, str)]
        chosen = next((name for name in names if name.endswith(("Id", "Name"))), names[0] if names else "Index")
        element = {**element, chosen: f"{element.get(chosen, 'item')}-{_MARK}"}
    elif isinstance(element, str):
        element = f"{element}-{_MARK}"
    text = dumps(element)
    if _MARK not in text:  # a number: its digits are the number
        return f"1%0{_DIGITS}d".encode()
    return text.replace("%", "%%").replace(_MARK, f"%0{_DIGITS}d").encode()


def _pieces(head: bytes, template: bytes, count: int, tail: bytes) -> Iterator[bytes]:
    yield head + b"["
    step = max(1, _PIECE // len(template))
    for start in range(0, count, step):
        numbers = range(start, min(start + step, count))
        yield (b"," if start else b"") + b",".join([template % number for number in numbers])
    yield b"]" + tail
