"""Finds text in keys and values of a document, by looking at its bytes a window at a time."""

import re
from array import array
from collections.abc import Collection, Iterator
from itertools import accumulate

from explorer.core.document.document import Document
from explorer.core.document.hidden import Hidden
from explorer.core.document.texts import Escapes, Texts

_STEP = 1 << 16
_PAUSE, _PAUSE_DOUBTFUL = 256, 64
_MANY, _SMALL_STEP = 2000, 1 << 12
_STRUCTURE = frozenset(b'{}[]:," \t\r\n')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
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
        self._free = 0
        self._judged = (0, 0, False)

    @property
    def is_cut(self) -> bool:
        """Whether there are more matches than are counted."""
        return len(self.hits) >= MOST

    def steps(self) -> Iterator[None]:
        """Search on, as far as the document was read; each step is some tenths of a millisecond."""
        pos, size = 0, self._size()
        while pos < size and not self.is_cut:
            yield from self._window(pos, min(pos + _STEP, size))
            pos, size = pos + _STEP, self._size()
            yield
        del self.hits[MOST:]
        self.finished = True

    def _size(self) -> int:
        if not self._needle:
            return 0
        return len(self._document.data) if self._document.complete else self._document.index.pos

    def _window(self, begin: int, end: int) -> Iterator[None]:
        """Hits that start in ``begin:end``."""
        window = self._document.data[begin : end + self._longest - 1]
        escapes = b"\\" in window
        spelled = escapes and (b"\\u" in window or (self._has_slash and b"\\/" in window))
        shown = window.lower() if self._fold and not spelled else window
        first = max(self._free - begin, 0)
        if (self._spelled if spelled else self._plain)(shown, first)[0] < 0:
            return
        if self._hidden is not None:
            yield from self._hidden.know(begin, end)
        is_judged = self._hidden is not None and (self._hidden.asks_texts or self._hidden.any_near(begin, end))
        if escapes or self._doubtful or is_judged:
            yield from self._one_by_one(begin, end, shown, first, escapes=escapes, spelled=spelled)
        else:
            yield from self._all_at_once(begin, shown[: end - begin + len(self._needle) - 1], first)

    def _all_at_once(self, begin: int, shown: bytes, first: int) -> Iterator[None]:
        """Every match is a hit."""
        needle, size = self._needle, len(self._needle)
        step = len(shown) if shown.count(needle) <= _MANY else _SMALL_STEP
        for low in range(first, len(shown), step):
            low = max(low, self._free - begin)
            between = shown[low : low + step + size - 1].split(needle)
            between.pop()
            starts = accumulate(map(size.__add__, map(len, between)), initial=begin + low - size)
            next(starts)
            self.hits.extend(starts)
            if between:
                self._free = self.hits[-1] + size
            yield

    def _one_by_one(
        self, begin: int, end: int, shown: bytes, after: int, *, escapes: bool, spelled: bool
    ) -> Iterator[None]:
        """Each match is looked at: whether it lies in a text, and in one that is not hidden."""
        seek = self._spelled if spelled else self._plain
        number, pause = 0, _PAUSE_DOUBTFUL if self._doubtful else _PAUSE
        place, after = seek(shown, after)
        while 0 <= place < end - begin:
            hit = begin + place
            if self._doubtful:
                yield from self._texts.reach(hit)
                if not self._texts.inside:
                    # Nothing before the next text can be a match, and there may be megabytes of blanks.
                    after = shown.find(b'"', place) + 1
                    if not after:
                        return
            if escapes and self._escapes.is_inside(hit):
                after = min(after, place + 1)
            elif (not self._doubtful or self._is_text(hit)) and not self._is_hidden(hit):
                self.hits.append(hit)
                self._free = begin + after
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
        hidden = self._hidden
        if hidden is None:
            return False
        if hidden.covers(hit, self._shown):
            return True
        if not hidden.asks_texts:
            return False
        begin, end, verdict = self._judged
        if not begin <= hit < end:
            rows = self._document.chain(hit, _DEEPEST)
            row = rows[-1] if 0 < len(rows) < _DEEPEST else None
            if row is None or row.is_after(hit):
                return False
            verdict = row.start not in self._shown and hidden.hides(row)
            self._judged = row.start, row.end, verdict
        return verdict

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
