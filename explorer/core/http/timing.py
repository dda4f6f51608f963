"""How long each phase of a request takes, told by the connection pool's own trace events."""

import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from explorer.core.http.other_protocols import LONGEST
from explorer.core.models.exchange import Timing


class Phase(StrEnum):
    """What a request is doing; the value completes "while …"."""

    CONNECT = "connecting"
    TLS = "agreeing on TLS"
    SEND = "sending the request"
    WAIT = "waiting for the answer"
    BODY = "reading the answer"


_BEGINNINGS = {
    "connect_tcp.started": Phase.CONNECT,
    "start_tls.started": Phase.TLS,
    "send_request_headers.started": Phase.SEND,
    "receive_response_headers.started": Phase.WAIT,
    "receive_response_headers.complete": Phase.BODY,
}


class Stopwatch:
    """The trace callback of one request. ``peer`` is the host and port that were really connected to (or "").

    ``heard`` is the beginning of what came over a new connection before the head of an answer was whole.
    """

    _stream: Any = None
    _listened: Any = None

    def __init__(self, ticks: Callable[[], float] = time.perf_counter) -> None:
        self._ticks = ticks
        self._began = ticks()
        self._marks: dict[str, float] = {}
        self.phase = Phase.CONNECT
        self.peer = ""
        self.heard = b""

    async def __call__(self, name: str, info: dict[str, Any]) -> None:
        """Note one event: ``connection.connect_tcp.started`` and the like."""
        step = name.partition(".")[2]
        self._marks[step] = self._ticks()
        phase = _BEGINNINGS.get(step)
        if phase is not None:
            self.phase = phase
            if phase is Phase.CONNECT:
                self.peer = f"{info.get('host', '')}:{info.get('port', '')}"
        if step == "connect_tcp.complete":
            self._stream = info.get("return_value")
        if step in ("connect_tcp.complete", "start_tls.complete"):
            self._listen(info.get("return_value"))
        elif step == "receive_response_headers.complete":
            self._listen(None)

    def _listen(self, stream: Any) -> None:
        """Hear what comes over a connection; of one that was given up, the library keeps nothing of what came."""
        if self._listened is not None:
            self._listened.__dict__.pop("read", None)
        self._listened = stream if hasattr(stream, "__dict__") else None
        if self._listened is None:
            return
        read = stream.read

        async def heard(*given: Any, **named: Any) -> bytes:
            found: bytes = await read(*given, **named)
            if len(self.heard) < LONGEST:
                self.heard += found[: LONGEST - len(self.heard)]
            return found

        stream.read = heard

    async def close_half_open(self) -> None:
        """Close a connection that was given up during its TLS handshake: the pool forgets it without closing it."""
        stream, self._stream = self._stream, None
        if stream is not None and self.phase is Phase.TLS:
            await stream.aclose()

    def elapsed(self) -> float:
        """Seconds since the request began."""
        return self._ticks() - self._began

    def timing(self) -> Timing:
        """The phases so far; one that did not happen, or did not end, is None."""
        now = self._ticks()
        headers = self._marks.get("receive_response_headers.complete")
        return Timing(
            connect=self._between("connect_tcp.started", "connect_tcp.complete"),
            tls=self._between("start_tls.started", "start_tls.complete"),
            first_byte=self._between("send_request_headers.started", "receive_response_headers.complete"),
            body=None if headers is None else now - headers,
            total=now - self._began,
        )

    def _between(self, first: str, second: str) -> float | None:
        if first in self._marks and second in self._marks:
            return max(0.0, self._marks[second] - self._marks[first])
        return None
