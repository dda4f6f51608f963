"""Where the values are that are not to be read: a search that counted matches in them would confirm a guess."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.document.reader import UnreadableError, skip_space, string_part
from explorer.core.document.strings import decode_string

_STEP = 1 << 14
_SPELLED = 1 << 12
_KNOWN = 4096
_MEMBERS = 64
_ASKED = 64
_NAMES = re.compile(rb'"(?<=[{, \t\n\r]")((?:[^"\\]{1,2048}+|\\.){1,300}+)"[ \t\n\r]{0,4096}+:', re.DOTALL)
"""A name, found without knowing what stands before it: behind the closing quote of a value there is no colon."""
_HINT = re.compile(
    rb"(?:word|wd|phrase|secret|key|string|binary|token|domain|credential|material)s?(?:_?(?:new|old))?\Z|[\x80-\xff\\]",
    re.IGNORECASE,
)
"""The end of every name that hides, or a letter that may stand for one of another spelling."""
_LONG_NAME = 200
"""Letters of a name that are asked about; a longer one may hide by what stands before its end."""
_NUMBER = re.compile(rb"[-+.\w]++")


class Hidden:
    """The places of all strings and numbers that ``is_secret`` hides by their name, or the name of their list.

    ``is_secret`` is given a name and whether the value is a number. Places are found in order, by ``reach``.
    """

    def __init__(self, document: Document, is_secret: Callable[[str, bool], bool]) -> None:
        self._document = document
        self._is_secret = is_secret
        self._starts, self._ends = array("Q"), array("Q")
        self._known: dict[bytes, tuple[bool, bool]] = {}
        self._pos = 0

    def reach(self, place: int) -> Iterator[None]:
        """Look at the names before a place; each step is some tenths of a millisecond."""
        data = self._document.data
        while self._pos < min(place, len(data)):
            begin, end = self._pos, self._pos + _STEP
            # A name that lies on the border is seen whole, and hides what it names once.
            limit = min(end + _SPELLED, len(data))
            suspects = {token for token in set(_NAMES.findall(data, begin, limit)) if _may_be_secret(token)}
            for number, token in enumerate(suspects):
                if any(self._verdict(token)):
                    yield from self._take_all(begin, limit)
                    break
                if number % _ASKED == _ASKED - 1:
                    yield
            self._pos = max(self._pos, end)
            yield

    def _take_all(self, begin: int, limit: int) -> Iterator[None]:
        for found in _NAMES.finditer(self._document.data, begin, limit):
            token = found.group(1)
            if _may_be_secret(token) and any(self._verdict(token)):
                yield from self._take(found)

    def covers(self, place: int, shown: Collection[int] = ()) -> bool:
        """Whether a place lies in a hidden value; ``shown`` are the starts of those that may be read after all."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._ends[at] and self._starts[at] not in shown

    def count(self, shown: Collection[int] = ()) -> int:
        """How many values are hidden, as far as the names were looked at."""
        return len(self._starts) - sum(1 for start in shown if self._is_start(start))

    def _is_start(self, start: int) -> bool:
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] == start

    def _verdict(self, token: bytes) -> tuple[bool, bool]:
        """Whether a name hides a string, and whether it hides a number."""
        verdict = self._known.get(token)
        if verdict is None:
            if len(self._known) >= _KNOWN:
                self._known.clear()
            name = decode_string(b'"' + token + b'"', 0, len(token) + 2)
            verdict = self._known[token] = self._is_secret(name, False), self._is_secret(name, True)
        return verdict

    def _take(self, found: re.Match[bytes]) -> Iterator[None]:
        data = self._document.data
        start, verdict = skip_space(data, found.end(), self._document.index.gaps), self._verdict(found.group(1))
        if data.startswith(b"[", start):
            yield from self._take_list(start, verdict)
        elif data.startswith(b'"', start):
            if verdict[0]:
                end, done = start + 1, False
                while not done:
                    end, done = self._text_part(end)
                    yield
                self._note(start, end)
        elif verdict[1] and not data.startswith((b"{", b"t", b"f", b"n"), start):
            number = _NUMBER.match(data, start, start + (1 << 20))
            self._note(start, number.end() if number else start)

    def _take_list(self, start: int, verdict: tuple[bool, bool]) -> Iterator[None]:
        node = self._document.value_at(start)
        members: Iterator[Node] = self._document.members(node) if node is not None else iter(())
        for number, child in enumerate(members):
            if verdict[child.kind is Kind.NUMBER] and child.kind in (Kind.STRING, Kind.NUMBER):
                self._note(child.start, child.end)
            if number % _MEMBERS == 0:
                yield

    def _text_part(self, pos: int) -> tuple[int, bool]:
        try:
            return string_part(self._document.data, pos)
        except UnreadableError as torn:
            return torn.offset, True

    def _note(self, start: int, end: int) -> None:
        # Nearly always the last; only within a hidden list a value is found after those behind it.
        at = bisect_left(self._starts, start) if self._starts and start <= self._starts[-1] else len(self._starts)
        if at == len(self._starts) or self._starts[at] != start:
            self._starts.insert(at, start)
            self._ends.insert(at, end)


def _may_be_secret(token: bytes) -> bool:
    return len(token) > _LONG_NAME or _HINT.search(token) is not None
