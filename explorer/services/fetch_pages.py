"""Fetch every page of a list action within its rate, and join the pages into one answer."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.core.catalog.paging import Paging
from explorer.core.errors import UsageError
from explorer.core.models.action import ActionSpec
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange
from explorer.core.models.request import Request
from explorer.services.page_parts import Joined
from explorer.services.page_walk import Pages as Pages
from explorer.services.page_walk import Walk, with_most
from explorer.services.send_request import send, spec_of
from explorer.services.ticket_summary import sent_parameters

if TYPE_CHECKING:
    from explorer.core.http.client import ApiClient
    from explorer.services.wiring import Services

# Twenty calls a second are documented for an action that names no rate of its own.
_CALLS_A_SECOND = 20.0
_RATE = re.compile(
    r"(?:(?:limit|rate)[^.]{0,40}?|\bmaximum of )\b(?P<calls>\d[\d,]*|one|five|ten|twenty)"
    r"\s+(?:times?|calls?|requests?)(?: can be \w+)?\s*(?:/|per|in|every)\s*(?P<time>\d+)?\s*(?P<unit>s|min)",
    re.IGNORECASE,
)
_NUMERALS = {"one": 1.0, "five": 5.0, "ten": 10.0, "twenty": 20.0}
_SECONDS = {"s": 1.0, "min": 60.0}
_TRIES = 4
_BACK_OFF = 1.0


def paging_for(services: "Services", request: Request) -> Paging:
    """How the action pages. Raises UsageError when it does not, or when its list cannot be told."""
    paging = services.catalog.paging(request.action)
    if paging is None or not paging.items:
        raise UsageError(f"{request.action.name} does not answer in pages.", hint="Send it once instead.")
    return paging


def seconds_between(spec: ActionSpec | None) -> float:
    """The pause from call to call: half of the rate that the action's document names, so that others can work too."""
    found = _RATE.search(spec.document) if spec is not None else None
    if found is None:
        return 2 / _CALLS_A_SECOND
    named = found["calls"].lower().replace(",", "")
    calls = _NUMERALS.get(named) or max(float(named), 1.0)
    seconds = float(found["time"] or 1) * _SECONDS[found["unit"].lower()]
    return 2 / min(calls / seconds, _CALLS_A_SECOND)


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
    walk = Walk(paging, resumed.joined if resumed is not None else Joined())
    first = replace(request, parameters=sent_parameters(request), body_text=None)
    asked: Request | None = with_most(paging, first)
    if resumed is not None and resumed.following is not None:
        asked = first = resumed.following
    while asked is not None:
        started = clock()
        exchange = await _patiently(services, client, asked, credential, sleep)
        if asked != first and not walk.has_begun and _refuses(exchange):
            # The documented maximum was not the server's.
            asked = first
            continue
        pages = await asyncio.to_thread(walk.take, asked, exchange)
        yield pages
        asked = None if pages.done else pages.following
        if asked is not None:
            await sleep(max(0.0, interval - (clock() - started)))


def page_of(exchange: Exchange, paging: Paging) -> bool:
    """Whether more items than those in this answer can be had: by its count, by its own word, or by its full page."""
    request = replace(exchange.request, parameters=sent_parameters(exchange.request), body_text=None)
    walk = Walk(paging, Joined())
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


def _refuses(exchange: Exchange) -> bool:
    code = exchange.outcome.code if exchange.outcome else ""
    return code.startswith(("InvalidParameter", "LimitExceeded"))
