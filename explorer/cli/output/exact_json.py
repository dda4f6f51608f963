"""A document as indented JSON whose numbers, strings, order and repeated keys are those that came."""

import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from explorer.cli.console import Console
from explorer.cli.output.sound_parts import SoundParts
from explorer.cli.output.sound_text import sound_text
from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.models.json_value import dumps
from explorer.core.models.visible_text import visible

# Deeper values are written as they came, on one line.
_DEEPEST_INDENT = 60

_T = TypeVar("_T")

_UNSAFE = {code: f"\\u{code:04x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}

_PERHAPS_ESCAPED = re.compile(rb'\\[^"\\]*"\s*:')
_TEXT = re.compile(rb'"((?:[^"\\]++|\\.)*+)"(\s*+:)?', re.DOTALL)
_BRACKETS = bytes.maketrans(b"{}", b"[]")
_LONGEST_KEY = 4096
_LAST_TEXT = re.compile(rb'(?<!\\)(?:\\\\)*+"[^"\\]*+(?:\\.[^"\\]*+)*+"\Z', re.DOTALL)
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_OTHERS = bytes(sorted(set(range(256)) - set(b"[]{}")))


def json_lines(document: Document, console: Console) -> Iterator[str]:
    """The lines of a sound document; of one that is no JSON to its end, the text as it came."""
    root = document.root()
    if root is None or any(fault.fatal for fault in document.faults):
        text = document.data.decode("utf-8", "backslashreplace")
        yield visible(text.replace("\r\n", "\n").translate(_UNSAFE)) if console.out_is_terminal else text
        return
    lines = _lines(document, root)
    if console.out_is_terminal:
        # A terminal obeys these characters, or hides them; their escapes mean the same in JSON.
        lines = (visible(line.translate(_UNSAFE)) for line in lines)
    yield from lines


def _lines(document: Document, root: Node) -> Iterator[str]:
    # Of each open container: its members, what closes it, and whether the parts below may be sound.
    opened: list[tuple[Iterator[tuple[Node, bool]], str, bool]] = []
    pending: tuple[Node, str, str] | None = (root, "", "")
    sound = SoundParts(document)
    while pending or opened:
        if pending is None:
            members, closing, _ = opened[-1]
            found = next(members, None)
            if found is None:
                opened.pop()
                yield closing
                continue
            node, is_last = found
            key = f"{_key(document, node)}: " if node.key is not None else ""
            pending = (node, "  " * len(opened) + key, "" if is_last else ",")
        node, head, tail = pending
        pending = None
        if node.kind <= Kind.ARRAY and document.has_children(node) and len(opened) < _DEEPEST_INDENT:
            whole = not opened or opened[-1][2]
            tried = whole and sound.is_small(node)
            if tried and (text := _formatted(sound.source(node), len(opened))):
                yield head + text + tail
                continue
            if whole and not tried and (parts := _in_hundreds(sound, node, len(opened))):
                yield head + "["
                yield from parts
                yield "  " * len(opened) + "]" + tail
                continue
            brackets = "{}" if node.kind is Kind.OBJECT else "[]"
            yield head + brackets[0]
            closing = "  " * len(opened) + brackets[1] + tail
            opened.append((with_last(document.members(node)), closing, whole and not tried))
        else:
            yield head + _written(document, node) + tail


def _in_hundreds(sound: SoundParts, node: Node, level: int) -> Iterator[str] | None:
    """The elements of a large list, some at a time; None where they have to be written one by one."""
    parts = sound.hundreds(node)
    if not parts or not all(_can_be_formatted(sound.list_of(part), level) for part in parts):
        return None
    made = (_formatted(sound.list_of(part), level)[2:].rpartition("\n")[0] for part in parts)
    return (text if is_last else f"{text}," for text, is_last in with_last(made))


def _formatted(source: bytes, level: int) -> str:
    """A sound container on several lines; empty if it is no JSON, too deep, or its keys have escapes to be undone."""
    if not _can_be_formatted(source, level):
        return ""
    try:
        made = msgspec.json.format(source, indent=2)
    except msgspec.DecodeError:
        return ""
    try:
        return made.replace(b"\n", b"\n" + b"  " * level).decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _can_be_formatted(source: bytes, level: int) -> bool:
    return not _has_escaped_keys(source) and _is_flat(source, _DEEPEST_INDENT - level)


def _has_escaped_keys(source: bytes) -> bool:
    if b"\\" not in source or not _PERHAPS_ESCAPED.search(source):
        return False
    return any(colon and b"\\" in text for text, colon in _TEXT.findall(source))


def _is_flat(source: bytes, most: int) -> bool:
    """Whether the brackets of a container are surely nested less deeply: those in strings can only deny it."""
    brackets = source.translate(_BRACKETS, _OTHERS)
    for _ in range(most):
        if not brackets:
            return True
        brackets = brackets.replace(b"[]", b"")
    return False


def _written(document: Document, node: Node) -> str:
    if node.kind <= Kind.ARRAY and not document.has_children(node):
        return "{}" if node.kind is Kind.OBJECT else "[]"
    return sound_text(document.source(node))


def _key(document: Document, node: Node) -> str:
    """The key in quotes; half of a surrogate pair has no letter that could be written in place of its escape."""
    key = node.key or ""
    if "\\" in key:
        written = document.data[: node.start].rstrip(b" \t\r\n:")[-_LONGEST_KEY:]
        found = _LAST_TEXT.search(written)
        if found is not None and _HALF.search(found[0]):
            return sound_text(found[0])
    return dumps(key)


def with_last(nodes: Iterator[_T]) -> Iterator[tuple[_T, bool]]:
    """Each node with whether it is the last one."""
    held = next(nodes, None)
    while held is not None:
        following = next(nodes, None)
        yield held, following is None
        held = following
