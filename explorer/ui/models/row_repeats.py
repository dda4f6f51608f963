"""Which rows in sight have a key that stands more than once in its object: looked for a moment after painting."""

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.core.document.document import Document
    from explorer.core.document.node import Node
    from explorer.core.document.repeats import Repeats

_TURN_SECONDS = 0.0015
_PAUSE_MILLISECONDS = 40
_MOST_WAITING = 200


class RowRepeats(QObject):
    """Objects asked about last are looked at first; a long scroll forgets what has left the window.

    Signals:
        found(): repeated keys were found in objects that were asked about.
    """

    found = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._repeats: Repeats | None = None
        self._waiting: dict[int, Node] = {}
        self._work: Iterator[None] | None = None
        self._at: Node | None = None
        self._any = False
        self._timer = QTimer(self, interval=_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._on_timeout)

    def clear(self) -> None:
        """Other rows will be shown."""
        self._waiting.clear()
        self._work = self._at = self._repeats = None
        self._timer.stop()

    def times(self, document: "Document | None", node: "Node") -> int:
        """How often the row's key stands in its object, as far as that is known; it is looked for now."""
        if document is None or node.key is None or not document.complete:
            return 1
        repeats = self._repeats
        if repeats is None or repeats.document is not document:
            from explorer.core.document.repeats import Repeats

            repeats = self._repeats = Repeats(document)
        times, owner = repeats.times(node), node.owner
        if not times and owner is not None and (self._at is None or self._at.start != owner.start):
            self._ask(owner)
        return times or 1

    def _ask(self, owner: "Node") -> None:
        if len(self._waiting) >= _MOST_WAITING:
            self._waiting.clear()
        self._waiting[owner.start] = owner
        if not self._timer.isActive():
            self._timer.start(_PAUSE_MILLISECONDS)

    def _on_timeout(self) -> None:
        self._timer.setInterval(0)
        end = perf_counter() + _TURN_SECONDS
        while perf_counter() < end and self._go_on():
            pass
        if self._work is None and not self._waiting:
            self._timer.stop()
            if self._any:
                self._any = False
                self.found.emit()

    def _go_on(self) -> bool:
        """One step; whether there is more to do."""
        repeats = self._repeats
        if repeats is None:
            return False
        if self._work is None:
            if not self._waiting:
                return False
            _, self._at = self._waiting.popitem()
            self._work = repeats.look(self._at)
        if next(self._work, self) is self:
            self._any = self._any or (self._at is not None and repeats.has_any(self._at))
            self._work = self._at = None
        return True
