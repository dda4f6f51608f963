"""What was expanded in an answer, by the names of its rows, without the rows: to expand the same in the next one."""

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explorer.core.document.node import Node

_STEP = 256
_BUCKET = 6
_EMPTY = 2
"""Bytes of an object or list without members."""

Name = str | int
"""The key of a row, the position of an element, or, below zero, where a range begins."""
Way = tuple[Name, ...]
"""The names from an outermost row down to one."""


class Folds(NamedTuple):
    """Which rows below an expanded one are expanded too: those of ``members``; or all that can be, each as ``every``.

    Rows that are expanded alike share one of these, so that a hundred thousand of them take little.
    """

    members: dict[Name, "Folds"]
    every: "Folds | None" = None

    def below(self, name: Name) -> "Folds | None":
        """What is expanded below a row of that name; None if it is not expanded itself."""
        return self.members.get(name, self.every)

    @property
    def holds_any(self) -> bool:
        """Whether any row is expanded."""
        return bool(self.members) or self.every is not None


NONE_BELOW = Folds({})


def name_of(node: "Node") -> Name:
    """What a row is found by again in another answer."""
    if node.kind == _BUCKET:
        return -1 - node.index
    return node.key if node.key is not None else node.index


class _Open:
    """An expanded row, whose rows are being passed through."""

    __slots__ = ("end", "is_offered", "members", "name", "some_folded")

    def __init__(self, name: Name, end: int, is_offered: bool) -> None:
        self.name, self.end, self.is_offered = name, end, is_offered
        self.some_folded = False
        self.members: dict[Name, Folds] = {}


class KeptFolds:
    """The folds of some rows, found out in steps; until then it holds the rows.

    ``offered`` are rows (by place and kind) that nobody asked to expand: they count where one below them does.
    """

    def __init__(self, rows: "list[Node]", offered: frozenset[tuple[int, int]] = frozenset()) -> None:
        self.rows: list[Node] = rows
        self.found: Folds | None = None
        self._offered = offered
        self._alike: dict[tuple[object, ...], Folds] = {}

    def steps(self) -> Generator[None, None, Folds]:
        """Find out; a step is some tenths of a millisecond."""
        if self.found is not None:
            return self.found
        line = [_Open(0, len(self.rows), is_offered=False)]
        for number, node in enumerate(self.rows):
            if number % _STEP == 0:
                yield
            while number >= line[-1].end:
                yield from self._close(line)
            if node.below >= 0:
                is_offered = bool(self._offered) and (node.start, node.kind) in self._offered
                line.append(_Open(name_of(node), number + 1 + node.below, is_offered))
            elif node.is_container and node.end - node.start != _EMPTY:
                line[-1].some_folded = True
        while len(line) > 1:
            yield from self._close(line)
        self.found, self.rows, self._alike = self._of(line[0]), [], {}
        return self.found

    def _close(self, line: list[_Open]) -> Iterator[None]:
        closed = line.pop()
        folds = self._of(closed)
        if closed.is_offered and not folds.holds_any:
            line[-1].some_folded = True
        else:
            line[-1].members[closed.name] = folds
        if len(line) % _STEP == 0:  # many levels end at one place
            yield

    def _of(self, row: _Open) -> Folds:
        members = row.members
        if not members:
            return NONE_BELOW
        each = list(members.values())
        every = each[0] if len(each) > 1 and not row.some_folded and all(one is each[0] for one in each) else None
        alike = (id(every),) if every is not None else tuple((name, id(folds)) for name, folds in members.items())
        found = self._alike.get(alike)
        if found is None:
            found = self._alike[alike] = Folds({}, every) if every is not None else Folds(members)
        return found
