"""The server library, fitted to a thread of its own: no signals, no log, starts and stops at once. Imported on use."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from explorer.sandbox.application import Application, Scope

_HEADERS_LIMIT = 256 * 1024  # a GET of more than 32 KB must reach the check that refuses it
_GRACE = 1.0
_TURNS = 5  # of the event loop, from an accepted socket to a connection that the server knows


class HttpServer(uvicorn.Server):
    """``on_ready`` is called once it listens. Made and used inside one running event loop."""

    def __init__(self, application: Application, on_ready: Callable[[], None]) -> None:
        super().__init__(_config(application))
        application.hang_up = self.hang_up
        self._on_ready = on_ready
        self._ended = asyncio.Event()

    def end(self) -> None:
        """Let serve() return."""
        self._ended.set()

    def hang_up(self, scope: Scope) -> None:
        """Close one connection, after what was already written."""
        for connection in list(self.server_state.connections):
            if getattr(connection, "client", None) == tuple(scope["client"]):
                connection.transport.close()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As the library's, and tells that it is done."""
        await super().startup(sockets=sockets)
        self._on_ready()

    async def main_loop(self) -> None:
        """Waits without looking ten times a second."""
        await self._ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 - the servers own them
        """Closes everything now: a practice call that is still waiting has nobody left to hear of it."""
        await self._stop_accepting()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)
        tasks = list(self.server_state.tasks)
        if tasks:
            _, waiting = await asyncio.wait(tasks, timeout=_GRACE)
            for task in waiting:
                task.cancel()
        await asyncio.sleep(0)

    async def _stop_accepting(self) -> None:
        """A connection that was accepted but not yet taken in would otherwise find its server gone, and never close."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # a loop that does not watch sockets accepts in another way
            for server in self.servers:
                for listener in server.sockets:
                    loop.remove_reader(listener.fileno())
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        for server in self.servers:
            server.close()


def _config(application: Application) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=75,
        h11_max_incomplete_event_size=_HEADERS_LIMIT,
    )
