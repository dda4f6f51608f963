"""The application without a server: what it does when the client leaves, and with headers that come twice."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.models.credential import Credential
from explorer.sandbox.application import Application
from explorer.sandbox.desk import Desk


@pytest.fixture
def application(catalog: CatalogStore) -> Application:
    return Application(Desk(catalog, Credential("id", "key"), lambda: 1_800_000_000.0), lambda: 1_800_000_000.0)


class Peer:
    """A client that leaves after so many pieces of the body."""

    def __init__(self, patience: int = 10**9) -> None:
        self.messages: list[dict[str, Any]] = []
        self._patience = patience
        self._asked = False
        self._left = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"{}", "more_body": False}
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.messages.append(message)
        if len(self.messages) >= self._patience:
            self._left.set()


def _talk(application: Application, faults: list[str], make: Callable[[], Peer]) -> Peer:
    scope = {
        "type": "http", "method": "POST", "path": "/", "query_string": b"", "client": ("127.0.0.1", 1),
        "headers": [(b"Host", b"127.0.0.1"), *((b"X-Practice-Fault", fault.encode()) for fault in faults)],
    }  # fmt: skip

    async def run() -> Peer:
        peer = make()
        await application(scope, peer.receive, peer.send)
        return peer

    return asyncio.run(run())


def test_nothing_more_is_made_for_a_client_that_left(application: Application) -> None:
    peer = _talk(application, ["error=InternalError", "slow-body=600"], lambda: Peer(patience=1))
    assert [message["type"] for message in peer.messages] == ["http.response.start"]


def test_a_client_that_stays_gets_everything(application: Application) -> None:
    peer = _talk(application, ["error=InternalError"], Peer)
    assert peer.messages[-1] == {"type": "http.response.body", "body": b"", "more_body": False}
    assert b"InternalError" in b"".join(message.get("body", b"") for message in peer.messages)


def test_faults_of_several_headers_add_up(application: Application) -> None:
    peer = _talk(application, ["error=InternalError", "gzip"], Peer)
    assert (b"Content-Encoding", b"gzip") in peer.messages[0]["headers"]


def test_a_client_that_left_before_the_end_of_its_request(application: Application) -> None:
    class Gone(Peer):
        async def receive(self) -> dict[str, Any]:
            return {"type": "http.disconnect"}

    assert _talk(application, [], Gone).messages == []


def test_a_client_that_left_during_a_delay(application: Application) -> None:
    assert _talk(application, ["delay=600"], _leaving).messages == []


def _leaving() -> Peer:
    peer = Peer()
    peer._left.set()
    return peer
