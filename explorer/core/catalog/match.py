"""Finds and grades matches of one word in many names: whole, prefix, word starts, inside, scattered."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from explorer.core.catalog.search_index import MARK, initials_of, mask_of

EXACT, PREFIX, SERVICE, WORD_PREFIX, HUMPS, INSIDE, SCATTERED = 1000.0, 900.0, 850.0, 800.0, 750.0, 600.0, 400.0
SWAPPED, ABOUT, SERVICE_TITLE, PARAMETER = 500.0, 300.0, 250.0, 200.0

_SHORT = 3
_LEAST_SWAPPED = 4  # letters of a word in which two may stand the wrong way round


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
        self._last: tuple[str, list[tuple[int, int]]] = ("", [])

    def leading(self, word: str) -> Iterator[tuple[int, float]]:
        """``(number, score)`` of the names that are ``word`` or begin with it."""
        yield from ((line, EXACT) for line in self.plain.having(f"\n{word}\n"))
        yield from ((line, PREFIX) for line in self.plain.having(f"\n{word}"))

    def at_word_starts(self, word: str) -> Iterator[tuple[int, float]]:
        """Names that have a word beginning with ``word``."""
        yield from ((line, WORD_PREFIX) for line in self.marked.having(MARK + word))

    def humps(self, word: str) -> Iterator[tuple[int, float]]:
        """Names of which ``word`` abbreviates some words (see ``hump_pattern``)."""
        if len(word) < 2:
            return
        pattern = hump_pattern(word)
        if len(word) <= _SHORT:
            yield from ((number, HUMPS) for number in self.marked.matching(pattern))
            return
        search, lines = pattern.search, self.marked.lines
        yield from ((number, HUMPS) for _, number in self._scattered(word) if search(lines[number]))

    def inside(self, word: str) -> Iterator[tuple[int, float]]:
        """Names that have ``word`` anywhere."""
        yield from ((line, INSIDE) for line in self.plain.having(word))

    def swapped(self, word: str) -> Iterator[tuple[int, float]]:
        """Names that have the word once two neighbours among its letters change places, when none has it as it is."""
        if self.plain.joined.find(word) >= 0:
            return
        for each in swaps(word):
            yield from ((line, SWAPPED) for line in self.plain.having(each))

    def scattered(self, word: str) -> Iterator[tuple[int, float]]:
        """Names that have the letters of a longer word in order, from the start of one of their words on."""
        if len(word) > _SHORT:
            yield from ((number, SCATTERED - min(span, 90)) for span, number in sorted(self._scattered(word)))

    def grades(self, word: str, numbers: Iterable[int]) -> dict[int, float]:
        """The scores for ``word`` of those of some names that fit it."""
        plain, marked, masks = self.plain.lines, self.marked.lines, self._masks
        search, begins = hump_pattern(word).search, MARK + word
        wanted = mask_of(word) | initials_of(word[0])
        found: dict[int, float] = {}
        for number in numbers:
            name = plain[number]
            if word in name:
                starts = name.startswith(word)
                found[number] = PREFIX if starts else WORD_PREFIX if begins in marked[number] else INSIDE
            elif masks[number] & wanted == wanted and search(marked[number]):
                found[number] = HUMPS
        return found

    def _scattered(self, word: str) -> list[tuple[int, int]]:
        """Span and number of each name with the letters in order; every abbreviated name is among them."""
        before, known = self._last
        if word == before:
            return known
        if before and word.startswith(before):
            numbers = [number for _, number in known]
        else:
            wanted = mask_of(word) | initials_of(word[0])
            numbers = [number for number, mask in enumerate(self._masks) if mask & wanted == wanted]
        search, lines = scattered_pattern(word).search, self.marked.lines
        hits = [(found.end() - found.start(), number) for number in numbers if (found := search(lines[number]))]
        self._last = (word, hits)
        return hits


@lru_cache(32)
def swaps(word: str) -> tuple[str, ...]:
    """The word with each two neighbouring letters exchanged, as hasty fingers do; nothing for a short word."""
    if len(word) < _LEAST_SWAPPED:
        return ()
    pairs = range(len(word) - 1)
    every = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in pairs)
    return tuple(dict.fromkeys(each for each in every if each != word))


def hump_pattern(word: str) -> "re.Pattern[str]":
    """Matches marked names where each letter of ``word`` follows the last one or begins a later word.

    Long words are matched without going back, which misses the odd name and is many times quicker.
    """
    group = "(?:" if len(word) <= _SHORT else "(?>"
    # The next letter first: names are looked through to their end far less often.
    steps = (rf"{group}{letter}|[^\n]*?{MARK}{letter})" for letter in map(re.escape, word[1:]))
    return re.compile(MARK + re.escape(word[0]) + "".join(steps))


def scattered_pattern(word: str) -> "re.Pattern[str]":
    """Matches marked names that have the letters of ``word`` in order."""
    return re.compile(MARK + re.escape(word[0]) + "".join(rf"(?>[^\n]*?{re.escape(c)})" for c in word[1:]))
