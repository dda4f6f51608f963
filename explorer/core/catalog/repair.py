"""Reads the vendor's example JSON, and mends it where that is safe: a comma that a translation lost."""

import json
import re
from dataclasses import dataclass
from typing import Any

from explorer.core.models.action import Reading

_LINE_END = re.compile(r'(["\d\]}el])[ \t]*\n(?=[ \t]*["{\[])')
_MAX_COMMAS = 200


@dataclass(frozen=True, slots=True)
class Mended:
    """``text`` as it was or as it was repaired; ``reason`` says what was repaired or why it could not be read."""

    text: str
    reading: Reading
    reason: str = ""


def _parses(text: str) -> Any:
    return json.loads(text)


def mend(text: str) -> Mended:
    """Strict JSON as it stands, or with commas added where a line ends after a value and the next begins one.

    Nothing else is changed: a text that commas do not help stays as it is, marked UNREAD.
    """
    try:
        _parses(text)
    except ValueError:
        return _with_commas(text)
    return Mended(text, Reading.EXACT)


def _with_commas(text: str) -> Mended:
    mended = text
    for _ in range(_MAX_COMMAS):
        try:
            _parses(mended)
        except json.JSONDecodeError as error:
            place = _missing_comma(mended, error)
            if place is None:
                return Mended(text, Reading.UNREAD, _reason(text, error))
            mended = mended[:place] + "," + mended[place:]
        else:
            return Mended(mended, Reading.REPAIRED, "missing commas added")
    return Mended(text, Reading.UNREAD, "too many missing commas")


def _missing_comma(text: str, error: json.JSONDecodeError) -> int | None:
    """Where a comma is missing, when the parser stopped at the start of a line's value for want of one."""
    if error.msg != "Expecting ',' delimiter":
        return None
    before = text[: error.pos].rstrip()
    if "\n" not in text[len(before) : error.pos] or text[error.pos : error.pos + 1] not in {'"', "{", "["}:
        return None
    return len(before)


def _reason(text: str, error: json.JSONDecodeError) -> str:
    head = text.lstrip()[:200]
    if not head:
        return "empty"
    if head.startswith(("data:", "event:", "id:", "HTTP/1.1")):
        return "event stream"
    if not head.startswith(("{", "[")):
        return "not JSON"
    if error.pos >= len(text.rstrip()):
        return "JSON cut short"
    return "broken JSON"
