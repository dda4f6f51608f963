"""Several sendings that end in one answer: all pages of a list, or one request until it brings what is waited for."""

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from explorer.core.models.request import Request
from explorer.ui.flows.desk import Desk
from explorer.ui.flows.sending import Advance, Answer, Sending, understood
from explorer.ui.request.repeat_dialog import Repetition
from explorer.ui.task_runner import Report

if TYPE_CHECKING:
    from explorer.core.http.client import ApiClient
    from explorer.services.page_walk import Pages
    from explorer.services.repeat_until import Attempt
    from explorer.services.wiring import Services
    from explorer.ui.flows.requests import RequestFlow
    from explorer.ui.request.repeat_dialog import RepeatDialog
    from explorer.ui.request.request_tab import RequestTab

_LONGEST_VALUE, _LONGEST_REASON = 60, 160
_LARGEST_SHOWN = 8_000_000
_ENDED = {
    "limit": "The limit was reached",
    "time": "The time was up",
    "error": "Stopped at an error",
}
_FIRST_PART_SECONDS, _LONGEST_PART_SECONDS = 0.5, 10.0


class Series(QObject):
    """Starts series for the tab in sight, and tells how far they have come; cancelling one keeps what came."""

    def __init__(self, desk: Desk, sending: Sending, flow: "RequestFlow") -> None:
        super().__init__(desk.window)
        self._desk, self._sending, self._flow = desk, sending, flow
        self._last = Repetition()
        sending.advanced.connect(self._on_advanced)
        desk.answers.all_pages_requested.connect(self.go_on)

    def fetch_all_pages(self) -> None:
        """Fetch every page of the list in sight."""
        self._fetch(None)

    def _fetch(self, paused: "Pages | None") -> None:
        """Fetch pages; those of ``paused`` need not be fetched again."""
        services = self._desk.services
        if (tab := self._desk.requests.current()) is not None:
            self._flow.send_as(
                tab,
                lambda request: self._sending.start(
                    tab,
                    request,
                    lambda client, report: all_pages(services, client, request, report, goes_on(paused, request)),
                ),
            )

    def go_on(self) -> None:
        """Fetch the pages that are left of the list in sight."""
        answer = self._desk.answers.answer()
        self._fetch(answer.paused if answer is not None else None)

    def ask_to_repeat(self) -> None:
        """Ask for what the request in sight is to be repeated."""
        from explorer.ui.request.repeat_dialog import RepeatDialog

        tab = self._desk.requests.current()
        if tab is None:
            return
        dialog = RepeatDialog(self._desk.window, self._last)

        def check(wanted: Repetition) -> None:
            task = self._desk.runner.call(_check, wanted.expression)
            task.failed.connect(dialog.show_error)
            task.succeeded.connect(lambda _: self._begin(dialog, tab, wanted))

        dialog.start_requested.connect(check)
        dialog.open()

    def _begin(self, dialog: "RepeatDialog", tab: "RequestTab", wanted: Repetition) -> None:
        if isValid(dialog) and dialog.isVisible():  # it may have been cancelled while the expression was looked at
            dialog.accept()
            self._repeat(tab, wanted)

    def _repeat(self, tab: "RequestTab", wanted: Repetition) -> None:
        self._last = wanted
        services = self._desk.services
        self._flow.send_as(
            tab,
            lambda request: self._sending.start(
                tab, request, lambda client, report: repeated(services, client, request, wanted, report)
            ),
            times=wanted.limit,
        )

    def _on_advanced(self, tab: "RequestTab", advance: Advance) -> None:
        if advance.exchange is not None:
            self._flow.show_waiting(tab)
        self._desk.answers.show_progress(tab, advance)
        self._desk.status.set_activity(advance.words, advance.done, advance.total)


def _check(expression: str) -> None:
    from explorer.services.query_json import compile_query

    compile_query(expression)


async def all_pages(
    services: "Services", client: "ApiClient", request: Request, report: Report, resumed: "Pages | None" = None
) -> Answer:
    """Every page, joined; cancelled or failed: those that came, and the way to go on."""
    import asyncio

    from explorer.services.fetch_pages import fetch_pages
    from explorer.services.join_pages import as_exchange

    begun, stopped = monotonic(), ""
    pages = resumed
    parts = Parts(services, begun)
    try:
        async for pages in fetch_pages(services, client, request, resumed=resumed):
            report(await parts.advance(pages))
    except asyncio.CancelledError:
        if pages is None:
            raise
        stopped = "" if pages.done and pages is not resumed else "you stopped it"
    if pages is None:
        raise asyncio.CancelledError
    if stopped:
        pages = replace(pages, stopped="")
    exchange = await asyncio.to_thread(as_exchange, pages, monotonic() - begun, stopped)
    # The evidence on a page that failed is in that page, not in those that came before it.
    failed = exchange.failure is not None or (exchange.outcome is not None and exchange.outcome.tells_error)
    answer = await asyncio.to_thread(understood, services, pages.last if failed else exchange)
    answer = replace(answer, exchange=exchange)
    if pages.done and not pages.stopped and not stopped:
        return replace(answer, pages_left=False)
    paused = pages if pages.following is not None and pages.count else None
    return replace(answer, paused=paused, pages_left=answer.pages_left or paused is not None)


class Parts:
    """Decides when the answer so far is worth showing again: each time later, as it takes longer each time."""

    def __init__(self, services: "Services", begun: float) -> None:
        self._services, self._begun = services, begun
        self._pause, self._next = _FIRST_PART_SECONDS, begun + _FIRST_PART_SECONDS

    async def advance(self, pages: "Pages") -> Advance:
        """What to report of the pages that came."""
        import asyncio

        from explorer.services.join_pages import partial_exchange
        from explorer.services.send_request import spec_of

        advance = Advance(f"Fetching pages: {pages.progress()}", pages.items, pages.total or None)
        if pages.done or monotonic() < self._next:
            return advance
        exchange = await asyncio.to_thread(partial_exchange, pages, monotonic() - self._begun)
        spec = await asyncio.to_thread(spec_of, self._services, pages.last.request.action)
        self._pause = min(self._pause * 1.5, _LONGEST_PART_SECONDS)
        self._next = monotonic() + self._pause
        return replace(advance, exchange=exchange, spec=spec)


def goes_on(paused: "Pages | None", request: Request) -> "Pages | None":
    """The paused fetching, if the request still asks for the same list."""
    from explorer.services.page_walk import asks_for_same_list
    from explorer.services.ticket_summary import sent_parameters

    following = paused.following if paused is not None else None
    if paused is None or following is None:
        return None
    asked = replace(request, parameters=sent_parameters(request), body_text=None)

    def rest(of: Request) -> Request:
        return replace(of, parameters={}, timestamp=None, timeout=0.0)

    same = rest(asked) == rest(following) and asks_for_same_list(paused.paging, asked, following)
    return paused if same else None


async def repeated(
    services: "Services", client: "ApiClient", request: Request, wanted: Repetition, report: Report
) -> Answer:
    """The answer of the last attempt, which says whether it is the one that was waited for."""
    import asyncio

    from explorer.services.repeat_until import Until, repeat_until

    last: Attempt | None = None
    stopped, rounds = False, Rounds(services)
    report(Advance(f"Attempt 1 of {wanted.limit}", 0, wanted.limit))
    try:
        async for last in repeat_until(
            services,
            client,
            request,
            wanted.expression,
            until=Until(wanted.until),
            wanted=wanted.value,
            interval=wanted.interval,
            limit=wanted.limit,
            longest=wanted.minutes * 60,
            stop_at_error=wanted.stop_at_error,
        ):
            report(await rounds.advance(last, wanted))
    except asyncio.CancelledError:
        if last is None:
            raise
        stopped = True
    if last is None:
        raise asyncio.CancelledError
    answer = await asyncio.to_thread(understood, services, last.exchange)
    return _told(answer, last, wanted, stopped)


class Rounds:
    """Decides which attempt's answer to show while others follow: not oftener than it can be read."""

    def __init__(self, services: "Services") -> None:
        self._services, self._next = services, 0.0

    async def advance(self, attempt: "Attempt", wanted: Repetition) -> Advance:
        """What to report of an attempt."""
        import asyncio

        from explorer.services.send_request import spec_of

        what = _trouble_words(attempt) or f"gave {_value_words(attempt)}"
        words = f"Attempt {attempt.number} of {wanted.limit} {what}; next in {wanted.interval:g} s"
        advance = Advance(words, attempt.number, wanted.limit)
        exchange, now = attempt.exchange, monotonic()
        if attempt.over or exchange.failure or not 0 < len(exchange.body) <= _LARGEST_SHOWN or now < self._next:
            return advance
        self._next = now + _FIRST_PART_SECONDS
        spec = await asyncio.to_thread(spec_of, self._services, exchange.request.action)
        return replace(advance, exchange=exchange, spec=spec)


def _told(answer: Answer, last: "Attempt", wanted: Repetition, stopped: bool) -> Answer:
    """The answer with a sentence on how the repeating ended."""
    exchange, outcome = answer.exchange, answer.exchange.outcome
    tries = f"{last.number} {'try' if last.number == 1 else 'tries'}, {last.seconds:.1f} s"
    gave = _trouble_words(last) or f"{wanted.expression} gave {_value_words(last)}"
    how = "Reached" if last.met else "You stopped it" if stopped else _ENDED.get(last.over, "It ended")
    words = f"{how} after {tries}: {gave}."
    if outcome is not None:
        told = replace(outcome, note=words) if last.met else replace(outcome, warning=words)
        exchange = replace(exchange, outcome=told)
    elif exchange.failure is not None:
        failure = replace(exchange.failure, message=f"{words} {exchange.failure.message}")
        exchange = replace(exchange, failure=failure)
    return replace(answer, exchange=exchange)


def _trouble_words(attempt: "Attempt") -> str:
    """What kept an attempt from giving a value, or nothing."""
    outcome = attempt.exchange.outcome
    if attempt.exchange.failure is not None:
        return "got no answer"
    return f"answered {outcome.code}" if outcome is not None and outcome.code and attempt.value is None else ""


def _value_words(attempt: "Attempt") -> str:
    reason = f" ({_short(attempt.reason, _LONGEST_REASON)})" if attempt.reason else ""
    return _short(attempt.shown, _LONGEST_VALUE) + reason


def _short(text: str, longest: int) -> str:
    text = " ".join(text[: longest * 2].split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
