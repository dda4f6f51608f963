"""The preview is what goes out: compared byte for byte with what a server on loopback receives."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from explorer.core.http.client import ApiClient
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import Number
from explorer.core.models.request import Algorithm, Method, Request
from explorer.services.preview_request import preview

KEYS = Credential("AKIDEXAMPLE", "very-secret-key", "session-token-of-a-customer")
LIST = Request(ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"), {"Limit": Number("10")}, timestamp=1716000000)


class Recorder:
    """Takes one request at a time and keeps its bytes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.received: list[bytes] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client:
                data = b""
                while b"\r\n\r\n" not in data:
                    data += client.recv(65536)
                head, _, body = data.partition(b"\r\n\r\n")
                length = next(
                    (
                        int(line.split(b":")[1])
                        for line in head.split(b"\r\n")
                        if line.lower().startswith(b"content-len")
                    ),
                    0,
                )
                while len(body) < length:
                    body += client.recv(65536)
                self.received.append(head + b"\r\n\r\n" + body)
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")

    def stop(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    recorder = Recorder()
    yield recorder
    recorder.stop()


def _sent(recorder: Recorder, request: Request, keys: Credential) -> bytes:
    async def go() -> None:
        client = ApiClient()
        await client.send(request, keys)
        await client.aclose()

    asyncio.run(go())
    return recorder.received[-1]


@pytest.mark.parametrize(
    "request_",
    [
        LIST,
        replace(LIST, method=Method.GET),
        replace(LIST, body_text='{ "Limit" : 1e2,\n "名": "值" }', region="ap-guangzhou", language="zh-CN"),
        replace(LIST, headers=(("X-Own", "1"), ("user-agent", "mine"), ("Host", "mqtt.tencentcloudapi.com"))),
        replace(LIST, unsigned_payload=True),
    ],
)
def test_the_preview_is_what_goes_out(recorder: Recorder, request_: Request) -> None:
    request = replace(request_, endpoint=recorder.url)
    keys = replace(KEYS, token="")
    shown = preview(request, keys)
    assert (shown.head().encode() + shown.body) == _sent(recorder, request, keys)


def test_only_the_token_is_hidden(recorder: Recorder) -> None:
    request = replace(LIST, endpoint=recorder.url)
    shown = preview(request, KEYS)
    sent = _sent(recorder, request, KEYS).decode()
    assert KEYS.token in sent
    assert KEYS.token not in shown.head() + shown.body_text()
    assert shown.head() == sent.partition("{")[0].replace(KEYS.token, "******")


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("algorithm", [Algorithm.HMAC_SHA1, Algorithm.HMAC_SHA256])
def test_the_token_of_a_form_is_hidden(method: Method, algorithm: Algorithm) -> None:
    token = "a/b+c=d session token"
    shown = preview(replace(LIST, method=method, algorithm=algorithm), replace(KEYS, token=token))
    everything = shown.head() + shown.body_text()
    assert "session" not in everything
    assert "******" in everything


def test_what_is_signed_and_what_is_own_is_told() -> None:
    shown = preview(replace(LIST, headers=(("X-Own", "1"), ("Authorization", "abc"))), KEYS)
    assert {header.name for header in shown.headers if header.signed} == {"Host", "Content-Type"}
    assert {header.name for header in shown.headers if header.own} == {"X-Own", "Authorization"}
    assert shown.remarks == ("Authorization is your own: the signature made here is not sent.",)


def test_what_a_query_cannot_say_is_told() -> None:
    lost = {"Limit": None, "Filters": [{"Name": "a", "Values": []}], "TagFilters": [], "Empty": ""}
    assert preview(replace(LIST, parameters=lost), KEYS).remarks == ()
    for request in (
        replace(LIST, parameters=lost, method=Method.GET),
        replace(LIST, parameters=lost, algorithm=Algorithm.HMAC_SHA256),
    ):
        (remark,) = preview(request, KEYS).remarks
        assert "Limit, Filters.0.Values, TagFilters will not be sent" in remark
