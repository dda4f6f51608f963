"""Parameters from flat names and texts, as a query string, a form or a command line gives them."""

import re
from collections.abc import Iterable

from explorer.core.errors import ExplorerError, ImportFormatError
from explorer.core.form.text import to_value_or_text
from explorer.core.models.action import ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, loads
from explorer.core.signing.query import unflatten

_INDEX = re.compile(r"\[(\d{1,9})\]")
DEEPEST = 64


def parameters_of(spec: ActionSpec, pairs: Iterable[tuple[str, str]], *, lists: bool = False) -> JsonObject:
    """Nested parameters, cast by the spec; what does not fit stays text. ``Filters[0].Name`` counts as ``Filters.0``.

    ``lists`` takes one plain text for a list member as a list of it. Raises ImportFormatError when names contradict
    each other or nest too deep.
    """
    try:
        tree = unflatten((_INDEX.sub(r".\1", name), value) for name, value in pairs)
    except (ExplorerError, ValueError) as error:
        raise ImportFormatError(f"The parameters cannot be put together: {error}") from None
    return {name: _cast(spec, spec.input.member(name), value, lists, False) for name, value in tree.items()}


def is_shallow(value: JsonValue, most: int = DEEPEST) -> bool:
    """Whether nothing is nested deeper than ``most`` levels."""
    level: list[JsonValue] = [value]
    for _ in range(most):
        inner: list[JsonValue] = []
        for each in level:
            if isinstance(each, dict):
                inner += each.values()
            elif isinstance(each, list):
                inner += each
        level = inner
        if not level:
            return True
    return False


def _cast(spec: ActionSpec, member: Member | None, value: JsonValue, lists: bool, element: bool) -> JsonValue:
    if member is None:
        return value
    if isinstance(value, list):
        return [_cast(spec, member, item, lists, True) for item in value]
    if isinstance(value, dict):
        shape: ObjectSpec | None = spec.object_of(member)
        return {
            name: _cast(spec, shape.member(name) if shape else None, item, lists, False) for name, item in value.items()
        }
    text = value if isinstance(value, str) else ""
    if member.is_list and not element:
        return _list(member, text, lists)
    return _json(text) if member.kind is Kind.OBJECT else to_value_or_text(member, text)


def _list(member: Member, text: str, lists: bool) -> JsonValue:
    value = _json(text)
    if value is not text or not lists or member.kind is Kind.OBJECT:
        return value
    return [to_value_or_text(member, text)]


def _json(text: str) -> JsonValue:
    """A list or object written as JSON, or the text itself."""
    if text.lstrip()[:1] not in {"[", "{"}:
        return text
    try:
        value = loads(text)
    except (ValueError, RecursionError):
        return text
    return value if is_shallow(value) else text
