"""How long each phase of a request takes, told by the connection pool's own trace events."""

import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any

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
    """The trace callback of one request. ``peer`` is the host and port that were really connected to (or "")."""

    _stream: Any = None

    def __init__(self, ticks: Callable[[], float] = time.perf_counter) -> None:
        self._ticks = ticks
        self._began = ticks()
        self._marks: dict[str, float] = {}
        self.phase = Phase.CONNECT
        self.peer = ""

    async def __call__(self, name: str, info: dict[str, Any]) -> None:
        """Note one event: ``connection.connect_tcp.started`` and the like."""
        step = name.partition(".")[2]
        self._marks[step] = self._ticks()
        phase = _BEGINNINGS.get(step)
        if phase is not None:
            self.phase = phase
            if phase is Phase.CONNECT:
                self.peer = f"{info.get('host', '')}:{info.get('port', '')}"
        elif step == "connect_tcp.complete":
            self._stream = info.get("return_value")

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
