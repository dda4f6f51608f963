"""The right side: one answer panel for each open request, of which the current one carries the public names."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from explorer.core.models.request import Request
from explorer.ui.flows.sending import Advance, Answer
from explorer.ui.response.response_panel import ExamplesOf, ResponsePanel
from explorer.ui.widgets.build_queue import BuildQueue
from explorer.ui.widgets.steady import Steady

if TYPE_CHECKING:
    from explorer.core.knowledge.notes import Note
    from explorer.core.models.exchange import Exchange
    from explorer.ui.request.request_tab import RequestTab


_REST_MILLISECONDS = 150
_SPARES = 2


class AnswerStack(Steady, QStackedWidget):
    """Panels by tab. Two more are always built bit by bit ahead of need, since building one at once would be felt.

    Signals:
        code_activated(str), request_id_copied(str), inspect_signature_requested(), field_requested(str),
            note_requested(str), all_pages_requested(), summary_copied(), past_requested(): of the current panel.
        answer_shown(): a tab has got an answer, from a server or from the history.
    """

    code_activated = Signal(str)
    request_id_copied = Signal(str)
    inspect_signature_requested = Signal()
    field_requested = Signal(str)
    note_requested = Signal(str)
    all_pages_requested = Signal()
    summary_copied = Signal()
    past_requested = Signal()
    answer_shown = Signal()

    def __init__(self, examples_of: ExamplesOf | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examples_of = examples_of
        self._panels: dict[RequestTab, ResponsePanel] = {}
        self._answers: dict[RequestTab, Answer] = {}
        self._earlier: dict[RequestTab, Answer] = {}
        self._others: dict[RequestTab, tuple[str, bytes]] = {}
        self._current: RequestTab | None = None
        self._blank = QWidget()
        self._spares: list[ResponsePanel] = []
        self._prepared: set[ResponsePanel] = set()
        self.addWidget(self._blank)
        self._turning = BuildQueue(self)
        self._building = BuildQueue(self)
        self._building.emptied.connect(self._on_built)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MILLISECONDS)
        self._rest.timeout.connect(self._build_spare)
        self._build_spare()

    def set_current(self, tab: "RequestTab | None") -> None:
        """Make the panel of a tab the current one; it comes into sight when the request itself has been painted."""
        self._current = tab
        for each, panel in self._panels.items():
            panel.set_current(each is tab)
        if tab is not None and self._can_show(tab):
            self._panel(tab)
        elif tab is not None:
            self.setCurrentWidget(self._blank)
        if tab is not None and not self._panels:
            QTimer.singleShot(0, self, self._show_current)  # the first request does not wait
        else:
            self._turn_later()

    def _turn_later(self) -> None:
        if self._turning.is_empty:
            self._turning.add(self._show_current)

    def _can_show(self, tab: "RequestTab") -> bool:
        return tab in self._panels or any(spare in self._prepared for spare in self._spares)

    def _build_spare(self) -> None:
        if len(self._spares) < _SPARES and all(spare.is_whole for spare in self._spares):
            # Not one of the pages yet: those are shown when the one before them leaves.
            panel = ResponsePanel(self, in_steps=True)
            panel.hide()
            self._spares.append(panel)
            self._building.add_work(_made(panel))
            self._building.add(partial(self._prepare_spare, panel))
            self._building.add_work(_polished(panel))

    def _on_built(self) -> None:
        if self._current is not None and self._current not in self._panels:
            self._show_current()
        self._rest.start()

    def _show_current(self) -> None:
        tab = self._current
        if tab is None:
            return
        if not self._can_show(tab) and self._panels:
            self._build_spare()  # whoever sends does not wait for it
            return
        self.setCurrentWidget(self._panel(tab))

    def current(self) -> ResponsePanel | None:
        """The panel in sight."""
        return self._panels.get(self._current) if self._current is not None else None

    def panels(self) -> tuple[ResponsePanel, ...]:
        """Those of all open tabs."""
        return tuple(self._panels.values())

    def answer(self) -> Answer | None:
        """The last answer of the current tab."""
        return self._answers.get(self._current) if self._current is not None else None

    def show_sending(self, tab: "RequestTab", request: Request) -> None:
        """The request has left."""
        self._panel(tab).show_sending(request)

    def show_answer(self, tab: "RequestTab", answer: Answer) -> None:
        """An answer, or the reason why there is none."""
        if tab in self._panels or tab is self._current:
            panel = self._panel(tab)
            self._keep_earlier(tab, answer.exchange)
            self._answers[tab] = answer
            if tab is self._current:
                self.setCurrentWidget(panel)
            panel.language = answer.language
            panel.show_exchange(answer.exchange, answer.spec, answer.explanation, answer.evidence, answer.note)
            self.answer_shown.emit()
            panel.strip.offer_pages(answer.pages_left, resumes=answer.paused is not None)
            panel.offer_earlier(tab in self._earlier)

    def _keep_earlier(self, tab: "RequestTab", exchange: "Exchange") -> None:
        """Keep the answer in sight where nothing comes to take its place."""
        before = self._answers.get(tab)
        if exchange.failure is None or exchange.body:
            self._earlier.pop(tab, None)
        elif before is not None and before.exchange.body:
            self._earlier[tab] = before

    def _show_earlier(self, tab: "RequestTab") -> None:
        if (earlier := self._earlier.get(tab)) is not None:
            self.show_answer(tab, earlier)

    def compare_with(self, tab: "RequestTab", name: str, body: bytes) -> None:
        """Compare the answer of a tab, once it is there, with another body."""
        if tab in self._panels:
            self._panels[tab].tabs.compare.compare_with(name, body)
        else:
            self._others[tab] = (name, body)

    def show_progress(self, tab: "RequestTab", advance: Advance) -> None:
        """How far a series of sendings has come, and the answer so far."""
        if tab in self._panels:
            panel = self._panels[tab]
            if advance.exchange is not None:
                panel.show_part(advance.exchange, advance.spec)
            panel.show_progress(advance.words)

    def show_note(self, code: str, note: "Note | None") -> None:
        """The team's note on a code has changed."""
        for panel in self._panels.values():
            if panel.card.code == code:
                panel.show_note(note)

    def show_nothing(self, tab: "RequestTab") -> None:
        """Nothing was sent."""
        if tab in self._panels:
            self._panels[tab].show_nothing()

    def forget(self, tab: "RequestTab") -> None:
        """The tab was closed."""
        self._answers.pop(tab, None)
        self._earlier.pop(tab, None)
        self._others.pop(tab, None)
        panel = self._panels.pop(tab, None)
        if panel is not None:
            panel.stop()
            self.removeWidget(panel)
            panel.deleteLater()

    def stop(self) -> None:
        """Drop the work of all panels: the window is closed."""
        self._building.clear()
        self._turning.clear()
        self._rest.stop()
        for panel in self._panels.values():
            panel.stop()

    def _panel(self, tab: "RequestTab") -> ResponsePanel:
        if tab not in self._panels:
            panel = self._panels[tab] = self._spares.pop(0) if self._spares else ResponsePanel(self)
            panel.finish()
            if panel in self._prepared:
                self._prepared.remove(panel)
            else:
                self._prepare(panel)
            self._rest.start()
            panel.earlier_requested.connect(lambda: self._show_earlier(tab))
            if (other := self._others.pop(tab, None)) is not None:
                panel.tabs.compare.compare_with(*other)
            self.addWidget(panel)
            panel.set_current(tab is self._current)
            self._turn_later()
        return self._panels[tab]

    def _prepare_spare(self, panel: ResponsePanel) -> None:
        if panel in self._spares:  # nobody took it half made
            self._prepare(panel)
            self._prepared.add(panel)

    def _prepare(self, panel: ResponsePanel) -> None:
        """All that can be done before a panel has a tab."""
        panel.examples_of = self._examples_of
        panel.code_activated.connect(self.code_activated)
        panel.request_id_copied.connect(self.request_id_copied)
        panel.inspect_signature_requested.connect(self.inspect_signature_requested)
        panel.field_requested.connect(self.field_requested)
        panel.note_requested.connect(self.note_requested)
        panel.summary_copied.connect(self.summary_copied)
        panel.tabs.compare.past_requested.connect(self.past_requested)
        panel.tabs.compare.past_action.setVisible(True)
        panel.strip.all_pages.clicked.connect(lambda _checked=False: self.all_pages_requested.emit())
        panel.set_current(False)
        panel.show_nothing()


def _made(panel: ResponsePanel) -> Iterator[None]:
    """One step of what makes a panel after another; whoever needs it meanwhile finishes it."""
    while isValid(panel) and panel.build_more():
        yield


def _polished(panel: ResponsePanel) -> Iterator[None]:
    """Give a panel its style, widget by widget: the first answer would do it in one go with all the rest."""
    for widget in panel.findChildren(QWidget) if isValid(panel) else ():
        if isValid(widget):
            widget.ensurePolished()
        yield
