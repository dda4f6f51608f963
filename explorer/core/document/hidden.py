"""Where the values are that are not to be read: a search that counted matches in them would confirm a guess."""

import re
from collections.abc import Callable, Collection, Generator, Iterator
from itertools import count

from explorer.core.document.backwards import last_quote, name_before, object_around
from explorer.core.document.document import Document
from explorer.core.document.grammar import WINDOW
from explorer.core.document.inner_secrets import inner_secrets
from explorer.core.document.names import Names, Verdict
from explorer.core.document.node import Kind, Node
from explorer.core.document.paired import MEMBERS, hidden_in_pair, is_paired
from explorer.core.document.places import Places
from explorer.core.document.reader import UnreadableError, skip_space, string_part

_STEP = 1 << 15
_FARTHEST = WINDOW + _STEP
"""A name may stand that far from what it hides, unless something between them is bigger than the index's window."""
_SPELLED = 1 << 12
_MEMBERS = 64
_VALUES = 32
_SHORTEST_PLAIN = 1 << 10
_LOOKED_AT = 1 << 18
_TEXT = 10_000
_LEVELS = 16
_DEEPEST = 100
_NUMBER = re.compile(rb"[-+.\w]++")
_BLANKS = b" \t\n\r"
_ANY_VALUE: Verdict = (True, True, False)
_NOTHING: Verdict = (False, False, False)


def in_secret_list(document: Document, node: Node, is_secret: Callable[[str, bool], bool]) -> bool:
    """Whether a row stands inside a list of secrets: one of a secret's name whose first member is a string."""
    above = node.owner
    for _ in range(_LEVELS):
        if above is None:
            return False
        named = above.kind is Kind.ARRAY and above.key is not None and is_secret(above.key, False)
        if named and _begins_with_text(document, above):
            return True
        above = above.owner
    return False


def _begins_with_text(document: Document, node: Node) -> bool:
    return document.data.startswith(b'"', skip_space(document.data, node.start + 1, document.index.gaps))


class Hidden:
    """The places of all strings and numbers that ``is_secret`` hides by their name, or the name of their list or pair.

    ``is_secret`` is given a name and whether the value is a number. A list that holds nothing but plain strings is
    one place. What JSON in a string names as a secret is hidden too. ``hides_text`` tells of secrets whatever their
    names, as the document's own ``hides`` does.
    """

    def __init__(
        self,
        document: Document,
        is_secret: Callable[[str, bool], bool],
        hides_text: Callable[[str], bool] | None = None,
    ) -> None:
        self._document = document
        self._hides_text = hides_text
        self._names = Names(document.data, is_secret)
        self._places, self._inner = Places(), Places()
        self._lists: set[int] = set()
        self._taken: set[tuple[int, bool]] = set()
        self._looked_at = bytearray(len(document.data) // _STEP + 1)
        self._knows_big = False
        self._count = self._pos = 0

    def reach(self, place: int) -> Iterator[None]:
        """Look at the names before a place; each step is some tenths of a millisecond."""
        if self._document.complete:
            yield from self._look_at_big()
        while self._pos < min(place, len(self._document.data)):
            block = self._pos // _STEP
            yield from self._look_at(block)
            self._pos = max(self._pos, (block + 1) * _STEP)

    def know(self, begin: int, end: int) -> Iterator[None]:
        """Find all that is hidden between two places; as ``reach`` while the document is still being read."""
        if not self._document.complete:
            yield from self.reach(end + _FARTHEST)
            return
        yield from self._look_at_big()
        first = max(begin - _FARTHEST, 0) // _STEP
        while first and not self._document.data[first * _STEP : (first + 1) * _STEP].strip(_BLANKS):
            first -= 1
            yield
        for block in range(first, min((end + _FARTHEST) // _STEP + 1, len(self._looked_at))):
            yield from self._look_at(block)

    @property
    def is_all_known(self) -> bool:
        """Whether all names were looked at."""
        return self._pos >= len(self._document.data)

    @property
    def asks_texts(self) -> bool:
        """Whether a text may be hidden for what it says."""
        return self._hides_text is not None or self._document.hides is not None

    def hides(self, node: Node) -> bool:
        """Whether a row is hidden, told without the rows before it; as the tree decides it."""
        if node.kind not in (Kind.STRING, Kind.NUMBER):
            return False
        document, owner = self._document, node.owner
        if self.asks_texts:
            text = document.text(node, _TEXT)
            if any(hides(text) for hides in (document.hides, self._hides_text) if hides is not None):
                return True
        name = node.key if node.key is not None else owner.key if owner is not None else None
        is_secret = self._names.is_secret
        if name is not None and is_secret(name, node.kind is Kind.NUMBER):
            return True
        return is_paired(document, node, is_secret) or in_secret_list(document, node, is_secret)

    def any_near(self, begin: int, end: int) -> bool:
        """Whether anything may be hidden between two places, as far as is known."""
        return self._places.any_near(begin, end) or self._inner.any_near(begin, end)

    def covers(self, place: int, shown: Collection[int] = ()) -> bool:
        """Whether a place lies in a hidden value; ``shown`` are the starts of those that may be read after all."""
        if self._inner.around(place) >= 0 and last_quote(self._document.data, place) not in shown:
            return True
        start = self._places.around(place)
        if start < 0:
            return False
        if start not in self._lists:
            return start not in shown
        data = self._document.data
        return not any(start < each <= place <= data.find(b'"', each + 1) for each in shown)

    def count(self, shown: Collection[int] = ()) -> int:
        """How many values are hidden, as far as the names were looked at."""
        return self._count - sum(1 for start in shown if self.covers(start))

    def _look_at(self, block: int) -> Iterator[None]:
        """Find what the names in a block hide."""
        if self._looked_at[block]:
            return
        begin, end, data = block * _STEP, (block + 1) * _STEP, self._document.data
        # A name that lies on the border is seen whole, and hides what it names once.
        after = data.find(b'":', end, end + _SPELLED)
        places = yield from self._names.places(begin, after + 2 if after >= 0 else min(end + _SPELLED, len(data)))
        for number, (place_of_value, verdict) in enumerate(places, start=1):
            yield from self._take(place_of_value, verdict)
            if number % _VALUES == 0:
                yield
        if data.find(b'\\"', begin, end) >= 0:
            yield from self._look_inside(begin, end)
        self._looked_at[block] = True
        yield

    def _look_inside(self, begin: int, end: int) -> Iterator[None]:
        """Find what JSON in strings hides."""
        found = inner_secrets(self._document.data, begin, end, _SPELLED, self._names.verdict)
        for number, stretch in enumerate(found, start=1):
            if stretch is not None and stretch[0] < stretch[1] and self._inner.add(*stretch):
                self._count += 1
            if number % _VALUES == 0:
                yield

    def _look_at_big(self) -> Iterator[None]:
        """Find what hides the values that are bigger than a window, by the names before them and in them."""
        if self._knows_big:
            return
        index, data = self._document.index, self._document.data
        starts = [*index.spans, *(start for start, end in list(index.ends.items()) if end - start > WINDOW)]
        for number, start in enumerate(starts, start=1):
            begin, end = name_before(data, start)
            verdict = self._names.verdict(data[begin:end]) if begin >= 0 else _NOTHING
            if verdict[0] or verdict[1]:
                yield from self._take(start, verdict)
            if data.startswith(b"{", start):
                yield from self._take_pair(start)
            if number % _MEMBERS == 0:
                yield
        self._knows_big = True

    def _take(self, after_name: int, verdict: Verdict) -> Iterator[None]:
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
            if verdict[2]:
                yield from self._take_pair(self._object_of(start))
        elif verdict[1] and not data.startswith((b"{", b"t", b"f", b"n"), start):
            number = _NUMBER.match(data, start, start + (1 << 20))
            self._note(start, number.end() if number else start)

    def _object_of(self, start: int) -> int:
        """The start of the object that the value at a place is a member of; -1 where that is a big one."""
        quote = name_before(self._document.data, start)[0] - 1
        if quote < 0:
            return -1
        found = object_around(self._document.data, quote, MEMBERS)
        if found < 0 and not self._document.complete:
            rows = self._document.chain(quote, _DEEPEST)
            found = rows[-1].owner.start if rows and rows[-1].owner is not None else -1
        return found

    def _take_pair(self, start: int) -> Iterator[None]:
        """Hide the values of the object at a place if they are a pair's."""
        owner = self._document.value_at(start) if start >= 0 else None
        if owner is None or owner.kind is not Kind.OBJECT:
            return
        for value in hidden_in_pair(self._document, owner, self._names.is_secret):
            if value.kind is Kind.ARRAY:
                yield from self._take_list(value.start, _ANY_VALUE, is_pair=True)
            elif value.kind in (Kind.STRING, Kind.NUMBER):
                self._note(value.start, value.end)
            elif value.kind is Kind.FAULT and (quote := last_quote(self._document.data, value.start)) >= 0:
                self._note(quote, value.start)

    def _take_list(self, start: int, verdict: Verdict, *, is_pair: bool = False) -> Iterator[None]:
        if start in self._lists or (start, is_pair) in self._taken:
            return
        node = self._document.value_at(start)
        count = (yield from self._plain_members(node)) if node is not None and verdict[0] else 0
        if node is not None and count:
            self._note(start, node.end, count)
            self._lists.add(start)
            return
        if node is not None and verdict[0] and not is_pair and _begins_with_text(self._document, node):
            yield from self._take_all_below(node)
        else:
            members: Iterator[Node] = self._document.members(node) if node is not None else iter(())
            for number, child in enumerate(members):
                if verdict[child.kind is Kind.NUMBER] and child.kind in (Kind.STRING, Kind.NUMBER):
                    self._note(child.start, child.end)
                if number % _MEMBERS == 0:
                    yield
        if node is not None and node.span is not None:
            self._taken.add((start, is_pair))

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
        if self._places.add(start, end):
            self._count += count
