"""What tells two elements of a list apart: the member that names each of them, or their whole text."""

import json
import re
from collections.abc import Generator

import msgspec

from explorer.core.document.cells import Cells, cells_at, is_number
from explorer.core.document.document import Document
from explorer.core.document.emptying import emptied
from explorer.core.document.node import Kind, Node

_NAMING = (
    re.compile(r"\A(?:id|uuid|uniqid|arn)\Z", re.IGNORECASE),
    re.compile(r"(?:Id|ID|Uuid|UUID|_id)\Z"),
    re.compile(r"\A(?:key|name|code)\Z", re.IGNORECASE),
    re.compile(r"(?:Name|Key|Code)\Z"),
)
_DIGESTED = 1 << 16
_ESCAPED = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)+"')

Found = tuple[str, list[bytes], list[bytes]]


def common_key(
    one: Document, left: list[Node], other: Document, right: list[Node]
) -> Generator[None, None, Found | None]:
    """The member that names every object of both lists, each once; with its values. None if there is none."""
    if not left or not right or left[0].kind is not Kind.OBJECT:
        return None
    candidates = _candidates(cells_at(one, left[0].start, left[0].end))
    values: dict[str, list[list[bytes]]] = {name: [[], []] for name in candidates}
    for side, (document, rows) in enumerate(((one, left), (other, right))):
        for number, node in enumerate(rows):
            if node.kind is not Kind.OBJECT or node.end < 0:
                return None
            cells = cells_at(document, node.start, node.end)
            for name in [name for name in values if not _is_name(cells.get(name))]:
                del values[name]
            if not values:
                return None
            for name, sides in values.items():
                sides[side].append(plain_spelling(cells[name]))
            if number % 16 == 15:
                yield
    for name, (first, second) in values.items():
        if (yield from _are_unique(first)) and (yield from _are_unique(second)):
            del values[name]
            yield from emptied(*(side for sides in values.values() for side in sides))
            return name, first, second
    return None


def _are_unique(names: list[bytes]) -> Generator[None, None, bool]:
    seen: set[bytes] = set()
    unique = True
    for number, name in enumerate(names):
        if name in seen:
            unique = False
            break
        seen.add(name)
        if number % 1024 == 1023:
            yield
    yield from emptied(seen)
    return unique


def _candidates(cells: Cells) -> list[str]:
    found = [name for pattern in _NAMING for name in cells if pattern.search(name) and _is_name(cells[name])]
    return list(dict.fromkeys(found))[:6]


def _is_name(cell: bytes | None) -> bool:
    return cell is not None and len(cell) <= 400 and (cell[:1] == b'"' or is_number(cell))


def canonical(document: Document, node: Node) -> bytes:
    """A value's bytes without the blanks between its parts, its strings spelled plainly; of a long one as it came."""
    source = document.source(node)
    if len(source) > _DIGESTED:
        return source
    if node.is_container:
        try:
            source = msgspec.json.format(source, indent=-1)
        except (msgspec.DecodeError, RecursionError):
            return source
    return plain_spelling(source)


def plain_spelling(source: bytes) -> bytes:
    """The same JSON with no escape that is not needed: one string can be written in many ways."""
    return _ESCAPED.sub(_unescaped, source) if b"\\" in source else source


def _unescaped(found: re.Match[bytes]) -> bytes:
    try:
        text = json.loads(found.group())
    except ValueError:
        return found.group()
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass")
