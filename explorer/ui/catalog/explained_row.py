"""One thing that was found in a pasted text: what it is, what it means, and the way on from there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.ui.widgets.badge import Badge, Tone
from explorer.ui.widgets.buttons import CopyButton, LinkButton
from explorer.ui.widgets.question import plain_label
from explorer.ui.widgets.spoken import speak_as

if TYPE_CHECKING:
    from explorer.core.phrases import Phrases
    from explorer.services.explain_text import Explained

_TONES: dict[str, Tone] = {"envelope": "error", "code": "error"}
_LONGEST_MESSAGE = 300


class ExplainedRow(QWidget):
    """Plain words only: all of it comes from outside.

    Signals:
        code_chosen(str, ActionRef or None), action_chosen(ActionRef), history_chosen(str, a RequestId),
            answer_chosen(str, ActionRef or None; its JSON): the link was followed. A double-click follows the first.
    """

    code_chosen = Signal(str, object)
    action_chosen = Signal(object)
    history_chosen = Signal(str)
    answer_chosen = Signal(str, object)

    def __init__(self, item: "Explained", say: "Phrases", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item, self._say = item, say
        self.stops: list[QWidget] = []
        """What the Tab key stops at, in its order."""
        head = QHBoxLayout()
        head.setSpacing(8)
        badge = Badge()
        tone = _TONES.get(item.kind, "neutral")
        success = item.kind == "envelope" and not item.text
        badge.set_outcome(say(f"explain.{item.kind}"), "success" if success else tone if item.known else "warning")
        head.addWidget(badge)
        self.name = plain_label(item.text or say("explain.success"), "mono")
        self.name.setWordWrap(False)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(self.name)
        head.addWidget(plain_label(_place_words(item, say), "small"))
        head.addStretch(1)
        self._add_way(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        self.words = _selectable(item.words, "body")
        column.addWidget(self.words)
        if item.message:
            column.addWidget(_selectable(say("explain.said", text=item.message[:_LONGEST_MESSAGE]), "muted"))

    def _add_way(self, head: QHBoxLayout) -> None:
        item, say, ways = self.item, self._say, list[tuple[str, Callable[[], None]]]()
        if item.kind == "envelope":
            ways.append((say("explain.open_answer"), lambda: self.answer_chosen.emit(item.body, item.ref)))
        if item.kind in ("code", "envelope") and item.text:
            ways.append((say("card.open"), lambda: self.code_chosen.emit(item.text, item.ref)))
        elif item.kind == "action" and item.ref is not None:
            ways.append((say("explain.open_action"), lambda: self.action_chosen.emit(item.ref)))
        elif item.kind == "request_id":
            ways.append((say("explain.history"), lambda: self.history_chosen.emit(item.text)))
        for words, go in ways:
            link = LinkButton(words)
            speak_as(link, words, self.name.text())
            self.stops.append(link)
            link.clicked.connect(lambda _checked=False, go=go: go())
            head.addWidget(link)
        if item.kind == "request_id":
            copy = CopyButton(lambda: item.text, say("explain.copy"), said=say("card.copied"))
            speak_as(copy, say("explain.copy"), item.text)
            self.stops.append(copy)
            head.addWidget(copy)
        self._go = ways[0][1] if ways else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go where the first link goes."""
        if self._go is not None:
            event.accept()
            self._go()


def _place_words(item: "Explained", say: "Phrases") -> str:
    """How often it stands in the text, and where first."""
    line = f"{item.line:,}"
    return (
        say("explain.line", line=line) if item.times == 1 else say("explain.lines", count=f"{item.times:,}", line=line)
    )


def _selectable(text: str, role: str) -> QLabel:
    label = plain_label(text, role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
