"""Tells keys and strings from what stands between them, going through the bytes once."""

import re
from collections.abc import Iterator

from explorer.core.document.grammar import LENIENT_TEXT, WINDOW

_ESCAPE_BEFORE = re.compile(rb"\\(?:u[0-9a-fA-F]{0,3})?\Z")
_FEW, _MANY = 16, 1 << 16
_ROW = b"\\" * _MANY
_WHOLE_TEXTS = re.compile(rb'(?:[^"]*+"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)


class Texts:
    """``inside``: whether the place that was reached lies in a key or string. Places are to be reached in order.

    Only quotes and backslashes are looked at, so this is right as far as the bytes are JSON.
    """

    def __init__(self, data: bytes) -> None:
        self.inside = False
        self._data = data
        self._pos = 0

    def reach(self, place: int) -> Iterator[None]:
        """Go on to a place; each step is some tenths of a millisecond, and a place close by takes none."""
        while place - self._pos > WINDOW:
            self._reach(self._pos + WINDOW)
            yield
        self._reach(place)

    def _reach(self, place: int) -> None:
        data, pos = self._data, self._pos
        if self.inside:
            pos = self._in_text(pos, place)
            if self.inside:
                self._pos = pos
                return
        found = _WHOLE_TEXTS.match(data, pos, place)
        pos = found.end() if found else pos
        quote = data.find(b'"', pos, place)
        self.inside = quote >= 0
        self._pos = self._in_text(quote + 1, place) if self.inside else place

    def _in_text(self, pos: int, place: int) -> int:
        """How far a text goes before a place: up to it, to a backslash right before it, or past its closing quote."""
        found = LENIENT_TEXT.match(self._data, pos, place)
        end = found.end() if found else pos
        self.inside = not self._data.startswith(b'"', end) or end >= place
        return end if self.inside else end + 1


class Escapes:
    """Whether places lie within an escape sequence, so that what begins there is part of no text.

    Places are to be asked for in order: a text of millions of backslashes is then passed over once.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._row = (-1, -1)

    def is_inside(self, place: int) -> bool:
        """Whether an escape begins before the place and ends behind it."""
        begin = max(0, place - 5)
        before = _ESCAPE_BEFORE.search(self._data[begin:place])
        return before is not None and self._is_escape(begin + before.start())

    def _is_escape(self, backslash: int) -> bool:
        """Whether the backslash starts an escape: an even number of backslashes stands before it."""
        first, size = backslash, _FEW
        known, until = self._row
        while True:
            low = max(first - size, 0, until)
            piece = self._data[low:first]
            if piece != _ROW[: len(piece)]:
                first = low + len(piece.rstrip(b"\\"))
                break
            first = low
            if low == until:
                first = known
                break
            if not low:
                break
            size = _MANY
        self._row = first, backslash
        return (backslash - first) % 2 == 0
