"""The rows of a document that are in sight, as one flat list: what is expanded lies between its neighbours."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from explorer.ui.models.expansion import Expansion
from explorer.ui.models.folds import Name, name_of

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node

_DEEPEST = 300
_BUCKET, _FAULT = 6, 7
_start = attrgetter("start")


class VisibleRows:
    """The flat list. It knows for every expanded row how many rows below belong to it."""

    def __init__(self, document: "Document | None", expanded: Expansion | None = None) -> None:
        self.document = document
        self.rows: list[Node] = []
        if expanded is not None:
            self.rows = expanded.rows
        elif document is not None:
            self.rows = document.top()

    def text(self, node: "Node", limit: int = 300) -> str:
        """The column Value."""
        return self.document.text(node, limit) if self.document is not None else ""

    def children(self, node: "Node") -> "list[Node]":
        """What an expansion of one level would show."""
        return self.document.children(node) if self.document is not None else []

    def can_expand(self, node: "Node") -> bool:
        """Whether there is anything below a row."""
        return self.document is not None and node.is_container and self.document.has_children(node)

    def size(self, node: "Node") -> int:
        """How many rows in sight are below an expanded row; 0 when it is collapsed."""
        return max(node.below, 0)

    def is_open(self, node: "Node") -> bool:
        """Whether the row is expanded."""
        return node.below >= 0

    def insert(self, row: int, found: "Sequence[Node]") -> None:
        """Put rows below the row ``row``, which becomes expanded."""
        node = self.rows[row]
        self.rows[row + 1 : row + 1] = found
        node.below = len(found)
        self._grow(node, len(found))

    def remove(self, row: int) -> "list[Node]":
        """Collapse the row; gives back the rows that were below it."""
        node = self.rows[row]
        size, node.below = node.below, -1
        removed = self.rows[row + 1 : row + 1 + size]
        del self.rows[row + 1 : row + 1 + size]
        self._grow(node, -size)
        return removed

    def row_of(self, node: "Node") -> int:
        """Where a row of this list is; -1 if it is not in sight. A range starts where its first member does."""
        rows = self.rows
        for row in range(bisect_left(rows, node.start, key=_start), len(rows)):
            if rows[row].start != node.start:
                break
            if rows[row] is node or _same(rows[row], node):
                return row
        return -1

    def row_at(self, offset: int) -> int:
        """The row in sight that the value or key at a byte offset is in, or would be below of; -1 without rows."""
        row = bisect_right(self.rows, offset, key=_start) - 1
        if row + 1 >= len(self.rows) or self.rows[row + 1].kind == _FAULT:
            return row
        node = self.rows[row]
        # Before the next value its key stands; what is open has nothing of its own before its first member.
        before_next = row < 0 or self.is_open(node) or (node.kind != _BUCKET and 0 <= node.end <= offset)
        return row + 1 if before_next else row

    def way_in(self, node: "Node", offset: int) -> "tuple[int, list[Node]]":
        """The rows to insert below ``node`` so that a byte offset inside it is in sight, and which of them that is.

        The place counts from 1, 0 being ``node`` itself. Those among them that are expanded say so.
        """
        heads: list[Node] = []
        tails: list[tuple[Node, int, list[Node]]] = []
        above = node
        while self.document is not None and len(tails) < _DEEPEST and above.is_container and not above.is_after(offset):
            children = self.document.children(above)
            at = self.document.row_at(children, offset)
            if at < 0:
                break
            tails.append((above, len(heads), children[at + 1 :]))
            heads += children[: at + 1]
            above = children[at]
        found = len(heads)
        for owner, begin, tail in reversed(tails):
            heads += tail
            if owner is not node:
                owner.below = len(heads) - begin
        return found, heads

    def child_named(self, row: int, name: Name) -> int:
        """The row among the children of ``row`` (-1: the outermost rows) that has a name, or -1."""
        return next((place for place in self._children_of(row) if name_of(self.rows[place]) == name), -1)

    def _children_of(self, row: int) -> Iterator[int]:
        low, high = (0, len(self.rows)) if row < 0 else (row + 1, row + 1 + self.size(self.rows[row]))
        while low < high:
            yield low
            low += 1 + max(self.rows[low].below, 0)

    def _grow(self, node: "Node", by: int) -> None:
        above = node.parent
        while above is not None and above.depth >= 0:
            above.below += by
            above = above.parent


def _same(one: "Node", other: "Node") -> bool:
    return one.start == other.start and one.kind == other.kind and one.index == other.index and one.step == other.step
