"""The team's note on a code, as a quiet box; its text is plain text, whatever it looks like."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.ui.widgets.buttons import LinkButton

if TYPE_CHECKING:
    from explorer.core.knowledge.notes import Note

_LONGEST = 4000


class TeamNoteBox(QFrame):
    """Hidden without a note.

    Signals:
        edit_requested(): the note is to be changed.
    """

    edit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Team note")
        self._heading, self.text = QLabel(), QLabel()
        self._heading.setProperty("role", "heading")
        for label in (self._heading, self.text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.edit = LinkButton("Edit note")
        self.edit.clicked.connect(self.edit_requested)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.text)
        self.hide()

    def show_note(self, note: "Note | None", code: str) -> None:
        """Show the note that applies to ``code``; one on its family says so, and leaves room for the code's own."""
        self.setVisible(note is not None)
        if note is None:
            return
        own = note.code == code
        self._heading.setText("Team note" if own else f"Team note on {note.code}")
        self.text.setText(note.text.rstrip()[:_LONGEST])
        self.text.setToolTip(str(note.path))
        self.edit.setText("Edit note" if own else "Add a note to this code")
