"""Every way in which no whole answer comes: told apart, worded for a person, and never an exception."""

import asyncio
import errno
import gzip
import re
import socket
import ssl
from asyncio.base_events import BaseEventLoop
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from explorer.core.errors import UsageError
from explorer.core.http.client import ApiClient
from explorer.core.http.failures import Situation, explain
from explorer.core.http.timing import Phase
from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import Exchange, Failure, FailureKind
from explorer.core.models.failure_words import failed, worded
from explorer.core.phrases import phrases
from tests.core.http.conftest import CREDENTIAL, Certificates, Loopback, http, request, send

TlsServer = Callable[[ssl.SSLContext], Loopback]


def _failed(exchange: Exchange, kind: FailureKind, *words: str) -> Failure:
    failure = exchange.failure
    assert failure is not None, exchange.outcome
    assert failure.kind is kind, failure
    for word in words:
        assert word in failure.message + " " + failure.hint
    assert failure.message.endswith(".")
    assert failure.hint
    assert exchange.outcome is None
    assert CREDENTIAL.secret_key not in failure.message + failure.hint
    return failure


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_nobody_listens() -> None:
    port = _free_port()
    _failed(send(f"http://127.0.0.1:{port}"), FailureKind.REFUSED, f"127.0.0.1:{port}", "refused")
    _failed(send(f"http://localhost:{port}"), FailureKind.REFUSED, f"localhost:{port}")


@pytest.mark.parametrize(("code", "words"), [(socket.EAI_NONAME, "no host named"), (socket.EAI_AGAIN, "just now")])
def test_no_such_name(monkeypatch: pytest.MonkeyPatch, code: int, words: str) -> None:
    async def fail(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(code, "Name or service not known")

    monkeypatch.setattr(BaseEventLoop, "getaddrinfo", fail)
    _failed(send("mqtt.example.test"), FailureKind.NAME, words, "mqtt.example.test")


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (errno.ENETUNREACH, FailureKind.NETWORK, "cannot be reached"),
        (errno.EHOSTUNREACH, FailureKind.NETWORK, "cannot be reached"),
        (errno.ETIMEDOUT, FailureKind.TIMEOUT, "connecting"),
        (errno.EPERM, FailureKind.NETWORK, "No connection"),
    ],
)
def test_the_way_is_barred(monkeypatch: pytest.MonkeyPatch, code: int, kind: FailureKind, words: str) -> None:
    async def fail(*_: Any, **__: Any) -> Any:
        raise OSError(code, "x")

    monkeypatch.setattr(BaseEventLoop, "create_connection", fail)
    _failed(send("http://127.0.0.1:9"), kind, words)


def test_time_runs_out_while_connecting(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(*_: Any, **__: Any) -> Any:
        await asyncio.sleep(60)

    monkeypatch.setattr(BaseEventLoop, "create_connection", hang)
    _failed(send("http://127.0.0.1:9", timeout=0.05), FailureKind.TIMEOUT, "connecting", "0.05 s")


async def _silence(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


def test_time_runs_out_while_waiting(server: Loopback) -> None:
    server.answer = _silence
    failure = _failed(send(server.url, timeout=0.2), FailureKind.TIMEOUT, "waiting for the answer", "0.2 s")
    assert "only reads" in failure.hint
    assert server.gone.wait(10)


def test_only_what_changes_something_may_have_been_carried_out(server: Loopback) -> None:
    server.answer, server.close_after = b"", True
    hints = []
    for name in ("CreateTopic", "DescribeTopic"):
        sent = replace(request(server.url), action=ActionRef("mqtt", "2024-05-16", name))
        exchange = asyncio.run(ApiClient().send(sent, CREDENTIAL))
        hints.append(_failed(exchange, FailureKind.CUT, "closed the connection").hint)
    assert "may have been carried out: check before repeating" in hints[0]
    assert "can be sent again" in hints[1]


def test_the_systems_own_patience_is_not_called_the_time_out_of_the_request() -> None:
    problem = httpx.ReadError("gone")
    problem.__cause__ = OSError(errno.ETIMEDOUT, "Connection timed out")
    for phase, words in ((Phase.CONNECT, "the system gave up connecting"), (Phase.WAIT, "fell silent")):
        failure = explain(problem, Situation("https://h/", phase, timeout=60))
        assert (failure.kind, words in failure.message) == (FailureKind.TIMEOUT, True)
        assert "60 s" not in failure.message


def _reasons() -> list[str]:
    keys = phrases()._templates
    return [key.removeprefix("failure.") for key in keys if key.startswith("failure.")]


@pytest.mark.parametrize("reason", _reasons())
def test_every_failure_can_be_told_in_chinese(reason: str) -> None:
    names = re.findall(r"{(\w+)}", phrases()(f"failure.{reason}"))
    advice = reason if f"advice.{reason}" in phrases() else "closed"
    failure = failed(FailureKind.NETWORK, reason, advice, **{name: f"<{name}>" for name in names})
    message, hint = worded(replace(failure, message=f"Tried 3 times. {failure.message}"), phrases("zh"))
    assert message.startswith("Tried 3 times. ")
    assert all(f"<{name}>" in message for name in names)
    assert message.endswith("。")
    assert hint.endswith("。")
    assert worded(failure, phrases()) == (failure.message, failure.hint)


def test_a_failure_of_another_version_stays_as_it_was_told() -> None:
    kept = Failure(FailureKind.REFUSED, "x refused.", "Look.", reason="refused", advice="gone", facts=(("old", "1"),))
    assert worded(kept, phrases("zh")) == ("x refused.", "Look.")


def test_time_runs_out_while_agreeing_on_tls_and_the_connection_is_closed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:

        async def run() -> None:
            client = ApiClient(verify=False)
            endpoint = f"https://127.0.0.1:{silent.getsockname()[1]}"
            _failed(await client.send(request(endpoint, timeout=0.3), CREDENTIAL), FailureKind.TIMEOUT, "TLS")
            peer, _ = await asyncio.to_thread(silent.accept)
            with peer:
                peer.settimeout(10)
                while await asyncio.to_thread(peer.recv, 4096):
                    pass  # the greeting; then the end, since the client has closed
            await client.aclose()

        asyncio.run(run())


def test_time_runs_out_inside_the_body_and_the_beginning_is_kept(server: Loopback) -> None:
    async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nbegin")
        await reader.read()

    server.answer = trickle
    exchange = send(server.url, timeout=0.5)
    _failed(exchange, FailureKind.TIMEOUT, "reading the answer", "5 bytes")
    assert (exchange.status, exchange.body, exchange.received) == (200, b"begin", 5)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nbegin", "after 5 of 99 bytes"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegin\r\n", "after 5 bytes"),
    ],
)
def test_a_cut_body_keeps_what_came(server: Loopback, answer: bytes, words: str) -> None:
    server.answer, server.close_after = answer, True
    exchange = send(server.url)
    _failed(exchange, FailureKind.CUT, words, "kept")
    assert (exchange.status, exchange.body, exchange.received) == (200, b"begin", 5)


def test_the_error_in_a_cut_body_is_told_beside_the_failure(server: Loopback) -> None:
    body = b'{"Response":{"Error":{"Code":"InternalError","Message":"m"},"Reque'
    server.answer, server.close_after = b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + body, True
    exchange = send(server.url)
    assert exchange.failure is not None
    assert exchange.failure.kind is FailureKind.CUT
    assert exchange.outcome is not None
    assert (exchange.outcome.code, exchange.outcome.damaged) == ("InternalError", True)


def test_a_cut_gzip_body_keeps_what_could_be_read(server: Loopback) -> None:
    packed = gzip.compress(b"begin" * 1000 + bytes(range(256)) * 9)[:-300]
    server.answer = http(packed, "Content-Encoding: gzip")
    exchange = send(server.url)
    _failed(exchange, FailureKind.PROTOCOL, "too early")
    assert exchange.body.startswith(b"begin")


def test_a_body_that_is_not_gzip(server: Loopback) -> None:
    server.answer = http(b"plain text", "Content-Encoding: gzip")
    _failed(send(server.url), FailureKind.PROTOCOL, "gzip")


def test_closed_without_an_answer(server: Loopback) -> None:
    server.answer, server.close_after = b"", True
    exchange = send(server.url)
    _failed(exchange, FailureKind.CUT, "without an answer", "https")
    assert exchange.status is None


@pytest.mark.parametrize("answer", [b"\x15\x03\x03\x00\x02\x02\x16\r\n\r\n", b"SSH-2.0-OpenSSH\r\n\r\n"])
def test_what_is_no_http(server: Loopback, answer: bytes) -> None:
    server.answer, server.close_after = answer, True
    _failed(send(server.url), FailureKind.PROTOCOL, "not HTTP", "https")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"SSH-2.0-foo", "looks like SSH: SSH-2.0-foo."),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "looks like SSH: SSH-2.0-OpenSSH_9.6."),
        (b"220 mail.example ESMTP Postfix\r\n502 5.5.2 Error: command not recognized\r\n", "looks like SMTP: 220"),
        (b"220 (vsFTPd 3.0.5)\r\n", "looks like FTP: "),
        (b"-ERR wrong number of arguments for 'post' command\r\n", "looks like Redis: "),
        (b"J\x00\x00\x00\n8.0.36\x00\x0b\x00", "looks like MySQL: "),
        (b"\x03\x00\x00\x13\x0e\xd0\x00\x00", "looks like RDP: "),
        (b"\x15\x03\x03\x00\x02\x02\x16", "not HTTP: it speaks TLS"),
        (b"\x00\x00\x06\x04\x00\x00\x00\x00\x00\x00\x05\x00\x00@\x00", "looks like HTTP/2: "),
        (b"\x1b]0;evil\x07 unknown", "not HTTP: \\x1b]0;evil\\x07 unknown."),
        (b"hello", "not HTTP: hello."),
    ],
)
@pytest.mark.parametrize("closes", [True, False])
def test_what_else_speaks_at_a_port(server: Loopback, answer: bytes, words: str, closes: bool) -> None:
    """Whether the server closes the connection, as most do, or waits for what it understands."""
    server.answer, server.close_after = answer, closes
    failure = _failed(send(server.url, timeout=30 if closes else 0.3), FailureKind.PROTOCOL, words, "https")
    assert failure.message.isprintable()
    told = " ".join(worded(failure, phrases("zh")))
    assert re.search("[\u4e00-\u9fff]", told)
    assert "looks like" not in told


@pytest.mark.parametrize("answer", [b"HT", b"HTTP/1.1 200 OK\r\nContent-Ty"])
def test_the_beginning_of_an_answer_is_no_other_protocol(server: Loopback, answer: bytes) -> None:
    server.answer, server.close_after = answer, True
    _failed(send(server.url), FailureKind.CUT, "without an answer")


def test_what_the_library_refuses_to_send_is_worded_too() -> None:
    failure = explain(httpx.LocalProtocolError("odd header"), Situation("http://h", Phase.SEND))
    assert (failure.kind, "odd header" in failure.message) == (FailureKind.PROTOCOL, True)


@pytest.mark.parametrize("header", [("Content-Length", "1"), ("transfer-encoding", "chunked")])
def test_a_header_that_breaks_the_frame_is_refused(server: Loopback, header: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match=header[0]):
        send(server.url, headers=(header,), body_text="{}")
    assert send(server.url, headers=(("Content-Length", "2"),), body_text="{}").status == 200


def test_https_to_a_port_that_speaks_first() -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:

        async def run() -> Exchange:
            client = ApiClient()
            sending = asyncio.create_task(
                client.send(request(f"https://127.0.0.1:{plain.getsockname()[1]}"), CREDENTIAL)
            )
            peer, _ = await asyncio.to_thread(plain.accept)
            with peer:
                peer.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                exchange = await sending
            await client.aclose()
            return exchange

        _failed(asyncio.run(run()), FailureKind.TLS, "does not speak TLS", "http://")


def test_http_to_a_tls_port(certificates: Certificates, tls_server: TlsServer) -> None:
    server = tls_server(certificates.context("localhost", "127.0.0.1"))
    exchange = send(server.url.replace("https", "http"))
    assert exchange.failure is not None
    assert exchange.failure.kind in (FailureKind.CUT, FailureKind.PROTOCOL)
    assert "https" in exchange.failure.hint


def test_tls_with_an_own_ca(certificates: Certificates, tls_server: TlsServer) -> None:
    server = tls_server(certificates.context("localhost", "127.0.0.1"))
    for host in ("127.0.0.1", "localhost"):
        exchange = send(f"https://{host}:{server.port}", client=ApiClient(verify=certificates.ca_file))
        assert exchange.failure is None
        assert exchange.status == 200
        assert exchange.timing.tls is not None


def test_tls_without_a_check(certificates: Certificates, tls_server: TlsServer) -> None:
    server = tls_server(certificates.context("other.example", old=True))
    assert send(server.url, client=ApiClient(verify=False)).status == 200


@pytest.mark.parametrize(
    ("names", "options", "trusted", "words"),
    [
        (("localhost", "127.0.0.1"), {}, False, "authority"),
        (("127.0.0.1", "localhost"), {"self_signed": True}, False, "self-signed"),
        (("localhost", "127.0.0.1"), {"old": True}, True, "expired"),
        (("other.example",), {}, True, "another"),
    ],
    ids=["unknown ca", "self-signed", "expired", "other name"],
)
def test_a_certificate_that_does_not_hold(
    certificates: Certificates, tls_server: TlsServer, names: tuple[str, ...], options: Any, trusted: bool, words: str
) -> None:
    server = tls_server(certificates.context(*names, **options))
    client = ApiClient(verify=certificates.ca_file if trusted else True)
    _failed(send(f"https://localhost:{server.port}", client=client), FailureKind.TLS, words, f"localhost:{server.port}")


def test_a_ca_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    for name in ("ca.pem", "missing.pem"):
        with pytest.raises(UsageError, match=name):
            send("https://127.0.0.1:9", client=ApiClient(verify=tmp_path / name))


def test_through_a_proxy_of_the_environment(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.url)
    assert send("http://api.example.test").status == 200
    assert server.requests[0].startswith(b"POST http://api.example.test/ HTTP/1.1\r\nHost: api.example.test\r\n")


def test_loopback_needs_no_proxy(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{_free_port()}")
    assert send(server.url).status == 200


@pytest.mark.parametrize("secure", [True, False])
def test_a_proxy_that_does_not_listen(secure: bool) -> None:
    port = _free_port()
    client = ApiClient(proxy=f"http://127.0.0.1:{port}")
    exchange = send(f"{'https' if secure else 'http'}://api.example.test", client=client)
    _failed(exchange, FailureKind.PROXY, f"127.0.0.1:{port}")


def test_a_proxy_that_refuses(server: Loopback) -> None:
    server.answer, server.close_after = http(b"", status="407 Proxy Authentication Required"), True
    exchange = send("https://api.example.test", client=ApiClient(proxy=server.url))
    _failed(exchange, FailureKind.PROXY, "407 Proxy Authentication Required", "api.example.test")
    assert server.requests[0].startswith(b"CONNECT api.example.test:443 HTTP/1.1\r\n")


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "gopher://127.0.0.1:1", "nonsense"])
def test_a_proxy_setting_that_cannot_be_used(proxy: str) -> None:
    _failed(send("https://api.example.test", client=ApiClient(proxy=proxy)), FailureKind.PROXY, "cannot be used")


def test_a_request_that_cannot_be_composed_is_a_usage_error() -> None:
    for endpoint in ("ftp://x", "https://a b", "https://x/path", "https://user:pw@x", "x:99999", "http://"):
        with pytest.raises(UsageError) as caught:
            send(endpoint)
        assert "pw" not in str(caught.value)
