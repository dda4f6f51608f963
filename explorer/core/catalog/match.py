"""Finds and grades matches of one word in many names: whole, prefix, word starts, inside, scattered."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from explorer.core.catalog.search_index import MARK, mask_of

EXACT, PREFIX, SERVICE, WORD_PREFIX, HUMPS, INSIDE, SCATTERED = 1000.0, 900.0, 850.0, 800.0, 750.0, 600.0, 400.0
ABOUT, SERVICE_TITLE, PARAMETER = 300.0, 250.0, 200.0

_SCATTERED_LEAST = 4
_HUMPS_BY_MASK_FROM = 4


class Lines:
    """Many short texts in one long one, so that a search over all of them is a few calls."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.joined = "\n" + "\n".join(lines) + "\n"
        self._starts: list[int] = []
        place = 1
        for line in lines:
            self._starts.append(place)
            place += len(line) + 1

    def having(self, part: str) -> Iterator[int]:
        """The number of each line that has ``part`` (which may begin or end with a line end), in order, once."""
        joined, starts = self.joined, self._starts
        place = joined.find(part)
        while place >= 0:
            line = bisect_right(starts, place + (part[0] == "\n")) - 1
            yield line
            end = joined.find("\n", max(place + 1, starts[line]))
            place = joined.find(part, end) if end >= 0 else -1

    def matching(self, pattern: "re.Pattern[str]") -> Iterator[int]:
        """The number of each line that the pattern (which never crosses lines) matches, in order, once."""
        last = -1
        for found in pattern.finditer(self.joined):
            line = bisect_right(self._starts, found.start()) - 1
            if line != last:
                yield line
                last = line


class Names:
    """The names of actions, searchable in every way that a person abbreviates a name."""

    def __init__(self, marked: Sequence[str], masks: Sequence[int]) -> None:
        self.marked = Lines([name.lower() for name in marked])
        self.plain = Lines([name.replace(MARK, "") for name in self.marked.lines])
        self._masks = masks

    def graded(self, word: str) -> Iterator[tuple[int, float]]:
        """``(number, score)`` of names, best tier first; a name may come again in a later tier."""
        yield from ((line, EXACT) for line in self.plain.having(f"\n{word}\n"))
        yield from ((line, PREFIX) for line in self.plain.having(f"\n{word}"))
        yield from ((line, WORD_PREFIX) for line in self.marked.having(MARK + word))
        if len(word) > 1:
            yield from ((line, HUMPS) for line in self._humps(word))
        yield from ((line, INSIDE) for line in self.plain.having(word))

    def scattered(self, word: str) -> Iterator[tuple[int, float]]:
        """Names that have the letters of a longer word in order, from the start of one of their words on."""
        if len(word) < _SCATTERED_LEAST:
            return
        search = scattered_pattern(word).search
        lines = self.marked.lines
        hits = []
        for number in self._possible(word):
            found = search(lines[number])
            if found:
                hits.append((found.end() - found.start(), number))
        yield from ((number, SCATTERED - min(span, 90)) for span, number in sorted(hits))

    def _humps(self, word: str) -> Iterator[int]:
        pattern = hump_pattern(word)
        if len(word) < _HUMPS_BY_MASK_FROM:
            yield from self.marked.matching(pattern)
            return
        lines, search = self.marked.lines, pattern.search
        yield from (number for number in self._possible(word) if search(lines[number]))

    def _possible(self, word: str) -> list[int]:
        wanted = mask_of(word)
        return [number for number, mask in enumerate(self._masks) if mask & wanted == wanted]


def hump_pattern(word: str) -> "re.Pattern[str]":
    """Matches marked names where each letter of ``word`` follows the last one or begins a later word."""
    return re.compile(MARK + rf"(?:[^\n]*?{MARK})?".join(re.escape(letter) for letter in word))


def scattered_pattern(word: str) -> "re.Pattern[str]":
    """Matches marked names that have the letters of ``word`` in order."""
    return re.compile(MARK + r"[^\n]*?".join(re.escape(letter) for letter in word))
