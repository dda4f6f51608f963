"""Fetch every page of a list action within its rate, and join the pages into one answer."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explorer.core.catalog.paging import Paging, PagingScheme
from explorer.core.errors import UsageError
from explorer.core.models.action import ActionSpec
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange
from explorer.core.models.json_value import JsonValue, Number, dumps
from explorer.core.models.request import Request
from explorer.services.page_parts import Joined, Part, read_part, whole_number
from explorer.services.send_request import send, spec_of
from explorer.services.ticket_summary import sent_parameters

if TYPE_CHECKING:
    from explorer.core.http.client import ApiClient
    from explorer.services.wiring import Services

# Twenty calls a second are documented for an action that names no rate of its own.
_CALLS_A_SECOND = 20.0
_RATE = re.compile(
    r"(?:limit|rate)[^.]{0,40}?\b(\d[\d,]*|five|ten|twenty)\s+(?:times|calls|requests)\s*(?:/|per)\s*s", re.IGNORECASE
)
_NUMERALS = {"five": 5.0, "ten": 10.0, "twenty": 20.0}
_TRIES = 4
_BACK_OFF = 1.0
_MOST_PAGES = 10_000
_MOST_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Pages:
    """What has been fetched so far. ``total`` is the server's count, or None; ``stopped`` says why it is not all.

    ``count`` is the number of pages, ``items`` that of their items. ``done`` is True once nothing more will be
    fetched; ``last`` is the newest exchange, a failed one included. ``following`` asks for the page that comes next, so
    that fetching can go on from here; None when there is none.
    """

    paging: Paging
    joined: Joined
    count: int
    items: int
    total: int | None
    last: Exchange
    done: bool = False
    stopped: str = ""
    following: Request | None = None

    def merged(self) -> bytes:
        """The first answer with the items of all pages in its list, as the server wrote them."""
        return self.joined.body(self.count) if self.count else self.last.body

    def progress(self) -> str:
        """``40 of 128 items in 4 pages``."""
        of_total = f" of {self.total}" if self.total is not None else ""
        return f"{self.items}{of_total} items in {self.count} page{'' if self.count == 1 else 's'}"

    def summary(self) -> str:
        """The progress, why it stopped, and what changed meanwhile."""
        return "; ".join(filter(None, [self.progress(), self.stopped, *self.joined.remarks()]))


def paging_for(services: "Services", request: Request) -> Paging:
    """How the action pages. Raises UsageError when it does not, or when its list cannot be told."""
    paging = services.catalog.paging(request.action)
    if paging is None or not paging.items:
        raise UsageError(f"{request.action.name} does not answer in pages.", hint="Send it once instead.")
    return paging


def seconds_between(spec: ActionSpec | None) -> float:
    """The pause from call to call: half of the rate that the action's document names, so that others can work too."""
    found = _RATE.search(spec.document) if spec is not None else None
    named = found.group(1).lower().replace(",", "") if found else ""
    calls = _NUMERALS.get(named) or (float(named) if named else _CALLS_A_SECOND)
    return 2 / min(max(calls, 0.1), _CALLS_A_SECOND)


async def fetch_pages(
    services: "Services",
    client: "ApiClient",
    request: Request,
    *,
    resumed: Pages | None = None,
    credential: Credential | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Pages]:
    """Yield what there is after each page, until all is there or a page fails; stop iterating to cancel.

    ``resumed`` goes on from where an earlier fetching of the same list ended, with its pages and its request.
    Raises UsageError for an action that does not page, and what ``send`` raises.
    """
    paging = await asyncio.to_thread(paging_for, services, request)
    interval = seconds_between(await asyncio.to_thread(spec_of, services, request.action))
    walk = _Walk(paging, resumed.joined if resumed is not None else Joined())
    asked: Request | None = replace(request, parameters=sent_parameters(request), body_text=None)
    if resumed is not None and resumed.following is not None:
        asked = resumed.following
    while asked is not None:
        started = clock()
        exchange = await _patiently(services, client, asked, credential, sleep)
        pages = await asyncio.to_thread(walk.take, asked, exchange)
        yield pages
        asked = None if pages.done else pages.following
        if asked is not None:
            await sleep(max(0.0, interval - (clock() - started)))


def page_of(exchange: Exchange, paging: Paging) -> bool:
    """Whether more items than those in this answer can be had: by its count, by its own word, or by its full page."""
    request = replace(exchange.request, parameters=sent_parameters(exchange.request), body_text=None)
    walk = _Walk(paging, Joined())
    return not walk.take(request, exchange).done


async def _patiently(
    services: "Services",
    client: "ApiClient",
    request: Request,
    credential: Credential | None,
    sleep: Callable[[float], Awaitable[None]],
) -> Exchange:
    """Send; a rate that was passed by other callers is waited out, longer each time."""
    for attempt in range(1, _TRIES + 1):
        exchange = await send(services, client, request, credential=credential)
        code = exchange.outcome.code if exchange.outcome else ""
        if not code.startswith("RequestLimitExceeded") or attempt == _TRIES:
            break
        await sleep(_BACK_OFF * attempt)
    return exchange


class _Walk:
    """From page to page of one list."""

    def __init__(self, paging: Paging, joined: Joined) -> None:
        self._paging, self._joined = paging, joined
        self._cursors: set[str] = set()

    def take(self, request: Request, exchange: Exchange) -> Pages:
        """Add a page, and say what comes next. Reads the body: off the loop."""
        joined = self._joined
        part = read_part(self._paging, exchange)
        if part is None:
            number = len(joined.parts) + 1
            return self._pages(exchange, True, f"page {number} {_why(exchange)}", request if number > 1 else None)
        before = joined.parts[-1] if joined.parts else None
        joined.add(part)
        if len(joined.parts) >= _MOST_PAGES or joined.size > _MOST_BYTES:
            stopped = f"stopped after {len(joined.parts):,} pages, {joined.size / 1e6:,.0f} MB"
            return self._pages(exchange, True, stopped, self._following(request, part, before)[0])
        following, stopped = self._following(request, part, before)
        return self._pages(exchange, following is None, stopped, following)

    def _pages(self, exchange: Exchange, done: bool, stopped: str, following: Request | None) -> Pages:
        joined = self._joined
        total = joined.totals[-1] if joined.totals else None
        return Pages(
            self._paging, joined, len(joined.parts), joined.items, total, exchange, done, stopped, following
        )  # fmt: skip

    def _following(self, request: Request, last: Part, before: Part | None) -> tuple[Request | None, str]:
        """The request for the next page, or None with the reason if that is not the natural end."""
        paging = self._paging
        if last.more is not None and last.more is paging.more_means_done:
            return None, ""
        if paging.scheme is PagingScheme.CURSOR:
            return self._by_cursor(request, last)
        if not last.count:
            short = last.total is not None and self._skipped(request, last) + self._joined.items < last.total
            return None, "the server has no more, though it counts more" if short else ""
        if before is not None and before.items == last.items:
            return None, "the server gave the same page again"
        if self._is_over(request, last):
            return None, ""
        step = last.count if paging.scheme is PagingScheme.OFFSET else 1
        return self._moved(request, Number(str(self._position(request) + step))), ""

    def _by_cursor(self, request: Request, last: Part) -> tuple[Request | None, str]:
        if last.cursor in (None, "", [], {}):
            return None, "" if self._paging.cursor else "the answer names no next page"
        asked, told = request.parameters.get(self._paging.position), dumps(last.cursor)
        # A ring of cursors would go on for ever.
        if last.cursor == asked or told in self._cursors:
            return None, "the server gave the same cursor again"
        self._cursors.add(told)
        return self._moved(request, last.cursor), ""

    def _is_over(self, request: Request, last: Part) -> bool:
        if last.total is not None:
            return self._skipped(request, last) + self._joined.items >= last.total
        return 0 < last.count < self._size(request)

    def _skipped(self, request: Request, last: Part) -> int:
        """Items before the page that the user began with."""
        position, paging = self._position(request), self._paging
        if paging.scheme is PagingScheme.OFFSET:
            return position - (self._joined.items - last.count)
        return max(0, position - (len(self._joined.parts) - 1) - paging.first) * self._size(request)

    def _position(self, request: Request) -> int:
        found = whole_number(request.parameters.get(self._paging.position))
        return self._paging.first if found is None else found

    def _size(self, request: Request) -> int:
        return (whole_number(request.parameters.get(self._paging.size)) or 0) if self._paging.size else 0

    def _moved(self, request: Request, position: JsonValue) -> Request:
        if self._paging.is_text and isinstance(position, Number):
            position = position.text
        return replace(request, parameters={**request.parameters, self._paging.position: position})


def _why(exchange: Exchange) -> str:
    if exchange.failure is not None:
        return f"got no answer: {exchange.failure.message}"
    outcome = exchange.outcome
    if outcome is None:
        return "got no answer"
    said = f": {outcome.message}" if outcome.message else ""
    return f"answered {outcome.code}{said}" if outcome.code else f"is no answer of the API ({outcome.kind.value})"
