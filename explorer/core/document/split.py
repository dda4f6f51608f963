"""Splits one container into its members, one level at a time, on demand."""

import json
from collections.abc import Generator, Iterator
from itertools import islice
from typing import TypeVar, cast

from explorer.core.document.ends import container_end, lenient_end
from explorer.core.document.grammar import BUCKET, HUNDRED, KEY, WINDOW
from explorer.core.document.index import Index, counted
from explorer.core.document.node import Kind, Node
from explorer.core.document.reader import (
    UnreadableError,
    after_value,
    colon,
    key_place,
    odd_scalar,
    quoted_end,
    scalar,
    skip_space,
    string_part,
)
from explorer.core.document.strings import decode_string

_LONG_KEY = 8192
_STEP = 16
"""Members that are made in one step: some tenths of a millisecond where each is an object."""
_HUNDREDS = 4
_T = TypeVar("_T")
_PAIRS = json.JSONDecoder(object_pairs_hook=list)
_SMALL = 32_768
"""Bytes of an object that are parsed at once to count its members, while its row is being painted."""


class Splitter:
    """Makes the child rows of a row. What the index has not reached yet is left out."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._data = index.data
        self._names: dict[bytes, str] = {}

    def children(self, node: Node) -> list[Node]:
        """The rows below ``node``: its members, or ranges of them when they are many."""
        return finished(self.children_steps(node))

    def children_steps(self, node: Node) -> Generator[None, None, list[Node]]:
        """The same in steps of some tenths of a millisecond."""
        if node.kind is Kind.BUCKET:
            return (yield from self._in_range(node))
        if node.kind > Kind.ARRAY:
            return []
        if node.span is None and node.marks is None:
            rows = yield from _listed(self._members(node, node, self._first(node), 0, BUCKET + 1))
            if len(rows) <= BUCKET:
                node.count, node.marks = len(rows), ()
                return rows
        yield from self.layout_steps(node)
        if node.count > BUCKET:
            return self._ranges(node, node, 0, node.count)
        return (yield from _listed(self._members(node, node, self._first(node), 0, BUCKET + 1)))

    def _in_range(self, bucket: Node) -> Generator[None, None, list[Node]]:
        owner = bucket.owner
        if owner is None:
            return []
        if bucket.step > 1:
            return self._ranges(owner, bucket, bucket.index, bucket.index + bucket.count)
        return (yield from _listed(self.range_members(bucket)))

    def range_members(self, bucket: Node) -> Iterator[Node]:
        """The members of a range that holds no further ranges."""
        owner = bucket.owner
        return self._members(owner, bucket, bucket.start, bucket.index, bucket.count) if owner is not None else iter(())

    def layout(self, node: Node) -> None:
        """Find out how many members a container has and where each hundredth of them starts."""
        finished(self.layout_steps(node))

    def layout_steps(self, node: Node) -> Generator[None, None, None]:
        """The same in steps of some tenths of a millisecond."""
        span = node.span
        if span is not None:
            node.count, node.marks = span.count, span.marks
        elif node.marks is None:
            count, marks = yield from self._measure(node)
            node.count, node.marks = count, marks

    def count_up_to(self, node: Node, most: int) -> int:
        """The number of members, counted one by one no further than ``most``."""
        return sum(1 for _ in self._members(node, node, self._first(node), 0, most))

    def value(self, start: int, parent: Node | None = None) -> Node:
        """The row of the value at ``start``. Raises UnreadableError."""
        data, index = self._data, self._index
        if data.startswith(b'"', start):
            return Node(Kind.STRING, start, self._text_end(start), parent=parent)
        known = index.ends.get(start)
        if known is not None and data[start] not in b"{[":
            return Node(Kind.NUMBER, start, known, parent=parent)
        simple = scalar(data, start)
        if simple is not None:
            return Node(simple[1], start, simple[0], parent=parent)
        if start < len(data) and data[start] in b"{[":
            kind = Kind.OBJECT if data[start] == 0x7B else Kind.ARRAY
            span = index.spans.get(start)
            end = span.end if span is not None else self._container_end(start)
            return Node(kind, start, end, parent=parent, span=span)
        end, kind, _ = odd_scalar(data, start)
        return Node(kind, start, end, parent=parent)

    def _container_end(self, start: int) -> int:
        known = self._index.ends.get(start)
        if known is not None:
            return known
        end = container_end(self._data, self._index.view, start)
        if end < 0:
            end = lenient_end(self._data, start, start + 2 * WINDOW)
        if end < 0:
            raise UnreadableError(start, "this value does not end")
        return end

    def _text_end(self, start: int) -> int:
        known = self._index.ends.get(start)
        if known is not None:
            return known
        end, done = quoted_end(self._data, start + 1)
        while not done:
            end, done = string_part(self._data, end)
            if end - start > 2 * WINDOW:
                raise UnreadableError(start, "this text does not end")
        return end

    def _first(self, node: Node) -> int:
        return skip_space(self._data, node.start + 1, self._index.gaps)

    def _measure(self, node: Node) -> Generator[None, None, tuple[int, list[int]]]:
        first = self._first(node)
        if self._data.startswith((b"]", b"}"), first):
            return 0, []
        if node.kind is Kind.ARRAY:
            found = counted(self._data, self._index.view, first, node.end - 1)
            if found is not None:
                return found
        hundreds: list[int] = []
        while node.kind is Kind.OBJECT and (match := HUNDRED.match(self._data, first, node.end)) is not None:
            hundreds.append(first)
            first = match.end()
            if len(hundreds) % _HUNDREDS == 0:
                yield
        if not hundreds and node.kind is Kind.OBJECT and 0 < node.end - node.start <= _SMALL:
            count = _pairs(self._data[node.start : node.end])
            if 0 <= count <= BUCKET:
                return count, []
        if hundreds and 0 < node.end - first <= _SMALL:
            rest = _pairs(b"{%b" % self._data[first : node.end])
            if 0 < rest <= BUCKET:
                return len(hundreds) * BUCKET + rest, [*hundreds, first]
        starts = yield from _listed(self._starts(node, first))
        return len(hundreds) * BUCKET + len(starts), hundreds + starts[::BUCKET]

    def _starts(self, node: Node, pos: int) -> Iterator[int]:
        is_array, more = node.kind is Kind.ARRAY, True
        try:
            while more:
                start = pos
                value = pos if is_array else self._key(pos)[1]
                pos = self.value(value).end
                yield start
                more, pos = after_value(self._data, pos, is_array, self._index.gaps)
        except UnreadableError:
            return

    def _ranges(self, node: Node, parent: Node, low: int, high: int) -> list[Node]:
        step = BUCKET
        while (high - low) > step * BUCKET:
            step *= BUCKET
        marks = node.marks or ()
        return [
            Node(
                Kind.BUCKET, marks[at // BUCKET], -1, index=at, parent=parent, depth=_depth_below(parent),
                count=min(step, high - at), step=max(step // BUCKET, 1),
            )
            for at in range(low, high, step)
        ]  # fmt: skip

    def _key(self, pos: int) -> tuple[str, int]:
        """The key at ``pos``, and where its value starts. Raises UnreadableError."""
        data = self._data
        is_long = data.startswith(b'"', pos) and data.find(b'"', pos + 1, pos + _LONG_KEY) < 0
        found = None if is_long else KEY.match(data, pos, pos + WINDOW)
        if found is not None:
            token = found.group(1)
            name = self._names.get(token)
            if name is None:
                name = decode_string(data, found.start(1), found.end(1))
                if len(self._names) < 4096:
                    self._names[token] = name
            end = found.end()
            return name, end if end < pos + WINDOW else skip_space(data, end, self._index.gaps)
        quote = key_place(data, pos, self._index.gaps)
        end = self._text_end(quote)
        return decode_string(data, quote, end, 4096 if end - quote > WINDOW else 0), colon(data, end, self._index.gaps)

    def members_from(self, owner: Node, start: int, number: int, most: int) -> Iterator[Node]:
        """``most`` members from the one on that starts there, and is the ``number``-th."""
        return self._members(owner, owner, start, number, most)

    def _members(self, owner: Node, parent: Node, pos: int, number: int, most: int) -> Iterator[Node]:
        data, index = self._data, self._index
        is_array, depth, last = owner.kind is Kind.ARRAY, _depth_below(parent), number + most
        closing = b"]" if is_array else b"}"
        if not number and data.startswith(closing, pos):
            return
        begun = -1
        try:
            while number < last and (pos < index.pos or index.finished):
                begun = -1 if is_array else pos
                key, start = (None, pos) if is_array else self._key(pos)
                node = self.value(start, parent)
                begun = -1
                node.key, node.index, node.depth = key, number, depth
                yield node
                number += 1
                if node.end < 0 or not (node.end < index.pos or index.finished):
                    return
                more, pos = after_value(data, node.end, is_array, index.gaps)
                if not more:
                    return
        except UnreadableError as fault:
            if index.finished:
                place = fault.offset
                yield Node(Kind.FAULT, place, place, fault.message, number, parent, depth, lost=self._key_only(begun))

    def _key_only(self, pos: int) -> str:
        """The key of a member whose value cannot be read; empty where there is no whole one."""
        if pos < 0:
            return ""
        try:
            quote = key_place(self._data, pos, self._index.gaps)
            end = self._text_end(quote)
        except UnreadableError:
            return ""
        return decode_string(self._data, quote, end, 4096)


def _pairs(source: bytes) -> int:
    """The members of a whole object, equal names each counted; -1 where the strict parser, which is in C, gives up."""
    try:
        return len(_PAIRS.decode(source.decode()))
    except (ValueError, RecursionError):
        return -1


def finished(work: Generator[None, None, _T]) -> _T:
    """What some steps come to, done at once."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            return cast("_T", done.value)


def _listed(each: Iterator[_T]) -> Generator[None, None, list[_T]]:
    found: list[_T] = []
    while part := list(islice(each, _STEP)):
        found += part
        if len(part) < _STEP:
            break
        yield
    return found


def _depth_below(parent: Node) -> int:
    return parent.depth + 1
