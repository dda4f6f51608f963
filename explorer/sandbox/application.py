"""The ASGI application: reads a call from the connection, has it answered, and writes the reply, faults included."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from dataclasses import replace
from email.utils import formatdate
from typing import Any

from explorer.core.errors import UsageError
from explorer.sandbox.call import Call
from explorer.sandbox.desk import FAULT_HEADER, Desk, refusal_of_fault
from explorer.sandbox.faults import HALF, Faults
from explorer.sandbox.gate import TC3_LIMIT
from explorer.sandbox.reply import Reply

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_PIECES = 20


class Application:
    """``hang_up`` closes the connection of a scope; the server sets it."""

    def __init__(self, desk: Desk, clock: Callable[[], float]) -> None:
        self._desk = desk
        self._clock = clock
        self.hang_up: Callable[[Scope], None] = lambda _: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = await _read(scope, receive)
        if call is None:
            return
        try:
            faults = self._desk.faults_of(call)
        except UsageError as error:
            await self._write(scope, receive, send, (refusal_of_fault(error), ""), Faults())
            return
        if faults.delay and await _left(receive, faults.delay):
            return
        if faults.drop:
            await self._drop(scope, receive)
            return
        await self._write(scope, receive, send, self._desk.reply(call, faults), faults)

    async def _write(
        self, scope: Scope, receive: Receive, send: Send, answer: tuple[Reply, str], faults: Faults
    ) -> None:
        reply, request_id = answer
        limit = None
        if faults.cut is not None or faults.slow_body:
            reply = _measured(reply)
            limit = (reply.length or 0) // 2 if faults.cut == HALF else faults.cut
        await send(
            {"type": "http.response.start", "status": reply.status, "headers": self._headers(reply, request_id, faults)}
        )
        if not await _stream(reply, limit, faults.slow_body, receive, send):
            return
        if limit is not None:
            await self._drop(scope, receive)
            return
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _drop(self, scope: Scope, receive: Receive) -> None:
        self.hang_up(scope)
        await _until_gone(receive)

    def _headers(self, reply: Reply, request_id: str, faults: Faults) -> list[tuple[bytes, bytes]]:
        headers = [
            ("Date", formatdate(self._clock() + faults.skew, usegmt=True)),
            ("Content-Type", reply.content_type),
            *reply.headers,
        ]
        if reply.length is not None:
            headers.append(("Content-Length", str(reply.length)))
        if request_id:
            headers.append(("X-TC-RequestId", request_id))
        return [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers]


async def _read(scope: Scope, receive: Receive) -> Call | None:
    """The call, or None if the client left before it was complete. A body over every limit is read, but not kept."""
    body, size = bytearray(), 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= TC3_LIMIT:
            body += chunk
        more = message.get("more_body", False)
    return Call(
        method=scope["method"],
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        headers=_headers(scope),
        body=bytes(body) if size <= TC3_LIMIT else b"",
        size=size,
    )


def _headers(scope: Scope) -> dict[str, str]:
    """By lower-case name; the first of a name counts, but faults add up."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("utf-8", "replace")
        if name == FAULT_HEADER and name in headers:
            headers[name] += f",{value}"
        headers.setdefault(name, value)
    return headers


async def _left(receive: Receive, seconds: float) -> bool:
    """Wait that long; true as soon as the client has left."""
    try:
        async with asyncio.timeout(seconds):
            await _until_gone(receive)
    except TimeoutError:
        return False
    return True


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _stream(reply: Reply, limit: int | None, slow: float, receive: Receive, send: Send) -> bool:
    """Send the body, or what ``limit`` leaves of it; false when the client left, after which nothing more is made."""
    gone = asyncio.create_task(_until_gone(receive))
    try:
        for piece in _pieces(reply, limit, slow):
            wait = reply.pause + slow * len(piece) / max(reply.length or 1, 1)
            if wait:
                await asyncio.wait([gone], timeout=wait)
            if gone.done():
                return False
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            await asyncio.sleep(0)  # a body of 100 MB must not keep other calls waiting
    finally:
        gone.cancel()
    return True


def _measured(reply: Reply) -> Reply:
    """The reply with a known length: a body that is cut or slowed down is announced whole."""
    if reply.length is not None:
        return reply
    body = b"".join(reply.chunks)
    return replace(reply, chunks=(body,), length=len(body))


def _pieces(reply: Reply, limit: int | None, slow: float) -> Iterator[bytes]:
    chunks: Iterable[bytes] = reply.chunks
    if slow:
        chunks = _split(chunks, max(1, (reply.length or 1) // _PIECES))
    left = limit
    for chunk in chunks:
        if left is None:
            yield chunk
            continue
        if left <= 0:
            return
        yield chunk[:left]
        left -= len(chunk)


def _split(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    for chunk in chunks:
        for start in range(0, len(chunk), size):
            yield chunk[start : start + size]
