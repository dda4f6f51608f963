"""The right side of a request: whatever its last sending brought, or why it brought nothing."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from explorer.core.models.action import ActionRef, ActionSpec, Example
from explorer.core.models.exchange import Exchange, OutcomeKind
from explorer.core.models.request import Request
from explorer.ui.response.answer_strip import AnswerStrip
from explorer.ui.response.answer_tabs import AnswerTabs
from explorer.ui.response.error_card import ErrorCard
from explorer.ui.response.fault_words import is_fault_alone
from explorer.ui.response.states import FailureState, SendingState, nothing_yet
from explorer.ui.widgets.in_steps import InSteps
from explorer.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from explorer.core.knowledge.evidence import Evidence
    from explorer.core.knowledge.explain import Explanation
    from explorer.core.knowledge.notes import Note
    from explorer.ui.response.find_bar import FindBar

ExamplesOf = Callable[[ActionRef], Sequence[Example]]
_CARD_SHARE = 0.45
_LONG_CARD_SHARE = 0.68
_CARD_MARGINS = 16
_MOST_KEPT = 64_000_000
"""Bytes of the answer before this one that are kept to compare with."""


class ResponsePanel(InSteps, QWidget):
    """One a request tab. Public object names are carried while it is the current one (``set_current``).

    ``language`` is the one that errors and failures are told in.

    Signals:
        code_activated(str): an error code is to be described.
        request_id_copied(str): a RequestId went to the clipboard.
        inspect_signature_requested(): the signature's steps are wanted.
        field_requested(str): the parameter of that dotted path is wanted.
        note_requested(str): the team's note on this code is to be written.
        summary_copied(): a summary for a ticket went to the clipboard.
        earlier_requested(): the answer before a failure is to be shown again.
    """

    code_activated = Signal(str)
    request_id_copied = Signal(str)
    inspect_signature_requested = Signal()
    field_requested = Signal(str)
    note_requested = Signal(str)
    summary_copied = Signal()
    earlier_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, in_steps: bool = False) -> None:
        """``in_steps``: ``finish`` must come before anything else is asked of it."""
        super().__init__(parent)
        self._exchange: Exchange | None = None
        self._has_part = False
        self.language = "en"
        self._spec: ActionSpec | None = None
        self._explanation: Explanation | None = None
        self._evidence: tuple[Evidence, ...] = ()
        self.examples_of: ExamplesOf | None = None
        # From the outside in: what moves to another parent is polished anew, with all that is in it.
        self._stack = QStackedWidget(self)
        self.tabs = AnswerTabs(self._stack)
        self._frame = QWidget(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.make(self._build(), in_steps=in_steps)
        if not in_steps:
            self.set_current(True)

    def _build(self) -> Iterator[None]:
        self.strip, self.notice = AnswerStrip(self), Notice(self)
        yield
        self._build_head()
        yield
        self.card = ErrorCard(self._frame, in_steps=True)
        while self.card.build_more():
            yield
        self._put_card()
        yield
        yield from self.tabs.building()
        yield
        self._connect()

    def _build_head(self) -> None:
        for widget in (self.strip, self.notice, self._frame):
            self._column.addWidget(widget)
        self._column.addWidget(self._stack, 1)
        self._nothing, self._sending, self._failure = nothing_yet(), SendingState(), FailureState()
        for page in (self._nothing, self._sending, self._failure, self.tabs):
            self._stack.addWidget(page)

    def _put_card(self) -> None:
        around = QVBoxLayout(self._frame)
        around.setContentsMargins(16, 14, 16, 2)
        around.addWidget(self.card)
        self._frame.hide()

    def _connect(self) -> None:
        self.strip.request_id_copied.connect(self.request_id_copied)
        self.tabs.request_id_copied.connect(self.request_id_copied)
        self.tabs.code_activated.connect(self.code_activated)
        self.card.code_activated.connect(self.code_activated)
        self.card.signature_requested.connect(self.inspect_signature_requested)
        self.card.request_id_requested.connect(self.strip.copy.copy)
        self.card.ticket_requested.connect(self.copy_for_ticket)
        self.card.field_requested.connect(self.field_requested)
        self.card.note_requested.connect(self.note_requested)
        self.card.length_changed.connect(self._fit_card)
        self._failure.ticket_button.clicked.connect(lambda _checked=False: self.copy_for_ticket())
        self._failure.earlier_button.clicked.connect(lambda _checked=False: self.earlier_requested.emit())
        self._sending.ticked.connect(self.strip.show_elapsed)
        self.show_nothing()

    def set_current(self, current: bool) -> None:
        """Carry the public object names, or none: a name must be found once in a window."""
        tree, table, compare = self.tabs.tree, self.tabs.table, self.tabs.compare
        for widget, name in (
            (self.strip.badge, "outcomeBadge"),
            (self.strip.request_id, "requestIdLabel"),
            (self.strip.copy, "copyRequestIdButton"),
            (self.strip.all_pages, "allPagesButton"),
            (self.card, "errorCard"),
            (self.card.code_link, "errorCodeLink"),
            (self.card.evidence.likely, "evidenceLikely"),
            (self.card.evidence.ruled_out, "evidenceRuledOut"),
            (self._failure.evidence.likely, "failureLikely"),
            (self._failure.evidence.ruled_out, "failureRuledOut"),
            (self.card.team_note.text, "teamNoteText"),
            (self.card.team_note.edit, "editNoteLink"),
            (self.card.add_note, "addNoteLink"),
            (self.card.more, "moreLink"),
            (tree.view, "responseTree"),
            (tree.find_bar.field, "findField"),
            (tree.find_bar.count, "matchField"),
            (tree.query_field, "jmespathField"),
            (tree.details.words, "detailStrip"),
            (table.view, "responseTable"),
            (table.selector, "tableSelector"),
            (table.filter, "tableFilter"),
            (table.columns_button, "tableColumns"),
            (table.export_button, "tableExport"),
            (table.count, "tableCount"),
            (compare.view, "compareView"),
            (compare.source_button, "compareSource"),
            (compare.aside, "compareAside"),
            (compare.summary, "compareSummary"),
            (self.tabs.raw.view, "rawView"),
            (self.tabs.headers.rows, "responseHeaders"),
            (self.tabs.timing.bars, "timingBars"),
            (self.tabs, "responseTabs"),
        ):
            widget.setObjectName(name if current else "")

    def stop(self) -> None:
        """Drop all work under way, with its threads and processes; for a panel that goes away."""
        self._leave()
        self.tabs.table.stop_saving()

    def show_nothing(self) -> None:
        """Before the first sending."""
        self._leave()
        self._exchange = None
        self.strip.hide()
        self.strip.show_words("")
        self._stack.setCurrentWidget(self._nothing)

    def show_sending(self, request: Request) -> None:
        """The request has left; the last answer stays only as what was expanded in it."""
        self._leave()
        self.strip.show()
        self.strip.show_words("Sending")
        self._sending.begin(request)
        self._stack.setCurrentWidget(self._sending)

    def show_progress(self, words: str) -> None:
        """How far several sendings have come, of which the answer is to come."""
        self._sending.show_words(words)
        if self._has_part:
            self.notice.say(words, "neutral")

    def show_part(self, exchange: Exchange, spec: ActionSpec | None = None) -> None:
        """The answer so far, to be read while the rest is fetched; whoever is busy in it is not disturbed."""
        if self._has_part and not self.tabs.is_idle():
            return
        last = self._exchange
        same = self._has_part or (last is not None and last.request.action == exchange.request.action)
        self._has_part = True
        self.strip.show_exchange(exchange)
        self.strip.show_words("Fetching")
        self.tabs.show_more(exchange, same_request=same, spec=spec)
        self._stack.setCurrentWidget(self.tabs)

    def show_exchange(
        self,
        exchange: Exchange,
        spec: ActionSpec | None = None,
        explanation: "Explanation | None" = None,
        evidence: "tuple[Evidence, ...]" = (),
        note: "Note | None" = None,
    ) -> None:
        """An answer, or the failure that came in its place; ``evidence`` and the team's ``note`` are on its error."""
        last = self._exchange
        same = self._has_part or (last is not None and last.request.action == exchange.request.action)
        kept = self.tabs.place() if self._has_part else None
        self._leave()
        self._exchange, self._spec, self._explanation, self._evidence = exchange, spec, explanation, evidence
        self.strip.show()
        self.tabs.speak(self.language)
        self.strip.show_exchange(exchange, self.language)
        self._show_error(exchange, evidence)
        self.show_note(note)
        self._say_oddities(exchange)
        if exchange.failure is not None and not exchange.body:
            self._failure.show_exchange(exchange, evidence, self.language)
            self._stack.setCurrentWidget(self._failure)
        else:
            if last is not None and same and len(last.body) > _MOST_KEPT:
                self.tabs.compare.refuse_last(_MOST_KEPT // 1_000_000)
            elif last is not None and same and last.body:
                self.tabs.compare.offer_last(last.body, last.header("Content-Type"))
            if self.examples_of is not None:
                self.tabs.compare.examples = partial(self.examples_of, exchange.request.action)
            self.tabs.go_back_to(kept)
            self.tabs.show_exchange(exchange, same_request=same, spec=spec)
            self._stack.setCurrentWidget(self.tabs)

    def offer_earlier(self, offered: bool) -> None:
        """Whether there is an answer before the failure in sight that can be shown again."""
        self._failure.earlier_button.setVisible(offered)

    @property
    def exchange(self) -> Exchange | None:
        """The exchange in sight."""
        return self._exchange

    def explain_anew(
        self, explanation: "Explanation | None", evidence: "tuple[Evidence, ...]", note: "Note | None"
    ) -> None:
        """Show the same error in other words."""
        if self._exchange is not None:
            self._explanation, self._evidence = explanation, evidence
            self.tabs.speak(self.language)
            if self._stack.currentWidget() is not self._sending:
                self.strip.show_exchange(self._exchange, self.language)
            self._show_error(self._exchange, evidence)
            self.show_note(note)
            self._failure.show_exchange(self._exchange, evidence, self.language)
            if not self.notice.isHidden():
                self._say_oddities(self._exchange)

    def show_note(self, note: "Note | None") -> None:
        """Show the team's note on the code in sight."""
        self.card.show_note(note)
        self._fit_card()

    def copy_for_ticket(self, *, plain: bool = False) -> None:
        """Put a redacted summary of the exchange on the clipboard, as Markdown or as plain text."""
        from explorer.services.ticket_summary import SummaryForm, summarise

        if self._exchange is not None:
            form = SummaryForm.PLAIN if plain else SummaryForm.MARKDOWN
            summary = summarise(
                self._exchange,
                spec=self._spec,
                explanation=self._explanation,
                evidence=self._evidence,
                form=form,
                language=self.language,
            )
            QGuiApplication.clipboard().setText(summary)
            self.summary_copied.emit()

    def find_bar_in_front(self) -> "FindBar | None":
        """Bring the tree to the front, if there is one, and give what finds in it."""
        return self.tabs.find_bar_in_front() if self._stack.currentWidget() is self.tabs else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the card take its share of the new height."""
        super().resizeEvent(event)
        if self.is_whole:
            self._fit_card()

    def _fit_card(self) -> None:
        if not self.card.isHidden():
            self.card.points.turn(self.width() - 2 * 32)
            self.card.resize(self.width() - 32, self.card.height())
            room, most = int(self.height() * _CARD_SHARE), int(self.height() * _LONG_CARD_SHARE)
            # A card that leaves too little for the rest would push the window open, or lose its links' room.
            rest = self.strip.height() + self._stack.minimumSizeHint().height() + _CARD_MARGINS
            left = self.height() - rest
            self.card.fit(min(room, left), min(most, left))

    def _leave(self) -> None:
        self._sending.end()
        self._has_part = False
        self.notice.hide()
        self._frame.hide()
        self.card.hide()
        self.tabs.stop()

    def _show_error(self, exchange: Exchange, evidence: "tuple[Evidence, ...]") -> None:
        outcome = exchange.outcome
        if outcome is None or not outcome.tells_error:
            return
        from explorer.services.examine_error import fields_to_look_at
        from explorer.services.known_secrets import without_echo

        outcome = without_echo(exchange, self._spec).outcome or outcome
        fields = fields_to_look_at(exchange, self._spec, evidence, outcome.message)
        self.card.show_error(outcome, self._explanation, fields, evidence, self.language)
        self.card.show()
        self._frame.show()
        self._fit_card()

    def _say_oddities(self, exchange: Exchange) -> None:
        from explorer.core.knowledge.odd_answers import oddity_words, sentences
        from explorer.core.phrases import phrases

        failure, outcome, say = exchange.failure, exchange.outcome, phrases(self.language)
        told_note = oddity_words(outcome.note, say) if outcome is not None else ""
        if failure is not None and exchange.body:
            from explorer.core.models.failure_words import told

            words = told(failure, say, told_note if outcome is not None else say("no_answer.shown"))
            self.notice.say(sentences((words, *self._oddity_words()), say), "error")
        elif outcome is not None and (outcome.note or outcome.warning) and outcome.kind is not OutcomeKind.EMPTY:
            # The tree lists every fault with its place.
            note = "" if not outcome.damaged and is_fault_alone(outcome.note) else told_note
            text = sentences((note, oddity_words(outcome.warning, say), *self._oddity_words()), say)
            if not text:
                return
            fine = outcome.kind in (OutcomeKind.SUCCESS, OutcomeKind.EVENTS) and not outcome.tells_error
            calm = fine and not outcome.warning
            self.notice.say(text, "neutral" if calm else "warning")

    def _oddity_words(self) -> tuple[str, ...]:
        """What speaks for and against causes, where no card says it."""
        if not self._evidence or not self.card.isHidden():
            return ()
        from explorer.core.knowledge.evidence import evidence_words

        return evidence_words(self._evidence)
