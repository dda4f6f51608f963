"""Reads the text of a request's parameters as JSON, and says in words where and why it cannot be read."""

import json
from typing import NamedTuple

from explorer.core.form.duplicate_keys import duplicate_key
from explorer.core.models.json_value import JsonObject, loads

_WORDS = {
    "Expecting value": "a value is missing here.",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing before this.",
    "Expecting ':' delimiter": "a colon is missing before this.",
    "Expecting property name enclosed in double quotes": "a member's name in double quotes is missing here.",
    "Extra data": "the JSON has ended already; this is more than one value.",
    "Unterminated string starting at": "this text has no closing quote.",
    "Illegal trailing comma before end of object": "a comma stands before the closing brace.",
    "Illegal trailing comma before end of array": "a comma stands before the closing bracket.",
}


class BodyReading(NamedTuple):
    """The parameters, or None with an ``error`` in words and its ``position``, an index in the text."""

    parameters: JsonObject | None
    error: str = ""
    position: int = -1


def read_body(text: str) -> BodyReading:
    """Read a text; one that a form cannot hold, such as a list or one with a key twice, counts as unread."""
    try:
        value = loads(text)
    except json.JSONDecodeError as error:
        words = _WORDS.get(error.msg, f"{error.msg}.")
        return BodyReading(None, f"Line {error.lineno}, column {error.colno}: {words}", error.pos)
    except (ValueError, RecursionError) as error:
        return BodyReading(None, f"Not JSON: {error}", 0)
    if not isinstance(value, dict):
        return BodyReading(None, "The parameters of a request are a JSON object, in braces.", 0)
    if (twice := duplicate_key(text)) is not None:
        line = text.count("\n", 0, twice.position) + 1
        words = f"Line {line}: “{twice.key}” stands twice in one object, which a form cannot hold."
        return BodyReading(None, words, twice.position)
    return BodyReading(value)
