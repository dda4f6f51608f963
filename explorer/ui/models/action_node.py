"""The nodes of the action tree: products, their categories, their actions; children are read when asked for."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from explorer.core.models.action import ActionRef

if TYPE_CHECKING:
    from collections.abc import Callable


class Level(IntEnum):
    """What a row of the action tree is."""

    ROOT = 0
    PRODUCT = 1
    CATEGORY = 2
    ACTION = 3
    MORE = 4


@dataclass(eq=False, slots=True)
class ActionNode:
    """One row. ``aside`` is the muted text at the right; ``read`` gives the children, once."""

    level: Level
    text: str
    aside: str = ""
    tip: str = ""
    ref: ActionRef | None = None
    parent: "ActionNode | None" = None
    row: int = 0
    read: "Callable[[ActionNode], list[ActionNode]] | None" = None
    _children: "list[ActionNode] | None" = field(default=None, repr=False)

    @property
    def children(self) -> "list[ActionNode]":
        """The rows below, read at the first call."""
        if self._children is None:
            self._children = self.read(self) if self.read else []
            for row, child in enumerate(self._children):
                child.parent, child.row = self, row
        return self._children

    @property
    def has_children(self) -> bool:
        """Whether there may be rows below; reads nothing."""
        return self.read is not None if self._children is None else bool(self._children)
