"""Finds text in keys and values of a document, by looking at its bytes a window at a time."""

import re
from array import array
from collections.abc import Collection, Iterator

from explorer.core.document.document import Document
from explorer.core.document.hidden import Hidden
from explorer.core.document.node import Node
from explorer.core.document.texts import Escapes, Texts

_STEP = 1 << 16
_PAUSE, _PAUSE_DOUBTFUL = 256, 64
_STRUCTURE = frozenset(b'{}[]:," \t\r\n')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_MOST_JUDGED = 20
_DEEPEST = 100
MOST = 1_000_000
"""Matches after which a search stops counting."""


class Search:
    """One search through one document; ``hits`` are byte offsets in order, growing as ``steps()`` is run.

    Upper and lower case (of ASCII letters) are the same unless ``exact_case``. Text written as ``\\uXXXX``, or with
    any other escape, is found too. What ``hidden`` hides is passed over, but for the values that start at ``shown``.
    """

    def __init__(
        self,
        document: Document,
        text: str,
        *,
        exact_case: bool = False,
        hidden: Hidden | None = None,
        shown: Collection[int] = (),
    ) -> None:
        self.hits = array("Q")
        self.finished = False
        self.ahead = -1
        """The first match, where it is known before ``hits``."""
        self._judged = 0
        self._document = document
        self._hidden, self._shown = hidden, shown
        self._fold = not exact_case
        plain = "".join(_SHORT.get(letter, letter) for letter in text)
        self._needle = plain.encode("utf-8", "surrogatepass")
        if self._fold:
            self._needle = self._needle.lower()
        self._any_spelling = _spellings(text, self._fold)
        self._has_slash = "/" in text
        self._longest = max(3 * len(text.encode("utf-16-be", "surrogatepass")), len(self._needle), 1)
        self._texts, self._escapes = Texts(document.data), Escapes(document.data)
        self._doubtful = bool(self._needle) and not _STRUCTURE.isdisjoint(self._needle)

    @property
    def passed_over(self) -> int:
        """The number of values that are hidden and not searched (known so far)."""
        return self._hidden.count(self._shown) if self._hidden is not None else 0

    def steps(self) -> Iterator[None]:
        """Search on; each step is about a millisecond. Ends early after ``MOST`` hits."""
        size = len(self._document.data) if self._needle else 0
        pos = 0
        if self._hidden is not None and not self._hidden.is_reached(size) and not self._doubtful:
            yield from self._look_ahead(self._hidden, size)
        while pos < size and len(self.hits) < MOST:
            if self._hidden is not None:
                yield from self._hidden.reach(min(pos + _STEP, size))
            yield from self._window(pos, min(pos + _STEP, size))
            pos += _STEP
            yield
        self.finished = True

    def _look_ahead(self, hidden: Hidden, size: int) -> Iterator[None]:
        """Find the first match without knowing all that is hidden: what each match is in is looked at by itself."""
        for begin in range(0, size if self._needle else 0, _STEP):
            window = self._document.data[begin : begin + _STEP + self._longest - 1]
            if b"\\" in window:
                return
            place = (window.lower() if self._fold else window).find(self._needle)
            while 0 <= place < _STEP:
                self._judged += 1
                row = self._row_at(begin + place)
                if row is None or self._judged > _MOST_JUDGED:
                    return
                if not hidden.hides(row) or row.start in self._shown or row.is_after(begin + place):
                    self.ahead = begin + place
                    return
                yield
                place = (window.lower() if self._fold else window).find(self._needle, place + 1)
            yield

    def _row_at(self, hit: int) -> Node | None:
        rows = self._document.chain(hit, _DEEPEST)
        return rows[-1] if 0 < len(rows) < _DEEPEST else None

    def _window(self, begin: int, end: int) -> Iterator[None]:
        """Hits that start in ``begin:end``."""
        window = self._document.data[begin : end + self._longest - 1]
        escapes = b"\\" in window
        spelled = escapes and (b"\\u" in window or (self._has_slash and b"\\/" in window))
        seek = self._spelled if spelled else self._plain
        shown = window.lower() if self._fold and not spelled else window
        number, pause = 0, _PAUSE_DOUBTFUL if self._doubtful else _PAUSE
        place, after = seek(shown, 0)
        while 0 <= place < end - begin:
            hit = begin + place
            if self._doubtful:
                yield from self._texts.reach(hit)
                if not self._texts.inside:
                    # Nothing before the next text can be a match, and there may be megabytes of blanks.
                    after = window.find(b'"', place) + 1
                    if not after:
                        return
            if escapes and self._escapes.is_inside(hit):
                after = min(after, place + 1)
            elif (not self._doubtful or self._is_text(hit)) and not self._is_hidden(hit):
                self.hits.append(hit)
            number += 1
            if number % pause == 0:
                yield
            place, after = seek(shown, after)

    def _plain(self, window: bytes, start: int) -> tuple[int, int]:
        """Where the next match is (-1: none), and where to go on after it."""
        place = window.find(self._needle, start)
        return place, place + len(self._needle)

    def _spelled(self, window: bytes, start: int) -> tuple[int, int]:
        found = self._any_spelling.search(window, start)
        return found.span() if found else (-1, -1)

    def _is_hidden(self, hit: int) -> bool:
        if self._hidden is None:
            return False
        if self._hidden.covers(hit, self._shown):
            return True
        if self._document.hides is None:
            return False
        row = self._row_at(hit)
        return row is not None and row.start not in self._shown and not row.is_after(hit) and self._hidden.hides(row)

    def _is_text(self, hit: int) -> bool:
        """Whether the match lies inside a key or value, not on the brackets and commas between them or after them."""
        index = self._document.index
        readable = index.fault is None or hit < index.fault.offset
        return self._texts.inside and readable and not 0 <= index.after <= hit


def _spellings(text: str, fold: bool) -> re.Pattern[bytes]:
    return re.compile(b"".join(map(_letter, text)), re.IGNORECASE if fold else 0)


def _letter(letter: str) -> bytes:
    units = letter.encode("utf-16-be", "surrogatepass")
    escaped = "".join(f"\\\\u(?i:{units[at]:02x}{units[at + 1]:02x})" for at in range(0, len(units), 2)).encode()
    plain = re.escape(_SHORT.get(letter, letter).encode("utf-8", "surrogatepass"))
    return b"(?:" + plain + b"|" + escaped + (rb"|\\/" if letter == "/" else b"") + b")"
