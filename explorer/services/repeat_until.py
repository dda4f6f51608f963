"""Send the same request again at an interval, until a JMESPath expression comes true or a limit is reached."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from explorer.core.errors import UsageError
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange, OutcomeKind
from explorer.core.models.json_value import JsonValue, Number, dumps, loads
from explorer.core.models.request import Request
from explorer.services.send_request import send

if TYPE_CHECKING:
    from explorer.core.http.client import ApiClient
    from explorer.services.wiring import Services

SHORTEST_INTERVAL = 0.1


@dataclass(frozen=True, slots=True)
class _Look:
    """What the expression gives on an answer. ``reason`` says why it cannot be evaluated there.

    ``of_error``: the value is one of the error that came, not what is found where there is nothing else.
    """

    value: JsonValue
    reason: str = ""
    of_error: bool = False
    shown: str = "null"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sending of several. ``value`` is what the expression gave (null for an answer that is no JSON).

    ``shown`` is that value as it may be shown: a secret of the answer is dots there. ``reason`` says why it gave
    nothing, where it does not fit an answer that is no error.
    ``seconds`` have passed since the first sending. ``over`` says why it is the last one, empty while more follow.
    """

    number: int
    exchange: Exchange
    value: JsonValue
    met: bool
    seconds: float = 0.0
    over: str = ""
    reason: str = ""
    shown: str = ""


class Until(StrEnum):
    """What a value has to do: be the wanted one, be there at all, or differ from the first one."""

    EQUALS = "equals"
    IS_SET = "is set"
    CHANGES = "changes"


async def repeat_until(
    services: "Services",
    client: "ApiClient",
    request: Request,
    expression: str,
    *,
    until: Until = Until.EQUALS,
    wanted: str = "",
    interval: float = 5.0,
    limit: int = 60,
    longest: float = 0.0,
    stop_at_error: bool = False,
    credential: Credential | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Attempt]:
    """Yield each attempt; the last one says in ``over`` why: ``met``, the ``limit``, ``longest`` seconds, an error.

    ``wanted`` is the value to wait for, as text (a string bare or quoted, anything else as JSON); empty: any value
    that is not null, false or empty. ``interval`` is in seconds. A ``longest`` of 0 sets no limit. Errors in between
    are waited out, unless ``stop_at_error``; they never count as a change, and are what is waited for only where the
    expression looks at the error itself.
    Stop iterating to cancel. Raises UsageError for the expression, the interval or the limit, before anything is sent.
    """
    from explorer.services.query_json import compile_query

    compile_query(expression)
    if interval < SHORTEST_INTERVAL or limit < 1:
        raise UsageError(f"The interval is at least {SHORTEST_INTERVAL} s, and the limit at least 1.")
    begun = clock()
    first: list[JsonValue] = []
    for number in range(1, limit + 1):
        exchange = await send(services, client, request, credential=credential)
        look = await asyncio.to_thread(_look, exchange, expression)
        troubled = is_troubled(exchange)
        if look.reason or (troubled and not look.of_error):
            met = False
        elif until is Until.CHANGES:
            met = not troubled and bool(first) and not _is_same(first[0], look.value)
            first = first or ([] if troubled else [look.value])
        else:
            met = is_met(look.value, wanted if until is Until.EQUALS else "")
        seconds = clock() - begun
        over = "met" if met else "limit" if number == limit else ""
        over = over or ("error" if stop_at_error and troubled else "")
        over = over or ("time" if longest and seconds + interval > longest else "")
        yield Attempt(number, exchange, look.value, met, seconds, over, "" if troubled else look.reason, look.shown)
        if over:
            return
        await sleep(interval)


def is_troubled(exchange: Exchange) -> bool:
    """Whether no answer came, or one that tells of an error or is none of the API's."""
    outcome = exchange.outcome
    fine = (OutcomeKind.SUCCESS, OutcomeKind.EVENTS, OutcomeKind.OTHER_JSON)
    return exchange.failure is not None or (outcome is not None and (outcome.kind not in fine or outcome.tells_error))


def is_met(value: JsonValue, wanted: str = "") -> bool:
    """Whether a value is the wanted one; numbers by what they are (1 and 1.0), the rest by its text or as JSON."""
    wanted = wanted.strip()
    if not wanted:
        return not (value is None or value is False or value in ("", [], {}))
    if value_text(value) == wanted:
        return True
    try:
        return _is_same(value, loads(wanted))
    except (ValueError, RecursionError):
        return False


def _is_same(first: JsonValue, second: JsonValue) -> bool:
    if isinstance(first, Number) and isinstance(second, Number):
        try:
            return first.to_decimal() == second.to_decimal()
        except ArithmeticError:  # an exponent beyond any number that can be computed with
            return False
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(_is_same(item, second[name]) for name, item in first.items())
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(_is_same, first, second))
    return type(first) is type(second) and first == second


def value_text(value: JsonValue) -> str:
    """A value as ``wanted`` is written: a string bare, anything else as JSON."""
    return value if isinstance(value, str) else dumps(value)


def _look(exchange: Exchange, expression: str) -> _Look:
    from explorer.core.document.document import Document
    from explorer.services.query_json import query

    document = Document(exchange.body, exchange.header("content-type")).open()
    root = document.root()
    if root is None or any(fault.fatal for fault in document.faults):
        return _Look(None, "the answer is no JSON")
    body = document.to_value(root)
    try:
        value = query(expression, body)
    except UsageError as error:
        # It fits the expected answer, not an error envelope that comes in between.
        return _Look(None, error.message.rstrip("."))
    of_error = exchange.outcome is not None and exchange.outcome.tells_error and _is_of_error(expression, body, value)
    return _Look(value, of_error=of_error, shown=_shown(value, body))


def _shown(value: JsonValue, body: JsonValue) -> str:
    from explorer.core.secrets.redaction import MASK
    from explorer.core.secrets.secret_values import SecretValues, secrets_in

    text = value_text(value)
    if value is None or isinstance(value, bool):
        return text
    return MASK if SecretValues(secrets_in(body)).hides(text) else text


def _is_of_error(expression: str, body: JsonValue, value: JsonValue) -> bool:
    """Whether the expression would give something else if there were no error in the answer."""
    from explorer.services.query_json import query

    response = body.get("Response") if isinstance(body, dict) else None
    rest = {name: item for name, item in response.items() if name != "Error"} if isinstance(response, dict) else {}
    try:
        return not _is_same(value, query(expression, {"Response": rest}))
    except UsageError:
        return True
