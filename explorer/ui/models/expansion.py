"""The rows that an expansion brings, gathered in small steps so that the window stays free meanwhile."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node

MOST_ROWS = 500_000
"""Rows that expanding everything stops at."""

_STEP = 64
_QUICK = 8192
_EVERY_LEVEL = 1_000_000
_Open = tuple["Node | None", Iterator["Node"], int, "Fold"]

Fold = tuple[str, ...]
"""The names from an outermost row down to an expanded one."""


class Expansion:
    """The rows that one expansion will insert, gathered in small steps and inserted once.

    Without a node they are all rows of the document. With ``folds``, only what those name is expanded.
    """

    def __init__(
        self, document: "Document", node: "Node | None", levels: int = _EVERY_LEVEL, folds: set[Fold] | None = None
    ) -> None:
        self.node = node
        self.rows: list[Node] = []
        self.complete = True
        self.entered: set[Fold] = set()
        """Those of ``folds`` that are there."""
        self._document = document
        self._levels = levels
        self._folds = folds
        self._open: list[_Open] = []

    def steps(self) -> Iterator[None]:
        """Gather; a step is some tenths of a millisecond."""
        first = self._document.top() if self.node is None else self._document.children(self.node)
        self._open.append((self.node, iter(first), 0, ()))
        made = 0
        while self._open:
            made += 1
            if made % _STEP == 0:
                yield
            child = next(self._open[-1][1], None)
            if child is None:
                self._close()
                continue
            self.rows.append(child)
            if child.is_container and self._enter(child) and not 0 <= child.end - child.start <= _QUICK:
                yield

    def _close(self) -> None:
        node, _, start, _ = self._open.pop()
        if node is not None and node is not self.node:  # that is in sight already, and collapsed
            node.below = len(self.rows) - start

    def _enter(self, child: "Node") -> bool:
        """Go on with what is below a row, if that is wanted; whether it is."""
        way: Fold = ()
        full = len(self.rows) >= MOST_ROWS
        self.complete = self.complete and not full
        if full or len(self._open) >= self._levels:
            return False
        if self._folds is not None:
            way = (*self._open[-1][3], child.name)
            if way not in self._folds:
                return False
            self.entered.add(way)
        child.below = 0
        self._open.append((child, iter(self._document.children(child)), len(self.rows), way))
        return True
