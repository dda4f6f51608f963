"""One row of a document: where its bytes are, not what they say."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import msgspec


class Kind(IntEnum):
    """What a row stands for. BUCKET is a range of an array's or object's members; FAULT marks an unreadable place."""

    OBJECT = 0
    ARRAY = 1
    STRING = 2
    NUMBER = 3
    BOOLEAN = 4
    NULL = 5
    BUCKET = 6
    FAULT = 7

    @property
    def label(self) -> str:
        """The word shown in the column Type."""
        return _LABELS[self]


_LABELS = ("object", "array", "string", "number", "boolean", "null", "range", "fault")


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the bytes are no JSON. ``offset`` counts bytes from 0; ``line`` and ``column`` from 1.

    ``fatal`` means that nothing after this place could be read.
    """

    offset: int
    message: str
    line: int
    column: int
    fatal: bool = False

    def __str__(self) -> str:
        return f"{self.message} at line {self.line}, column {self.column} (byte {self.offset:,})"


@dataclass(slots=True, eq=False)
class Span:
    """A big container: its bytes, its members counted so far, and where each hundredth member starts.

    ``end`` is -1 until the closing bracket has been seen; it stays so when the body is cut. ``marks`` is None up to
    a hundred members: a hundred thousand levels have few each.
    """

    start: int
    is_array: bool
    end: int = -1
    count: int = 0
    first: int = -1
    marks: "array[int] | None" = None

    def mark(self, *starts: int) -> None:
        """Note where the next hundredth members start; the very first one is the first of them."""
        if self.first < 0:
            self.first, starts = starts[0], starts[1:]
        if starts:
            if self.marks is None:
                self.marks = array("Q", [self.first])
            self.marks.extend(starts)


class Node(msgspec.Struct, eq=False):
    """A value in its place. Half a million are made for a large answer: a quarter of a dataclass's time each.

    ``end`` is -1 for a container whose end is not known (yet).

    ``index`` is the position among the parent's members. For a BUCKET, ``index`` and ``count`` are its range and
    ``step`` the size of its own children (1: the members themselves). A FAULT has its message as ``key``, and the key
    whose value should have stood there as ``lost``. ``below`` is for whoever shows the row: how many rows are shown
    below it, -1 while it is collapsed. (A mapping of half a million rows would make a stop each time it grows.)
    """

    kind: Kind
    start: int
    end: int
    key: str | None = None
    index: int = 0
    parent: "Node | None" = None
    depth: int = 0
    count: int = -1
    step: int = 1
    span: Span | None = None
    marks: Sequence[int] | None = None
    lost: str = ""
    below: int = -1

    @property
    def is_container(self) -> bool:
        """Whether the row can have children."""
        return self.kind <= Kind.ARRAY or self.kind is Kind.BUCKET

    def is_after(self, offset: int) -> bool:
        """Whether the value starts after an offset, which then lies in the key."""
        return self.kind is not Kind.BUCKET and self.start > offset

    @property
    def owner(self) -> "Node | None":
        """The object or array that this value is a member of, ranges passed over."""
        parent = self.parent
        while parent is not None and parent.kind is Kind.BUCKET:
            parent = parent.parent
        return parent

    @property
    def name(self) -> str:
        """The text of the column Key."""
        if self.kind is Kind.BUCKET:
            return f"[{self.index:,} … {self.index + self.count - 1:,}]"
        if self.kind is Kind.FAULT:
            return self.lost
        if self.key is not None:
            return self.key
        return f"[{self.index}]" if self.owner is not None else ""
