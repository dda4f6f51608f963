"""The history's rows: opened with the answer of then, copied from, deleted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from explorer.core.models.exchange import Exchange, FailureKind
from explorer.ui.flows.comparing import Comparing
from explorer.ui.flows.desk import Desk
from explorer.ui.flows.effective import own_part
from explorer.ui.flows.sending import Answer, Sending, understood
from explorer.ui.flows.telling import Telling
from explorer.ui.request.opening import Opening

if TYPE_CHECKING:
    from explorer.core.storage.collection_tree import SavedRequest
    from explorer.core.storage.history import HistoryEntry
    from explorer.services.wiring import Services
    from explorer.ui.request.request_tab import RequestTab


class Past(QObject):
    """What was sent, brought back as it was kept: its secrets are masked, and a very long body is cut."""

    def __init__(self, desk: Desk, telling: Telling, sending: Sending) -> None:
        super().__init__(desk.window)
        self._desk, self._telling = desk, telling
        history = desk.history
        self._comparing = Comparing(desk, telling)
        history.entry_chosen.connect(self.open)
        history.copy_requested.connect(self._copy)
        history.delete_requested.connect(self._delete)
        sending.answered.connect(self._on_answered)
        self._coming: dict[RequestTab, Answer] = {}
        desk.requests.tab_shown.connect(self._on_tab_shown)

    def open(self, entry: "HistoryEntry") -> None:
        """Open the request of a past exchange in a new tab, and its answer beside it."""
        task = self._desk.runner.call(_read, self._desk.services, entry)
        task.succeeded.connect(self._show)
        task.failed.connect(self._telling.show_error)

    def _show(self, found: "tuple[SavedRequest, Answer]") -> None:
        saved, answer = found
        self._desk.requests.open(
            Opening(
                own_part(saved.request, self._desk.bar),
                left_out=saved.blanked,
                dropped_headers=saved.dropped_headers,
                then=lambda tab: self._coming.update({tab: answer}),
            )
        )

    def _on_tab_shown(self, tab: "RequestTab") -> None:
        if (answer := self._coming.pop(tab, None)) is not None:
            QTimer.singleShot(0, tab, lambda: self._show_answer(tab, answer))

    def _show_answer(self, tab: "RequestTab", answer: Answer) -> None:
        self._desk.answers.show_answer(tab, answer)
        self._telling.say(f"The answer as it came on {_when(answer.exchange)}; secrets are masked.")

    def _copy(self, entry: "HistoryEntry") -> None:
        QGuiApplication.clipboard().setText(entry.request_id)
        self._telling.say(f"Copied RequestId {entry.request_id}")

    def _delete(self, entry: "HistoryEntry") -> None:
        task = self._desk.runner.call(self._forget, entry)
        task.succeeded.connect(self._desk.history.load)
        task.failed.connect(self._telling.show_error)

    def _on_answered(self, _key: object, answer: Answer) -> None:
        # Whatever was answered or failed is kept by those who sent it; of what was cancelled only the window knows.
        failure = answer.exchange.failure
        if failure is not None and failure.kind is FailureKind.CANCELLED:
            task = self._desk.runner.call(_keep, self._desk.services, answer.exchange)
            task.succeeded.connect(self._desk.history.load)
            task.failed.connect(self._telling.show_error)

    def _forget(self, entry: "HistoryEntry") -> None:
        self._desk.services.history.delete(entry)


def _read(services: "Services", entry: "HistoryEntry") -> "tuple[SavedRequest, Answer]":
    return entry.saved, understood(services, services.history.exchange(entry))


def _keep(services: "Services", exchange: Exchange) -> None:
    from explorer.services.send_request import remember, spec_of

    remember(services, exchange, spec_of(services, exchange.request.action))


def _when(exchange: Exchange) -> str:
    return f"{exchange.started.astimezone():%Y-%m-%d at %H:%M:%S}"
