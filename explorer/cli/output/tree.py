"""An answer as an indented tree, one line a value, at any depth and as far as it can be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.cli.console import Console, printable
from explorer.cli.output.exact_json import with_last
from explorer.cli.output.small_tree import Signs, SmallTree, elements_of
from explorer.cli.output.sound_parts import SoundParts
from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.knowledge.odd_answers import unreadable_words
from explorer.core.models.json_value import dumps, loads
from explorer.core.phrases import Phrases, phrases

# Beyond this depth lines are no longer indented further: 100,000 levels would otherwise cost gigabytes of blanks.
_DEEPEST_INDENT = 60

_COLOURS = {Kind.STRING: "string", Kind.NUMBER: "number", Kind.BOOLEAN: "boolean"}


_UNICODE = Signs("├─ ", "└─ ", "│  ", "✗ ")
_ASCII = Signs("|- ", "`- ", "|  ", "! ")
_ERRORS_ABOVE = 2
"""Levels at which an error can stand."""


@dataclass(slots=True)
class _Level:
    nodes: Iterator[tuple[Node, bool]]
    prefix: str
    marked: bool
    whole: bool = True
    """Whether the parts below may be sound."""


def tree_lines(document: Document, console: Console, say: Phrases | None = None) -> Iterator[str]:
    """The lines of a document, its root's members at the left edge, an error's rows marked by sign and colour."""
    signs = _UNICODE if console.unicode else _ASCII
    levels = [_Level(with_last(iter(document.top())), "", False)]
    sound, small = SoundParts(document), SmallTree(console, signs, _DEEPEST_INDENT)
    while levels:
        level = levels[-1]
        node, is_last = next(level.nodes, (None, False))
        if node is None:
            levels.pop()
            continue
        at_root = len(levels) == 1
        is_error = not level.marked and _is_error(node, len(levels))
        marked = level.marked or is_error
        bend = "" if at_root else level.prefix + (signs.last if is_last else signs.branch)
        if node.kind is Kind.FAULT:
            yield bend + _fault_line(document, node, console, say or phrases())
            continue
        yield bend + _line(document, node, console, marked, signs.error if is_error else "")
        if node.kind <= Kind.ARRAY and document.has_children(node):
            below = _below(levels, level, is_last, signs)
            tried = level.whole and len(levels) >= _ERRORS_ABOVE and sound.is_small(node)
            if tried and (text := sound.text(node)):
                yield "\n".join(small.lines(text, below, len(levels), marked))
                continue
            if len(levels) >= _ERRORS_ABOVE and level.whole and not tried and (parts := sound.hundreds(node)):
                yield from _in_hundreds(sound, small, parts, _Level(iter(()), below, marked), len(levels))
                continue
            levels.append(_Level(with_last(document.members(node)), below, marked, level.whole and not tried))


def _in_hundreds(sound: SoundParts, small: SmallTree, parts: list[range], level: _Level, depth: int) -> Iterator[str]:
    """The lines of a large list, some elements at a time."""
    number = 0
    for part in parts:
        found = elements_of(sound.list_of(part))
        yield from small.elements(found, number, level.prefix, depth, level.marked, is_end=part is parts[-1])
        number += len(found)


def _is_error(node: Node, depth: int) -> bool:
    """As the answer's outcome has it: inside Response whatever is not null, elsewhere an object."""
    if node.key != "Error" or depth > 2 or node.kind in (Kind.NULL, Kind.FAULT):
        return False
    return node.kind is Kind.OBJECT or (depth == 2 and node.owner is not None and node.owner.key == "Response")


def _below(levels: list[_Level], level: _Level, is_last: bool, signs: Signs) -> str:
    if len(levels) == 1 or len(levels) > _DEEPEST_INDENT:
        return level.prefix
    return level.prefix + ("   " if is_last else signs.through)


def _line(document: Document, node: Node, console: Console, marked: bool, sign: str) -> str:
    label = console.paint(sign + printable(node.name, one_line=True), "error" if marked else "key") if node.name else ""
    if node.kind <= Kind.ARRAY and document.has_children(node):
        size = f" ({document.count(node)})" if node.kind is Kind.ARRAY else ""
        return label + console.paint(size, "muted")
    value = console.paint(_value(document, node), "error" if marked else _COLOURS.get(node.kind, "muted"))
    return f"{label}: {value}" if label else value


def _fault_line(document: Document, node: Node, console: Console, say: Phrases) -> str:
    told = console.paint(printable(unreadable_words(document.text(node), say), one_line=True), "error")
    label = console.paint(printable(node.name, one_line=True), "key") if node.name else ""
    return f"{label}: {told}" if label else told


def _string(document: Document, node: Node) -> str:
    """The string in quotes, bytes that are no UTF-8 and half characters escaped once, whatever else is in it."""
    source = document.source(node)
    if node.end < 0 or not _is_utf_8(source):
        return document.source_text(node)
    try:
        return dumps(loads(source.decode("utf-8")))
    except ValueError:  # a control character, or an escape that JSON does not have
        return dumps(document.text(node, 0))


def _is_utf_8(source: bytes) -> bool:
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _value(document: Document, node: Node) -> str:
    if node.kind is Kind.STRING:
        return printable(_string(document, node), one_line=True)
    if node.kind <= Kind.ARRAY:
        return "{}" if node.kind is Kind.OBJECT else "[]"
    return printable(document.text(node, 0), one_line=True)
