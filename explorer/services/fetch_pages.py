"""Fetch every page of a list action within its rate, and join the pages into one answer."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explorer.core.catalog.paging import Paging, PagingScheme
from explorer.core.errors import UsageError
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange, OutcomeKind
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps, loads
from explorer.core.models.request import Request
from explorer.services.send_request import send
from explorer.services.ticket_summary import sent_parameters

if TYPE_CHECKING:
    from explorer.core.http.client import ApiClient
    from explorer.services.wiring import Services

# Half of the twenty calls a second that an action is documented to take, so that others can work meanwhile.
_INTERVAL = 0.1
_TRIES = 3
_BACK_OFF = 1.0
_MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Pages:
    """What has been fetched so far. ``total`` is the server's count, or None; ``stopped`` says why it is not all.

    ``done`` is True once nothing more will be fetched; ``last`` is the newest exchange, a failed one included.
    """

    paging: Paging
    answers: tuple[JsonObject, ...]
    items: int
    total: int | None
    last: Exchange
    done: bool = False
    stopped: str = ""

    def merged(self) -> bytes:
        """The first answer with the items of all pages in its list, as JSON; number texts exact."""
        if not self.answers:
            return self.last.body
        joined = [item for answer in self.answers for item in _items(self.paging, answer)]
        return dumps({"Response": _with(self.answers[0], self.paging.items, joined)}).encode("utf-8")

    def summary(self) -> str:
        """``40 of 128 items in 4 pages``, and why it stopped."""
        of_total = f" of {self.total}" if self.total is not None else ""
        pages = f"{len(self.answers)} page{'' if len(self.answers) == 1 else 's'}"
        return f"{self.items}{of_total} items in {pages}" + (f"; {self.stopped}" if self.stopped else "")


def paging_for(services: "Services", request: Request) -> Paging:
    """How the action pages. Raises UsageError when it does not, or when its list cannot be told."""
    paging = services.catalog.paging(request.action)
    if paging is None or not paging.items:
        raise UsageError(f"{request.action.name} does not answer in pages.", hint="Send it once instead.")
    return paging


async def fetch_pages(
    services: "Services",
    client: "ApiClient",
    request: Request,
    *,
    credential: Credential | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Pages]:
    """Yield what there is after each page, until all is there or a page fails; stop iterating to cancel.

    Raises UsageError for an action that does not page, and what ``send`` raises.
    """
    paging = await asyncio.to_thread(paging_for, services, request)
    request = replace(request, parameters=sent_parameters(request), body_text=None)
    answers: tuple[JsonObject, ...] = ()
    while True:
        started = clock()
        exchange = await _patiently(services, client, request, credential, sleep)
        answer = _answer(exchange)
        if answer is None:
            yield Pages(
                paging, answers, _count(paging, answers), _total(paging, answers), exchange, True, _why(exchange)
            )
            return
        answers = (*answers, answer)
        following, stopped = _following(paging, request, answers)
        items, total = _count(paging, answers), _total(paging, answers)
        yield Pages(paging, answers, items, total, exchange, following is None, stopped)
        if following is None:
            return
        request = following
        await sleep(max(0.0, _INTERVAL - (clock() - started)))


def page_of(exchange: Exchange, paging: Paging) -> bool:
    """Whether more items than those in this answer can be had: by its count, by its own word, or by its full page."""
    answer = _answer(exchange)
    if answer is None:
        return False
    request = replace(exchange.request, parameters=sent_parameters(exchange.request), body_text=None)
    return _following(paging, request, (answer,))[0] is not None


async def _patiently(
    services: "Services",
    client: "ApiClient",
    request: Request,
    credential: Credential | None,
    sleep: Callable[[float], Awaitable[None]],
) -> Exchange:
    for attempt in range(1, _TRIES + 1):
        exchange = await send(services, client, request, credential=credential)
        code = exchange.outcome.code if exchange.outcome else ""
        if not code.startswith("RequestLimitExceeded") or attempt == _TRIES:
            break
        await sleep(_BACK_OFF * attempt)
    return exchange


def _answer(exchange: Exchange) -> JsonObject | None:
    if exchange.outcome is None or exchange.outcome.kind is not OutcomeKind.SUCCESS:
        return None
    try:
        body = loads(exchange.body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    response = body.get("Response") if isinstance(body, dict) else None
    return response if isinstance(response, dict) else None


def _why(exchange: Exchange) -> str:
    if exchange.failure is not None:
        return f"a page got no answer: {exchange.failure.message}"
    outcome = exchange.outcome
    return f"a page answered {outcome.code or outcome.kind.value}" if outcome else "a page got no answer"


def _following(paging: Paging, request: Request, answers: tuple[JsonObject, ...]) -> tuple[Request | None, str]:
    """The request for the next page, or None with the reason if that is not the natural end."""
    last = answers[-1]
    got, total = len(_items(paging, last)), _total(paging, answers)
    if len(answers) >= _MOST_PAGES:
        return None, f"stopped after {_MOST_PAGES} pages"
    if paging.more and isinstance(more := _at(last, paging.more), bool) and more is paging.more_means_done:
        return None, ""
    if paging.scheme is PagingScheme.CURSOR:
        return _by_cursor(paging, request, last)
    if not got:
        return None, _missing(paging, request, answers, total)
    if len(answers) > 1 and _items(paging, answers[-2]) == _items(paging, last):
        return None, "the server gave the same page again"
    step = got if paging.scheme is PagingScheme.OFFSET else 1
    position = _integer(request.parameters.get(paging.position), paging.first)
    if _is_over(paging, request, answers, got, total):
        return None, ""
    return _moved(paging, request, Number(str(position + step))), ""


def _is_over(paging: Paging, request: Request, answers: tuple[JsonObject, ...], got: int, total: int | None) -> bool:
    if total is not None:
        return _skipped(paging, request, answers) + _count(paging, answers) >= total
    size = _integer(request.parameters.get(paging.size), 0) if paging.size else 0
    return 0 < got < size


def _skipped(paging: Paging, request: Request, answers: tuple[JsonObject, ...]) -> int:
    """Items before the page that the user began with."""
    position = _integer(request.parameters.get(paging.position), paging.first)
    if paging.scheme is PagingScheme.OFFSET:
        return position - _count(paging, answers[:-1])
    size = _integer(request.parameters.get(paging.size), 0) if paging.size else 0
    return max(0, position - (len(answers) - 1) - paging.first) * size


def _missing(paging: Paging, request: Request, answers: tuple[JsonObject, ...], total: int | None) -> str:
    short = total is not None and _skipped(paging, request, answers) + _count(paging, answers) < total
    return "the server has no more, though it counts more" if short else ""


def _by_cursor(paging: Paging, request: Request, last: JsonObject) -> tuple[Request | None, str]:
    cursor = _at(last, paging.cursor) if paging.cursor else None
    if cursor in (None, "", [], {}):
        return None, "" if paging.cursor else "the answer names no next page"
    if cursor == request.parameters.get(paging.position):
        return None, "the server gave the same cursor again"
    return _moved(paging, request, cursor), ""


def _moved(paging: Paging, request: Request, position: JsonValue) -> Request:
    if paging.is_text and isinstance(position, Number):
        position = position.text
    return replace(request, parameters={**request.parameters, paging.position: position})


def _items(paging: Paging, answer: JsonObject) -> list[JsonValue]:
    found = _at(answer, paging.items)
    return found if isinstance(found, list) else []


def _count(paging: Paging, answers: tuple[JsonObject, ...]) -> int:
    return sum(len(_items(paging, answer)) for answer in answers)


def _total(paging: Paging, answers: tuple[JsonObject, ...]) -> int | None:
    found = _at(answers[-1], paging.total) if answers and paging.total else None
    total = _integer(found, -1)
    return total if total >= 0 else None


def _at(value: JsonValue, path: tuple[str, ...]) -> JsonValue:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _with(value: JsonObject, path: tuple[str, ...], items: list[JsonValue]) -> JsonObject:
    name, rest = path[0], path[1:]
    inner = value.get(name)
    return {**value, name: _with(inner, rest, items) if rest and isinstance(inner, dict) else items}


def _integer(value: JsonValue, default: int) -> int:
    text = value.text if isinstance(value, Number) else value if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else default
