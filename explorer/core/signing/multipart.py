"""The multipart/form-data body, laid out byte for byte as the vendor's Python SDK does."""

import base64
import binascii
import json
from collections.abc import Iterator

from explorer.core.errors import ParameterError
from explorer.core.models.action import ActionSpec, Kind
from explorer.core.models.json_value import JsonObject, JsonValue, Number
from explorer.core.signing.query import scalar_text

CONTENT_TYPE = "multipart/form-data"
_ESCAPES = {'"': "%22", "\r": "%0D", "\n": "%0A"}


def build(parameters: JsonObject, boundary: str, spec: ActionSpec | None = None) -> bytes:
    """One part for each parameter, null ones left out; no parameter at all gives an empty body.

    A list or object travels as JSON. A binary member of ``spec`` is given as Base64 text and travels as a file.
    Raises ParameterError for text that is no Base64 there.
    """
    parts = b"".join(_part(name, value, boundary, spec) for name, value in parameters.items() if value is not None)
    return parts + f"--{boundary}--\r\n".encode() if parts else b""


def _part(name: str, value: JsonValue, boundary: str, spec: ActionSpec | None) -> bytes:
    quoted = "".join(_ESCAPES.get(letter, letter) for letter in name)
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{quoted}"'
    if _is_binary(name, spec):
        head += f'; filename="{quoted}"'
        content = _file_bytes(name, value)
    elif isinstance(value, list | dict):
        head += "\r\nContent-Type: application/json"
        content = "".join(_spaced_json(value)).encode()
    else:
        content = scalar_text(value).encode() if value is not None else b""
    return head.encode() + b"\r\n\r\n" + content + b"\r\n"


def _is_binary(name: str, spec: ActionSpec | None) -> bool:
    member = spec.input.member(name) if spec is not None else None
    return member is not None and member.kind is Kind.BINARY


def _file_bytes(name: str, value: JsonValue) -> bytes:
    try:
        return base64.b64decode(value if isinstance(value, str) else "?", validate=True)
    except (binascii.Error, ValueError):
        raise ParameterError(
            f"The binary parameter {name!r} is not Base64.", path=name, hint="Give the file's bytes as Base64 text."
        ) from None


def _spaced_json(value: JsonValue) -> Iterator[str]:
    """JSON with a blank after each comma and colon, ASCII only, as the SDK writes it inside a part."""
    if isinstance(value, dict):
        yield "{"
        for position, (name, item) in enumerate(value.items()):
            yield f"{', ' if position else ''}{json.dumps(name)}: "
            yield from _spaced_json(item)
        yield "}"
    elif isinstance(value, list):
        yield "["
        for position, item in enumerate(value):
            yield ", " if position else ""
            yield from _spaced_json(item)
        yield "]"
    else:
        yield value.text if isinstance(value, Number) else json.dumps(value)
