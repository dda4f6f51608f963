"""A list in a document as rows and columns: only where each row lies is kept, its cells are read when looked at."""

from array import array
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from explorer.core.document.cells import (
    LONG,
    Cells,
    cell_at,
    cell_pieces,
    cell_text,
    cells_at,
    few_members,
    glance_at,
    members_at,
)
from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node

Places = tuple["array[int]", "array[int]"]
STEP = 1 << 14
"""Bytes of rows that are looked at in some tenths of a millisecond."""
_COST = 512
"""What a row takes, however short, in bytes."""
_REMEMBERED = 400
_FIRST, _MOST_MEMBERS, _MEMBERS = 5, 1000, 32


class Table:
    """The rows of one array; ``steps()`` finds them and the columns, in order of first appearance."""

    def __init__(self, document: Document, node: Node) -> None:
        self.document = document
        self.node = node
        self.columns: list[str] = []
        self.complete = False
        self.longest = 0
        """Bytes of the longest row."""
        self._starts, self._ends = array("Q"), array("Q")
        self._known: set[str] = set()
        self._cells: dict[int, Cells] = {}

    @classmethod
    def of_places(cls, document: Document, node: Node, places: Places, columns: Sequence[str]) -> "Table":
        """A table whose rows and columns were found before."""
        table = cls(document, node)
        table._starts, table._ends = places
        table.columns, table.complete = list(columns), True
        return table

    def places(self) -> Places:
        """Where the rows found so far begin and end."""
        return self._starts[:], self._ends[:]

    def __len__(self) -> int:
        return len(self._starts)

    def steps(self) -> Iterator[None]:
        """Find rows and columns; a step is some tenths of a millisecond."""
        looked_at = 0
        for member in self.document.members(self.node):
            if member.kind is Kind.FAULT:
                continue
            end = member.end if member.end >= 0 else len(self.document.data)
            self._starts.append(member.start)
            self._ends.append(end)
            self.longest = max(self.longest, end - member.start)
            self._add_columns(glance_at(self.document, member.start, end))
            looked_at += _COST + min(end - member.start, LONG)
            if looked_at >= STEP:
                looked_at = 0
                yield
        self.complete = True

    def read(self) -> "Table":
        """Find all at once (tests, the command line)."""
        for _ in self.steps():
            pass
        return self

    def cells(self, row: int) -> Cells:
        """The cells of a row, long ones cut; the rows lately asked for are remembered."""
        found = self._cells.get(row)
        if found is None:
            if len(self._cells) >= _REMEMBERED:
                self._cells.clear()
            found = self._cells[row] = self.glance(row)
        return found

    def glance(self, row: int) -> Cells:
        """As ``cells``, for one pass over all rows."""
        return glance_at(self.document, self._starts[row], self._ends[row])

    def fresh_cells(self, row: int) -> Cells:
        """The cells of a row, whole."""
        return cells_at(self.document, self._starts[row], self._ends[row])

    def cell(self, row: int, name: str) -> bytes:
        """One cell of a row, whole; nothing where there is none."""
        return cell_at(self.document, self._starts[row], self._ends[row], name)

    def long_cells(self, row: int, names: Collection[str]) -> Iterator[Iterator[str]]:
        """The texts of a long row's cells, each bit by bit."""
        start, end = self._starts[row], self._ends[row]
        found = few_members(self.document, start)
        if found is None:
            cells = cells_at(self.document, start, end)
            yield from (iter((cell_text(cell),)) for name, cell in cells.items() if name in names)
        else:
            yield from (cell_pieces(self.document, found[name]) for name in found if name in names)

    def cost(self, row: int) -> int:
        """About how long it takes to look at a row, in bytes."""
        return _COST + self._ends[row] - self._starts[row]

    @property
    def typical(self) -> int:
        """Bytes of a row, on average."""
        return (self._ends[-1] - self._starts[0]) // len(self) if len(self) else 0

    def members(self, row: int, cells: Cells) -> list[tuple[str, bytes]]:
        """The row's cells, of a name that it has twice all of them; ``cells`` are its ``fresh_cells``."""
        return members_at(self.document, self._starts[row], self._ends[row], cells)

    def source(self, row: int) -> bytes:
        """A row's bytes as they came."""
        return self.document.data[self._starts[row] : self._ends[row]]

    def place(self, row: int) -> int:
        """The byte offset of a row."""
        return self._starts[row]

    def _add_columns(self, cells: Cells) -> None:
        known = self._known
        if cells.keys() <= known:
            return
        for name in cells:
            if name not in known:
                known.add(name)
                self.columns.append(name)


class ListFinder:
    """The lists of objects in a document, the largest first; ``steps()`` looks for them, from the outside in."""

    def __init__(self, document: Document, *, most: int = 200, visited: int = 20_000) -> None:
        self.found: list[Node] = []
        self._document = document
        self._most = most
        self._visited = visited

    def steps(self) -> Iterator[None]:
        """Look; of a list's elements the first few are looked into."""
        root = self._document.root()
        waiting = [root] if root is not None else []
        seen = 0
        while waiting and len(self.found) < self._most and seen < self._visited:
            below: list[Node] = []
            for node in waiting:
                seen += 1
                if node.kind is Kind.ARRAY and self._holds_objects(node):
                    self.found.append(node)
                yield from self._look_into(node, below)
                yield
            waiting = below
        self.found.sort(key=lambda node: -self._document.count(node))

    def _look_into(self, node: Node, below: list[Node]) -> Iterator[None]:
        most = _FIRST if node.kind is Kind.ARRAY else _MOST_MEMBERS
        for number, child in enumerate(islice(self._document.members(node), most), start=1):
            if child.kind <= Kind.ARRAY:
                below.append(child)
            if number % _MEMBERS == 0:
                yield

    def _holds_objects(self, node: Node) -> bool:
        return any(child.kind is Kind.OBJECT for child in islice(self._document.members(node), _FIRST))
