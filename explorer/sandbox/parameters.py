"""Checks the parameters of a call against the action's spec, as strictly as the real service does."""

import re
from dataclasses import dataclass, field

from explorer.core.models.action import ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, Number
from explorer.sandbox.call import Refusal

_ORDER = ("UnknownParameter", "MissingParameter", "InvalidParameter")
_NUMBER_KINDS = (Kind.INTEGER, Kind.UNSIGNED, Kind.FLOAT)
_INTEGER = re.compile(r"-?\d{1,19}\Z")
_LOWEST, _HIGHEST, _HIGHEST_UNSIGNED = -(2**63), 2**63 - 1, 2**64 - 1
_FLAGS = {"true": True, "True": True, "1": True, "false": False, "False": False, "0": False}


def accept(spec: ActionSpec, parameters: JsonObject, *, texts: bool = False) -> JsonObject:
    """The parameters, checked: nulls left out, quoted numbers as numbers.

    ``texts`` says that every value came as text (a query, a form, a multipart body) and is cast by the spec.
    Raises Refusal: UnknownParameter before MissingParameter before InvalidParameter.
    """
    walk = _Walk(spec, texts)
    accepted = walk.members(spec.input, parameters, "")
    if walk.refusals:
        raise min(walk.refusals, key=lambda refusal: _ORDER.index(refusal.code))
    return accepted


@dataclass(slots=True)
class _Walk:
    spec: ActionSpec
    texts: bool
    refusals: list[Refusal] = field(default_factory=list)

    def members(self, shape: ObjectSpec, value: JsonObject, path: str) -> JsonObject:
        known = {member.name: member for member in shape.members}
        for name in value:
            if name not in known:
                self._refuse("UnknownParameter", f"The parameter `{path}{name}` is not recognized.")
        accepted: JsonObject = {}
        for name, member in known.items():
            item = value.get(name)
            if item is not None:
                accepted[name] = self._member(member, item, path + name)
            elif member.required:
                self._refuse("MissingParameter", f"The request is missing the required parameter `{path}{name}`.")
        return accepted

    def _member(self, member: Member, value: JsonValue, path: str) -> JsonValue:
        if not member.is_list:
            return self._single(member, value, path)
        if self.texts and isinstance(value, dict) and all(key.isdecimal() for key in value):
            value = [value[key] for key in sorted(value, key=int)]
        if self.texts and value == "":
            return []
        if not isinstance(value, list):
            return self._wrong(f"a list ({member.type_label})", value, path)
        return [self._single(member, item, f"{path}.{index}") for index, item in enumerate(value)]

    def _single(self, member: Member, value: JsonValue, path: str) -> JsonValue:
        shape = self.spec.object_of(member)
        if shape is not None:
            if isinstance(value, dict):
                return self.members(shape, value, path + ".")
            return self._wrong(f"an object ({shape.name})", value, path)
        accepted = self._scalar(member.kind, value)
        if accepted is None:
            return self._wrong(_wording(member.kind), value, path)
        return accepted

    def _scalar(self, kind: Kind, value: JsonValue) -> JsonValue:
        if kind in _NUMBER_KINDS:
            return _number(kind, value)
        if kind is Kind.BOOLEAN:
            return _FLAGS.get(value) if self.texts and isinstance(value, str) else _boolean(value)
        return value if isinstance(value, str) else None

    def _wrong(self, wanted: str, value: JsonValue, path: str) -> JsonValue:
        self._refuse("InvalidParameter", f"The parameter `{path}` must be {wanted}, and not {_named(value)}.")
        return None

    def _refuse(self, code: str, message: str) -> None:
        self.refusals.append(Refusal(code, message))


def _boolean(value: JsonValue) -> JsonValue:
    return value if isinstance(value, bool) else None


def _number(kind: Kind, value: JsonValue) -> Number | None:
    """The number, quoted or not, if it is one of that kind and within 64 bits."""
    text = value.text if isinstance(value, Number) else value if isinstance(value, str) else ""
    if kind is Kind.FLOAT:
        try:
            return Number(text)
        except ValueError:
            return None
    if not _INTEGER.match(text) and not (kind is Kind.UNSIGNED and text.isascii() and text.isdecimal()):
        return None
    lowest, highest = (0, _HIGHEST_UNSIGNED) if kind is Kind.UNSIGNED else (_LOWEST, _HIGHEST)
    return Number(str(int(text))) if len(text) <= 20 and lowest <= int(text) <= highest else None


def _wording(kind: Kind) -> str:
    words = {
        Kind.INTEGER: "a 64-bit integer",
        Kind.UNSIGNED: "an unsigned 64-bit integer",
        Kind.FLOAT: "a number",
        Kind.BOOLEAN: "true or false",
    }
    return words.get(kind, "a string")


def _named(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, Number):
        return f"the number {value.text[:40]}"
    if isinstance(value, str):
        return "a string"
    if isinstance(value, list):
        return "a list"
    return "null" if value is None else "an object"
