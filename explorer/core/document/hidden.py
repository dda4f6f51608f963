"""Where the values are that are not to be read: a search that counted matches in them would confirm a guess."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Generator, Iterator
from itertools import count

from explorer.core.document.document import Document
from explorer.core.document.names import Names
from explorer.core.document.node import Kind, Node
from explorer.core.document.reader import UnreadableError, skip_space, string_part

_STEP = 1 << 15
_SPELLED = 1 << 12
_MEMBERS = 64
_VALUES = 32
_SHORTEST_PLAIN = 1 << 10
_LOOKED_AT = 1 << 18
_TEXT = 10_000
_LEVELS = 16
_NUMBER = re.compile(rb"[-+.\w]++")


def in_secret_list(document: Document, node: Node, is_secret: Callable[[str, bool], bool]) -> bool:
    """Whether a row stands inside a list of secrets: one of a secret's name whose first member is a string."""
    above = node.owner
    for _ in range(_LEVELS):
        if above is None:
            return False
        if above.kind is Kind.ARRAY and above.key is not None and is_secret(above.key, False):
            return _begins_with_text(document, above)
        above = above.owner
    return False


def _begins_with_text(document: Document, node: Node) -> bool:
    return document.data.startswith(b'"', skip_space(document.data, node.start + 1, document.index.gaps))


class Hidden:
    """The places of all strings and numbers that ``is_secret`` hides by their name, or the name of their list.

    ``is_secret`` is given a name and whether the value is a number. Places are found in order, by ``reach``. A list
    that holds nothing but plain strings is one place.
    """

    def __init__(self, document: Document, is_secret: Callable[[str, bool], bool]) -> None:
        self._document = document
        self._names = Names(document.data, is_secret)
        self._starts, self._ends = array("Q"), array("Q")
        self._lists: set[int] = set()
        self._count = self._pos = 0

    def reach(self, place: int) -> Iterator[None]:
        """Look at the names before a place; each step is some tenths of a millisecond."""
        data = self._document.data
        while self._pos < min(place, len(data)):
            begin, end = self._pos, self._pos + _STEP
            # A name that lies on the border is seen whole, and hides what it names once.
            places = yield from self._names.places(begin, min(end + _SPELLED, len(data)))
            for number, (place_of_value, verdict) in enumerate(places, start=1):
                yield from self._take(place_of_value, verdict)
                if number % _VALUES == 0:
                    yield
            self._pos = max(self._pos, end)
            yield

    def is_reached(self, place: int) -> bool:
        """Whether all names before a place were looked at."""
        return self._pos >= min(place, len(self._document.data))

    def hides(self, node: Node) -> bool:
        """Whether a row is hidden, told without the rows before it; as the tree decides it."""
        if node.kind not in (Kind.STRING, Kind.NUMBER):
            return False
        document, owner = self._document, node.owner
        if document.hides is not None and document.hides(document.text(node, _TEXT)):
            return True
        name = node.key if node.key is not None else owner.key if owner is not None else None
        if name is not None and self._names.is_secret(name, node.kind is Kind.NUMBER):
            return True
        return in_secret_list(document, node, self._names.is_secret)

    def covers(self, place: int, shown: Collection[int] = ()) -> bool:
        """Whether a place lies in a hidden value; ``shown`` are the starts of those that may be read after all."""
        at = bisect_right(self._starts, place) - 1
        if at < 0 or place >= self._ends[at]:
            return False
        start = self._starts[at]
        if start not in self._lists:
            return start not in shown
        data = self._document.data
        return not any(start < each <= place <= data.find(b'"', each + 1) for each in shown)

    def count(self, shown: Collection[int] = ()) -> int:
        """How many values are hidden, as far as the names were looked at."""
        return self._count - sum(1 for start in shown if self.covers(start))

    def _take(self, after_name: int, verdict: tuple[bool, bool]) -> Iterator[None]:
        data = self._document.data
        start = skip_space(data, after_name, self._document.index.gaps)
        if data.startswith(b"[", start):
            yield from self._take_list(start, verdict)
        elif data.startswith(b'"', start):
            if verdict[0]:
                end, done = start + 1, False
                while not done:
                    end, done = self._text_part(end)
                    if not done:
                        yield
                self._note(start, end)
        elif verdict[1] and not data.startswith((b"{", b"t", b"f", b"n"), start):
            number = _NUMBER.match(data, start, start + (1 << 20))
            self._note(start, number.end() if number else start)

    def _take_list(self, start: int, verdict: tuple[bool, bool]) -> Iterator[None]:
        if start in self._lists:
            return
        node = self._document.value_at(start)
        count = (yield from self._plain_members(node)) if node is not None and verdict[0] else 0
        if node is not None and count:
            self._note(start, node.end, count)
            self._lists.add(start)
            return
        if node is not None and verdict[0] and _begins_with_text(self._document, node):
            yield from self._take_all_below(node)
            return
        members: Iterator[Node] = self._document.members(node) if node is not None else iter(())
        for number, child in enumerate(members):
            if verdict[child.kind is Kind.NUMBER] and child.kind in (Kind.STRING, Kind.NUMBER):
                self._note(child.start, child.end)
            if number % _MEMBERS == 0:
                yield

    def _take_all_below(self, node: Node) -> Iterator[None]:
        """Of a list of secrets, what its objects and lists hold too."""
        waiting = [self._document.members(node)]
        for number in count():
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
                if not waiting:
                    return
            elif child.is_container:
                waiting.append(self._document.members(child))
            elif child.kind in (Kind.STRING, Kind.NUMBER):
                self._note(child.start, child.end)
            if number % _MEMBERS == 0:
                yield

    def _plain_members(self, node: Node) -> Generator[None, None, int]:
        """The number of members of a longer list that holds plain strings alone; 0 for any other."""
        data, quotes = self._document.data, 0
        if node.end - node.start < _SHORTEST_PLAIN:
            return 0
        for begin in range(node.start + 1, node.end, _LOOKED_AT):
            end = min(begin + _LOOKED_AT, node.end)
            if any(data.find(mark, begin, end) >= 0 for mark in (b"\\", b"[", b"{")):
                return 0
            quotes += data.count(b'"', begin, end)
            yield
        count = self._document.count(node)
        return count if quotes == 2 * count else 0

    def _text_part(self, pos: int) -> tuple[int, bool]:
        try:
            return string_part(self._document.data, pos)
        except UnreadableError as torn:
            return torn.offset, True

    def _note(self, start: int, end: int, count: int = 1) -> None:
        # Nearly always the last; only within a hidden list a value is found after those behind it.
        at = bisect_left(self._starts, start) if self._starts and start <= self._starts[-1] else len(self._starts)
        if at == len(self._starts) or self._starts[at] != start:
            self._starts.insert(at, start)
            self._ends.insert(at, end)
            self._count += count
