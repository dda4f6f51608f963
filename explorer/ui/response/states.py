"""What the right side shows when there is no answer to read: nothing yet, waiting, failed, empty."""

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.core.models.exchange import Exchange, FailureKind
from explorer.core.models.failure_words import worded
from explorer.core.models.request import Request
from explorer.core.phrases import phrases
from explorer.ui.response.evidence_lines import EvidenceLines
from explorer.ui.widgets.busy_line import BusyLine
from explorer.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.core.knowledge.evidence import Evidence

_TICK_MILLISECONDS = 100
_EVIDENCE_WIDTH = 560


def nothing_yet() -> EmptyState:
    """Before the first sending."""
    return EmptyState(
        "send",
        "No answer yet",
        "Fill in the parameters and press Send (Ctrl+Enter). The answer, its RequestId and, if there is one, "
        "its error with what to check appear here.",
    )


def empty_answer(parent: QWidget) -> EmptyState:
    """The server closed the answer without a byte of body; its words come when it is shown."""
    return EmptyState("file", "", "", parent)


class SendingState(QWidget):
    """A moving line, whom is waited for, and for how long.

    Signals:
        ticked(float): seconds since the request left, ten times a second.
    """

    ticked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = BusyLine()
        self._words, self._elapsed, self._hint = _middle("heading"), _middle("muted"), _middle("small")
        self._hint.setText("Esc cancels the request itself.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._line)
        column.addStretch(2)
        for label in (self._words, self._elapsed, self._hint):
            column.addWidget(label)
        column.addStretch(3)
        self._begun = 0.0
        self._timer = QTimer(self, interval=_TICK_MILLISECONDS)
        self._timer.timeout.connect(self._tick)

    def begin(self, request: Request) -> None:
        """Start counting."""
        self._begun = monotonic()
        self._words.setText(f"Waiting for the answer to {request.action.name}")
        self._line.set_busy(True)
        self._timer.start()
        self._tick()

    def show_words(self, words: str) -> None:
        """Say how far it is."""
        self._words.setText(words)

    def end(self) -> None:
        """Stop the clock and the line."""
        self._timer.stop()
        self._line.set_busy(False)

    def _tick(self) -> None:
        seconds = monotonic() - self._begun
        self._elapsed.setText(f"{seconds:.1f} s")
        self.ticked.emit(seconds)


class FailureState(EmptyState):
    """Why no answer came, and what to check."""

    def __init__(self) -> None:
        super().__init__("cloud-off", "No answer", "")
        self.evidence = EvidenceLines()
        self.evidence.setMaximumWidth(_EVIDENCE_WIDTH)
        self.add_below_words(self.evidence)
        self.ticket_button = self.add_button("Copy for ticket", name="copyFailureButton")
        self.earlier_button = self.add_button("", name="earlierAnswerButton")
        self.earlier_button.hide()

    def show_exchange(self, exchange: Exchange, evidence: "Sequence[Evidence]" = (), language: str = "en") -> None:
        """Word the failure of one exchange, and what it makes likely and rules out."""
        self.evidence.show_evidence(evidence)
        failure = exchange.failure
        if failure is None:
            return
        say = phrases(language)
        message, hint = worded(failure, say)
        cancelled = failure.kind is FailureKind.CANCELLED
        self.set_words(say("no_answer.cancelled" if cancelled else "no_answer.title"), f"{message}\n\n{hint}".strip())
        self.ticket_button.setText(say("card.ticket"))
        self.earlier_button.setText(say("no_answer.earlier"))


def _middle(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    return label
