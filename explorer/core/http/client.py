"""Sends requests: one pooled connection set, one TLS context, one ``send`` that always tells what became of it."""

import asyncio
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from explorer import __version__
from explorer.core.errors import UsageError
from explorer.core.http import failures
from explorer.core.http.sending import Progress, Sending
from explorer.core.http.tls import make_context
from explorer.core.models.action import ActionSpec
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange, SentRequest
from explorer.core.models.request import Request
from explorer.core.signing.prepare import prepare

_OWN_HEADERS = (
    ("User-Agent", f"request-explorer/{__version__}"),
    ("Accept", "*/*"),
    ("Accept-Encoding", "gzip, deflate"),
)
_DIRECT = ("all://127.0.0.1", "all://localhost", "all://[::1]")


def random_nonce() -> int:
    """A positive random number, as HmacSHA1 and HmacSHA256 want one."""
    return secrets.randbelow(2**31 - 1) + 1


class ApiClient:
    """Makes its connection pool inside the running loop at the first ``send``; a new loop gets a new pool.

    ``verify`` is True (the system's trust store), a PEM file of CAs, or False. ``proxy`` is a URL; without it the
    environment's proxy settings hold. Loopback is always reached directly. Redirects are not followed.
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
        self._client: httpx.AsyncClient | None = None
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
        headers = _complete(signed.headers, len(signed.body), with_length=signed.method != "GET")
        sent = SentRequest(signed.method, signed.url, headers, signed.body)
        sending = Sending(request, sent, now, self._clock, on_progress)
        try:
            client = self._pool()
        except (ImportError, ValueError, httpx.InvalidURL) as problem:
            return sending.exchange(failures.no_proxy_support(problem))
        failure = await sending.run(client)
        return await sending.understood() if failure is None else sending.exchange(failure)

    async def aclose(self) -> None:
        """Close all connections; the client can be used again afterwards."""
        client, self._client = self._client, None
        if client is not None and self._loop is asyncio.get_running_loop():
            await client.aclose()

    def _pool(self) -> httpx.AsyncClient:
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._client = self._make_client()
            self._loop = loop
        return self._client

    def _make_client(self) -> httpx.AsyncClient:
        if self._transport is not None:
            return httpx.AsyncClient(transport=self._transport, trust_env=False)
        return httpx.AsyncClient(
            verify=make_context(self._verify),
            http2=False,
            follow_redirects=False,
            timeout=None,  # noqa: S113 - the total time is limited around each request
            proxy=self._proxy or None,
            mounts=dict.fromkeys(_DIRECT),
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=30.0),
        )


def _complete(headers: tuple[tuple[str, str], ...], length: int, *, with_length: bool) -> tuple[tuple[str, str], ...]:
    """The headers with those that only sending needs, where the user has not set them."""
    present = {name.lower(): value for name, value in headers}
    if "transfer-encoding" in present or present.get("content-length", str(length)) != str(length):
        name = "transfer-encoding" if "transfer-encoding" in present else "Content-Length"
        raise UsageError(
            f"The header {name} cannot be chosen: it says where the body ends.", hint="Take it off the request."
        )
    own = [*_OWN_HEADERS, *([("Content-Length", str(length))] if with_length else [])]
    return headers + tuple(header for header in own if header[0].lower() not in present)
