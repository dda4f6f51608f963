"""The offset index: one pass over the bytes, in small slices, that notes where the big containers are.

Only containers bigger than a window are noted (a few numbers each), so the index of 100 MB takes some kilobytes.
What is smaller is found again, in well under a millisecond, when somebody looks at it. Long arrays are passed over
in chunks: a chunk that parses as a list proves that its end is a boundary between two elements.
"""

from collections.abc import Generator, Iterator
from itertools import accumulate

from explorer.core.document.ends import LONG, TOO_DEEP, container_end, hundredths, lenient_end, list_lengths
from explorer.core.document.gaps import Gaps, skip_some
from explorer.core.document.grammar import BUCKET, COMMA, HEAD, HUNDRED, KEY, WINDOW
from explorer.core.document.node import Kind, Span
from explorer.core.document.reader import (
    Oddity,
    UnreadableError,
    after_value,
    colon,
    key_place,
    odd_scalar,
    oddity_of_text,
    scalar,
    skip_space,
    string_part,
)

_MOST_ODDITIES = 100
_SLICE = 64
_VISITS = 16
_FORGET = 1 << 12
_LONGEST_WAIT = 512
_DEEP = 200
_SHALLOW = 32


class Index:
    """``spans`` (big containers by their start) and ``ends`` (of other values that take long to pass over) of one body.

    ``pos`` is how far the pass has come; ``fault`` the place where it could not go on; ``oddities`` what JSON
    forbids and was read all the same. ``root`` is the first value's start; ``after`` the place of text that follows
    its end, or -1.
    """

    def __init__(self, data: bytes, start: int = 0) -> None:
        self.data = data
        self.view = memoryview(data)
        self.gaps = Gaps(data)
        self.root, self._is_root_known = skip_some(data, start)
        self.root_end = -1
        self.pos = self.root
        self.spans: dict[int, Span] = {}
        self.ends: dict[int, int] = {}
        self.oddities: list[Oddity] = []
        self.fault: UnreadableError | None = None
        self.finished = self.is_begun = False
        self.after = -1
        self._open: list[Span] = []
        self._text_end = 0
        self._deep = 0

    def steps(self) -> Iterator[None]:
        """Do the pass; each step is well under a millisecond of work. Never raises."""
        yield from self._begin()
        try:
            yield from self._value(self.root)
            visits = 0
            while self._open:
                span = self._open[-1]
                visits += 1
                if visits % _VISITS == 0:
                    yield
                if not self._straight_on(span):
                    yield from self._array(span) if span.is_array else self._object(span)
            self.root_end = self.pos
            yield from self._look_behind()
        except UnreadableError as fault:
            self.fault = fault
        self._open.clear()
        self.finished = True

    def _begin(self) -> Iterator[None]:
        """Find the long runs of blanks, and where the root is behind what may be one of them."""
        self.is_begun = True
        while not self._is_root_known:
            self.root, self._is_root_known = skip_some(self.data, self.root)
            self.pos = self.root
            yield
        yield from self.gaps.steps()

    @property
    def is_ready(self) -> bool:
        """Whether rows can be made without passing over megabytes of blanks."""
        return self.gaps.finished or not self.is_begun

    def _look_behind(self) -> Iterator[None]:
        """Find out whether anything but blanks follows the root; megabytes of them may."""
        pos, done = self.root_end, False
        while not done:
            yield
            pos, done = skip_some(self.data, pos)
        self.after = pos if pos < len(self.data) else -1

    def _straight_on(self, span: Span) -> bool:
        """Pass over one bracket of those that stand side by side where it is deep; whether there was one."""
        mark = self.data[self.pos : self.pos + 1]
        if span.count:
            if mark != (b"]" if span.is_array else b"}"):
                return False
            self._close(span, self.pos + 1)
        elif mark == b"[" and span.is_array and self._deep > 0:
            self._deep -= 1
            self._count(span, self.pos)
            self._enter(self.pos)
        else:
            return False
        return True

    @property
    def depth(self) -> int:
        """How many big containers, one inside the other, the pass is in now."""
        return len(self._open)

    def _value(self, pos: int) -> Iterator[None]:
        """Pass over the value at ``pos``, or open it if it is a big container."""
        data = self.data
        simple = scalar(data, pos)
        if simple is not None:
            self.pos, kind = simple
            if self.pos - pos > LONG and kind is Kind.NUMBER:
                self.ends[pos] = self.pos
            if kind is Kind.STRING and data.find(b"\\u", pos, self.pos) >= 0:
                self._note(oddity_of_text(data, pos, self.pos))
            return
        if pos < len(data) and data[pos] in b"{[":
            end = TOO_DEEP if self._deep > 0 else container_end(data, self.view, pos)
            if end >= 0:
                if end - pos > LONG:
                    self.ends[pos] = end
                self.pos = end
                return
            if end == TOO_DEEP:
                self._deep = self._deep - 1 if self._deep else _DEEP
            self._enter(pos)
            return
        if pos < len(data) and data[pos] == 0x22:
            yield from self._text(pos)
            self.pos = self._text_end
            return
        self.pos, _, oddity = odd_scalar(data, pos)
        if self.pos - pos > LONG:
            self.ends[pos] = self.pos
        self._note(oddity)

    def _enter(self, pos: int) -> None:
        span = Span(pos, self.data[pos] == 0x5B)
        self.spans[pos] = span
        self._open.append(span)
        self.pos = skip_space(self.data, pos + 1, self.gaps)
        closing = b"]" if span.is_array else b"}"
        if self.data.startswith(closing, self.pos):
            self._close(span, self.pos + 1)

    def _close(self, span: Span, end: int) -> None:
        span.end = self.pos = end
        self._open.pop()
        if end - span.start <= _FORGET and lenient_end(self.data, span.start, end, _SHALLOW) == end:
            del self.spans[span.start]

    def _text(self, start: int) -> Iterator[None]:
        end, done = start + 1, False
        while not done:
            end, done = string_part(self.data, end)
            yield
        if end - start > WINDOW:
            self.ends[start] = end
        else:
            self._note(oddity_of_text(self.data, start, end))
        self._text_end = end

    def _note(self, oddity: Oddity | None) -> None:
        if oddity is not None and len(self.oddities) < _MOST_ODDITIES:
            self.oddities.append(oddity)

    def _began(self, span: Span) -> bool:
        """Whether the span goes on after the member that was just passed; opens with its first member."""
        if not span.count:
            return True
        more, pos = after_value(self.data, self.pos, span.is_array, self.gaps)
        if more:
            self.pos = pos
        else:
            self._close(span, pos)
        return more

    def _count(self, span: Span, start: int) -> None:
        if span.count % BUCKET == 0:
            span.mark(start)
        span.count += 1

    def _object(self, span: Span) -> Iterator[None]:
        data, passed, rested = self.data, 0, self.pos
        while self._began(span):
            pos = self.pos
            if span.count % BUCKET == 0 and self._hundred(span, pos):
                yield
                continue
            found = KEY.match(data, pos, pos + WINDOW)
            if found is not None:
                start = found.end() if found.end() < pos + WINDOW else skip_space(data, found.end(), self.gaps)
            else:
                quote = key_place(data, pos, self.gaps)
                yield from self._text(quote)
                start = colon(data, self._text_end, self.gaps)
            self._count(span, pos)
            yield from self._value(start)
            if self._open[-1] is not span:
                return
            passed += 1
            if passed % _SLICE == 0 or self.pos - rested > WINDOW:
                rested = self.pos
                yield

    def _hundred(self, span: Span, pos: int) -> bool:
        """Pass over a hundred small members at once. They end with a comma, so that another must follow."""
        found = HUNDRED.match(self.data, pos, pos + WINDOW)
        if found is None:
            return False
        span.mark(pos)
        span.count += BUCKET
        self.pos = self.data.rfind(b",", pos, found.end())
        return True

    def _array(self, span: Span) -> Iterator[None]:
        passed, rested, wait, backoff, probe = 0, self.pos, 2, 2, b""
        while self._began(span):
            start = self.pos
            if wait <= 0 and probe:
                if self._chunk(span, probe):
                    backoff = 2
                    yield
                    continue
                backoff = min(backoff * 2, _LONGEST_WAIT)
                wait = backoff
                yield
            self._count(span, start)
            last_end = yield from self._element(start)
            if last_end < 0:
                return
            probe = self._probe(last_end)
            wait -= 1
            passed += 1
            if passed % _SLICE == 0 or self.pos - rested > WINDOW:
                rested = self.pos
                yield

    def _element(self, start: int) -> Generator[None, None, int]:
        depth = len(self._open)
        yield from self._value(start)
        return -1 if len(self._open) != depth else self.pos

    def _probe(self, end: int) -> bytes:
        """The bytes from the end of one element to the first key of the next: what a boundary looks like here."""
        found = COMMA.match(self.data, end, end + WINDOW)
        if found is None or found.end() - end > WINDOW:
            return b""
        head = HEAD.match(self.data, found.end())
        return self.data[end - 1 if self.data[end - 1] in b'"}]' else end : head.end() if head else found.end()]

    def _chunk(self, span: Span, probe: bytes) -> bool:
        """Pass over as many elements as one window holds, if its last boundary proves to be one."""
        start = self.pos
        end = self.data.rfind(probe, start, start + WINDOW)
        if end <= start:
            return False
        if probe[:1] in (b'"', b"}", b"]"):
            end += 1
        found = counted(self.data, self.view, start, end, -span.count % BUCKET, self.ends)
        if found is None:
            return False
        if found[1]:
            span.mark(*found[1])
        span.count += found[0]
        self.pos = end
        return True


def counted(
    data: bytes, view: memoryview, start: int, end: int, first: int = 0, ends: dict[int, int] | None = None
) -> tuple[int, list[int]] | None:
    """How many values stand between two offsets, commas between, and where each hundredth from ``first`` starts.

    None where that is no such list. The ends of long values are put into ``ends``.
    """
    plain = hundredths(data, view, start, end, first)
    if plain is not None:
        return plain
    lengths = list_lengths(view, start, end)
    if not lengths:
        return None
    is_long = ends is not None and max(lengths) > LONG
    starts = starts_of(data, start, end, lengths) if first < len(lengths) or is_long else []
    if ends is not None and is_long:
        ends.update((at, at + length) for at, length in zip(starts, lengths, strict=True) if length > LONG)
    return len(lengths), starts[first::BUCKET]


def starts_of(data: bytes, start: int, end: int, lengths: list[int]) -> list[int]:
    """Where each of the listed values starts, given their lengths and that they fill ``start:end``, commas between."""
    if sum(lengths) + len(lengths) - 1 == end - start:
        offsets = accumulate(lengths, initial=start)
        return [offset + position for position, offset in zip(range(len(lengths)), offsets, strict=False)]
    starts = []
    pos = start
    for length in lengths:
        starts.append(pos)
        found = COMMA.match(data, pos + length)
        pos = found.end() if found else end
    return starts
