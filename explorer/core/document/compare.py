"""Two documents compared by structure: what was added, removed, changed or moved, in the order of the first one."""

from array import array
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from itertools import islice

from explorer.core.document.align import Pairs, common, rising
from explorer.core.document.cells import cell_text
from explorer.core.document.document import Document
from explorer.core.document.emptying import emptied
from explorer.core.document.identity import canonical, common_key
from explorer.core.document.node import Kind, Node

MOST_ROWS = 5000
_DEEPEST = 200
_PIECE = 1 << 16
_TOLD_AT_ONCE = 64
VOLATILE = ("RequestId",)


class Sign(StrEnum):
    """What a row of a comparison tells; CONTEXT only says where the rows below it are."""

    CONTEXT = " "
    ADDED = "+"
    REMOVED = "−"
    CHANGED = "≠"
    MOVED = "↕"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tree of differences; ``left`` is None for what was added, ``right`` for what was removed."""

    sign: Sign
    depth: int
    name: str
    left: Node | None
    right: Node | None


class _EnoughError(Exception):
    """As many rows as anyone reads."""


class Comparison:
    """``rows`` grows as ``steps()`` runs. Members named in ``aside`` (patterns, any case) are only counted.

    Lists of objects are aligned by a key that names each object on both sides; other lists by what is equal in both.
    Order of members, blanks and escapes are no difference; the text of a number is.
    """

    def __init__(
        self, left: Document, right: Document, aside: Sequence[str] = VOLATILE, *, most: int = MOST_ROWS
    ) -> None:
        self.left, self.right = left, right
        self.rows: list[Row] = []
        self.set_aside = 0
        self.cut = False
        self._aside = [pattern.lower() for pattern in aside]
        self._most = most
        self._way: list[Row] = []
        self._told = 0
        self._counts: Counter[Sign] = Counter()

    def steps(self) -> Iterator[None]:
        """Compare; a step is some tenths of a millisecond. Never raises for what the documents hold."""
        one, other = self.left.root(), self.right.root()
        try:
            if one is not None and other is not None:
                yield from self._pair("", one, other)
            elif one is not None or other is not None:
                self._tell(Sign.REMOVED if other is None else Sign.ADDED, "", one, other)
        except _EnoughError:
            self.cut = True

    def count(self, sign: Sign) -> int:
        """How many rows have that sign."""
        return self._counts[sign]

    def _tell(self, sign: Sign, name: str, left: Node | None, right: Node | None) -> None:
        if len(self.rows) >= self._most:
            raise _EnoughError
        self.rows += self._way[self._told :]
        self._told = len(self._way)
        self.rows.append(Row(sign, len(self._way), name, left, right))
        self._counts[sign] += 1

    def _pair(self, name: str, one: Node, other: Node) -> Generator[None, None, None]:
        if (yield from self._same_bytes(one, other)):
            return
        if one.kind is not other.kind or not one.is_container or len(self._way) >= _DEEPEST:
            if not self._same_scalar(one, other):
                self._tell(Sign.CHANGED, name, one, other)
            return
        self._way.append(Row(Sign.CONTEXT, len(self._way), name, one, other))
        yield from (self._objects if one.kind is Kind.OBJECT else self._arrays)(one, other)
        self._way.pop()
        self._told = min(self._told, len(self._way))

    def _same_bytes(self, one: Node, other: Node) -> Generator[None, None, bool]:
        size = _end(self.left, one) - one.start
        if size != _end(self.right, other) - other.start:
            return False
        for begin in range(0, size, _PIECE):
            length = min(_PIECE, size - begin)
            first, second = one.start + begin, other.start + begin
            if self.left.data[first : first + length] != self.right.data[second : second + length]:
                return False
            if begin:
                yield
        return True

    def _same_scalar(self, one: Node, other: Node) -> bool:
        return one.kind is other.kind and not one.is_container and self.left.text(one, 0) == self.right.text(other, 0)

    def _is_aside(self, name: str) -> bool:
        lower = name.lower()
        return any(fnmatchcase(lower, pattern) for pattern in self._aside)

    def _objects(self, one: Node, other: Node) -> Generator[None, None, None]:
        left = yield from _members(self.left, one)
        right = yield from _members(self.right, other)
        there = yield from _by_name(right)
        here = yield from _by_name(left)
        for (name, turn), node in here.items():
            match = there.pop((name, turn), None)
            if self._is_aside(name):
                same = match is not None and self.left.source(node) == self.right.source(match)
                self.set_aside += not same
            elif match is None:
                self._tell(Sign.REMOVED, name, node, None)
            else:
                yield from self._pair(name, node, match)
            yield
        for number, ((name, _), node) in enumerate(there.items()):
            if self._is_aside(name):
                self.set_aside += 1
            else:
                self._tell(Sign.ADDED, name, None, node)
            if number % _TOLD_AT_ONCE == _TOLD_AT_ONCE - 1:
                yield
        yield from emptied(left, right, here, there)

    def _arrays(self, one: Node, other: Node) -> Generator[None, None, None]:
        left = yield from _members(self.left, one)
        right = yield from _members(self.right, other)
        found = yield from common_key(self.left, left, self.right, right)
        if found is not None:
            yield from self._by_key(left, right, *found)
        else:
            yield from self._by_place(left, right)
        yield from emptied(left, right)

    def _by_key(
        self, left: list[Node], right: list[Node], key: str, names: list[bytes], others: list[bytes]
    ) -> Generator[None, None, None]:
        partner, met, kept = yield from _partners(names, others)
        passed = 0
        for at, node in enumerate(left):
            label = f"[{at}] {key}={cell_text(names[at], 80)}"
            place = partner[at]
            if place < 0:
                self._tell(Sign.REMOVED, label, node, None)
                if at % _TOLD_AT_ONCE == _TOLD_AT_ONCE - 1:
                    yield
                continue
            if kept[at]:
                yield from self._tell_added(right, passed, place, met, others, key)
                passed = place + 1
            else:
                self._tell(Sign.MOVED, label, node, right[place])
            yield from self._pair(label, node, right[place])
            yield
        yield from self._tell_added(right, passed, len(right), met, others, key)
        yield from emptied(names, others)

    def _tell_added(
        self, right: list[Node], first: int, end: int, met: bytearray, others: list[bytes], key: str
    ) -> Generator[None, None, None]:
        for at in range(first, end):
            if not met[at]:
                self._tell(Sign.ADDED, f"[{at}] {key}={cell_text(others[at], 80)}", None, right[at])
            if at % _TOLD_AT_ONCE == _TOLD_AT_ONCE - 1:
                yield

    def _by_place(self, left: list[Node], right: list[Node]) -> Generator[None, None, None]:
        names = yield from _tokens(self.left, left)
        others = yield from _tokens(self.right, right)
        pairs: Pairs = yield from common(names, others)
        a = b = 0
        for stop_a, stop_b in [*pairs, (len(left), len(right))]:
            yield from self._gap(left[a:stop_a], right[b:stop_b])
            a, b = stop_a + 1, stop_b + 1
            yield

    def _gap(self, left: list[Node], right: list[Node]) -> Generator[None, None, None]:
        """What lies between two equal elements: changed one by one, and the rest of the longer side."""
        for one, other in zip(left, right, strict=False):
            yield from self._pair(one.name, one, other)
            yield
        both = min(len(left), len(right))
        for sign, rest in ((Sign.REMOVED, left), (Sign.ADDED, right)):
            for number, node in enumerate(islice(rest, both, None)):
                self._tell(sign, node.name, *((node, None) if sign is Sign.REMOVED else (None, node)))
                if number % _TOLD_AT_ONCE == _TOLD_AT_ONCE - 1:
                    yield


def _end(document: Document, node: Node) -> int:
    return node.end if node.end >= 0 else len(document.data)


def _members(document: Document, node: Node) -> Generator[None, None, list[Node]]:
    found: list[Node] = []
    for child in document.members(node):
        found.append(child)
        if len(found) % 100 == 0:
            yield
    return found


def _by_name(nodes: list[Node]) -> Generator[None, None, dict[tuple[str, int], Node]]:
    """Members by name and, since names may come twice, by how often the name came before."""
    found: dict[tuple[str, int], Node] = {}
    turns: dict[str, int] = {}
    for number, node in enumerate(nodes):
        name = node.key or ""
        turn = turns.get(name, 0)
        turns[name] = turn + 1
        found[name, turn] = node
        if number % 512 == 511:
            yield
    yield from emptied(turns)
    return found


def _tokens(document: Document, nodes: list[Node]) -> Generator[None, None, list[bytes]]:
    found: list[bytes] = []
    for node in nodes:
        found.append(canonical(document, node))
        if len(found) % 32 == 0:
            yield
    return found


def _partners(
    names: list[bytes], others: list[bytes]
) -> Generator[None, None, tuple["array[int]", bytearray, bytearray]]:
    """For each name its place among the others or -1; which of the others have one; which names kept their order."""
    places: dict[bytes, int] = {}
    for at, name in enumerate(others):
        places[name] = at
        if at % 1024 == 1023:
            yield
    pairs = []
    partner, met, kept = array("q", [-1]) * len(names), bytearray(len(others)), bytearray(len(names))
    for at, name in enumerate(names):
        if name in places:
            pairs.append((at, places[name]))
            partner[at] = places[name]
            met[places[name]] = 1
        if at % 1024 == 1023:
            yield
    longest = yield from rising(pairs)
    for number, (at, _) in enumerate(longest):
        kept[at] = 1
        if number % 4096 == 4095:
            yield
    yield from emptied(places, longest, pairs)
    return partner, met, kept
