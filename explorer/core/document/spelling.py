"""A text in every way that JSON may write it: letters as they are, as ``\\uXXXX``, or with a short escape."""

import re
from collections.abc import Iterator

_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_AT_ONCE = 8
"""Letters of one pattern: making one of a long text would take long."""
_TRIED = 256


class Spelling:
    """``seek`` finds the text in a window; run ``make`` before. ``fold``: windows come in small letters."""

    def __init__(self, text: str, *, fold: bool) -> None:
        plain = "".join(_SHORT.get(letter, letter) for letter in text).encode("utf-8", "surrogatepass")
        self.plain = plain.lower() if fold else plain
        """The text as it is mostly written."""
        self.longest = max(3 * len(text.encode("utf-16-be", "surrogatepass")), len(plain), 1)
        """Bytes that it takes at most."""
        self._text, self._fold = text, fold
        self._escaped = b"\\u00" if text.isascii() else b"\\u"
        self._has_slash = "/" in text
        self._parts: list[re.Pattern[bytes]] = []
        # To look for a few bytes takes a twentieth of the time that it takes to try a pattern at every place.
        self._heads = _spellings(text[:1]) if fold and not text[:1].isascii() else ()
        self._window, self._next = b"", [-1] * len(self._heads)

    @property
    def is_slow(self) -> bool:
        """Whether windows are to be small."""
        return not self._heads

    def may_differ(self, window: bytes) -> bool:
        """Whether the text may stand there in another way than the plain one."""
        return self._escaped in window or (self._has_slash and b"\\/" in window)

    def make(self) -> Iterator[None]:
        """Get ready, once; each step is about a millisecond."""
        for at in range(len(self._parts) * _AT_ONCE, len(self._text), _AT_ONCE):
            letters = b"".join(_letter(letter, fold=self._fold) for letter in self._text[at : at + _AT_ONCE])
            self._parts.append(re.compile(letters, re.IGNORECASE if self._fold else 0))
            yield

    def seek_plain(self, window: bytes, start: int) -> tuple[int, int]:
        """Where the next match is, and where to go on after it; where the text stands in the plain way alone.

        Without a match (-1), going on is of no use (-1), or was put off.
        """
        place = window.find(self.plain, start)
        return (place, place + len(self.plain)) if place >= 0 else (-1, -1)

    def seek(self, window: bytes, start: int) -> tuple[int, int]:
        """The same for any way of writing it."""
        for _ in range(_TRIED):
            place = self._candidate(window, start)
            if place < 0:
                return -1, -1
            end = self._end(window, place)
            if end >= 0:
                return place, end
            start = place + 1
        return -1, start

    def _candidate(self, window: bytes, start: int) -> int:
        """Where the first letters stand."""
        if not self._heads:
            found = self._parts[0].search(window, start)
            return found.start() if found else -1
        if window is not self._window:
            self._window, self._next = window, [window.find(head, start) for head in self._heads]
        for number, at in enumerate(self._next):
            if 0 <= at < start:
                self._next[number] = window.find(self._heads[number], start)
        return min((at for at in self._next if at >= 0), default=-1)

    def _end(self, window: bytes, place: int) -> int:
        for part in self._parts:
            found = part.match(window, place)
            if found is None:
                return -1
            place = found.end()
        return place


def _spellings(letter: str) -> tuple[bytes, ...]:
    return letter.encode("utf-8", "surrogatepass"), b"".join(b"\\u%04x" % unit for unit in _units(letter))


def _letter(letter: str, *, fold: bool) -> bytes:
    plain = re.escape(_SHORT.get(letter, letter).encode("utf-8", "surrogatepass"))
    ways = [plain, rb"\\/"] if letter == "/" else [plain]
    cases = {letter, letter.swapcase()} if fold and letter.isascii() else {letter}
    ways += [b"".join(rb"\\u(?i:%04x)" % unit for unit in _units(case)) for case in cases]
    return b"(?:" + b"|".join(ways) + b")"


def _units(letter: str) -> list[int]:
    units = letter.encode("utf-16-be", "surrogatepass")
    return [units[at] << 8 | units[at + 1] for at in range(0, len(units), 2)]
