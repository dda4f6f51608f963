"""The rows that an expansion brings, gathered in small steps so that the window stays free meanwhile."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from explorer.ui.models.folds import Folds, Name, name_of

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node

MOST_ROWS = 500_000
"""Rows that expanding everything stops at."""

_STEP = 64
_QUICK = 8192
_EVERY_LEVEL = 1_000_000


class _Open:
    """A row that is being expanded: those below it that are left, and what of its folds is there."""

    __slots__ = ("absent", "folds", "has_any", "left", "met", "name", "node", "start")

    def __init__(self, node: "Node | None", left: "Iterator[Node]", start: int, folds: Sequence[Folds], name: Name):
        self.node, self.left, self.start, self.folds, self.name = node, left, start, folds, name
        self.has_any = False
        self.met: set[Name] = set()
        self.absent: dict[Name, Folds] = {}

    def not_met(self) -> Folds | None:
        """What ``folds`` names that is not there, for the answer after this one."""
        absent, every = self.absent, None
        for folds in self.folds:
            if len(self.met) < len(folds.members):
                absent = {**{name: each for name, each in folds.members.items() if name not in self.met}, **absent}
            if folds.every is not None and not self.has_any:
                every = folds.every
        return Folds(absent, every) if absent or every is not None else None


class Expansion:
    """The rows that one expansion will insert, gathered in small steps and inserted once.

    Without a node they are all rows of the document. With ``folds``, only what any of those names is expanded.
    """

    def __init__(
        self,
        document: "Document",
        node: "Node | None",
        levels: int = _EVERY_LEVEL,
        folds: Sequence[Folds] | None = None,
    ) -> None:
        self.node = node
        self.rows: list[Node] = []
        self.complete = True
        self.has_entered = False
        self.absent: Folds | None = None
        """What ``folds`` names and is not there."""
        self._document = document
        self._levels = levels
        self._folds = folds
        self._open: list[_Open] = []

    def steps(self) -> Iterator[None]:
        """Gather; a step is some tenths of a millisecond."""
        if self.node is None:
            first = self._document.top()
        else:
            first = yield from self._document.children_steps(self.node)
        self._open.append(_Open(self.node, iter(first), 0, self._folds or (), 0))
        made = 0
        while self._open:
            made += 1
            if made % _STEP == 0:
                yield
            child = next(self._open[-1].left, None)
            if child is None:
                self._close()
                continue
            self.rows.append(child)
            if child.is_container and self._is_wanted(child):
                yield from self._enter(child)
                if not 0 <= child.end - child.start <= _QUICK:
                    yield

    def _close(self) -> None:
        closed = self._open.pop()
        if closed.node is not None and closed.node is not self.node:  # that is in sight already, and collapsed
            closed.node.below = len(self.rows) - closed.start
        absent = closed.not_met() if closed.folds else None
        if absent is not None and self._open:
            self._open[-1].absent[closed.name] = absent
        elif not self._open:
            self.absent = absent

    def _is_wanted(self, child: "Node") -> bool:
        full = len(self.rows) >= MOST_ROWS
        self.complete = self.complete and not full
        if full or len(self._open) >= self._levels:
            return False
        if self._folds is None:
            return True
        at, name = self._open[-1], name_of(child)
        at.has_any = True
        if all(each.below(name) is None for each in at.folds):
            return False
        at.met.add(name)
        return True

    def _enter(self, child: "Node") -> Iterator[None]:
        """Go on with what is below a row."""
        folds: Sequence[Folds] = ()
        name: Name = 0
        if self._folds is not None:
            name, self.has_entered = name_of(child), True
            folds = tuple(below for each in self._open[-1].folds if (below := each.below(name)) is not None)
        child.below = 0
        children = yield from self._document.children_steps(child)
        self._open.append(_Open(child, iter(children), len(self.rows), folds, name))
