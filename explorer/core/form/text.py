"""Between the text that a person types and the JSON value that a parameter takes."""

import re

from explorer.core.errors import ParameterError
from explorer.core.models.action import Kind, Member
from explorer.core.models.json_value import JsonValue, Number, dumps

INTEGER_RANGES = {Kind.INTEGER: (-(2**63), 2**63 - 1), Kind.UNSIGNED: (0, 2**64 - 1)}

_ONE = {
    Kind.STRING: "text",
    Kind.INTEGER: "an integer",
    Kind.UNSIGNED: "an integer of at least 0",
    Kind.FLOAT: "a number",
    Kind.BOOLEAN: "true or false",
    Kind.DATE: "a date like 2026-01-31",
    Kind.DATETIME: "a time like 2026-01-31 18:00:00",
    Kind.DATETIME_ISO: "a time like 2026-01-31T18:00:00+08:00",
    Kind.BINARY: "base64 text",
    Kind.OBJECT: "an object",
}

_FORMATS = {
    Kind.DATE: re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\Z", re.ASCII),
    Kind.DATETIME: re.compile(
        r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)\Z",
        re.ASCII,
    ),
    Kind.DATETIME_ISO: re.compile(
        r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[T ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?"
        r"(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)\Z",
        re.ASCII,
    ),
    Kind.BINARY: re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\Z"),
}


def describe(member: Member, *, element: bool = False) -> str:
    """What the member takes, in words that follow "takes": ``an integer``, ``a list of Filter``.

    With ``element``, what one element of a list member takes.
    """
    if member.is_list and not element:
        return f"a list ({member.type_label})"
    return _ONE[member.kind]


def fits_format(kind: Kind, text: str) -> bool:
    """Whether a date, time or base64 text has the documented format; True for every other kind."""
    pattern = _FORMATS.get(kind)
    return pattern is None or pattern.match(text) is not None


def is_text(kind: Kind) -> bool:
    """Whether values of that kind travel as JSON strings."""
    return kind not in _CASTS and kind is not Kind.OBJECT


def to_value(member: Member, text: str, *, path: str = "") -> JsonValue:
    """The value that ``text`` stands for, as one element of the member's kind.

    Text kinds take the text as it is; numbers keep their digits. Raises ParameterError, naming the ``path`` (the
    member's name, if empty) and what it takes. Objects have no text form: they raise too.
    """
    if is_text(member.kind):
        return text
    cast = _CASTS.get(member.kind)
    value = cast(text.strip()) if cast else None
    if value is None:
        named = path or member.name
        raise ParameterError(f"{named} takes {_ONE[member.kind]}; {shorten(text)} is not one.", path=named)
    return value


def to_value_or_text(member: Member, text: str) -> JsonValue:
    """As ``to_value``, but text that does not fit stays text: a customer's mistake must be able to be sent."""
    try:
        return to_value(member, text)
    except ParameterError:
        return text


def is_number(kind: Kind) -> bool:
    """Whether values of that kind are JSON numbers."""
    return kind in {Kind.INTEGER, Kind.UNSIGNED, Kind.FLOAT}


def number_or_text(text: str) -> JsonValue:
    """Any JSON number as a number, also one that its parameter does not take; everything else as text."""
    number = _number(text.strip())
    return text if number is None else number


def to_text(value: JsonValue) -> str:
    """The text that a person edits for ``value``; the other direction of ``to_value``."""
    if isinstance(value, str):
        return value
    if isinstance(value, Number):
        return value.text
    return dumps(value)


def shorten(text: str, limit: int = 40) -> str:
    """``text`` in quotes, cut to ``limit`` characters, for a message."""
    flat = " ".join(text.split())
    return f'"{flat[: limit - 1]}…"' if len(flat) > limit else f'"{flat}"'


def _integer(text: str) -> JsonValue:
    number = _number(text)
    return number if isinstance(number, Number) and number.is_integer else None


def _number(text: str) -> JsonValue:
    try:
        return Number(text)
    except ValueError:
        return None


def _boolean(text: str) -> JsonValue:
    return {"true": True, "false": False}.get(text.lower())


_CASTS = {Kind.INTEGER: _integer, Kind.UNSIGNED: _integer, Kind.FLOAT: _number, Kind.BOOLEAN: _boolean}
