"""Writes the small TOML files that people read and merge: strings byte for byte, JSON unescaped where possible."""

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[A-Za-z0-9_-]+\Z")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_CONTROL = re.compile('[\x00-\x1f\x7f"\\\\]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

Value = str | int | float | bool | list[str] | tuple[str, ...]


def key(name: str) -> str:
    """A key, quoted only if it must be."""
    return name if _PLAIN.match(name) else string(name)


def string(text: str) -> str:
    """A one-line basic string."""
    return '"' + _CONTROL.sub(_escape, text) + '"'


def block(text: str) -> str:
    """A multi-line string that reads back exactly; literal (nothing escaped) if its characters allow that."""
    if not _UNSAFE.search(text) and "'''" not in text and not text.endswith("'"):
        return f"'''\n{text}'''"
    escaped = re.sub(r'[\x00-\x09\x0b-\x1f\x7f"\\]', _escape, text)
    return f'"""\n{escaped}"""'


def value(item: Value) -> str:
    """A string, number, boolean, or list of strings (one a line from the second on, so that merges stay quiet)."""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int | float):
        return repr(item)
    if isinstance(item, str):
        return string(item)
    if len(item) < 2:
        return "[" + "".join(string(part) for part in item) + "]"
    return "[\n" + "".join(f"    {string(part)},\n" for part in item) + "]"


def table(pairs: Iterable[tuple[str, Value]]) -> str:
    """Lines of ``key = value``."""
    return "".join(f"{key(name)} = {value(item)}\n" for name, item in pairs)


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _SHORT.get(character) or f"\\u{ord(character):04x}"
