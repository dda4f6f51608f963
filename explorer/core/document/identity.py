"""What tells two elements of a list apart: the member that names each of them, or their whole text."""

import json
import re
from collections import Counter
from collections.abc import Callable, Generator, Sequence

import msgspec

from explorer.core.document.cells import cells_at, is_number
from explorer.core.document.document import Document
from explorer.core.document.emptying import emptied
from explorer.core.document.node import Kind, Node
from explorer.core.document.scattered import Scattered

_NAMING = (
    re.compile(r"\A(?:id|uuid|uniqid|arn)\Z", re.IGNORECASE),
    re.compile(r"(?:Id|ID|Uuid|UUID|_id)\Z"),
    re.compile(r"\A(?:key|name|code)\Z", re.IGNORECASE),
    re.compile(r"(?:Name|Key|Code)\Z"),
    re.compile(r"(?:name|topic)\Z", re.IGNORECASE),
)
_SPEAKING = re.compile(r"(?:id|name|key|code|user|topic|title|ip|domain|address|path|url|mail|phone)\Z", re.IGNORECASE)
_TIME = re.compile(rb'"\d{4}-\d\d-\d\d')
_SECRET = re.compile(
    r"secret|token|private|credential|pass_?wo?r?d|pwd|(?:access|api|auth|sign|crypt|crypted)_?key", re.IGNORECASE
)
"""What is shown beside an element must be fit to be seen."""
_DIGESTED = 1 << 16
_MOST_SHARED = 10_000
_MOST_NAMES, _MOST_TRIED = 6, 24
_SAMPLE = 64
_LONGEST = 400
_ESCAPED = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)+"')

Found = tuple[str, list[bytes], list[bytes]]
_Side = tuple[Document, list[Node]]
_Values = dict[str, list[list[bytes]]]
"""Of each name the values on both sides."""


def common_key(
    left: _Side, right: _Side, unfit: Callable[[str], bool] = lambda _name: False
) -> Generator[None, None, Found | None]:
    """The member that names every object of both lists, with its values; None if there is none.

    One that sounds like a name and names each but once is best. Where few share an Id, they are told apart: what is
    equal on both sides belongs together, the rest in its order. Such a name ends in a zero byte and a number. Else it
    is whatever names each but once and has the same values on both sides for most. ``unfit`` may not be shown.
    """
    (one, rows), (other, others) = left, right
    if not rows or not others or rows[0].kind is not Kind.OBJECT:
        return None
    cells = cells_at(one, rows[0].start, rows[0].end)
    fit = [name for name, cell in cells.items() if _is_name(cell) and not _SECRET.search(name) and not unfit(name)]
    named = [name for pattern in _NAMING for name in fit if pattern.search(name)]
    values = yield from _values((left, right), list(dict.fromkeys(named))[:_MOST_NAMES])
    for name, (first, second) in values.items():
        if (yield from _are_unique(first)) and (yield from _are_unique(second)):
            del values[name]
            yield from _emptied(values)
            return name, first, second
    for name, (first, second) in values.items():
        if _may_be_shared(name) and _are_many(first) and _are_many(second):
            yield from _told_apart(one, rows, first, other, others, second)
            return name, first, second
    yield from _emptied(values)
    return (yield from _by_data((left, right), [name for name in fit if name not in named]))


def _by_data(sides: tuple[_Side, _Side], names: list[str]) -> Generator[None, None, Found | None]:
    """Of the members that name each but once that which most have on both sides; rather a speaking name, and a text."""
    tried = yield from _values([(document, rows[:_SAMPLE]) for document, rows in sides], names[:_MOST_TRIED])
    unique = [name for name, both in tried.items() if all(len(set(side)) == len(side) for side in both)]
    values = yield from _values(sides, unique)
    best, most = "", (0, False, 0)
    fewer = min(len(rows) for _, rows in sides)
    for name, (first, second) in values.items():
        if (yield from _are_unique(first)) and (yield from _are_unique(second)):
            rank = (yield from _shared(first, second)), bool(_SPEAKING.search(name)), _worth(first[0])
            if rank[0] * 2 >= fewer and rank > most:
                best, most = name, rank
    found = values.pop(best, None)
    yield from _emptied(values)
    return (best, found[0], found[1]) if found is not None else None


def _worth(value: bytes) -> int:
    """A text tells more than a number, and that more than a time."""
    return 0 if _TIME.match(value) else 2 if value[:1] == b'"' else 1


def _emptied(values: _Values) -> Generator[None, None, None]:
    yield from emptied(*(side for sides in values.values() for side in sides))


def _values(sides: Sequence[_Side], names: Sequence[str]) -> Generator[None, None, _Values]:
    """Those names that every object of both lists has a text or number for, with these; nothing if one has none."""
    values: _Values = {name: [[], []] for name in names}
    for side, (document, rows) in enumerate(sides):
        for number, node in enumerate(rows if values else ()):
            if node.kind is not Kind.OBJECT or node.end < 0:
                return {}
            cells = cells_at(document, node.start, node.end)
            for name in [name for name in values if not _is_name(cells.get(name))]:
                del values[name]
            if not values:
                return {}
            for name, both in values.items():
                both[side].append(plain_spelling(cells[name]))
            if number % 16 == 15:
                yield
    return values


def _shared(names: list[bytes], others: list[bytes]) -> Generator[None, None, int]:
    """How many of the names stand among the others, too."""
    there: Scattered[bytes, bool] = Scattered()
    for number, name in enumerate(others):
        there[name] = True
        if number % 1024 == 1023:
            yield
    count = 0
    for number, name in enumerate(names):
        count += there.get(name, False)
        if number % 1024 == 1023:
            yield
    yield from emptied(*there.parts)
    return count


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


def _is_name(cell: bytes | None) -> bool:
    """Whether it is short enough to be one, and holds nothing that may be one thing in another."""
    if cell is None or len(cell) > _LONGEST:
        return False
    return is_number(cell) or (cell[:1] == b'"' and cell[1:2] not in (b"{", b"["))


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
