"""One thing that was found in a pasted text: what it is, what it means, and the way on from there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.ui.widgets.badge import Badge, Tone
from explorer.ui.widgets.buttons import CopyButton, LinkButton
from explorer.ui.widgets.question import plain_label

if TYPE_CHECKING:
    from explorer.services.explain_text import Explained

_KINDS: dict[str, tuple[str, Tone]] = {
    "envelope": ("Answer", "error"),
    "code": ("Code", "error"),
    "action": ("Action", "neutral"),
    "region": ("Region", "neutral"),
    "request_id": ("RequestId", "neutral"),
}
_LONGEST_MESSAGE = 300


class ExplainedRow(QWidget):
    """Plain words only: all of it comes from outside.

    Signals:
        code_chosen(str, ActionRef or None), action_chosen(ActionRef), history_chosen(str, a RequestId),
            answer_chosen(str, its JSON): the link was followed. A double-click follows the first link.
    """

    code_chosen = Signal(str, object)
    action_chosen = Signal(object)
    history_chosen = Signal(str)
    answer_chosen = Signal(str)

    def __init__(self, item: "Explained", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        head = QHBoxLayout()
        head.setSpacing(8)
        badge = Badge()
        word, tone = _KINDS[item.kind]
        success = item.kind == "envelope" and not item.text
        badge.set_outcome(word, "success" if success else tone if item.known else "warning")
        head.addWidget(badge)
        self.name = plain_label(item.text or "success", "mono")
        self.name.setWordWrap(False)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(self.name)
        head.addWidget(plain_label(_place_words(item), "small"))
        head.addStretch(1)
        self._add_way(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        self.words = _selectable(item.words, "body")
        column.addWidget(self.words)
        if item.message:
            column.addWidget(_selectable(f"It said: {item.message[:_LONGEST_MESSAGE]}", "muted"))

    def _add_way(self, head: QHBoxLayout) -> None:
        item, ways = self.item, list[tuple[str, Callable[[], None]]]()
        if item.kind == "envelope":
            ways.append(("Open answer", lambda: self.answer_chosen.emit(item.body)))
        if item.kind in ("code", "envelope") and item.text:
            ways.append(("Open description", lambda: self.code_chosen.emit(item.text, item.ref)))
        elif item.kind == "action" and item.ref is not None:
            ways.append(("Open action", lambda: self.action_chosen.emit(item.ref)))
        elif item.kind == "request_id":
            ways.append(("Search history", lambda: self.history_chosen.emit(item.text)))
        for words, go in ways:
            link = LinkButton(words)
            link.clicked.connect(lambda _checked=False, go=go: go())
            head.addWidget(link)
        if item.kind == "request_id":
            head.addWidget(CopyButton(lambda: item.text))
        self._go = ways[0][1] if ways else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go where the first link goes."""
        if self._go is not None:
            event.accept()
            self._go()


def _place_words(item: "Explained") -> str:
    """How often it stands in the text, and where first."""
    place = f"line {item.line:,}"
    return place if item.times == 1 else f"{item.times:,} times, first in {place}"


def _selectable(text: str, role: str) -> QLabel:
    label = plain_label(text, role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
