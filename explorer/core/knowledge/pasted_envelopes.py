"""Finds the answers that a pasted text quotes: as they came, or inside the strings of a log, escaped once or more."""

import json
import re
from collections.abc import Iterator
from typing import Any

from explorer.core.document.document import Document
from explorer.core.models.finding import Finding

_NAME = '"Response'
# In a log a line break may be escaped as often as the quotes are.
_BEGIN = re.compile(r"\{(?:\s|\\{1,7}[nrt]){0,200}+(\\{0,7}+)\"Response(\\{0,7}+)\"(?:\s|\\{1,7}[nrt]){0,200}+:")
_LOOK_BACK = 220
_AT_ONCE = 200_000
"""Characters that are decoded in one call, in about a millisecond; a longer answer is read in steps."""
_QUOTED = re.compile(r'(?:[^"\\]|\\.)*+', re.DOTALL)
_MOST_FAILURES = 20
_MOST_BRACES = 4
_DEEPEST = 500
_decoder = json.JSONDecoder()

# The members, where the text goes on, and the source where that is no part of the text.
_Read = tuple[dict[str, Any], int, str]


def find_envelopes(text: str) -> Iterator[Finding]:
    """Every answer, in order of place; of one that is escaped the place is that of its text in the log."""
    place, failures = 0, 0
    while failures < _MOST_FAILURES and (at := text.find(_NAME, place)) >= 0:
        begin = _begin(text, max(place, at - _LOOK_BACK), at)
        if begin is None:
            place = at + len(_NAME)
            continue
        start, is_escaped = begin
        read = _unescaped(text, start) if is_escaped else _value(text, start)
        if read is None:
            failures += 1
            place = at + len(_NAME)
            continue
        value, place, source = read
        place = max(place, at + len(_NAME))
        yield _envelope(value, start, place, source)


def _begin(text: str, earliest: int, at: int) -> tuple[int, bool] | None:
    """Where the object with this name begins, and whether its quotes are escaped."""
    brace = text.rfind("{", earliest, at)
    found = _BEGIN.match(text, brace) if brace >= 0 else None
    if found is not None:
        return brace, bool(found.group(1))
    return _begin_before_others(text, earliest, at)


def _begin_before_others(text: str, earliest: int, at: int) -> tuple[int, bool] | None:
    """As ``_begin``, where other members of the object stand before this one."""
    if not text[earliest:at].rstrip().endswith(","):
        return None
    brace = text.rfind("{", earliest, at)
    for _ in range(_MOST_BRACES):
        if brace < 0:
            break
        value = _value(text, brace)
        if value is not None and "Response" in value[0] and value[1] > at:
            return brace, False
        brace = text.rfind("{", earliest, brace)
    return None


def _value(text: str, start: int) -> _Read | None:
    piece = text[start : start + _AT_ONCE]
    try:
        value, length = _decoder.raw_decode(piece)
    except (ValueError, RecursionError):
        return _long_value(text, start) if len(piece) == _AT_ONCE else None
    return (value, start + length, "") if isinstance(value, dict) else None


def _long_value(text: str, start: int) -> _Read | None:
    document = Document(text[start:].encode("utf-8", "surrogatepass"))
    for _ in document.index_steps():
        if document.index.depth > _DEEPEST:
            return None
    root = document.root()
    if root is None or root.end < 0:
        return None
    response = next((node for node in document.members(root) if node.key == "Response"), None)
    inside: dict[str, Any] = {}
    for node in document.members(response) if response is not None and response.kind.label == "object" else ():
        if node.key in ("Error", "RequestId"):
            inside[node.key] = document.to_value(node)
    return {"Response": inside}, start + len(document.data[: root.end].decode("utf-8", "surrogatepass")), ""


def _unescaped(text: str, start: int) -> _Read | None:
    """The answer inside a quoted string; its end is that of the string, which nobody can tell better."""
    quoted = _QUOTED.match(text, start, start + _AT_ONCE)
    source = quoted.group() if quoted is not None else ""
    end = start + len(source)
    for _ in range(4):
        try:
            source = json.loads(f'"{source}"', strict=False)
        except ValueError:
            return None
        found = _BEGIN.match(source)
        if found is not None and found.group(1):
            # Escaped once more, in a string that ends with its own quote.
            inner = _QUOTED.match(source)
            source = inner.group() if inner is not None else source
        elif found is not None and (value := _value(source, 0)) is not None:
            return value[0], end, source[: value[1]]
    return None


def _envelope(value: dict[str, Any], start: int, end: int, source: str) -> Finding:
    response = value.get("Response")
    inside = response if isinstance(response, dict) else {}
    error = inside.get("Error")
    failed = error if isinstance(error, dict) else {}
    return Finding(
        "envelope",
        str(failed.get("Code") or ""),
        start,
        end,
        message=str(failed.get("Message") or ""),
        request_id=str(inside.get("RequestId") or ""),
        source=source,
    )
