"""What the specification has against rows of an answer: told a moment after they were painted."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node
    from explorer.core.models.action import ActionSpec

_MILLISECONDS = 30
_AT_ONCE = 60  # about a millisecond and a half
_REMEMBERED = 4000
_LAST_OF_VALUES = 5


class Remark(NamedTuple):
    """A field that the specification does not declare, or how many declared ones are absent."""

    undeclared: bool = False
    absent: int = 0


NO_REMARK = Remark()


class RowRemarks(QObject):
    """Remarks of the rows lately in sight. Without ``spec`` there are none.

    Signals:
        made(): rows that were asked about have a remark now.
    """

    made = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spec: ActionSpec | None = None
        self._known: dict[Node, Remark] = {}
        self._waiting: list[tuple[Document, Node]] = []
        self._timer = QTimer(self, singleShot=True, interval=_MILLISECONDS)
        self._timer.timeout.connect(self._on_timeout)

    def clear(self) -> None:
        """Other rows will be shown."""
        self._known.clear()
        self._waiting.clear()

    def remark(self, document: "Document | None", node: "Node") -> Remark:
        """What there is against a row."""
        if self.spec is None or document is None:
            return NO_REMARK
        found = self._known.get(node)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[node] = _made(document, node, self.spec)
        return found

    def remark_if_known(self, document: "Document | None", node: "Node") -> Remark:
        """The remark for painting: a row is painted at once, and again when its remark has been worked out."""
        if self.spec is None or document is None:
            return NO_REMARK
        found = self._known.get(node)
        if found is None:
            self._waiting.append((document, node))
            self._timer.start()
        return found or NO_REMARK

    def _on_timeout(self) -> None:
        waiting, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        made = [self.remark(document, node) for document, node in waiting]
        if any(remark != NO_REMARK for remark in made):
            self.made.emit()
        if self._waiting:
            self._timer.start()


def _made(document: "Document", node: "Node", spec: "ActionSpec") -> Remark:
    from explorer.core.document.fields import field_of, missing

    if not document.complete or node.kind > _LAST_OF_VALUES:
        return NO_REMARK
    field = field_of(spec, node)
    return Remark(field.undeclared, len(missing(document, node, field)))
