"""Two documents compared by structure: what was added, removed, changed or moved, in the order of the first one."""

from array import array
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from itertools import zip_longest
from typing import Any, TypeVar

from explorer.core.document.align import Blocks, Pairs, common, rising
from explorer.core.document.cells import cell_text, is_number
from explorer.core.document.document import Document
from explorer.core.document.emptying import emptied
from explorer.core.document.identity import Found, canonical, common_key, plain_spelling
from explorer.core.document.node import Kind, Node
from explorer.core.document.sameness import end_of, first_difference, is_doubtful, same_bytes, same_text
from explorer.core.document.scattered import Scattered

MOST_ROWS = 5000
MOST_ALIGNED = 100_000
"""Longer lists of plain values are compared place by place."""
REST = "the rest"
_DEEPEST = 200
_TOLD_AT_ONCE = 64
VOLATILE = ("RequestId",)
_Name = tuple[str, int, bytes]
"""Of a member: since names may come twice, how often it came before; and how it is spelled, where that is in doubt."""
_Held = TypeVar("_Held", list[Any], dict[Any, Any])


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
    Order of members, blanks and escapes are no difference; the text of a number is. Nothing is said to be equal that
    cannot be read: from there on the bytes decide. ``by_place``: a list was too long to be aligned.
    """

    def __init__(
        self,
        left: Document,
        right: Document,
        aside: Sequence[str] = VOLATILE,
        *,
        most: int = MOST_ROWS,
        secret: Callable[[str], bool] = lambda _name: False,
    ) -> None:
        self.left, self.right = left, right
        self.rows: list[Row] = []
        self.set_aside = 0
        self.cut = self.by_place = False
        self._held: list[list[Any] | dict[Any, Any]] = []
        self._aside = [pattern.lower() for pattern in aside]
        self._most, self._is_secret = most, secret
        self._way: list[Row] = []
        self._told = 0
        self._counts: Counter[Sign] = Counter()

    def steps(self) -> Iterator[None]:
        """Compare; a step is some tenths of a millisecond. Never raises for what the documents hold."""
        try:
            yield from self._whole()
        except _EnoughError:
            self.cut = True
        yield from self._let_go(0)

    def _whole(self) -> Generator[None, None, None]:
        """The two values, and what stands behind them that is none."""
        one, other = _top(self.left), _top(self.right)
        if one is not None and other is not None and one.kind is other.kind is Kind.FAULT:
            yield from self._rest(one, other)
        elif one is not None and other is not None:
            yield from self._pair("", one, other)
        elif one is not None or other is not None:
            self._tell(Sign.REMOVED if other is None else Sign.ADDED, "", one, other)
        yield from self._rest(_behind(self.left), _behind(self.right))

    def _rest(self, one: Node | None, other: Node | None) -> Generator[None, None, None]:
        """Places from which nothing more can be read: only the bytes from there on can be compared."""
        if one is None or other is None:
            if one is not None or other is not None:
                self._tell(Sign.REMOVED if other is None else Sign.ADDED, REST, one, other)
        elif not (yield from same_bytes(self.left, one, self.right, other)):
            alike = yield from first_difference(self.left, one, self.right, other)
            self._tell(Sign.CHANGED, f"{REST}, from byte {other.start + alike:,} on", one, other)

    def _hold(self, held: _Held) -> _Held:
        self._held.append(held)
        return held

    def _let_go(self, first: int) -> Generator[None, None, None]:
        held, self._held = self._held[first:], self._held[:first]
        yield from emptied(*held)

    def sweep(self) -> Iterator[None]:
        """Let go, in small steps, of what a comparison holds whose ``steps()`` were dropped half-way."""
        yield from self._let_go(0)

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
        if (yield from same_bytes(self.left, one, self.right, other)):
            return
        if one.kind is not other.kind or not one.is_container or len(self._way) >= _DEEPEST:
            texts = one.kind is Kind.STRING and other.kind is Kind.STRING
            if not texts or not (yield from same_text(self.left, one, self.right, other)):
                self._tell(Sign.CHANGED, name, one, other)
            return
        self._way.append(Row(Sign.CONTEXT, len(self._way), name, one, other))
        yield from (self._objects if one.kind is Kind.OBJECT else self._arrays)(one, other)
        self._way.pop()
        self._told = min(self._told, len(self._way))

    def _is_aside(self, name: str) -> bool:
        lower = name.lower()
        return any(fnmatchcase(lower, pattern) for pattern in self._aside)

    def _is_unfit(self, name: str) -> bool:
        return self._is_aside(name) or self._is_secret(name)

    def _objects(self, one: Node, other: Node) -> Generator[None, None, None]:
        mark = len(self._held)
        left, cut = yield from self._members(self.left, one)
        right, other_cut = yield from self._members(self.right, other)
        names = yield from self._names(self.left, one, left)
        others = yield from self._names(self.right, other, right)
        there: Scattered[_Name, Node] = Scattered()
        self._held += there.parts
        for number, name in enumerate(others):
            there[name] = right[number]
            if number % 1024 == 1023:
                yield
        for number, node in enumerate(left):
            yield from self._member(names[number][0], node, there.take(names[number]))
            yield
        for number, name in enumerate(others):
            if there.take(name) is not None:
                yield from self._member(name[0], None, right[number])
            if number % _TOLD_AT_ONCE == _TOLD_AT_ONCE - 1:
                yield
        yield from self._rest(cut, other_cut)
        yield from self._let_go(mark)

    def _member(self, name: str, one: Node | None, other: Node | None) -> Generator[None, None, None]:
        if self._is_aside(name):
            same = one is not None and other is not None and (yield from same_bytes(self.left, one, self.right, other))
            self.set_aside += not same
        elif one is None or other is None:
            self._tell(Sign.REMOVED if other is None else Sign.ADDED, name, one, other)
        else:
            yield from self._pair(name, one, other)

    def _arrays(self, one: Node, other: Node) -> Generator[None, None, None]:
        if _is_long(self.left, one) and _is_long(self.right, other) and _is_plain(self.left, one):
            yield from self._place_by_place(one, other)
            return
        mark = len(self._held)
        left, cut = yield from self._members(self.left, one)
        right, other_cut = yield from self._members(self.right, other)
        found = yield from common_key((self.left, left), (self.right, right), self._is_unfit)
        if found is not None:
            yield from self._by_key(left, right, found)
        else:
            yield from self._by_place(left, right)
        yield from self._rest(cut, other_cut)
        yield from self._let_go(mark)

    def _place_by_place(self, one: Node, other: Node) -> Generator[None, None, None]:
        """Long lists of plain values, a hundred at a time: to align millions would take longer than anyone waits."""
        self.by_place = True
        for left, right in zip_longest(_hundreds(self.left, one), _hundreds(self.right, other)):
            if left is None or right is None or self.left.source(left) != self.right.source(right):
                rows = list(self.left.children(left)) if left is not None else []
                others = list(self.right.children(right)) if right is not None else []
                rows = [node for node in rows if node.kind is not Kind.FAULT]
                others = [node for node in others if node.kind is not Kind.FAULT]
                yield from self._gap(rows, range(len(rows)), others, range(len(others)))
            yield
        cut, other_cut = _last(self.left, one), _last(self.right, other)
        yield from self._rest(_cut(self.left, one, cut), _cut(self.right, other, other_cut))

    def _by_key(self, left: list[Node], right: list[Node], found: Found) -> Generator[None, None, None]:
        key, names, others = found
        self._held += [names, others]
        partner, met, kept = yield from self._partners(names, others)
        passed = 0
        for at, node in enumerate(left):
            label = _label(at, key, names[at])
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

    def _tell_added(
        self, right: list[Node], first: int, end: int, met: bytearray, others: list[bytes], key: str
    ) -> Generator[None, None, None]:
        for at in range(first, end):
            if not met[at]:
                self._tell(Sign.ADDED, _label(at, key, others[at]), None, right[at])
            if at % _TOLD_AT_ONCE == _TOLD_AT_ONCE - 1:
                yield

    def _by_place(self, left: list[Node], right: list[Node]) -> Generator[None, None, None]:
        names = yield from self._tokens(self.left, left)
        others = yield from self._tokens(self.right, right)
        blocks: Blocks = self._hold((yield from common(names, others)))
        a = b = 0
        for first, second, length in [*blocks, (len(left), len(right), 0)]:
            yield from self._gap(left, range(a, first), right, range(b, second))
            a, b = first + length, second + length
            yield

    def _gap(self, left: list[Node], here: range, right: list[Node], there: range) -> Generator[None, None, None]:
        """What lies between two equal elements: changed one by one, and the rest of the longer side."""
        for at, place in zip(here, there, strict=False):
            yield from self._pair(left[at].name, left[at], right[place])
            yield
        both = min(len(here), len(there))
        for sign, nodes, rest in ((Sign.REMOVED, left, here[both:]), (Sign.ADDED, right, there[both:])):
            for number, at in enumerate(rest):
                node = nodes[at]
                self._tell(sign, node.name, *((node, None) if sign is Sign.REMOVED else (None, node)))
                if number % _TOLD_AT_ONCE == _TOLD_AT_ONCE - 1:
                    yield

    def _members(self, document: Document, node: Node) -> Generator[None, None, tuple[list[Node], Node | None]]:
        """The members, and the place where the container breaks off, if it does."""
        found: list[Node] = self._hold([])
        for child in document.members(node):
            found.append(child)
            if len(found) % 25 == 0:
                yield
        fault = found.pop() if found and found[-1].kind is Kind.FAULT else None
        return found, _cut(document, node, found[-1] if found else None, fault)

    def _names(self, document: Document, owner: Node, nodes: list[Node]) -> Generator[None, None, list[_Name]]:
        """What tells each member from the others of its object."""
        found: list[_Name] = self._hold([])
        turns: Scattered[str, int] = Scattered()
        self._held += turns.parts
        before = owner.start + 1
        for number, node in enumerate(nodes):
            name = node.key or ""
            turn = turns.get(name, 0)
            turns[name] = turn + 1
            # Two names that are shown alike need not be the same.
            raw = document.data[before : node.start].strip(b" \t\r\n:,") if is_doubtful(name) else b""
            found.append((name, turn, plain_spelling(raw)))
            before = node.end
            if number % 512 == 511:
                yield
        return found

    def _tokens(self, document: Document, nodes: list[Node]) -> Generator[None, None, list[bytes]]:
        found: list[bytes] = self._hold([])
        for node in nodes:
            found.append(canonical(document, node))
            if len(found) % 32 == 0:
                yield
        return found

    def _partners(
        self, names: list[bytes], others: list[bytes]
    ) -> Generator[None, None, tuple["array[int]", bytearray, bytearray]]:
        """For each name its place among the others or -1; which of the others have one; which kept their order."""
        places: Scattered[bytes, int] = Scattered()
        self._held += places.parts
        for at, name in enumerate(others):
            places[name] = at
            if at % 1024 == 1023:
                yield
        pairs: Pairs = self._hold([])
        partner, met, kept = array("q", [-1]) * len(names), bytearray(len(others)), bytearray(len(names))
        for at, name in enumerate(names):
            place = places.get(name, -1)
            if place >= 0:
                pairs.append((at, place))
                partner[at] = place
                met[place] = 1
            if at % 1024 == 1023:
                yield
        longest = self._hold((yield from rising(pairs)))
        for number, (at, _) in enumerate(longest):
            kept[at] = 1
            if number % 4096 == 4095:
                yield
        return partner, met, kept


def _top(document: Document) -> Node | None:
    """The whole value, or the place of something that is none; None where there is nothing at all."""
    start = document.index.root
    return document.root() or (Node(Kind.FAULT, start, start) if start < len(document.data) else None)


def _behind(document: Document) -> Node | None:
    after = document.index.after
    return Node(Kind.FAULT, after, after) if after >= 0 else None


def _cut(document: Document, node: Node, last: Node | None, fault: Node | None = None) -> Node | None:
    """What follows the last member of a container that breaks off, unless that member does so itself."""
    if fault is None and (node.end >= 0 or (last is not None and last.is_container and last.end < 0)):
        return None
    start = node.start + 1 if last is None else end_of(document, last)
    return Node(Kind.FAULT, start, start, fault.key if fault is not None else None, parent=node)


def _last(document: Document, node: Node) -> Node | None:
    rows = document.children(node)
    while rows and rows[-1].kind is Kind.BUCKET:
        rows = document.children(rows[-1])
    return next((row for row in reversed(rows) if row.kind is not Kind.FAULT), None)


def _is_long(document: Document, node: Node) -> bool:
    return document.is_counted(node) and document.count(node) > MOST_ALIGNED


def _is_plain(document: Document, node: Node) -> bool:
    first = next(document.members(node), None)
    return first is not None and not first.is_container


def _hundreds(document: Document, node: Node) -> Iterator[Node]:
    """The ranges of a hundred members of a long list."""
    for child in document.children(node):
        if child.kind is Kind.BUCKET and child.step > 1:
            yield from _hundreds(document, child)
        elif child.kind is Kind.BUCKET:
            yield child


def _label(at: int, key: str, name: bytes) -> str:
    text = cell_text(name.partition(b"\0")[0], 80)
    # A text that looks like a number is another name than that number.
    quote = '"' if name[:1] == b'"' and is_number(text.encode("utf-8", "replace")) else ""
    return f"[{at}] {key}={quote}{text}{quote}"
