"""Reads the vendor's example JSON, and mends it where that is safe: commas at line ends."""

import json
from dataclasses import dataclass

from explorer.core.models.action import Reading

_MAX_COMMAS = 200


@dataclass(frozen=True, slots=True)
class Mended:
    """``text`` as it was or as it was repaired; ``reason`` says what was repaired or why it could not be read."""

    text: str
    reading: Reading
    reason: str = ""


def mend(text: str) -> Mended:
    """Strict JSON as it stands, or with commas added where a line ends after a value and the next begins one, and
    taken away before a closing bracket.

    Nothing else is changed: a text that commas do not help stays as it is, marked UNREAD.
    """
    try:
        json.loads(text)
    except ValueError:
        return _with_commas(text)
    return Mended(text, Reading.EXACT)


def _with_commas(text: str) -> Mended:
    mended = text
    for _ in range(_MAX_COMMAS):
        try:
            json.loads(mended)
        except json.JSONDecodeError as error:
            changed = _with_one_comma(mended, error)
            if changed is None:
                return Mended(text, Reading.UNREAD, _reason(text, error))
            mended = changed
        else:
            return Mended(mended, Reading.REPAIRED, "commas at line ends mended")
    return Mended(text, Reading.UNREAD, "too many broken lines")


def _with_one_comma(text: str, error: json.JSONDecodeError) -> str | None:
    """A comma added before the line's value where the parser stopped, or taken away before the bracket there."""
    before = text[: error.pos].rstrip()
    at = text[error.pos : error.pos + 1]
    if error.msg == "Expecting ',' delimiter" and "\n" in text[len(before) : error.pos] and at in {'"', "{", "["}:
        return before + "," + text[len(before) :]
    if at in {"}", "]"} and before.endswith(",") and not before.endswith(("{,", "[,", ",,")):
        return before[:-1] + text[len(before) :]
    return None


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
