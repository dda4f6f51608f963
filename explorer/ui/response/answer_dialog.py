"""An answer that came from elsewhere, such as a pasted log, read in a window of its own."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import Exchange, Outcome, SentRequest, Timing
from explorer.core.models.request import Request
from explorer.core.phrases import phrases
from explorer.ui.response.response_panel import ResponsePanel

if TYPE_CHECKING:
    from explorer.core.knowledge.explain import Explanation
    from explorer.core.knowledge.notes import Note


class AnswerDialog(QDialog):
    """A panel as beside a request; it carries no public names, since those are of the window's own panel."""

    def __init__(
        self,
        parent: QWidget,
        body: bytes,
        outcome: Outcome,
        explanation: "Explanation | None" = None,
        note: "Note | None" = None,
        *,
        language: str = "en",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("answerDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(phrases(language)("explain.pasted"))
        self.resize(720, 620)
        self.panel = ResponsePanel()
        self.panel.set_current(False)
        self.panel.language = language
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.panel.show_exchange(
            Exchange(
                Request(ActionRef("", "", "")),
                SentRequest("", "", (), b""),
                datetime.now(UTC),
                Timing(),
                body=body,
                outcome=outcome,
            ),
            explanation=explanation,
            note=note,
        )
        self.panel.card.hide_ticket_link()

    def show_note(self, code: str, note: "Note | None") -> None:
        """Show the team's note, if it is on the code in sight."""
        if code == self.panel.card.code:
            self.panel.show_note(note)

    def done(self, result: int) -> None:
        """Drop the work under way."""
        self.panel.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """As ``done``, for the window's own button."""
        self.panel.stop()
        super().closeEvent(event)
