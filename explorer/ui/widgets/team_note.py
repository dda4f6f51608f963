"""The team's note on a code, as a quiet box; its text is plain text, whatever it looks like."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.ui.theme import icons, theme
from explorer.ui.theme.plain_tip import plain_tip
from explorer.ui.widgets.buttons import LinkButton

if TYPE_CHECKING:
    from explorer.core.knowledge.notes import Note
    from explorer.core.phrases import Phrases

_LONGEST = 4000
_SIGN = 14


class TeamNoteBox(QFrame):
    """Hidden without a note. Of one that cannot be read it says why, and leads to the file.

    Signals:
        edit_requested(): the note is to be changed.
    """

    edit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._heading, self.text = QLabel(), QLabel(), QLabel()
        self._heading.setProperty("role", "heading")
        for label in (self._heading, self.text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.edit, self.show_file = LinkButton(""), LinkButton("")
        self.edit.clicked.connect(self.edit_requested)
        self.show_file.clicked.connect(self._open_folder)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._sign)
        head.addWidget(self._heading, 1)
        for link in (self.edit, self.show_file):
            head.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.text)
        self._folder = Path()
        self.hide()
        self._take_theme()
        theme.changed.connect(self._take_theme)

    def show_note(self, note: "Note | None", code: str, say: "Phrases") -> None:
        """Show the note that applies to ``code``; one on its family says so, and leaves room for the code's own."""
        self.setVisible(note is not None)
        self.setAccessibleName(say("note.own"))
        if note is None:
            return
        own, fault = note.code == code, note.fault
        heading = say("note.fault") if fault else say("note.own") if own else say("note.title", code=note.code)
        self._heading.setText(heading)
        self._sign.setVisible(bool(fault))
        self.text.setText(fault or note.text.rstrip()[:_LONGEST])
        self.text.setToolTip(plain_tip(str(note.path)))
        self.edit.setText(say("note.edit") if own else say("note.add"))
        self.edit.setVisible(not fault)
        self.show_file.setText(say("note.show_file"))
        # A folder that cannot be found cannot be opened either.
        self.show_file.setVisible(bool(note.path.suffix))
        self._folder = note.path.parent

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _take_theme(self) -> None:
        colour = theme.current().tokens()["warning"]
        self._sign.setPixmap(icons.pixmap("warning", colour, _SIGN, self.devicePixelRatioF()))
