"""Long runs of blanks, found once: passing one takes as long as it is, and rows in sight would pass it at each look."""

from bisect import bisect_right
from collections.abc import Iterator

_FLAG = 1 << 19
"""A run of twice this many bytes lies under at least one place that is a multiple of it."""

_BLANKS = b" \t\n\r"
_LOOK = 4096
_PROBES = 256
_PERIODS = 65520
"""Bytes of blanks compared at once: a multiple of the length of most indented empty lines (1 to 10, 12, 13, 14…)."""
_BLANKS_AT_ONCE = 1 << 22


class Gaps:
    """All runs of blanks of a megabyte and more, once ``steps`` has been run; ``past`` is right before that too."""

    def __init__(self, data: bytes) -> None:
        self.finished = False
        self._data = data
        self._starts: list[int] = []
        self._ends: list[int] = []

    def steps(self) -> Iterator[None]:
        """Look for them; each step is some tenths of a millisecond."""
        data, place, probes = self._data, _FLAG, 0
        while place < len(data):
            probes += 1
            if probes % _PROBES == 0:
                yield
            if not data[place : place + _LOOK].strip(_BLANKS):
                end, done = place, False
                while not done:
                    end, done = skip_some(data, end)
                    yield
                before = data[place - _FLAG : place]
                start = place - (len(before) - len(before.rstrip(_BLANKS)))
                self._starts.append(start)
                self._ends.append(end)
                place = max(place, end - 1)
            place = (place // _FLAG + 1) * _FLAG
        self.finished = True

    def past(self, place: int) -> int:
        """The offset of the first byte from a place on that is no blank."""
        at = bisect_right(self._starts, place) - 1
        if at >= 0 and place < self._ends[at]:
            return self._ends[at]
        return skip_blanks(self._data, place, len(self._data))


def skip_some(data: bytes, pos: int) -> tuple[int, bool]:
    """Pass over blanks, some megabytes at most: where that came to, and whether it is no blank (or the end)."""
    end = skip_blanks(data, pos, pos + _BLANKS_AT_ONCE)
    return end, end >= len(data) or data[end] not in _BLANKS


def skip_blanks(data: bytes, pos: int, limit: int) -> int:
    """Megabytes of blanks are mostly the same again and again: comparing them is thirty times faster than matching.

    A ``limit`` before the end of the blanks is passed by less than one comparison.
    """
    while pos < limit:
        piece = data[pos : pos + _PERIODS]
        rest = len(piece.lstrip(_BLANKS))
        pos += len(piece) - rest
        if rest or not piece:
            return pos
        while len(piece) == _PERIODS and pos < limit and data.startswith(piece, pos):
            pos += _PERIODS
    return pos
