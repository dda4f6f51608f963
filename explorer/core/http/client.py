"""Sends requests: one pooled connection set, one TLS context, one ``send`` that always tells what became of it."""

import asyncio
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from explorer.core.http import failures
from explorer.core.http.head import complete
from explorer.core.http.routes import Routes
from explorer.core.http.sending import Progress, Sending
from explorer.core.models.action import ActionSpec
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange, SentRequest
from explorer.core.models.request import Request
from explorer.core.signing.prepare import prepare


def random_nonce() -> int:
    """A positive random number, as HmacSHA1 and HmacSHA256 want one."""
    return secrets.randbelow(2**31 - 1) + 1


class ApiClient:
    """Makes its connection pool inside the running loop at the first ``send``; a new loop gets a new pool.

    ``verify`` is True (the system's trust store), a PEM file of CAs, or False. ``proxy`` is a URL; without it the
    environment's proxy settings hold, as they are at that first ``send``. Loopback is always reached directly.
    Redirects are not followed.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.time,
        nonce: Callable[[], int] = random_nonce,
        transport: httpx.AsyncBaseTransport | None = None,
        verify: bool | str | Path = True,
        proxy: str = "",
    ) -> None:
        self._clock = clock
        self._nonce = nonce
        self._transport = transport
        self._verify = verify
        self._proxy = proxy
        self._routes: Routes | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def send(
        self,
        request: Request,
        credential: Credential,
        *,
        spec: ActionSpec | None = None,
        on_progress: Progress | None = None,
    ) -> Exchange:
        """Sign, send, and read the whole answer within ``request.timeout`` seconds (0: no limit).

        Network trouble is in ``Exchange.failure``, with the bytes that came. ``on_progress`` hears of bytes received
        and expected, at most every 50 ms. Cancelling the task closes the connection and raises CancelledError.
        Raises UsageError for a request that cannot be sent at all.
        """
        now = self._clock()
        signed = prepare(
            request,
            credential,
            timestamp=int(now) if request.timestamp is None else request.timestamp,
            nonce=self._nonce(),
            spec=spec,
            skip_sign=spec.skip_sign if spec is not None else False,
        )
        headers = complete(signed.headers, len(signed.body), with_length=signed.method != "GET")
        sent = SentRequest(signed.method, signed.url, headers, signed.body)
        sending = Sending(request, sent, now, self._clock, on_progress)
        wire = sending.wire()
        try:
            transport = self._ways().to(wire.url)
        except (ImportError, ValueError, httpx.InvalidURL) as problem:
            return sending.exchange(failures.no_proxy_support(problem))
        failure = await sending.run(wire, transport)
        return await sending.understood() if failure is None else sending.exchange(failure)

    async def aclose(self) -> None:
        """Close all connections; the client can be used again afterwards."""
        routes, self._routes = self._routes, None
        if routes is not None and self._loop is asyncio.get_running_loop():
            await routes.aclose()

    def _ways(self) -> Routes:
        loop = asyncio.get_running_loop()
        if self._routes is None or self._loop is not loop:
            self._routes = Routes(transport=self._transport, verify=self._verify, proxy=self._proxy)
            self._loop = loop
        return self._routes
