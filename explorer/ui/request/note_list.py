"""Sentences in a list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from explorer.ui.widgets.question import plain_label

_MOST_NOTES = 30


class NoteList(QWidget):
    """Sentences, each after a point of its own, so that a wrapped one stays together."""

    def __init__(self) -> None:
        super().__init__()
        self._notes: tuple[str, ...] = ()
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(2, 0, 0, 0)
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(1, 1)

    def text(self) -> str:
        """All of them, one a line."""
        return "\n".join(self._notes)

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Show these; none hides the list."""
        self._notes = notes
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, note in enumerate(notes[:_MOST_NOTES]):
            label = plain_label(note, "muted")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._rows.addWidget(plain_label("•", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(label, row, 1)
        self.setVisible(bool(notes))
