"""Reads the inputs of the vendor's examples, in every form they come in, into parameters.

The action, the host and the signature of an example are never believed: only its parameters are read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from explorer.core.catalog.repair import mend
from explorer.core.models.action import Reading
from explorer.core.models.json_value import JsonValue, Number, dumps, loads

_URL = re.compile(r"\A\s*(?:GET\s+)?(?:https?://)?[\w.-]+/?\s*\?", re.IGNORECASE)
_HEADERS_END = re.compile(r"X-TC-Action\s*:\s*\w*", re.IGNORECASE)
_HEADER_LINE = re.compile(r"(?:[A-Za-z0-9-]+\s*:.*|<[^<>]*>|(?:POST|GET)\b.*)?\Z")
_INDEXED = re.compile(r"\[(\d+)\]")
_SIGNATURE = ("Timestamp", "Nonce", "SecretId", "Signature", "SignatureMethod", "Token")
_COMMON = frozenset(("Action", "Version", "Region", "Language", "RequestClient", *_SIGNATURE))

Members = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class InputReading:
    """``parameters`` is JSON text of an object, or None. ``start`` is where it stands in the example, or -1."""

    parameters: str | None
    reading: Reading
    reason: str = ""
    start: int = -1


def read_input(text: str, request: str, objects: Mapping[str, Members]) -> InputReading:
    """The parameters of an example of the action whose request is ``objects[request]`` (members by name)."""
    if _URL.match(text):
        return _from_url(text[text.index("?") + 1 :], request, objects)
    header = _HEADERS_END.search(text)
    start = text.find("{", header.end() if header else 0)
    if start < 0:
        return _without_body(text)
    mended = _mend_body(text[start:].rstrip())
    if mended is None:
        return InputReading(None, Reading.UNREAD, mend(text[start:]).reason)
    body, reading, reason = mended
    if not body.startswith("{"):
        return InputReading(None, Reading.UNREAD, "not a JSON object")
    return InputReading(body, reading, reason, start if reading is Reading.EXACT else -1)


def _mend_body(body: str) -> tuple[str, Reading, str] | None:
    mended = mend(body)
    if mended.reading is not Reading.UNREAD:
        return mended.text, mended.reading, mended.reason
    last = body.rfind("}")
    if 0 < last < len(body) - 1:
        mended = mend(body[: last + 1])
        if mended.reading is not Reading.UNREAD:
            return mended.text, Reading.REPAIRED, "text after the JSON dropped"
    return None


def _without_body(text: str) -> InputReading:
    lines = [line.strip() for line in text.strip().splitlines()]
    if lines and all(_HEADER_LINE.match(line) for line in lines):
        return InputReading("{}", Reading.EXACT)
    return InputReading(None, Reading.UNREAD, "no JSON in it" if lines else "empty")


def _from_url(query: str, request: str, objects: Mapping[str, Members]) -> InputReading:
    members = objects.get(request, {})
    tree: dict[str, Any] = {}
    for name, value in _pairs(query):
        path = _INDEXED.sub(r".\1", name).split(".")
        if path[0] in members or path[0] not in _COMMON:
            _put(tree, path, value)
    try:
        parameters = {name: _cast(value, members.get(name), objects) for name, value in tree.items()}
    except ValueError:
        return InputReading(None, Reading.UNREAD, "parameters of the URL contradict each other")
    return InputReading(dumps(parameters), Reading.EXACT)


def _pairs(query: str) -> list[tuple[str, str]]:
    """Name and value of each part of a query that a person wrote: over several lines, with placeholders between."""
    pairs: list[tuple[str, str]] = []
    for part in query.split("&"):
        name, sign, value = part.strip().partition("=")
        name = name.strip()
        if not name or name.startswith("<"):
            continue
        if not sign or not re.fullmatch(r"[\w.\[\]-]+", name):
            if pairs:  # an unescaped & inside of a value
                pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}&{part.strip()}")
            continue
        value = "".join(line.strip() for line in value.splitlines())
        pairs.append((name, unquote(value) if re.search(r"%[0-9A-Fa-f]{2}", value) else value))
    return pairs


def _put(tree: dict[str, Any], path: list[str], value: str) -> None:
    for part in path[:-1]:
        below = tree.setdefault(part, {})
        if not isinstance(below, dict):
            below = tree[part] = {}
        tree = below
    tree[path[-1]] = value


def _cast(value: Any, member: Mapping[str, Any] | None, objects: Mapping[str, Members]) -> JsonValue:
    """A text, or a dict of texts, as the spec wants it; what does not fit stays text, as the vendor wrote it."""
    if isinstance(value, dict):
        return _cast_tree(value, member, objects)
    if member is None:
        return str(value)
    kind = member["type"]
    if kind in {"list", "object"}:
        return _cast_json(str(value), kind, str(member["member"]), objects)
    return _scalar(str(value), kind)


def _cast_tree(tree: dict[str, Any], member: Mapping[str, Any] | None, objects: Mapping[str, Members]) -> JsonValue:
    inner = objects.get(str(member["member"]), {}) if member else {}
    if tree and all(name.isdigit() for name in tree):
        element = {**member, "type": "object" if inner else _element_type(member)} if member else None
        return [_cast(tree[name], element, objects) for name in sorted(tree, key=int)]
    if member and member["type"] == "list":
        return [{name: _cast(item, inner.get(name), objects) for name, item in tree.items()}]
    return {name: _cast(item, inner.get(name), objects) for name, item in tree.items()}


def _element_type(member: Mapping[str, Any]) -> str:
    name = str(member["member"])
    return "int" if name.endswith("int64") else name


def _cast_json(text: str, kind: str, inner: str, objects: Mapping[str, Members]) -> JsonValue:
    if text[:1] in {"[", "{"}:
        try:
            return loads(text)
        except ValueError:
            return text
    if kind == "list" and inner not in objects:
        return [_scalar(part.strip(), "int" if inner.endswith("int64") else inner) for part in text.split(",")]
    return text


def _scalar(text: str, kind: str) -> JsonValue:
    bare = text.strip().strip("\"'")
    if kind in {"int", "float"}:
        try:
            return Number(bare)
        except ValueError:
            return text
    if kind == "bool" and bare.lower() in {"true", "false"}:
        return bare.lower() == "true"
    return text
