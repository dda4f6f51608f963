"""The lines of a tree for a sound part of a document: from its tokens, many times as fast as value by value."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]

import msgspec

from explorer.cli.console import Console, printable
from explorer.cli.output.alike import BLANK, LONGEST, Alike
from explorer.core.models.json_value import dumps

# Commas and colons say nothing in sound JSON that the order does not.
_PART = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|[^\s{}\[\]:,"]+', re.DOTALL)
# Any other escape is what we should write ourselves.
_REWRITTEN = re.compile(r"\\[u/]")
_MOST_KEYS = 10_000
_SCALARS = {"t": "boolean", "f": "boolean", "n": "muted", '"': "string"}
elements_of = msgspec.json.Decoder(list[msgspec.Raw]).decode
_members_of = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


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
        self._alike = Alike(self._blanks)

    def lines(self, text: str, prefix: str, depth: int, marked: bool) -> list[str]:
        """Below a container that is JSON throughout; ``depth`` is its own, ``prefix`` stands before its members."""
        if len(text) > LONGEST and depth < self._deepest:
            with suppress(RecursionError):
                return self._in_parts(text, prefix, depth, marked)
        return self._walked(text, prefix, depth, marked, blank=False)

    def _in_parts(self, text: str, prefix: str, depth: int, marked: bool) -> list[str]:
        if text[0] == "[":
            return list(self.elements(elements_of(text), 0, prefix, depth, marked, is_end=True))
        members = _unlike_members(text)
        if members is None:
            return self._walked(text, prefix, depth, marked, blank=False)
        labels = (self._label_of(key, marked) for key in members)
        return list(self._rows(labels, list(members.values()), prefix, depth, marked, is_end=True))

    def elements(
        self, found: list[msgspec.Raw], number: int, prefix: str, depth: int, marked: bool, *, is_end: bool
    ) -> Iterator[str]:
        """Some elements of a list at ``depth``, the first of them its ``number``; ``is_end``: the last one is too."""
        paint = self._painted
        labels = (paint(f"[{at}]", "key", marked) for at in range(number, number + len(found)))
        return self._rows(labels, found, prefix, depth, marked, is_end=is_end)

    def _rows(
        self, labels: Iterable[str], found: list[msgspec.Raw], prefix: str, depth: int, marked: bool, *, is_end: bool
    ) -> Iterator[str]:
        signs, last = self._signs, len(found) - 1 if is_end else -1
        indents = depth + 1 <= self._deepest
        for at, (label, raw) in enumerate(zip(labels, found, strict=True)):
            text = str(raw, "utf-8")
            bend = prefix + (signs.last if at == last else signs.branch)
            if text[0] not in "{[":
                value = self._value(text, marked)
                yield f"{bend}{label}: {value}" if label else bend + value
                continue
            below = prefix + ("   " if at == last else signs.through) if indents else prefix
            head, lines = self._part(text, below, depth + 1, marked)
            yield bend + (label + head if label else head.removeprefix(": "))
            if lines:
                yield lines

    def _part(self, text: str, prefix: str, depth: int, marked: bool) -> tuple[str, str]:
        """What stands behind the label of a container, and the lines below it."""
        if len(text) <= LONGEST:
            made = self._alike.lines(text, prefix, depth, marked, self._marked_values if marked else self._values)
            if made is not None:
                return made
        count = _count(text)
        head = self._head(text[0], count, marked)
        return head, "\n".join(self.lines(text, prefix, depth, marked)) if count else ""

    def _blanks(self, text: str, prefix: str, depth: int, marked: bool) -> tuple[str, list[str]]:
        """For those that are alike."""
        parts = _PART.findall(text)
        counts, _ = _shape(parts)
        return self._head(text[0], counts[0], marked), self._walked(text, prefix, depth, marked, blank=True)

    def _walked(self, text: str, prefix: str, depth: int, marked: bool, *, blank: bool) -> list[str]:
        """From token to token; ``blank``: with signs in place of the values."""
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
                value = BLANK if blank else self._value(part, marked)
                lines.append(f"{bend}{label}: {value}" if label else bend + value)
                continue
            head = self._head(part, counts[place], marked)
            lines.append(bend + (label + head if label else head.removeprefix(": ")))
            below = frame.prefix
            if depth + len(frames) <= self._deepest:
                below += "   " if lasts[place] else signs.through
            frames.append(_Frame(part == "{", below))
        return lines

    def _label(self, name: str, keys: dict[str, str], marked: bool) -> str:
        """The label of a key in quotes, or of an index in brackets."""
        label = self._label_of(str(json.loads(name)) if name[0] == '"' else name, marked)
        if len(keys) < _MOST_KEYS:
            keys[name] = label
        return label

    def _label_of(self, key: str, marked: bool) -> str:
        shown = printable(key.encode("utf-8", "backslashreplace").decode("utf-8"), one_line=True)
        return self._painted(shown, "key", marked)

    def _values(self, parts: list[str], marked: bool = False) -> list[str]:
        """What is shown of the values of alike parts."""
        if self._console.colour:
            return [self._value(part, marked) for part in parts]
        together = "".join(parts)
        if together.isprintable() and ("\\" not in together or not _REWRITTEN.search(together)):
            return parts
        return [_shown(part) if part[0] == '"' else part for part in parts]

    def _marked_values(self, parts: list[str]) -> list[str]:
        return self._values(parts, marked=True)

    def _value(self, part: str, marked: bool) -> str:
        """A string, a number or a word."""
        kind = _SCALARS.get(part[0], "number")
        return self._painted(_shown(part) if kind == "string" else part, kind, marked)

    def _head(self, bracket: str, count: int, marked: bool) -> str:
        """What stands behind the label of an object or array."""
        if not count:
            return ": " + self._painted("{}" if bracket == "{" else "[]", "muted", marked)
        return self._console.paint(f" ({count})", "muted") if bracket == "[" else ""

    def _painted(self, text: str, kind: str, marked: bool) -> str:
        return self._console.paint(text, "error" if marked else kind) if self._console.colour else text


def _shown(token: str) -> str:
    """A string token as it is shown."""
    if token.isprintable() and ("\\" not in token or not _REWRITTEN.search(token)):
        return token
    return printable(dumps(scanstring(token, 1, True)[0]), one_line=True)


class _FoundError(Exception):
    pass


def _unlike_members(text: str) -> dict[str, msgspec.Raw] | None:
    """The members of an object in which no key stands twice, unless one is half of a character; else None."""

    def look(pairs: list[tuple[str, object]]) -> None:
        if len(dict(pairs)) < len(pairs):
            raise _FoundError

    try:
        json.loads(text, object_pairs_hook=look, parse_int=len, parse_float=len)
        return _members_of(text)
    except (_FoundError, ValueError, RecursionError):
        return None


def _count(text: str) -> int:
    """How many elements a list has; of an object only whether it has members."""
    if text[0] == "{":
        return int(text[1:-1].strip(" \t\r\n") != "")
    try:
        return len(elements_of(text))
    except RecursionError:
        return _shape(_PART.findall(text))[0][0]


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
