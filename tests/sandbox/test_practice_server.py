"""The server itself: it listens when start returns, is gone when stop returns, and leaves nothing behind."""

import asyncio
import gc
import http.client
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import ExplorerError
from explorer.core.models.credential import Credential
from explorer.sandbox.server import PracticeEndpoint, practice_credential

_ROOT = Path(__file__).parents[2]


def _port(url: str) -> int:
    return int(url.rsplit(":", 1)[1])


def test_it_listens_when_start_returns_and_is_gone_when_stop_returns(catalog: CatalogStore, caller: Any) -> None:
    before = set(threading.enumerate())
    running = PracticeEndpoint(catalog)
    assert running.url == ""
    running.start()
    url = running.url
    assert url.startswith("http://127.0.0.1:")
    one = type(caller)(url, running.credential)
    assert one.call().code == ""
    running.start()
    assert running.url == url, "a second start changes nothing"
    running.stop()
    running.stop()
    assert running.url == ""
    with pytest.raises(ConnectionRefusedError):
        one.call()
    assert set(threading.enumerate()) == before


def test_a_connection_of_the_last_moment_is_closed_too(catalog: CatalogStore, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda found: left.append(found.exc_value))
    running = PracticeEndpoint(catalog)
    for number in range(20):
        running.start()
        client = socket.create_connection(("127.0.0.1", _port(running.url)))
        if number % 2:
            client.close()
        running.stop()
        client.close()
        gc.collect()
    assert not left


def test_it_can_start_again_and_remembers(catalog: CatalogStore, caller: Any) -> None:
    running = PracticeEndpoint(catalog)
    with running:
        type(caller)(running.url, running.credential).call("DeleteInstance", {"InstanceId": "mqtt-a7k3m9qx"})
    with running:
        one = type(caller)(running.url, running.credential)
        assert one.call("DescribeInstance", {"InstanceId": "mqtt-a7k3m9qx"}).code == "ResourceNotFound.Instance"


def test_a_port_of_choice_and_a_port_that_is_taken(catalog: CatalogStore) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with PracticeEndpoint(catalog, port=port) as running:
        assert _port(running.url) == port
        other = PracticeEndpoint(catalog, port=port)
        with pytest.raises(ExplorerError, match=str(port)):
            other.start()
        other.stop()


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("192.0.2.1", 0)])
def test_an_address_that_cannot_be_used(catalog: CatalogStore, host: str, port: int) -> None:
    with pytest.raises(ExplorerError, match=r"cannot listen"):
        PracticeEndpoint(catalog, host=host, port=port).start()


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("999.1.1.1", "that host is neither an address nor a known name"),
        ("a b", "that host is neither an address nor a known name"),
        ("", "that host is neither an address nor a known name"),
        ("192.0.2.1", "this machine has no such address"),
    ],
)
def test_an_address_that_cannot_be_used_is_worded(catalog: CatalogStore, host: str, words: str) -> None:
    with pytest.raises(ExplorerError, match=words) as caught:
        PracticeEndpoint(catalog, host=host).start()
    assert "Errno" not in str(caught.value)


def test_only_loopback_hears_it(endpoint: PracticeEndpoint) -> None:
    for entry in Path("/proc/net/tcp").read_text().splitlines()[1:] if Path("/proc/net/tcp").exists() else []:
        address, number = entry.split()[1].split(":")
        if int(number, 16) == _port(endpoint.url):
            assert address == "0100007F"


def test_ipv6_loopback(catalog: CatalogStore) -> None:
    with socket.socket(socket.AF_INET6) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no IPv6 loopback")
    with PracticeEndpoint(catalog, host="::1") as running:
        assert running.url.startswith("http://[::1]:")


def test_stop_does_not_wait_for_calls_that_wait(catalog: CatalogStore, caller: Any, plan: Any) -> None:
    before = set(threading.enumerate())
    running = PracticeEndpoint(catalog, faults=["delay=600"])
    running.start()
    one = type(caller)(running.url, running.credential)
    path, headers, body = one.signed(plan())
    connection = http.client.HTTPConnection(one.address, timeout=30)
    connection.request("POST", path, body, headers)
    thread = threading.Timer(0.05, running.stop)
    thread.start()
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        connection.getresponse()
    connection.close()
    thread.join()
    assert set(threading.enumerate()) == before


def test_many_callers_at_once(endpoint: PracticeEndpoint, caller: Any) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: caller.call("DescribeInstanceList", {"Limit": 1}), range(80)))
    assert {answer.code for answer in answers} == {""}
    assert len({answer.response["RequestId"] for answer in answers}) == 80


def test_a_kept_connection_serves_many_calls(caller: Any, plan: Any) -> None:
    connection = http.client.HTTPConnection(caller.address, timeout=30)
    for _ in range(5):
        path, headers, body = caller.signed(plan(action="DescribeProductSKUList"))
        connection.request("POST", path, body, headers)
        sock = connection.sock
        assert json.loads(connection.getresponse().read())["Response"]["TotalCount"] == 8
        assert connection.sock is sock
    connection.close()


def test_a_large_answer_does_not_hold_up_another_call(endpoint: PracticeEndpoint, caller: Any, plan: Any) -> None:
    path, headers, body = caller.signed(plan(headers=(("X-Practice-Fault", "items=1000000"),)))
    connection = http.client.HTTPConnection(caller.address, timeout=30)
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    assert int(answer.headers["Content-Length"]) > 100_000_000
    answer.read(1000)
    assert caller.call().code == ""
    connection.close()


@pytest.mark.parametrize("garbage", [b"\x16\x03\x01\x02\x00", b"NONSENSE\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b""])
def test_garbage_from_the_network(caller: Any, garbage: bytes) -> None:
    host, port = caller.address.split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(garbage)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1000)
    assert caller.call().code == ""


def test_it_says_nothing_in_the_log(
    catalog: CatalogStore, caller: Any, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO), PracticeEndpoint(catalog) as running:
        one = type(caller)(running.url, running.credential)
        one.call()
        one.call(secret_key="wrong")
        with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
            one.fault("cut=5")
        one.raw("DELETE", "/", {"Host": one.address}, b"")
    assert [record.getMessage() for record in caplog.records if record.name.startswith(("uvicorn", "explorer"))] == []
    assert capfd.readouterr() == ("", "")


def test_it_can_run_beside_a_loop_of_the_callers_own(catalog: CatalogStore, caller: Any) -> None:
    async def inside() -> str:
        with PracticeEndpoint(catalog) as running:
            one = type(caller)(running.url, running.credential)
            return str((await asyncio.to_thread(one.call)).code)

    assert asyncio.run(inside()) == ""


def test_signals_stay_with_the_program(catalog: CatalogStore) -> None:
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    with PracticeEndpoint(catalog):
        assert [signal.getsignal(number) for number in numbers] == before
    assert [signal.getsignal(number) for number in numbers] == before


def test_every_practice_key_pair_is_a_new_one() -> None:
    assert len({practice_credential().secret_id for _ in range(3)}) == 3
    assert "practice" in practice_credential().secret_key


def test_a_key_pair_of_choice(catalog: CatalogStore, caller: Any) -> None:
    mine = Credential("AKIDmine", "my-key")
    with PracticeEndpoint(catalog, credential=mine) as running:
        assert running.credential is mine
        assert type(caller)(running.url, mine).call().code == ""


def test_nothing_of_the_server_library_is_imported_before_it_starts() -> None:
    program = "import sys, explorer.sandbox.server; print([n for n in sys.modules if n.startswith(('uvicorn', 'h11'))])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )
    assert done.stdout.strip() == "[]"
