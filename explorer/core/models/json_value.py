"""JSON values whose numbers keep the text they were written with.

A support engineer rebuilds a customer's exact request: ``1.10`` must not become ``1.1``, and 2**64 must not pass
through a float. So a number is kept as its source text; everything else is plain Python.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, cast

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\Z", re.ASCII)
_LONGEST_INTEGER = 4000
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS = {None: "null", True: "true", False: "false"}
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """One JSON number by its source text. Equal when the text is equal. Raises ValueError for a text that is none."""

    text: str

    def __post_init__(self) -> None:
        if not _NUMBER.match(self.text):
            raise ValueError(f"{self.text!r} is not a JSON number")

    @property
    def is_integer(self) -> bool:
        """Whether the text is written as an integer (``1.0`` and ``1e3`` are not)."""
        return bool(_INTEGER.match(self.text))

    def to_decimal(self) -> Decimal:
        """The exact value."""
        return Decimal(self.text)


if TYPE_CHECKING:
    JsonValue: TypeAlias = "None | bool | str | Number | list[JsonValue] | dict[str, JsonValue]"
    JsonObject: TypeAlias = "dict[str, JsonValue]"
else:  # a quoted alias is a str when the program runs, and a str has no `| None`
    JsonValue = object
    JsonObject = dict[str, object]


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON")


def loads(text: str) -> JsonValue:
    """Parse strict JSON (last of duplicate keys wins). Raises json.JSONDecodeError (a ValueError) with the place."""
    value = json.loads(text, parse_int=Number, parse_float=Number, parse_constant=_no_constant)
    return cast(JsonValue, value)


def dumps(value: JsonValue, *, indent: int | None = None, ascii_only: bool = False) -> str:
    """Write JSON; number texts come out as they went in. Without ``indent`` no blank is written.

    Strings are written as they are (UTF-8 when encoded) unless ``ascii_only``; a lone surrogate is always escaped,
    so that the result can be encoded.
    """
    quoted = json.encoder.encode_basestring_ascii if ascii_only else _quoted
    if indent is not None:
        return "".join(_spread(value, quoted, indent, 0))
    try:
        written = (_encode_ascii if ascii_only else _encode)(value)
    except (_InexactError, RecursionError):  # a number that Python would write in another way, or deep nesting
        return _compact(value, quoted)
    return written if written.isascii() else _SURROGATE.sub(_escaped, written)


def dump_pieces(value: JsonValue, *, indent: int) -> Iterator[str]:
    """What ``dumps`` writes with an indent, piece by piece, for a caller that stops in between."""
    return _spread(value, _quoted, indent, 0)


def from_python(value: object) -> JsonValue:
    """Lift plain Python data (int, float, Decimal, tuple …) into JsonValue. Raises TypeError for anything else."""
    if value is None or isinstance(value, bool | str | Number):
        return value
    if isinstance(value, int):
        return Number(str(value))
    if isinstance(value, float | Decimal):
        return Number(repr(value) if isinstance(value, float) else str(value))
    if isinstance(value, dict):
        return {str(key): from_python(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [from_python(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no JSON form")


def to_python(value: JsonValue) -> Any:
    """Plain Python data: integers as int, other numbers as float (not exact: for JMESPath and display only)."""
    if isinstance(value, Number):
        # int() refuses thousands of digits, whose reading takes quadratic time.
        return int(value.text) if value.is_integer and len(value.text) < _LONGEST_INTEGER else float(value.text)
    if isinstance(value, list):
        return [to_python(item) for item in value]
    if isinstance(value, dict):
        return {key: to_python(item) for key, item in value.items()}
    return value


class _InexactError(Exception):
    """A number whose text Python does not give back."""


def _plain(number: Number) -> int | float:
    """The number for the encoder in C, which is several times faster, if it writes the same text."""
    text = number.text
    try:
        integer = int(text)
    except ValueError:
        near = float(text) if len(text) < 20 else 0.0
        if repr(near) == text:
            return near
        raise _InexactError from None
    if text == "-0":
        raise _InexactError
    return integer


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_plain).encode
_encode_ascii = json.JSONEncoder(check_circular=False, separators=(",", ":"), default=_plain).encode


def _compact(value: JsonValue, quoted: Callable[[str], str]) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, dict):
        return "{" + ",".join([f"{quoted(key)}:{_compact(item, quoted)}" for key, item in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ",".join([_compact(item, quoted) for item in value]) + "]"
    return value.text if isinstance(value, Number) else _WORDS[value]


def _quoted(text: str) -> str:
    written: str = json.encoder.encode_basestring(text)
    if written.isascii():
        return written
    return _SURROGATE.sub(_escaped, written)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _spread(value: JsonValue, quoted: Callable[[str], str], indent: int, depth: int) -> Iterator[str]:
    """One member a line; in pieces, since what a person looks at may be large."""
    if isinstance(value, dict) and value:
        members = [(quoted(key) + ": ", item) for key, item in value.items()]
    elif isinstance(value, list) and value:
        members = [("", item) for item in value]
    else:
        yield _compact(value, quoted)
        return
    brackets = "{}" if isinstance(value, dict) else "[]"
    yield brackets[0]
    for position, (prefix, item) in enumerate(members):
        yield ("," if position else "") + "\n" + " " * (indent * (depth + 1)) + prefix
        yield from _spread(item, quoted, indent, depth + 1)
    yield "\n" + " " * (indent * depth) + brackets[1]
