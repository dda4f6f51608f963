"""Finds text in keys and values of a document, by looking at its bytes a window at a time."""

import re
from collections.abc import Iterator

from explorer.core.document.document import Document
from explorer.core.document.grammar import LENIENT_TEXT
from explorer.core.document.node import Kind

_STEP = 1 << 17
_STRUCTURE = frozenset(b'{}[]:," \t\r\n')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPE_BEFORE = re.compile(rb"\\(?:u[0-9a-fA-F]{0,3})?\Z")
MOST = 1_000_000
"""Matches after which a search stops counting."""


class Search:
    """One search through one document; ``hits`` are byte offsets in order, growing as ``steps()`` is run.

    Upper and lower case (of ASCII letters) are the same unless ``exact_case``. Text written as ``\\uXXXX``, or with
    any other escape, is found too.
    """

    def __init__(self, document: Document, text: str, *, exact_case: bool = False) -> None:
        self.hits: list[int] = []
        self.finished = False
        self._document = document
        self._fold = not exact_case
        plain = "".join(_SHORT.get(letter, letter) for letter in text)
        self._needle = plain.encode("utf-8", "surrogatepass")
        if self._fold:
            self._needle = self._needle.lower()
        self._any_spelling = _spellings(text, self._fold)
        self._has_slash = "/" in text
        self._longest = max(6 * len(text), len(self._needle), 1)
        self._doubtful = bool(self._needle) and not _STRUCTURE.isdisjoint(self._needle)

    def steps(self) -> Iterator[None]:
        """Search on; each step is about a millisecond. Ends early after ``MOST`` hits."""
        size = len(self._document.data) if self._needle else 0
        pos = 0
        while pos < size and len(self.hits) < MOST:
            yield from self._window(pos, min(pos + _STEP, size))
            pos += _STEP
            yield
        self.finished = True

    def _window(self, begin: int, end: int) -> Iterator[None]:
        """Hits that start in ``begin:end``."""
        data = self._document.data
        window = data[begin : end + self._longest - 1]
        escapes = b"\\" in window
        spelled = escapes and (b"\\u" in window or (self._has_slash and b"\\/" in window))
        for number, place in enumerate(self._spelled(window) if spelled else self._plain(window)):
            hit = begin + place
            if hit >= end:
                return
            if not (escapes and _inside_escape(data, hit)) and (not self._doubtful or self._is_text(hit)):
                self.hits.append(hit)
            if number % 256 == 255 or self._doubtful:
                yield

    def _plain(self, window: bytes) -> Iterator[int]:
        if self._fold:
            window = window.lower()
        needle = self._needle
        place = window.find(needle)
        while place >= 0:
            yield place
            place = window.find(needle, place + len(needle))

    def _spelled(self, window: bytes) -> Iterator[int]:
        return (found.start() for found in self._any_spelling.finditer(window))

    def _is_text(self, hit: int) -> bool:
        """Whether the match lies inside a key or value, not on the brackets and commas between them."""
        chain, data = self._document.chain(hit), self._document.data
        if not chain or chain[-1].kind in (Kind.BUCKET, Kind.FAULT):
            return False
        node = chain[-1]
        if node.start <= hit:
            return not node.is_container and node.start + (node.kind is Kind.STRING) <= hit
        closing = data.rfind(b'"', hit, data.rfind(b":", hit, node.start))
        inside = LENIENT_TEXT.match(data, hit, max(closing, hit))
        return closing > hit and inside is not None and inside.end() == closing


def _inside_escape(data: bytes, hit: int) -> bool:
    """Whether the match begins within an escape sequence, so that it is part of no text."""
    before = _ESCAPE_BEFORE.search(data[max(0, hit - 5) : hit])
    return before is not None and _is_escape(data, max(0, hit - 5) + before.start())


def _is_escape(data: bytes, backslash: int) -> bool:
    """Whether the backslash starts an escape (an even number of backslashes stands before it)."""
    first = backslash
    while first > 0 and data[first - 1] == 0x5C:
        first -= 1
    return (backslash - first) % 2 == 0


def _spellings(text: str, fold: bool) -> re.Pattern[bytes]:
    return re.compile(b"".join(map(_letter, text)), re.IGNORECASE if fold else 0)


def _letter(letter: str) -> bytes:
    units = letter.encode("utf-16-be", "surrogatepass")
    escaped = "".join(f"\\\\u(?i:{units[at]:02x}{units[at + 1]:02x})" for at in range(0, len(units), 2)).encode()
    plain = re.escape(_SHORT.get(letter, letter).encode("utf-8", "surrogatepass"))
    return b"(?:" + plain + b"|" + escaped + (rb"|\\/" if letter == "/" else b"") + b")"
