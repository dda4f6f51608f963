"""`send` against servers that answer as gateways, proxies and old products do."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

ENV = {"TENCENTCLOUD_SECRET_ID": "AKIDx", "TENCENTCLOUD_SECRET_KEY": "KEYKEYKEYKEY"}
ENVELOPE = b'{"Response":{"Error":{"Code":"InternalError","Message":"m"},"RequestId":"r-1"}}'


class Answer(BaseHTTPRequestHandler):
    status: ClassVar[int] = 200
    headers_to_send: ClassVar[dict[str, str]] = {}
    body: ClassVar[bytes] = b""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(self.status)
        for name, value in self.headers_to_send.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Callable[..., str]]:
    running: list[tuple[HTTPServer, threading.Thread]] = []

    def start(status: int, body: bytes, **headers: str) -> str:
        shown = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = type("This", (Answer,), {"status": status, "body": body, "headers_to_send": shown})
        made = HTTPServer(("127.0.0.1", 0), kind)
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((made, thread))
        return f"http://127.0.0.1:{made.server_address[1]}"

    yield start
    for made, thread in running:
        made.shutdown()
        thread.join()
        made.server_close()


@pytest.mark.parametrize(
    ("status", "body", "headers", "expected"),
    [
        (500, ENVELOPE, {"Content_Type": "application/json"}, 1),
        (502, b'{"Response":{"RequestId":"r-1"}}', {"Content_Type": "text/html"}, 0),
        (200, ENVELOPE, {"Content_Length": "500"}, 3),
        (200, ENVELOPE[:-12], {"Content_Length": "500"}, 3),
        (200, ENVELOPE[:-12], {}, 4),
        (200, b'{"Response":{"RequestId":null,"Error":null}}', {}, 0),
        (200, b'{"code":4000,"message":"old","codeDesc":"X"}', {}, 1),
        (200, b'{"code":0,"message":"","codeDesc":"Success"}', {}, 0),
        (200, b'data: {"Choices":[]}\n\ndata: [DONE]\n\n', {"Content_Type": "text/event-stream"}, 0),
        (200, b"", {}, 4),
        (204, b"", {}, 4),
        (403, b"<html><title>Forbidden</title></html>", {"Content_Type": "text/html"}, 4),
        (200, b"[1, 2]", {"Content_Type": "application/json"}, 4),
        (200, b'"text"', {}, 4),
        (200, b"plain \x1b[31m words", {}, 4),
        (302, b"", {"Location": "http://203.0.113.1/"}, 4),
    ],
)
def test_the_exit_status(
    cli: Any, server: Any, status: int, body: bytes, headers: dict[str, str], expected: int
) -> None:
    done = cli("send", "mqtt", "DescribeInstanceList", "--endpoint", server(status, body, **headers), env=ENV)
    assert done.status == expected, done.out + done.err
    assert "\x1b" not in done.out + done.err
    if expected != 3:
        assert f"HTTP {status}" in done.err


def test_an_event_stream_is_the_list_of_its_events(cli: Any, server: Any) -> None:
    body = b'id: 1\ndata: {"N":1.10}\n\ndata: [DONE]\n\n'
    url = server(200, body, Content_Type="text/event-stream", X_TC_RequestId="r-9")
    done = cli("send", "mqtt", "DescribeInstanceList", "--endpoint", url, "--output", "json", env=ENV)
    assert [event["data"] for event in json.loads(done.out)] == [{"N": 1.1}, "[DONE]"]
    assert "1.10" in done.out


def test_an_error_inside_a_stream_is_told(cli: Any, server: Any) -> None:
    body = b'data: {"N":1}\n\ndata: {"RequestId":"r-9","Error":{"Code":"LimitExceeded","Message":"slow"}}\n\n'
    url = server(200, body, Content_Type="text/event-stream")
    done = cli("send", "mqtt", "DescribeInstanceList", "--endpoint", url, env=ENV)
    assert done.status == 0
    for part in ("RequestId: r-9\n", "LimitExceeded: slow\n", "Meaning: "):
        assert part in done.err, part


def test_a_query_meets_an_answer_that_is_no_json(cli: Any, server: Any) -> None:
    url = server(200, b"<html></html>", Content_Type="text/html")
    done = cli("send", "mqtt", "DescribeInstanceList", "--endpoint", url, "--query", "Response", env=ENV)
    assert done.status == 4


def test_numbers_of_an_answer_stay_exact(cli: Any, server: Any) -> None:
    url = server(200, b'{"Response":{"Big":446192236330927912345,"Rate":1.10,"RequestId":"r"}}')
    target = ("send", "mqtt", "DescribeInstanceList", "--endpoint", url)
    for output in ("tree", "json", "table"):
        out = cli(*target, "--output", output, env=ENV).out
        assert "446192236330927912345" in out
        assert "1.10" in out
    assert cli(*target, "--query", "Response.Rate", env=ENV).out == "1.10\n"


@pytest.mark.parametrize("headers", [{}, {"Content_Length": "500"}])
def test_the_error_in_a_cut_answer_is_explained(cli: Any, server: Any, headers: dict[str, str]) -> None:
    url = server(200, ENVELOPE[:-12], **headers)
    done = cli("send", "mqtt", "DescribeInstanceList", "--endpoint", url, env=ENV)
    assert "The answer was cut, but its error could be read." in done.err
    assert "InternalError: m" in done.err
    assert "Meaning:" in done.err


def test_a_secret_that_the_server_repeats_is_masked_beside_the_answer(cli: Any, server: Any) -> None:
    error = {"Code": "InvalidParameterValue", "Message": "Password hunter2secret is invalid"}
    body = json.dumps({"Response": {"Error": error, "RequestId": "r-1"}}).encode()
    given = json.dumps({"InstanceId": "mqtt-1", "Username": "a", "Password": "hunter2secret"})
    sent = ("send", "mqtt", "CreateUser", "--params", given, "--anyway")
    done = cli(*sent, "--endpoint", server(200, body), env=ENV)
    assert done.status == 1, done.err
    assert "Password ****** is invalid" in done.err
    assert "hunter2secret" not in done.err
    # What came is what standard output holds.
    assert "hunter2secret" in done.out


def test_as_much_of_a_cut_answer_as_came_is_shown(cli: Any, server: Any) -> None:
    """As `show` does it; the exit status stays that of no answer."""
    body = b'{"Response":{"Data":[{"Id":"mqtt-1"},{"Id":'
    target = ("send", "mqtt", "DescribeInstanceList", "--endpoint")
    done = cli(*target, server(200, body, Content_Length="500", Content_Type="application/json"), env=ENV)
    assert done.status == 3
    assert 'Id: "mqtt-1"' in done.out
    assert "unreadable from here: the text ends inside a value" in done.out
    assert "The bytes that came are kept." in done.err
    assert done.out == cli("show", "-", stdin=body).out
    # Also where the body ends too early without anybody having said how long it is.
    done = cli(*target, server(200, body, Content_Type="application/json"), env=ENV)
    assert (done.status, done.out) == (4, cli("show", "-", stdin=body).out)
    page = b"<html><title>x</title>half a pa"
    done = cli(*target, server(200, page, Content_Length="500", Content_Type="text/html"), env=ENV)
    assert (done.status, done.out) == (3, page.decode() + "\n")
    done = cli(*target, server(200, b"", Content_Length="500"), env=ENV)
    assert (done.status, done.out) == (3, "")
