"""One parameter set by its dotted path, as ``-p Filters.0.Values.1=text`` gives it."""

from typing import cast

from explorer.core.errors import ParameterError
from explorer.core.form.text import to_value, to_value_or_text
from explorer.core.models.action import ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, loads


def assign(spec: ActionSpec, parameters: JsonObject, path: str, text: str, *, strict: bool = True) -> JsonObject:
    """A copy of ``parameters`` with ``text``, cast by the spec, at ``path``; lists and objects on the way are made.

    A list index may be the list's length, which appends. A list or object is given as JSON text; a list of one plain
    text may be given as that text only by its index. What the spec does not know is kept as text (``check`` reports
    it). Raises ParameterError when the path cannot be followed, or when the text does not fit; with ``strict`` off,
    text that does not fit is taken as text.
    """
    steps = path.split(".")
    if not all(steps):
        raise ParameterError(f'"{path}" is not a parameter path; write it like Filters.0.Name.', path=path)
    return cast(JsonObject, _set(_Place(spec, spec.input, None, strict), parameters, steps, text, ""))


class _Place:
    """Where in the spec a step stands: in an object, in a list of ``member``, or outside of what is known."""

    def __init__(self, spec: ActionSpec, shape: ObjectSpec | None, listed: Member | None, strict: bool) -> None:
        self.spec = spec
        self.shape = shape
        self.listed = listed
        self.strict = strict

    def member(self, step: str) -> Member | None:
        """The member that ``step`` leads to; for a list, the list's own member."""
        return self.listed or (self.shape.member(step) if self.shape else None)

    def inside(self, step: str) -> "_Place":
        """The place that ``step`` leads into."""
        member = self.member(step)
        if member is None:
            return _Place(self.spec, None, None, self.strict)
        if member.is_list and self.listed is None:
            return _Place(self.spec, None, member, self.strict)
        return _Place(self.spec, self.spec.object_of(member), None, self.strict)

    def value(self, step: str, text: str, path: str) -> JsonValue:
        """The value of the last step."""
        member = self.member(step)
        if member is None:
            return text
        whole_list = member.is_list and self.listed is None
        if whole_list or member.kind is Kind.OBJECT:
            return _json(member, text, path, whole_list, self.strict)
        return to_value(member, text, path=path) if self.strict else to_value_or_text(member, text)


def _json(member: Member, text: str, path: str, whole_list: bool, strict: bool) -> JsonValue:
    try:
        value = loads(text)
        if isinstance(value, list if whole_list else dict) or not strict:
            return value
    except ValueError:
        if not strict:
            return text
    if whole_list:
        raise ParameterError(
            f"{path} takes a list ({member.type_label}).",
            path=path,
            hint=f"Give its elements as {path}.0=…, or the list as JSON.",
        )
    raise ParameterError(
        f"{path} takes an object ({member.type_label}).",
        path=path,
        hint=f"Give its members as {path}.Name=…, or the object as JSON.",
    )


def _set(place: _Place, container: JsonValue, steps: list[str], text: str, done: str) -> JsonValue:
    step = steps[0]
    path = f"{done}.{step}" if done else step
    if isinstance(container, list):
        return _set_element(place, list(container), steps, text, path)
    if not isinstance(container, dict):
        raise ParameterError(f"{done} is a plain value, so {path} cannot be set.", path=path)
    copy = dict(container)
    copy[step] = _next(place, copy.get(step), steps, text, path)
    return copy


def _set_element(place: _Place, elements: list[JsonValue], steps: list[str], text: str, path: str) -> JsonValue:
    step = steps[0]
    if not (step.isascii() and step.isdigit()):
        raise ParameterError(f"{path}: {step} is not the number of a list element.", path=path)
    index = int(step)
    if index > len(elements):
        raise ParameterError(f"{path} leaves a gap: the next element is number {len(elements)}.", path=path)
    present = elements[index] if index < len(elements) else None
    elements[index : index + 1] = [_next(place, present, steps, text, path)]
    return elements


def _next(place: _Place, present: JsonValue, steps: list[str], text: str, path: str) -> JsonValue:
    if len(steps) == 1:
        return place.value(steps[0], text, path)
    inside = place.inside(steps[0])
    if present is None:
        is_list = inside.listed is not None or (inside.shape is None and steps[1].isdigit())
        present = [] if is_list else {}
    return _set(inside, present, steps[1:], text, path)
