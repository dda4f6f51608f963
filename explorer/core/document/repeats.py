"""Which keys stand more than once in their object: JSON readers take such objects in different ways."""

from collections.abc import Iterator

import msgspec

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node

_decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_STEP = 32
_LONGEST = 1 << 15
_PLACES = 16
"""Places of a bitmap for each key: one key in sixteen is then counted in vain."""
_OBJECTS = 2000
NONE: dict[str, int] = {}


class Repeats:
    """The repeated keys of the objects of one document, with how often each stands there.

    Of an object that is looked at, a few bytes are held for each key; only what may be repeated is counted by name.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._known: dict[int, dict[str, int]] = {}

    def times(self, node: Node) -> int:
        """How often the row's key stands in its object; 0 where that is not known (yet)."""
        owner = node.owner
        if owner is None or node.key is None or node.kind > Kind.NULL:
            return 1
        found = self._known.get(owner.start)
        return 0 if found is None else found.get(node.key, 1)

    def has_any(self, owner: Node) -> bool:
        """Whether a key was found more than once in an object."""
        return bool(self._known.get(owner.start))

    def look(self, owner: Node) -> Iterator[None]:
        """Look through the keys of an object; each step is some tenths of a millisecond."""
        count = self.document.count(owner)
        yield
        bits = bytearray(count * _PLACES // 8 + 1)
        doubtful: set[int] = set()
        for keys in self._keys(owner):
            for key in keys:
                place = hash(key)
                byte, bit = divmod(place % (len(bits) * 8), 8)
                if bits[byte] & (1 << bit):
                    doubtful.add(place)
                bits[byte] |= 1 << bit
            yield
        counted: dict[str, int] = {}
        if doubtful:
            for keys in self._keys(owner):
                for key in keys:
                    if hash(key) in doubtful:
                        counted[key] = counted.get(key, 0) + 1
                yield
        if len(self._known) >= _OBJECTS:
            self._known.clear()
        self._known[owner.start] = {key: times for key, times in counted.items() if times > 1} or NONE

    def _keys(self, owner: Node) -> Iterator[list[str]]:
        """All keys, some at a time; a hundred are read in one go where they are whole and differ."""
        document, marks = self.document, list(owner.marks or ())
        size = owner.count
        if size <= 0:
            return
        starts = marks or [owner.start + 1]
        ends = [*starts[1:], owner.end - 1]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            wanted = min(100, size - 100 * number)
            keys = _read(document.data[start:end]) if 0 < end - start <= _LONGEST else None
            if keys is not None and len(keys) == wanted:
                yield keys
            else:
                yield from self._one_by_one(owner, start, number * 100, wanted)

    def _one_by_one(self, owner: Node, start: int, number: int, most: int) -> Iterator[list[str]]:
        keys: list[str] = []
        for node in self.document.members_from(owner, start, number, most):
            if node.key is not None and node.kind <= Kind.NULL:
                keys.append(node.key)
            if len(keys) >= _STEP:
                yield keys
                keys = []
        yield keys


def _read(pairs: bytes) -> list[str] | None:
    """The keys of some pairs, the last perhaps with a comma behind it; None where they are no plain JSON."""
    body = pairs.rstrip(b" \t\n\r")
    try:
        return list(_decode(b"{" + (body[:-1] if body.endswith(b",") else body) + b"}"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
