"""Finds text in keys and values of a document, by looking at its bytes a window at a time."""

from array import array
from collections.abc import Callable, Collection, Iterator
from itertools import accumulate

from explorer.core.document.document import Document
from explorer.core.document.hidden import Hidden
from explorer.core.document.spelling import Spelling
from explorer.core.document.texts import Escapes, Texts

_STEP = 1 << 16
_PAUSE, _PAUSE_DOUBTFUL = 256, 64
_MANY, _SMALL_STEP = 2000, 1 << 12
_STRUCTURE = frozenset(b'{}[]:," \t\r\n')
_SLOW_STEP = 1 << 14
_Seek = Callable[[bytes, int], tuple[int, int]]
_NOWHERE = (-1, -1)
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
        self._spelling = Spelling(text, fold=self._fold)
        self._needle = self._spelling.plain
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
        spelling = self._spelling
        window = self._document.data[begin : end + spelling.longest - 1]
        escapes = b"\\" in window
        spelled = escapes and spelling.may_differ(window)
        if spelled and spelling.is_slow and end - begin > _SLOW_STEP:
            for low in range(begin, end, _SLOW_STEP):
                yield from self._window(low, min(low + _SLOW_STEP, end))
                yield
            return
        if spelled:
            yield from spelling.make()
        seek = spelling.seek if spelled else spelling.seek_plain
        shown = window.lower() if self._fold else window
        first = max(self._free - begin, 0)
        if seek(shown, first) == _NOWHERE:
            return
        if self._hidden is not None:
            yield from self._hidden.know(begin, end)
        is_judged = self._hidden is not None and (self._hidden.asks_texts or self._hidden.any_near(begin, end))
        if escapes or self._doubtful or is_judged:
            yield from self._one_by_one(begin, end, shown, seek, first)
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

    def _one_by_one(self, begin: int, end: int, shown: bytes, seek: _Seek, after: int) -> Iterator[None]:
        """Each match is looked at: whether it lies in a text, and in one that is not hidden."""
        escapes = b"\\" in shown
        number, pause = 0, _PAUSE_DOUBTFUL if self._doubtful else _PAUSE
        place, after = seek(shown, after)
        while after >= 0 and place < end - begin:
            if place < 0:
                yield
                place, after = seek(shown, after)
                continue
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
