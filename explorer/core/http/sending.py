"""One request on its way: the bytes out, the bytes in, and the record of both."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import httpx

from explorer.core.envelope import understand
from explorer.core.errors import UsageError
from explorer.core.http import failures
from explorer.core.http.coding import BodyError, BodyReader
from explorer.core.http.skew import clock_skew
from explorer.core.http.timing import Stopwatch
from explorer.core.models.exchange import Exchange, Failure, Outcome, SentRequest
from explorer.core.models.request import Request

Progress = Callable[[int, int | None], None]

_NO_LIMITS = {"connect": None, "read": None, "write": None, "pool": None}
_PROGRESS_EVERY = 0.05
_LARGE = 2 << 20


class Sending:
    """One request on its way: what was sent, when, and what has come back so far."""

    def __init__(
        self, request: Request, sent: SentRequest, now: float, clock: Callable[[], float], progress: Progress | None
    ) -> None:
        self._request = request
        self._sent = sent
        self._now = now
        self._clock = clock
        self._progress = progress
        self._watch = Stopwatch()
        self._answered = now
        self._response: httpx.Response | None = None
        self._body = BodyReader()

    async def run(self, client: httpx.AsyncClient) -> Failure | None:
        """Send, and take in the answer; the failure, or None."""
        limit = self._request.timeout
        try:
            async with asyncio.timeout(limit if limit > 0 else None):
                await self._talk(client)
        except (httpx.HTTPError, TimeoutError, BodyError, OSError) as problem:
            return failures.explain(problem, self._situation())
        return None

    async def _talk(self, client: httpx.AsyncClient) -> None:
        try:
            response = await client.send(self._wire(), stream=True)
        except BaseException:
            await self._watch.close_half_open()
            raise
        try:
            self._answered = self._clock()
            self._response = response
            self._body = BodyReader(response.headers.get("content-encoding", ""))
            await self._read(response)
        finally:
            await response.aclose()

    def _wire(self) -> httpx.Request:
        """The request for the library, every header ours, byte for byte."""
        sent = self._sent
        raw = [(name.encode("ascii"), value.encode("utf-8")) for name, value in sent.headers]
        extensions = {"timeout": _NO_LIMITS, "trace": self._watch}
        try:
            wire = httpx.Request(sent.method, sent.url, headers=raw, content=sent.body, extensions=extensions)
        except (httpx.InvalidURL, ValueError) as problem:
            raise UsageError(f"The endpoint cannot be used: {problem}.") from None
        return wire

    async def _read(self, response: httpx.Response) -> None:
        total = self._expected()
        told = 0.0
        async for chunk in response.aiter_raw():
            self._body.feed(chunk)
            if self._progress is not None and (now := self._watch.elapsed()) - told >= _PROGRESS_EVERY:
                told = now
                self._progress(self._body.received, total)
        if self._progress is not None:
            self._progress(self._body.received, total)
        self._body.finish()

    def _expected(self) -> int | None:
        text = self._response.headers.get("content-length", "") if self._response is not None else ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None

    def _situation(self) -> failures.Situation:
        return failures.Situation(
            self._sent.url,
            self._watch.phase,
            peer=self._watch.peer,
            timeout=self._request.timeout,
            received=self._body.received,
            expected=self._expected(),
        )

    async def understood(self) -> Exchange:
        """The exchange with its outcome; a large body is looked at beside the loop."""
        exchange = self.exchange(None)
        body, kind = exchange.body, exchange.header("content-type")
        outcome = understand(body, kind) if len(body) < _LARGE else await asyncio.to_thread(understand, body, kind)
        return replace(exchange, outcome=_with_headers(outcome, exchange))

    def exchange(self, failure: Failure | None) -> Exchange:
        """What is known so far, as the record that front ends get."""
        timing = self._watch.timing()
        started = datetime.fromtimestamp(self._now, UTC)
        response = self._response
        if response is None:
            return Exchange(self._request, self._sent, started, timing, failure=failure)
        headers = tuple((_text(name), _text(value)) for name, value in response.headers.raw)
        skew = clock_skew(
            response.headers.get("date", ""), self._now, self._answered, age=response.headers.get("age", "")
        )
        return Exchange(
            self._request,
            self._sent,
            started,
            timing,
            status=response.status_code,
            reason=response.reason_phrase,
            http_version=response.http_version,
            headers=headers,
            body=self._body.content(),
            failure=failure,
            clock_skew=skew,
            received=self._body.received,
        )


def _with_headers(outcome: Outcome, exchange: Exchange) -> Outcome:
    """The outcome with what only the headers tell: a stream's RequestId, a redirect that was not followed."""
    request_id = outcome.request_id or exchange.header("x-tc-requestid")
    note = outcome.note
    target = exchange.header("location")
    if exchange.status is not None and 300 <= exchange.status < 400 and target:
        note = f"A redirect to {target[:200]}, which is not followed. {note}".strip()
    return replace(outcome, request_id=request_id, note=note)


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
