"""The practice endpoint: a real HTTP server, on loopback unless told otherwise, in a thread with its own event loop."""

import asyncio
import secrets
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import ExplorerError
from explorer.core.models.credential import Credential
from explorer.sandbox.application import Application
from explorer.sandbox.desk import Desk
from explorer.sandbox.listening import listen

if TYPE_CHECKING:
    from explorer.sandbox.http_server import HttpServer

_PATIENCE = 15.0


def practice_credential() -> Credential:
    """A fresh key pair that is worth nothing anywhere else, and shows it."""
    return Credential(secret_id="AKIDpractice" + secrets.token_hex(12), secret_key="practice" + secrets.token_hex(12))


class PracticeEndpoint:
    """Serves every action of a catalogue. ``faults`` are as in explorer.sandbox.faults; ``clock`` is epoch seconds."""

    def __init__(
        self,
        catalog: CatalogStore,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        credential: Credential | None = None,
        faults: Sequence[str] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Raises UsageError for a fault that does not exist. Without a credential, a fresh practice pair is made."""
        self.credential = credential or practice_credential()
        self._address = (host, port)
        self._application = Application(Desk(catalog, self.credential, clock, faults), clock)
        self._url = ""
        self._server: HttpServer | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """``http://127.0.0.1:PORT`` while it runs, else empty."""
        return self._url

    def start(self) -> None:
        """Returns when it listens. Raises ExplorerError when the address cannot be used."""
        if self._thread is not None:
            return
        listener = listen(*self._address)
        url = _url_of(listener)
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(listener, ready), name="practice-endpoint", daemon=True)
        self._thread.start()
        if not ready.wait(_PATIENCE) or self._server is None:
            self.stop()
            listener.close()
            raise ExplorerError("The practice endpoint did not start.", hint="Try again, or choose another port.")
        self._url = url

    def stop(self) -> None:
        """Closes every connection and returns when the thread has ended. May be called again."""
        thread, self._thread = self._thread, None
        self._url = ""
        if thread is None:
            return
        if self._loop is not None and self._server is not None:
            with suppress(RuntimeError):  # the loop has ended by itself
                self._loop.call_soon_threadsafe(self._server.end)
        thread.join(_PATIENCE)
        self._server = self._loop = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self, listener: socket.socket, ready: threading.Event) -> None:
        try:
            asyncio.run(self._serve(listener, ready))
        finally:
            ready.set()

    async def _serve(self, listener: socket.socket, ready: threading.Event) -> None:
        from explorer.sandbox.http_server import HttpServer  # slow to import, and only needed once something listens

        server = HttpServer(self._application, ready.set)
        self._loop, self._server = asyncio.get_running_loop(), server
        await server.serve(sockets=[listener])


def _url_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
