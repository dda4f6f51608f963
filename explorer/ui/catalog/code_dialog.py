"""The description of an error code, inside the program: meaning, causes, what to check, and the vendor's words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.ui.theme.plain_tip import plain_tip
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.buttons import CopyButton, LinkButton
from explorer.ui.widgets.question import plain_label
from explorer.ui.widgets.team_note import TeamNoteBox

_BADGE_WIDTH = 480
"""Pixels; a longer code loses its middle here, the window's title and "Copy code" have all of it."""

if TYPE_CHECKING:
    from explorer.core.knowledge.explain import Explanation
    from explorer.core.knowledge.notes import Note
    from explorer.core.models.action import ActionRef


class CodeDialog(QDialog):
    """Not modal: the answer stays in sight and in reach. ``ref`` is an action of the product that the code is of.

    Signals:
        note_requested(str): the team's note on this code is to be written.
    """

    note_requested = Signal(str)

    def __init__(self, parent: QWidget, explanation: "Explanation", note: "Note | None" = None) -> None:
        super().__init__(parent)
        self.setObjectName("codeDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        from explorer.core.phrases import phrases

        self._words = say = phrases(explanation.language)
        self.setWindowTitle(say("card.description", code=explanation.code))
        self.resize(580, 520)
        self._explanation = explanation
        self.ref: ActionRef | None = None
        self._note, self._add_note = TeamNoteBox(), LinkButton(say("card.add_note"))
        self._note.text.setObjectName("codeDialogNote")
        self._add_note.setObjectName("codeDialogAddNote")
        for source in (self._note.edit_requested, self._add_note.clicked):
            source.connect(lambda: self.note_requested.emit(explanation.code))
        page = QFrame()
        page.setProperty("role", "panel")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(24, 20, 24, 12)
        self._column.setSpacing(6)
        self._fill()
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 12)
        outer.addWidget(area)
        outer.addLayout(self._buttons())
        self.show_note(explanation.code, note)

    @property
    def code(self) -> str:
        """The code that is described."""
        return self._explanation.code

    def show_note(self, code: str, note: "Note | None") -> None:
        """Show the team's note, if it is on this code or its family."""
        if code == self._explanation.code:
            self._note.show_note(note, code, self._words)
            self._add_note.setVisible(note is None or bool(note.fault and not note.path.suffix))

    def _fill(self) -> None:
        about = self._explanation
        badge = Badge()
        badge.setObjectName("codeDialogCode")
        badge.set_outcome(about.code, "error")
        badge.ensurePolished()
        badge.setText(badge.fontMetrics().elidedText(about.code, Qt.TextElideMode.ElideMiddle, _BADGE_WIDTH))
        badge.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(badge)
        self._column.addSpacing(4)
        self._say(about.title or about.code, "title")
        self._say(about.note, "small")
        self._say(about.meaning, "body")
        self._column.addWidget(self._note)
        self._list(self._words("card.causes"), about.causes)
        self._list(self._words("card.checks"), about.checks)
        words = [f"{each.service}: {each.description}" for each in about.vendor_sentences]
        self._list(self._words("card.vendor"), tuple(words[:12]))

    def _say(self, text: str, role: str) -> None:
        if text:
            label = plain_label(text, role)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(label)

    def _list(self, heading: str, points: tuple[str, ...]) -> None:
        if not points:
            return
        self._column.addSpacing(8)
        self._say(heading, "heading")
        for point in points:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(plain_label("•", "muted"), 0, Qt.AlignmentFlag.AlignTop)
            label = plain_label(point, "body")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(label, 1)
            self._column.addLayout(row)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        for label, url in self._explanation.links:
            link = LinkButton(label)
            link.setToolTip(plain_tip(url))
            link.clicked.connect(lambda _checked=False, url=url: QDesktopServices.openUrl(QUrl(url)))
            row.addWidget(link)
        row.addStretch(1)
        row.addWidget(self._add_note)
        row.addWidget(
            CopyButton(lambda: self._explanation.code, self._words("card.copy_code"), said=self._words("card.copied"))
        )
        close = QPushButton(self._words("card.close"))
        close.clicked.connect(self.close)
        row.addWidget(close)
        return row
