"""What tells two elements of a list apart: the member that names each of them, or their whole text."""

import json
import re
from collections import Counter
from collections.abc import Generator

import msgspec

from explorer.core.document.cells import Cells, cells_at, is_number
from explorer.core.document.document import Document
from explorer.core.document.emptying import emptied
from explorer.core.document.node import Kind, Node
from explorer.core.document.scattered import Scattered

_NAMING = (
    re.compile(r"\A(?:id|uuid|uniqid|arn)\Z", re.IGNORECASE),
    re.compile(r"(?:Id|ID|Uuid|UUID|_id)\Z"),
    re.compile(r"\A(?:key|name|code)\Z", re.IGNORECASE),
    re.compile(r"(?:Name|Key|Code)\Z"),
)
_SECRET = re.compile(r"secret|token|private|credential|(?:access|api|auth|sign|crypt|crypted)_?key", re.IGNORECASE)
"""What is shown beside an element must be fit to be seen."""
_DIGESTED = 1 << 16
_MOST_SHARED = 10_000
_ESCAPED = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)+"')

Found = tuple[str, list[bytes], list[bytes]]


def common_key(
    one: Document, left: list[Node], other: Document, right: list[Node]
) -> Generator[None, None, Found | None]:
    """The member that names every object of both lists, with its values; None if there is none.

    One that names each but once is best. Where few share an Id, they are told apart: what is equal on both sides
    belongs together, the rest in its order. Such a name ends in a zero byte and a number.
    """
    if not left or not right or left[0].kind is not Kind.OBJECT:
        return None
    values = yield from _values(((one, left), (other, right)))
    for name, (first, second) in values.items():
        if (yield from _are_unique(first)) and (yield from _are_unique(second)):
            del values[name]
            yield from emptied(*(side for sides in values.values() for side in sides))
            return name, first, second
    for name, (first, second) in values.items():
        if _may_be_shared(name) and _are_many(first) and _are_many(second):
            yield from _told_apart(one, left, first, other, right, second)
            return name, first, second
    return None


def _values(
    lists: tuple[tuple[Document, list[Node]], tuple[Document, list[Node]]],
) -> Generator[None, None, dict[str, list[list[bytes]]]]:
    """What every object of both lists has and might name it, with the values on both sides; nothing if one has none."""
    document, rows = lists[0]
    values: dict[str, list[list[bytes]]] = {
        name: [[], []] for name in _candidates(cells_at(document, rows[0].start, rows[0].end))
    }
    for side, (document, rows) in enumerate(lists):
        for number, node in enumerate(rows):
            if node.kind is not Kind.OBJECT or node.end < 0:
                return {}
            cells = cells_at(document, node.start, node.end)
            for name in [name for name in values if not _is_name(cells.get(name))]:
                del values[name]
            if not values:
                return {}
            for name, sides in values.items():
                sides[side].append(plain_spelling(cells[name]))
            if number % 16 == 15:
                yield
    return values


def _may_be_shared(name: str) -> bool:
    return any(pattern.search(name) for pattern in _NAMING[:2])


def _are_many(names: list[bytes]) -> bool:
    return len(names) <= _MOST_SHARED and len(set(names)) * 2 >= len(names)


def _told_apart(
    one: Document, left: list[Node], names: list[bytes], other: Document, right: list[Node], others: list[bytes]
) -> Generator[None, None, None]:
    """Give a number to each of those that share a name, the same on both sides to those that belong together."""
    seen, seen_there = Counter(names), Counter(others)
    shared = {name for name in seen | seen_there if seen[name] > 1 or seen_there[name] > 1}
    free: dict[bytes, list[int]] = {}
    equal: dict[tuple[bytes, bytes], list[int]] = {}
    for at, name in enumerate(others):
        if name in shared:
            turns = free.setdefault(name, [])
            equal.setdefault((name, canonical(other, right[at])), []).append(len(turns))
            others[at] = b"%b\0%d" % (name, len(turns))
            turns.append(len(turns))
            yield
    waiting: list[int] = []
    for at, name in enumerate(names):
        if name in shared:
            same = equal.get((name, canonical(one, left[at])))
            if same:
                turn = same.pop(0)
                free[name].remove(turn)
                names[at] = b"%b\0%d" % (name, turn)
            else:
                waiting.append(at)
            yield
    for at in waiting:
        rest = free.setdefault(names[at], [])
        names[at] = b"%b\0%d" % (names[at], rest.pop(0) if rest else _MOST_SHARED + at)
        yield


def _are_unique(names: list[bytes]) -> Generator[None, None, bool]:
    seen: Scattered[bytes, bool] = Scattered()
    unique = True
    for number, name in enumerate(names):
        if seen.get(name, False):
            unique = False
            break
        seen[name] = True
        if number % 1024 == 1023:
            yield
    yield from emptied(*seen.parts)
    return unique


def _candidates(cells: Cells) -> list[str]:
    names = [name for name, cell in cells.items() if _is_name(cell) and not _SECRET.search(name)]
    found = [name for pattern in _NAMING for name in names if pattern.search(name)]
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
        # Half a letter stays as it is: written out, it would look like bytes that are no text.
        return json.dumps(json.loads(found.group().decode()), ensure_ascii=False).encode()
    except ValueError:
        return found.group()
