"""What the error means, what may have caused it, and what to check; with the ways on from there."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from explorer.core.knowledge.written_code import written_code
from explorer.core.models.exchange import Outcome
from explorer.ui.response.evidence_lines import EvidenceLines
from explorer.ui.response.fitted_scroll import FittedScroll
from explorer.ui.response.flow_layout import FlowLayout
from explorer.ui.response.point_list import PointColumns, words_label
from explorer.ui.widgets.buttons import LinkButton
from explorer.ui.widgets.in_steps import InSteps
from explorer.ui.widgets.spoken import speak_as
from explorer.ui.widgets.team_note import TeamNoteBox

if TYPE_CHECKING:
    from explorer.core.knowledge.evidence import Evidence
    from explorer.core.knowledge.explain import Explanation
    from explorer.core.knowledge.notes import Note
    from explorer.core.phrases import Phrases

_AROUND = 28
_LINK_MARGINS = 12
_LINK_LETTERS = 80


class ErrorCard(InSteps, QFrame):
    """One error of an answer. Everything that came from outside is plain text.

    Head and links stay in sight. Where the whole explanation does not fit, causes and checks wait behind "More";
    what is still too long scrolls.

    Signals:
        code_activated(str): the code or "Open description" was followed.
        signature_requested(), request_id_requested(), ticket_requested(): the other links.
        field_requested(str): a link to a parameter that the message names.
        note_requested(str): the team's note on this code is to be written.
        length_changed(): more or less of it is wanted; it is to be fitted anew.
    """

    code_activated = Signal(str)
    signature_requested = Signal()
    request_id_requested = Signal()
    ticket_requested = Signal()
    field_requested = Signal(str)
    note_requested = Signal(str)
    length_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, in_steps: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "errorCard")
        self.make(self._build(), in_steps=in_steps)

    def _build(self) -> Iterator[None]:
        self._code = self._shown_code = ""
        self._language = "en"
        self._field_links: list[LinkButton] = []
        self.title, self.message = words_label("errorTitle", wrap=False), words_label("")
        self._meaning, self._note = words_label(""), words_label("small")
        yield
        self.points, self.evidence, self.team_note = PointColumns(), EvidenceLines(), TeamNoteBox()
        self.team_note.edit_requested.connect(self._write_note)
        self.code_link = LinkButton("")
        self.code_link.clicked.connect(self._open)
        yield
        self.explanation = FittedScroll(self._explanation())
        self._head, self._links = FlowLayout(spacing=8), FlowLayout(spacing=14)
        yield
        self._lay_out()
        self._is_long, self._say = False, ("", "")
        self.more = self._link("", self._turn)
        self._open_link = self._link("", self._open)
        yield
        self._signature_link = self._link("", self.signature_requested.emit)
        self._copy_link = self._link("", self.request_id_requested.emit)
        self._ticket_link = self._link("", self.ticket_requested.emit)
        self.add_note = self._link("", self._write_note)

    def _explanation(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 4)
        column.setSpacing(6)
        for widget in (self.message, self._meaning, self.evidence, self.team_note, self.points, self._note):
            column.addWidget(widget)
        column.addStretch(1)
        return inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 8)
        column.setSpacing(4)
        self._head.addWidget(self.title)
        self._head.addWidget(self.code_link)
        column.addLayout(self._head)
        column.addWidget(self.explanation)
        column.addLayout(self._links)

    def _open(self) -> None:
        self.code_activated.emit(self._code)

    def _write_note(self) -> None:
        self.note_requested.emit(self._code)

    def _link(self, text: str, act: Callable[[], object]) -> LinkButton:
        link = LinkButton(text)
        link.clicked.connect(lambda _checked=False: act())
        self._links.addWidget(link)
        return link

    @property
    def code(self) -> str:
        """The code in sight."""
        return self._code

    def show_note(self, note: "Note | None") -> None:
        """Show the team's note that applies to the code in sight, or a link to write one."""
        from explorer.core.phrases import phrases

        self.team_note.show_note(note, self._code, phrases(self._language))
        # Under "Add a note" another folder can be chosen where one is missing; a damaged file is mended elsewhere.
        self.add_note.setVisible(bool(self._code) and (note is None or bool(note.fault and not note.path.suffix)))

    def hide_ticket_link(self) -> None:
        """Of an answer that came from elsewhere nobody knows the call that a ticket would be about."""
        self._ticket_link.hide()

    def show_error(
        self,
        outcome: Outcome,
        explanation: "Explanation | None",
        fields: tuple[str, ...] = (),
        evidence: "tuple[Evidence, ...]" = (),
        language: str = "en",
    ) -> None:
        """Show the error of an answer, explained as far as it is known.

        ``fields`` are parameters it speaks of; ``evidence`` is what the exchange itself says. The note goes.
        """
        say = self._speak(explanation.language if explanation is not None else language)
        # As it is spelled where it is explained: notes are kept by that.
        self._code = explanation.code if explanation is not None and outcome.code else outcome.code
        self.title.setText(explanation.title if explanation is not None and explanation.title else say("card.error"))
        self._shown_code = written_code(outcome.code, _LINK_LETTERS)
        self.code_link.setText(self._shown_code.replace("&", "&&"))
        self.code_link.setVisible(bool(outcome.code))
        speak_as(self.code_link, say("card.code"), written_code(outcome.code, _LINK_LETTERS))
        self._open_link.setVisible(bool(outcome.code))
        self.code_link.setToolTip(say("card.open_tip"))
        self.message.setText(outcome.message or say("card.no_message"))
        for label, text in (
            (self._meaning, explanation.meaning if explanation is not None else ""),
            (self._note, explanation.note if explanation is not None else ""),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        causes = explanation.causes if explanation is not None else ()
        checks = explanation.checks if explanation is not None else ()
        self.points.show_lists(((say("card.causes"), tuple(causes)), (say("card.checks"), tuple(checks))))
        self._copy_link.setVisible(bool(outcome.request_id))
        self._signature_link.setVisible(outcome.code.startswith("AuthFailure"))
        self.evidence.show_evidence(evidence)
        self.show_note(None)
        self._is_long = False
        self._show_fields(fields, say)

    def fit(self, room: int, most: int) -> None:
        """Take at most ``room`` pixels of height without causes and checks, at most ``most`` with all of it."""
        width = self.contentsRect().width() - 28
        if width <= 0:
            return
        self._shorten_code(width)
        self.points.setVisible(not self.points.is_empty())
        self.more.hide()
        is_whole = self.explanation.wanted(width) <= most - self._around(width)
        if not is_whole and not self.points.is_empty():
            self.points.setVisible(self._is_long)
            self.more.setText(self._say[self._is_long])
            self.more.show()
        self.explanation.fit(width, (most if is_whole or self._is_long else room) - self._around(width))

    def _shorten_code(self, width: int) -> None:
        """A code that is wider than the card loses its middle."""
        room = width - _LINK_MARGINS
        shown = self.code_link.fontMetrics().elidedText(self._shown_code, Qt.TextElideMode.ElideMiddle, room)
        self.code_link.setText(shown.replace("&", "&&"))

    def _around(self, width: int) -> int:
        return self._head.heightForWidth(width) + self._links.heightForWidth(width) + _AROUND

    def _turn(self) -> None:
        self._is_long = not self._is_long
        self.length_changed.emit()

    def _speak(self, language: str) -> "Phrases":
        from explorer.core.phrases import phrases

        say = phrases(language)
        self._language = language
        self.setAccessibleName(say("card.error"))
        speak_as(self.code_link, say("card.code"), "")
        for link, key in (
            (self._open_link, "card.open"),
            (self._signature_link, "card.signature"),
            (self._copy_link, "card.request_id"),
            (self._ticket_link, "card.ticket"),
            (self.add_note, "card.add_note"),
        ):
            link.setText(say(key))
        self._say = say("card.more"), say("card.less")
        return say

    def _show_fields(self, fields: tuple[str, ...], say: "Phrases") -> None:
        while self._field_links:
            link = self._field_links.pop()
            self._links.removeWidget(link)
            link.hide()
            link.deleteLater()
        for path in fields:
            self._field_links.append(
                self._link(say("card.field", path=path).replace("&", "&&"), partial(self.field_requested.emit, path))
            )
