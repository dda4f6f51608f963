"""The lines of a tree for a sound part of a document: from its tokens, many times as fast as value by value."""

import re
from dataclasses import dataclass

from explorer.cli.console import Console, printable
from explorer.core.models.json_value import dumps, loads

# Commas and colons say nothing in sound JSON that the order does not.
_PART = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|[^\s{}\[\]:,"]+', re.DOTALL)
_MOST_KEYS = 10_000
_SCALARS = {"t": "boolean", "f": "boolean", "n": "muted", '"': "string"}


@dataclass(frozen=True, slots=True)
class Signs:
    """What the tree is drawn with."""

    branch: str
    last: str
    through: str
    error: str


@dataclass(slots=True)
class _Frame:
    is_object: bool
    prefix: str
    index: int = 0
    key: str | None = None


class SmallTree:
    """Draws many parts of one document; the same few keys come again and again."""

    def __init__(self, console: Console, signs: Signs, deepest: int) -> None:
        """Deeper than ``deepest`` lines are indented no further."""
        self._console, self._signs, self._deepest = console, signs, deepest
        self._keys: dict[str, str] = {}
        self._marked_keys: dict[str, str] = {}

    def lines(self, text: str, prefix: str, depth: int, marked: bool) -> list[str]:
        """Below a container that is JSON throughout; ``depth`` is its own, ``prefix`` stands before its members."""
        parts = _PART.findall(text)
        counts, lasts = _shape(parts)
        signs, keys = self._signs, self._marked_keys if marked else self._keys
        lines: list[str] = []
        frames = [_Frame(parts[0] == "{", prefix)]
        for place, part in enumerate(parts[1:], 1):
            if part in "}]":
                frames.pop()
                continue
            frame = frames[-1]
            if frame.is_object and frame.key is None:
                frame.key = part
                continue
            name = frame.key if frame.key is not None else f"[{frame.index}]"
            label = keys[name] if name in keys else self._label(name, keys, marked)
            frame.key, frame.index = None, frame.index + 1
            bend = frame.prefix + (signs.last if lasts[place] else signs.branch)
            if part not in "{[":
                value = self._value(part, marked)
                lines.append(f"{bend}{label}: {value}" if label else bend + value)
                continue
            lines.append(bend + self._container(label, part, counts[place], marked))
            below = frame.prefix
            if depth + len(frames) <= self._deepest:
                below += "   " if lasts[place] else signs.through
            frames.append(_Frame(part == "{", below))
        return lines

    def _label(self, name: str, keys: dict[str, str], marked: bool) -> str:
        """The label of a key in quotes, or of an index in brackets."""
        key = str(loads(name)).encode("utf-8", "backslashreplace").decode("utf-8") if name[0] == '"' else name
        shown = printable(key, one_line=True)
        label = self._painted(shown, "key", marked)
        if len(keys) < _MOST_KEYS:
            keys[name] = label
        return label

    def _value(self, part: str, marked: bool) -> str:
        """A string, a number or a word."""
        kind = _SCALARS.get(part[0], "number")
        if kind == "string" and not (part.isprintable() and "\\" not in part):
            part = printable(dumps(loads(part)), one_line=True)
        return self._painted(part, kind, marked)

    def _container(self, label: str, bracket: str, count: int, marked: bool) -> str:
        """The row of an object or array."""
        if not count:
            value = self._painted("{}" if bracket == "{" else "[]", "muted", marked)
            return f"{label}: {value}" if label else value
        return label + (self._console.paint(f" ({count})", "muted") if bracket == "[" else "")

    def _painted(self, text: str, kind: str, marked: bool) -> str:
        return self._console.paint(text, "error" if marked else kind) if self._console.colour else text


def _shape(parts: list[str]) -> tuple[dict[int, int], bytearray]:
    """How many members each container has, by the place of its bracket; and which values are the last of theirs."""
    counts: dict[int, int] = {}
    lasts = bytearray(len(parts))
    # Of each open container: its place, its strings and values so far, the place of the last of them.
    opened: list[list[int]] = []
    for place, part in enumerate(parts):
        if part in "}]":
            start, number, last = opened.pop()
            counts[start] = number // 2 if part == "}" else number
            if number:
                lasts[last] = 1
            continue
        if opened:
            opened[-1][1] += 1
            opened[-1][2] = place
        if part in "{[":
            opened.append([place, 0, 0])
    return counts, lasts
