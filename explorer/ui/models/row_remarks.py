"""What the specification has against rows of an answer: told a moment after they were painted."""

from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.core.document.document import Document
    from explorer.core.document.node import Node
    from explorer.core.models.action import ActionSpec

_MILLISECONDS = 30
_TURN_SECONDS = 0.0015
_MOST_WAITING = 500
_REMEMBERED = 4000
_LAST_OF_VALUES = 5
_QUICK = 1 << 14


class Remark(NamedTuple):
    """A field that the specification does not declare, or the names of declared ones that are absent."""

    undeclared: bool = False
    absent: tuple[str, ...] = ()


NO_REMARK = Remark()


class RowRemarks(QObject):
    """Remarks of the rows lately in sight, those asked about last first. Without ``spec`` there are none.

    Signals:
        made(): rows that were asked about have a remark now.
    """

    made = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spec: ActionSpec | None = None
        self._known: dict[Node, Remark] = {}
        self._waiting: dict[Node, Document] = {}
        self._work: Iterator[None] = iter(())
        self._any = False
        self._timer = QTimer(self, interval=_MILLISECONDS)
        self._timer.timeout.connect(self._on_timeout)

    def clear(self) -> None:
        """Other rows will be shown."""
        self._known.clear()
        self._waiting.clear()
        self._work = iter(())
        self._timer.stop()

    def remark_if_known(self, document: "Document | None", node: "Node") -> Remark:
        """What there is against a row, for painting: it is painted at once, and again when that was worked out."""
        if self.spec is None or document is None or not document.complete or node.kind > _LAST_OF_VALUES:
            return NO_REMARK
        found = self._known.get(node)
        if found is None:
            self._known[node] = NO_REMARK  # it is not to be asked for again meanwhile
            if len(self._waiting) >= _MOST_WAITING:
                self._forget()
            self._waiting[node] = document
            if not self._timer.isActive():
                self._timer.start(_MILLISECONDS)
        return found or NO_REMARK

    def remark(self, document: "Document | None", node: "Node") -> Remark:
        """What there is against a row: at once where that is quick, else as far as it is known."""
        known = self.remark_if_known(document, node)
        if node in self._waiting and node.end - node.start <= _QUICK:
            for _ in self._look(self._waiting.pop(node), node):
                pass
            return self._known[node]
        return known

    def _forget(self) -> None:
        """A long scroll leaves rows behind before anybody has looked at them."""
        for node in self._waiting:
            self._known.pop(node, None)
        self._waiting.clear()

    def _on_timeout(self) -> None:
        self._timer.setInterval(0)
        end = perf_counter() + _TURN_SECONDS
        while perf_counter() < end:
            if next(self._work, self) is not self:
                continue
            if not self._waiting:
                self._timer.stop()
                if self._any:
                    self._any = False
                    self.made.emit()
                return
            node, document = self._waiting.popitem()
            self._work = self._look(document, node)

    def _look(self, document: "Document", node: "Node") -> "Iterator[None]":
        from explorer.core.document.fields import field_of, missing_steps

        field = field_of(self.spec, node)
        absent = yield from missing_steps(document, node, field)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[node] = Remark(field.undeclared, absent)
        self._any = self._any or field.undeclared or bool(absent)
