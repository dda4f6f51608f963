"""Stretches of a body, put down in any order, that can be asked whether a place lies in one of them."""

from array import array
from bisect import bisect_left, bisect_right

_BLOCK_BITS = 15


class Places:
    """No two of them overlap. Millions are kept, so each block of the body has its own, and none is moved far."""

    def __init__(self) -> None:
        self._near: dict[int, tuple[array[int], array[int]]] = {}
        self._far = array("Q"), array("Q")
        """Those that end in another block than they begin in: no more than there are blocks."""

    def add(self, start: int, end: int) -> bool:
        """Put one down; whether it was not there yet."""
        block = start >> _BLOCK_BITS
        if end - 1 >> _BLOCK_BITS > block:
            starts, ends = self._far
        else:
            known = self._near.get(block)
            starts, ends = known or self._near.setdefault(block, (array("Q"), array("Q")))
        at = bisect_left(starts, start)
        if at < len(starts) and starts[at] == start:
            return False
        starts.insert(at, start)
        ends.insert(at, end)
        return True

    def around(self, place: int) -> int:
        """The start of the one that a place lies in, or -1."""
        known = self._near.get(place >> _BLOCK_BITS)
        for starts, ends in (known, self._far) if known is not None else (self._far,):
            at = bisect_right(starts, place) - 1
            if at >= 0 and place < ends[at]:
                return starts[at]
        return -1

    def any_near(self, begin: int, end: int) -> bool:
        """Whether there may be one between two places."""
        blocks = range(begin >> _BLOCK_BITS, (end - 1 >> _BLOCK_BITS) + 1)
        if any(block in self._near for block in blocks):
            return True
        starts, ends = self._far
        at = bisect_left(starts, end) - 1
        return at >= 0 and ends[at] > begin
