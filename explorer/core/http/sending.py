"""One request on its way: the bytes out, the bytes in, and the record of both."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import cast

import httpx

from explorer.core.envelope import cut_in_transfer, understand
from explorer.core.errors import UsageError
from explorer.core.form.guard import is_reading
from explorer.core.http import failures
from explorer.core.http.coding import BodyError, BodyReader
from explorer.core.http.skew import clock_skew
from explorer.core.http.timing import Stopwatch
from explorer.core.models.exchange import Exchange, Failure, Outcome, SentRequest, Timing
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
        self._headers: dict[str, str] = {}
        self._body = BodyReader()

    def wire(self) -> httpx.Request:
        """The request for the library, every header ours, byte for byte. Raises UsageError for an odd endpoint."""
        sent = self._sent
        raw = [(name.encode("ascii"), value.encode("utf-8")) for name, value in sent.headers]
        extensions = {"timeout": _NO_LIMITS, "trace": self._watch}
        try:
            url = httpx.URL(sent.url) if "?" in sent.url else _url(sent.url)
            return httpx.Request(sent.method, url, headers=raw, content=sent.body, extensions=extensions)
        except (httpx.InvalidURL, ValueError) as problem:
            raise UsageError(f"The endpoint cannot be used: {problem}.") from None

    async def run(self, wire: httpx.Request, transport: httpx.AsyncBaseTransport) -> Failure | None:
        """Send, and take in the answer; the failure, or None."""
        limit = self._request.timeout
        try:
            async with asyncio.timeout(limit if limit > 0 else None):
                await self._talk(wire, transport)
        except (httpx.HTTPError, TimeoutError, BodyError, OSError) as problem:
            return failures.explain(problem, self._situation())
        return None

    async def _talk(self, wire: httpx.Request, transport: httpx.AsyncBaseTransport) -> None:
        try:
            response = await transport.handle_async_request(wire)
        except BaseException:
            await self._watch.close_half_open()
            raise
        try:
            self._answered = self._clock()
            self._response = response
            self._headers = _by_name(response.headers.raw)
            self._body = BodyReader(self._headers.get("content-encoding", ""))
            await self._read(cast(httpx.AsyncByteStream, response.stream))
        finally:
            await response.aclose()

    async def _read(self, stream: httpx.AsyncByteStream) -> None:
        total = self._expected()
        told = 0.0
        async for chunk in stream:
            self._body.feed(chunk)
            if self._progress is not None and (now := self._watch.elapsed()) - told >= _PROGRESS_EVERY:
                told = now
                self._progress(self._body.received, total)
        if self._progress is not None:
            self._progress(self._body.received, total)
        self._body.finish()

    def _expected(self) -> int | None:
        text = self._headers.get("content-length", "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None

    def _situation(self) -> failures.Situation:
        return failures.Situation(
            self._sent.url,
            self._watch.phase,
            peer=self._watch.peer,
            timeout=self._request.timeout,
            received=self._body.received,
            expected=self._expected(),
            reads_only=is_reading(self._request.action.name),
            heard=self._watch.heard,
        )

    async def understood(self) -> Exchange:
        """The exchange with its outcome; a large body is looked at beside the loop."""
        timing = self._watch.timing()
        body, kind = self._body.content(), self._headers.get("content-type", "")
        outcome = understand(body, kind) if len(body) < _LARGE else await asyncio.to_thread(understand, body, kind)
        status = self._response.status_code if self._response is not None else 0
        return self._exchange(timing, None, _with_headers(outcome, status, self._headers))

    def exchange(self, failure: Failure | None) -> Exchange:
        """What is known so far, as the record that front ends get; an error in the part that came is told too."""
        return self._exchange(self._watch.timing(), failure, self._told_so_far())

    def _told_so_far(self) -> Outcome | None:
        body = self._body.content()
        # An error is short; a long body is an answer's beginning, and looking through it would hold the loop.
        if self._response is None or not body or len(body) >= _LARGE:
            return None
        return cut_in_transfer(understand(body, self._headers.get("content-type", "")))

    def _exchange(self, timing: Timing, failure: Failure | None, outcome: Outcome | None) -> Exchange:
        started = datetime.fromtimestamp(self._now, UTC)
        response = self._response
        if response is None:
            return Exchange(self._request, self._sent, started, timing, failure=failure)
        return Exchange(
            self._request,
            self._sent,
            started,
            timing,
            status=response.status_code,
            reason=response.reason_phrase,
            http_version=response.http_version,
            headers=tuple([(_text(name), _text(value)) for name, value in response.headers.raw]),
            body=self._body.content(),
            outcome=outcome,
            failure=failure,
            clock_skew=clock_skew(
                self._headers.get("date", ""), self._now, self._answered, age=self._headers.get("age", "")
            ),
            received=self._body.received,
        )


@lru_cache(maxsize=64)
def _url(text: str) -> httpx.URL:
    """An address without a query, of which there are few and which hold no secret."""
    return httpx.URL(text)


def _with_headers(outcome: Outcome, status: int, headers: dict[str, str]) -> Outcome:
    """The outcome with what only the headers tell: a stream's RequestId, a redirect that was not followed."""
    request_id = outcome.request_id or headers.get("x-tc-requestid", "")
    note = outcome.note
    target = headers.get("location", "")
    if 300 <= status < 400 and target:
        note = f"A redirect to {target[:200]}, which is not followed. {note}".strip()
    if (request_id, note) == (outcome.request_id, outcome.note):
        return outcome
    return replace(outcome, request_id=request_id, note=note)


def _by_name(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers by lower-case name; equal ones are one list, as HTTP has it."""
    found: dict[str, str] = {}
    for name, value in raw:
        key, text = _text(name).lower(), _text(value)
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
