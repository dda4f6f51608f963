"""Sends the request of a tab over the loop's thread and hands the answer back to the window."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from explorer.core.models.action import ActionSpec
from explorer.core.models.exchange import Exchange, FailureKind, SentRequest, Timing
from explorer.core.models.request import Request
from explorer.ui.task_runner import Report, Task, TaskRunner

if TYPE_CHECKING:
    from asyncio import Future

    from explorer.core.http.client import ApiClient
    from explorer.core.knowledge.evidence import Evidence
    from explorer.core.knowledge.explain import Explanation
    from explorer.core.knowledge.notes import Note
    from explorer.services.fetch_pages import Pages
    from explorer.services.wiring import Services

_REPORT_SECONDS = 0.05
_PAINTING_SECONDS = 0.1
_SMALL = 100_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sending brought: the exchange, the action's spec, and all there is to say about its error.

    ``language`` is the one to tell it in. ``paused`` is set where fetching pages ended early and can go on.
    """

    exchange: Exchange
    spec: ActionSpec | None = None
    explanation: "Explanation | None" = None
    evidence: "tuple[Evidence, ...]" = ()
    note: "Note | None" = None
    pages_left: bool = False
    paused: "Pages | None" = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Advance:
    """How far a series of sendings has come, in words; a total of None is not known.

    ``exchange`` is the answer so far, to be read meanwhile.
    """

    words: str
    done: int = 0
    total: int | None = None
    exchange: Exchange | None = None
    spec: ActionSpec | None = None


Work = Callable[["ApiClient", Report], Coroutine[Any, Any, Answer]]


class Sending(QObject):
    """At most one sending a tab. ``key`` below is whatever names the tab.

    Signals:
        began(key, Request), progressed(key, received, total or None), answered(key, Answer), failed(key, error),
        advanced(key, Advance): of a series.
        ended(key): after answered or failed, always.
        remembered(): the history has changed.
    """

    began = Signal(object, object)
    progressed = Signal(object, int, object)
    advanced = Signal(object, object)
    answered = Signal(object, object)
    failed = Signal(object, object)
    ended = Signal(object)
    remembered = Signal()

    def __init__(self, services: "Services", runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner = services, runner
        self._client: ApiClient | None = None
        self._tasks: dict[object, Task] = {}
        self._remembering: set[Future[None]] = set()
        runner.at_close(self._close_client)

    def is_sending(self, key: object) -> bool:
        """Whether this tab waits for an answer."""
        return key in self._tasks

    def send(self, key: object, request: Request) -> None:
        """Send; does nothing while this tab waits already."""
        self._start(key, request, lambda client, report: self._work(client, request, report))

    def start(self, key: object, request: Request, work: Work) -> None:
        """Do work that ends in one answer, as ``send`` does; it reports an Advance, or bytes received and their total.

        Work that is cancelled may still end in the answer that it has so far. It remembers its exchanges itself.
        """
        task = self._start(key, request, work)
        if task is not None:
            task.finished.connect(self.remembered)

    def _start(self, key: object, request: Request, work: Work) -> Task | None:
        if key in self._tasks:
            return None
        started, begun = datetime.now(UTC), monotonic()
        task = self._runner.run_reporting(lambda report: self._with_client(work, report))
        self._tasks[key] = task
        task.succeeded.connect(lambda answer: self.answered.emit(key, answer))
        task.failed.connect(lambda error: self.failed.emit(key, error))
        task.cancelled.connect(lambda: self.answered.emit(key, self._cancelled(request, started, monotonic() - begun)))
        task.progressed.connect(lambda progress: self._on_progress(key, progress))
        task.finished.connect(lambda: self._on_finished(key))
        self.began.emit(key, request)
        return task

    def _cancelled(self, request: Request, started: datetime, seconds: float) -> Answer:
        return Answer(cancelled_exchange(request, started, seconds), language=self._services.language)

    def cancel(self, key: object) -> None:
        """Cancel the request itself."""
        if (task := self._tasks.get(key)) is not None:
            task.cancel()

    def _on_progress(self, key: object, progress: Any) -> None:
        if isinstance(progress, Advance):
            self.advanced.emit(key, progress)
        else:
            self.progressed.emit(key, *progress)

    def _on_finished(self, key: object) -> None:
        del self._tasks[key]
        self.ended.emit(key)

    async def _with_client(self, work: Work, report: Report) -> Answer:
        from explorer.services.send_request import new_client

        if self._client is None:
            self._client = new_client(self._services)
        return await work(self._client, report)

    async def _work(self, client: "ApiClient", request: Request, report: Report) -> Answer:
        import asyncio

        from explorer.services.send_request import send

        last = 0.0

        def on_progress(received: int, total: int | None) -> None:
            nonlocal last
            if monotonic() - last >= _REPORT_SECONDS:
                last = monotonic()
                report((received, total))

        exchange = await send(self._services, client, request, on_progress=on_progress, keep=False)
        if exchange.outcome is not None and not exchange.outcome.code and len(exchange.body) <= _SMALL:
            answer = understood(self._services, exchange)  # no store is asked, so another thread would only cost time
        else:
            answer = await asyncio.to_thread(understood, self._services, exchange)
        keeping = asyncio.ensure_future(self._remember(answer))
        self._remembering.add(keeping)
        keeping.add_done_callback(self._remembering.discard)
        return answer

    async def _remember(self, answer: Answer) -> None:
        """Once the answer is painted, which needs the processor more; at once when the program ends."""
        import asyncio

        from explorer.services.send_request import remember

        try:
            await asyncio.sleep(_PAINTING_SECONDS)
        finally:
            await asyncio.to_thread(remember, self._services, answer.exchange, answer.spec)
        self.remembered.emit()

    async def _close_client(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None


def understood(services: "Services", exchange: Exchange) -> Answer:
    """An exchange with all that is known about its error. Waits for the stores: off the window's thread only."""
    from explorer.services.examine_error import examine
    from explorer.services.explain_error import explain_exchange
    from explorer.services.join_pages import pages_left
    from explorer.services.send_request import spec_of
    from explorer.services.team_notes import note_to_show

    spec = spec_of(services, exchange.request.action)
    return Answer(
        exchange,
        spec,
        explain_exchange(services, exchange),
        examine(services, exchange, spec),
        note_to_show(services, exchange.outcome.code if exchange.outcome is not None else ""),
        pages_left(exchange, spec),
        language=services.language,
    )


def cancelled_exchange(request: Request, started: datetime, seconds: float) -> Exchange:
    """What a cancelled sending leaves: no answer, the reason, and what that leaves open."""
    from explorer.core.form.guard import is_reading
    from explorer.core.models.failure_words import failed

    return Exchange(
        request=request,
        sent=SentRequest(request.method.value, "", (), b""),
        started=started,
        timing=Timing(total=seconds),
        failure=failed(
            FailureKind.CANCELLED, "cancelled", "cancelled_reading" if is_reading(request.action.name) else "cancelled"
        ),
    )
