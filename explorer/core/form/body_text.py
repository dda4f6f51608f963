"""Reads the text of a request's parameters as JSON, and says in words where and why it cannot be read."""

import json
import re
import unicodedata
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
    "Invalid control character at": "a text holds a line break or a tab as it is; write \\n or \\t.",
    "Invalid \\escape": "JSON has no such escape; a backslash is written twice.",
}
_COMMENT = "JSON has no comments."
_NO_NUMBER = re.compile(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity)')
_AFTER_COMMA = {"}": "a comma stands before the closing brace.", "]": "a comma stands before the closing bracket."}


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
        return _unread(text, error.pos, _words(text, error))
    except RecursionError:
        return BodyReading(None, "The JSON is nested too deeply to be read.", 0)
    except ValueError:
        found = next((found for found in _NO_NUMBER.finditer(text) if found[1]), None)
        word, position = (found[1], found.start()) if found else ("This", 0)
        return _unread(text, position, f"{word} is no value of JSON.")
    if not isinstance(value, dict):
        return BodyReading(None, "The parameters of a request are a JSON object, in braces.", 0)
    if (twice := duplicate_key(text)) is not None:
        words = f"“{twice.key}” stands twice in one object, which a form cannot hold."
        return _unread(text, twice.position, words)
    return BodyReading(value)


def _unread(text: str, position: int, words: str) -> BodyReading:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return BodyReading(None, f"Line {line}, column {column}: {words}", position)


def _words(text: str, error: json.JSONDecodeError) -> str:
    """The reader's message in plain words; of a character that only looks right, what it is."""
    rest = text[error.pos : error.pos + 2]
    if rest[:1] in _AFTER_COMMA and text[: error.pos].rstrip().endswith(","):
        return _AFTER_COMMA[rest[0]]
    if rest[:2] in {"//", "/*"} or rest[:1] == "#":
        return _COMMENT
    if rest and not rest[0].isascii():
        name = unicodedata.name(rest[0], f"character U+{ord(rest[0]):04X}").lower()
        return f"a {name} is no mark of JSON; type a plain one."
    if rest[:1] == "'":
        return "a text stands in double quotes."
    return _WORDS.get(error.msg, f"{error.msg}.")
