"""Which elements of two lists belong together: blocks in rising order, found within a bounded amount of work."""

from array import array
from bisect import bisect_left
from collections.abc import Generator, Hashable, Sequence

from explorer.core.document.emptying import emptied
from explorer.core.document.scattered import Scattered

Pairs = list[tuple[int, int]]
Blocks = list[tuple[int, int, int]]
"""Where equal elements begin on the left and on the right, and how many they are."""
_MOST_CELLS = 250_000
_STEP = 1024
_NONE = -2


def common(left: Sequence[Hashable], right: Sequence[Hashable]) -> Generator[None, None, Blocks]:
    """Runs of equal elements: a longest common subsequence, or of very many only those that are unique."""
    shorter = min(len(left), len(right))
    head = tail = 0
    while head < shorter and left[head] == right[head]:
        head += 1
        if head % _STEP == 0:
            yield
    while tail < shorter - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
        if tail % _STEP == 0:
            yield
    yield
    here, there = range(head, len(left) - tail), range(head, len(right) - tail)
    few = len(here) * len(there) <= _MOST_CELLS
    pairs = yield from (_longest if few else _unique)(left, here, right, there)
    blocks: Blocks = [(0, 0, head)] if head else []
    for number, (at, place) in enumerate(pairs):
        blocks.append((at, place, 1))
        if number % _STEP == 0:
            yield
    yield from emptied(pairs)
    if tail:
        blocks.append((len(left) - tail, len(right) - tail, tail))
    return blocks


def _longest(
    left: Sequence[Hashable], here: range, right: Sequence[Hashable], there: range
) -> Generator[None, None, Pairs]:
    lengths = [array("l", [0]) * (len(there) + 1)]
    for at in here:
        above, row, one = lengths[-1], array("l", [0]), left[at]
        for number, place in enumerate(there):
            row.append(above[number] + 1 if one == right[place] else max(above[number + 1], row[number]))
            if number % _STEP == _STEP - 1:
                yield
        lengths.append(row)
        yield
    pairs: Pairs = []
    a, b = len(here), len(there)
    for turn in range(a + b):
        if not a or not b:
            break
        if left[here[a - 1]] == right[there[b - 1]]:
            a, b = a - 1, b - 1
            pairs.append((here[a], there[b]))
        elif lengths[a - 1][b] >= lengths[a][b - 1]:
            a -= 1
        else:
            b -= 1
        if turn % _STEP == _STEP - 1:
            yield
    return pairs[::-1]


def _unique(
    left: Sequence[Hashable], here: range, right: Sequence[Hashable], there: range
) -> Generator[None, None, Pairs]:
    places = yield from _once(left, here)
    others = yield from _once(right, there)
    pairs: Pairs = []
    for number, at in enumerate(here):
        place = others.get(left[at], -1)
        if place >= 0 and places.get(left[at], -1) >= 0:
            pairs.append((at, place))
        if number % _STEP == 0:
            yield
    found = yield from rising(pairs)
    yield from emptied(*places.parts, *others.parts, pairs)
    return found


def _once(members: Sequence[Hashable], places: range) -> Generator[None, None, Scattered[Hashable, int]]:
    """Each element's position, or -1 if it comes more than once."""
    found: Scattered[Hashable, int] = Scattered()
    for number, at in enumerate(places):
        one = members[at]
        found[one] = at if found.get(one, _NONE) == _NONE else -1
        if number % _STEP == 0:
            yield
    return found


def rising(pairs: Pairs) -> Generator[None, None, Pairs]:
    """The longest part of ``pairs`` (rising on the left) that rises on the right too."""
    # Arrays of numbers, unlike lists of them, are gone at once.
    ends, at_end, before = array("q"), array("q"), array("q")
    for number, (_, place) in enumerate(pairs):
        where = bisect_left(ends, place)
        before.append(at_end[where - 1] if where else -1)
        if where == len(ends):
            ends.append(place)
            at_end.append(number)
        else:
            ends[where], at_end[where] = place, number
        if number % 256 == 255:
            yield
    found: Pairs = []
    number = at_end[-1] if at_end else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
        if len(found) % 2048 == 0:
            yield
    found.reverse()
    return found
