"""What is wrong with a request's parameters, by the action's spec, before anything is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from explorer.core.form.base64_text import asks_for_base64, is_base64, size_limit
from explorer.core.form.text import INTEGER_RANGES, describe, fits_format, is_text, shorten, to_value_or_text
from explorer.core.models.action import UNLISTED, ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps

# Longer ones are pasted text; comparing them letter by letter would only cost time.
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``path`` is dotted (``Filters.0.Name``); ``rule`` is required, unknown, type, range or format.

    A problem that is not ``blocking`` is a remark: the API may well take the value.
    """

    path: str
    rule: str
    message: str
    blocking: bool = True


def check(spec: ActionSpec, parameters: JsonObject) -> tuple[Problem, ...]:
    """All problems of the parameters, in the order in which they stand, missing members of an object last.

    Null for an optional member is taken as left out, as the API takes it. A number in quotes is only remarked on,
    since the API reads it. Of an action that the catalogue lacks nothing is known, so nothing is wrong.
    """
    return tuple(problem for problem in check_in_steps(spec, parameters) if problem is not None)


def check_in_steps(spec: ActionSpec, parameters: JsonObject) -> Iterator[Problem | None]:
    """As ``check``, with None after each element of a list, for a caller that does something else in between."""
    return iter(()) if spec.status == UNLISTED else _object(spec, spec.input, parameters, "")


def _object(spec: ActionSpec, shape: ObjectSpec, value: JsonObject, path: str) -> Iterator[Problem | None]:
    members = {member.name: member for member in shape.members}
    for name, item in value.items():
        inner = f"{path}.{name}" if path else name
        member = members.get(name)
        if member is None:
            yield Problem(inner, "unknown", f"{inner} is not a parameter of {spec.ref.name}.{_near(name, shape)}")
        elif item is not None:
            yield from _member(spec, member, item, inner)
    for member in shape.members:
        if member.required and value.get(member.name) is None:
            yield _missing(f"{path}.{member.name}" if path else member.name, member.name in value)


def _near(name: str, shape: ObjectSpec) -> str:
    near = near_name(name, tuple(member.name for member in shape.members))
    return f" Did you mean {near}?" if near else ""


@lru_cache(maxsize=256)
def near_name(name: str, known: tuple[str, ...]) -> str:
    """The known name that was most likely meant: one in another case, else the most similar one; empty if none is."""
    folded = {item.casefold(): item for item in reversed(known)}
    wanted = name.casefold()
    if wanted in folded or len(name) > _LONGEST_NAME:
        return folded.get(wanted, "")
    return next((folded[item] for item in get_close_matches(wanted, folded, n=1, cutoff=0.75)), "")


def _missing(path: str, is_null: bool) -> Problem:
    message = f"{path} is required, and null is no value." if is_null else f"{path} is required."
    return Problem(path, "required", message)


def _member(spec: ActionSpec, member: Member, value: JsonValue, path: str) -> Iterator[Problem | None]:
    if not member.is_list:
        yield from _element(spec, member, value, path)
    elif not isinstance(value, list):
        yield Problem(path, "type", f"{path} takes {describe(member)}; {_shown(value)} is not one.")
    else:
        for index, item in enumerate(value):
            yield from _element(spec, member, item, f"{path}.{index}")
            yield None


def _element(spec: ActionSpec, member: Member, value: JsonValue, path: str) -> Iterator[Problem | None]:
    if member.kind is Kind.OBJECT:
        shape = spec.object_of(member)
        if not isinstance(value, dict):
            yield _wrong(member, value, path)
        elif shape is not None:
            yield from _object(spec, shape, value, path)
    elif is_text(member.kind):
        yield from _text(member, value, path)
    else:
        yield from _literal(member, value, path)


def _text(member: Member, value: JsonValue, path: str) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield _wrong(member, value, path)
    elif value.startswith("\ufeff"):
        yield Problem(path, "format", f"{path} begins with a byte order mark (BOM), which is sent.", blocking=False)
    elif value and not fits_format(member.kind, value):
        message = f"{path} is documented as {describe(member, element=True)}; {shorten(value)} is not."
        yield Problem(path, "format", message, blocking=False)
    elif value and asks_for_base64(member):
        yield from _base64(member, value, path)


def _base64(member: Member, value: str, path: str) -> Iterator[Problem]:
    limit = size_limit(member)
    if not is_base64(value):
        message = f"{path} is documented as Base64; {shorten(value)} is not."
        yield Problem(path, "format", message, blocking=False)
    elif limit and len(value) > limit * 4 / 3:
        message = f"{path} is larger than the {limit / 1e6:g} MB that its document names."
        yield Problem(path, "range", message, blocking=False)


def _literal(member: Member, value: JsonValue, path: str) -> Iterator[Problem]:
    plain = to_value_or_text(member, value) if isinstance(value, str) else value
    if not _is_of(member.kind, plain):
        yield _wrong(member, value, path)
        return
    low, high = INTEGER_RANGES.get(member.kind, (0, 0))
    if low < high and isinstance(plain, Number) and not low <= plain.to_decimal() <= high:
        yield Problem(path, "range", f"{path} takes {low} to {high}; {_shown(plain)} is outside.")
    elif isinstance(value, str) and member.kind is Kind.BOOLEAN:
        yield _wrong(member, value, path)
    elif isinstance(value, str):
        yield Problem(path, "type", f"{path} is a number in quotes: sent as text.", blocking=False)


def _is_of(kind: Kind, value: JsonValue) -> bool:
    if kind is Kind.BOOLEAN:
        return isinstance(value, bool)
    return isinstance(value, Number) and (kind is Kind.FLOAT or value.is_integer)


def _wrong(member: Member, value: JsonValue, path: str) -> Problem:
    found = "it is empty" if value == "" else f"{_shown(value)} is not one"
    return Problem(path, "type", f"{path} takes {describe(member, element=True)}; {found}.")


def _shown(value: JsonValue) -> str:
    if isinstance(value, str):
        return shorten(value)
    return "null" if value is None else shorten(dumps(value)).strip('"')
