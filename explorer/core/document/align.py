"""Which elements of two lists belong together: pairs in rising order, found within a bounded amount of work."""

from bisect import bisect_left
from collections.abc import Generator, Hashable, Sequence

from explorer.core.document.emptying import emptied

Pairs = list[tuple[int, int]]
_MOST_CELLS = 250_000
_STEP = 1024


def common(left: Sequence[Hashable], right: Sequence[Hashable]) -> Generator[None, None, Pairs]:
    """Positions of equal elements: a longest common subsequence, or of very many only those that are unique."""
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
        if head % _STEP == 0:
            yield
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
        if tail % _STEP == 0:
            yield
    yield
    one, other = left[head : len(left) - tail], right[head : len(right) - tail]
    few = len(one) * len(other) <= _MOST_CELLS
    middle = (yield from _longest(one, other)) if few else (yield from _unique(one, other))
    pairs = [(at, at) for at in range(head)] + [(head + a, head + b) for a, b in middle]
    return pairs + [(len(left) - at, len(right) - at) for at in range(tail, 0, -1)]


def _longest(left: Sequence[Hashable], right: Sequence[Hashable]) -> Generator[None, None, Pairs]:
    lengths = [[0] * (len(right) + 1)]
    for one in left:
        above, row = lengths[-1], [0]
        for at, other in enumerate(right):
            row.append(above[at] + 1 if one == other else max(above[at + 1], row[at]))
        lengths.append(row)
        yield
    pairs: Pairs = []
    a, b = len(left), len(right)
    while a and b:
        if left[a - 1] == right[b - 1]:
            a, b = a - 1, b - 1
            pairs.append((a, b))
        elif lengths[a - 1][b] >= lengths[a][b - 1]:
            a -= 1
        else:
            b -= 1
    return pairs[::-1]


def _unique(left: Sequence[Hashable], right: Sequence[Hashable]) -> Generator[None, None, Pairs]:
    places = yield from _once(left)
    others = yield from _once(right)
    pairs: Pairs = []
    for number, (one, at) in enumerate(places.items()):
        if at >= 0 and others.get(one, -1) >= 0:
            pairs.append((at, others[one]))
        if number % _STEP == 0:
            yield
    yield from emptied(places, others)
    return (yield from rising(pairs))


def _once(members: Sequence[Hashable]) -> Generator[None, None, dict[Hashable, int]]:
    """Each element's position, or -1 if it comes more than once."""
    found: dict[Hashable, int] = {}
    for at, one in enumerate(members):
        found[one] = -1 if one in found else at
        if at % _STEP == 0:
            yield
    return found


def rising(pairs: Pairs) -> Generator[None, None, Pairs]:
    """The longest part of ``pairs`` (rising on the left) that rises on the right too."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        where = bisect_left(ends, place)
        before.append(at_end[where - 1] if where else -1)
        ends[where : where + 1] = [place]
        at_end[where : where + 1] = [number]
        if number % 256 == 255:
            yield
    found: Pairs = []
    number = at_end[-1] if at_end else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
        if len(found) % 2048 == 0:
            yield
    return found[::-1]
