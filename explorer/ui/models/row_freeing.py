"""Frees rows over several turns of the event loop: freeing half a million at once would stop the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from explorer.core.document.node import Node

_A_TURN = 2000
_PAUSE_MILLISECONDS = 30


class RowFreeing(QObject):
    """Begins a moment later, so that what takes the rows' place is painted first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[list[Node]] = []
        self._held: list[list[Node]] = []
        self._given_up: list[list[Node]] = []
        self._timer = QTimer(self, interval=_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._free_some)

    @property
    def is_busy(self) -> bool:
        """Whether rows are still to be freed."""
        return bool(self._waiting)

    def hold(self, rows: "list[Node]") -> None:
        """Somebody looks at these rows: they are freed no sooner than ``release`` is called."""
        self._held.append(rows)

    def release(self, rows: "list[Node]") -> None:
        """The rows are looked at no more; if they were let go of meanwhile, they are freed now."""
        self._held = _without(self._held, rows)
        if any(each is rows for each in self._given_up):
            self._given_up = _without(self._given_up, rows)
            self.let_go(rows)

    def let_go(self, removed: "list[Node]") -> None:
        """Free rows that are no longer in sight."""
        if any(each is removed for each in self._held):
            self._given_up.append(removed)
        elif removed:
            self._waiting.append(removed)
            self._timer.start(_PAUSE_MILLISECONDS)

    def _free_some(self) -> None:
        self._timer.setInterval(0)
        rows = self._waiting[-1]
        del rows[-_A_TURN:]
        if not rows:
            self._waiting.pop()
        if not self._waiting:
            self._timer.stop()


def _without(lists: "list[list[Node]]", one: "list[Node]") -> "list[list[Node]]":
    return [each for each in lists if each is not one]
