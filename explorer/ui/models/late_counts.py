"""Counts the members of big containers in sight a moment after they were painted: a page of them takes too long."""

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.core.document.document import Document
    from explorer.core.document.node import Node

_TURN_SECONDS = 0.0015
_MOST_WAITING = 200


class LateCounts(QObject):
    """Those asked for last are counted first; a long scroll forgets what has left the window.

    Signals:
        counted(): all that was asked for is known now.
    """

    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[tuple[Document, Node]] = []
        self._work: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._count_some)

    def ask(self, document: "Document", node: "Node") -> None:
        """Count the node's members soon."""
        if len(self._waiting) >= _MOST_WAITING:
            del self._waiting[: _MOST_WAITING // 2]
        self._waiting.append((document, node))
        self._timer.start()

    def clear(self) -> None:
        """Forget what was asked for."""
        self._waiting.clear()
        self._work = iter(())
        self._timer.stop()

    def _count_some(self) -> None:
        end = perf_counter() + _TURN_SECONDS
        while perf_counter() < end:
            if next(self._work, self) is not self:
                continue
            if not self._waiting:
                self._timer.stop()
                self.counted.emit()
                return
            document, node = self._waiting.pop()
            self._work = document.count_steps(node)
