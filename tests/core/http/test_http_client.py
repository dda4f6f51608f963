"""Sending to a real server: what goes out, what comes back, how long it took, and that cancel cancels."""

import asyncio
import gzip
import json
import time
import zlib
from email.utils import formatdate

import httpx
import pytest

from explorer.core.http.client import ApiClient
from explorer.core.models.action import ActionRef, ActionSpec, ObjectSpec
from explorer.core.models.exchange import OutcomeKind
from explorer.core.models.json_value import from_python
from explorer.core.models.request import Algorithm, ContentKind, Method
from explorer.core.signing.query import parse_query
from explorer.core.signing.verify import parse_authorization, tc3_matches, v1_matches
from tests.core.http.conftest import CREDENTIAL, ENVELOPE, Loopback, http, request, send

PARAMETERS = from_python({"Filters": [{"Name": "n", "Values": ["test a+b/中文~*"]}], "Big": 2**63, "Flag": True})


def _split(raw: bytes) -> tuple[str, dict[str, str], bytes]:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    return first, {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}, body


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"method": Method.GET},
        {"content_kind": ContentKind.MULTIPART},
        {"unsigned_payload": True},
        {"signed_headers": ("content-type", "host", "x-tc-action", "x-own"), "headers": (("X-Own", " Ä Value "),)},
        {"headers": (("content-type", "application/json; charset=utf-8"),)},
        {"body_text": '{ "Limit" : 1.10 }\n'},
        {"content_kind": ContentKind.OCTET_STREAM, "body_text": "raw \udcff", "parameters": {"TopicId": "t"}},
    ],
    ids=["json", "get", "multipart", "unsigned", "more headers", "content type", "own text", "octets"],
)
def test_the_server_finds_the_signature_right(server: Loopback, changes: dict[str, object]) -> None:
    exchange = send(server.url, **{"parameters": PARAMETERS, **changes})
    first, headers, body = _split(server.requests[0])
    method, target, version = first.split()
    assert (method, version, exchange.status) == (exchange.sent.method, "HTTP/1.1", 200)
    claimed = parse_authorization(headers["authorization"])
    assert claimed is not None
    query = target.partition("?")[2]
    key = CREDENTIAL.secret_key
    assert tc3_matches(claimed, method=method, query=query, headers=headers, body=body, secret_key=key)
    assert not tc3_matches(claimed, method=method, query=query, headers=headers, body=body, secret_key=key + "x")
    assert body == exchange.sent.body


@pytest.mark.parametrize("algorithm", [Algorithm.HMAC_SHA1, Algorithm.HMAC_SHA256])
@pytest.mark.parametrize("method", Method)
def test_the_server_finds_a_v1_signature_right(server: Loopback, method: Method, algorithm: Algorithm) -> None:
    send(server.url, parameters=PARAMETERS, method=method, algorithm=algorithm)
    first, headers, body = _split(server.requests[0])
    text = first.split()[1].partition("?")[2] if method is Method.GET else body.decode()
    assert v1_matches(method, headers["host"], parse_query(text), CREDENTIAL.secret_key)
    assert not v1_matches(method, headers["host"], parse_query(text), "other")


def test_the_headers_on_the_wire_are_those_of_the_record(server: Loopback) -> None:
    exchange = send(server.url, headers=(("user-agent", "mine"), ("X-Own", "1")), region="ap-guangzhou")
    lines = server.requests[0].partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    assert lines == [f"{name}: {value}" for name, value in exchange.sent.headers]
    names = [name for name, _ in exchange.sent.headers]
    assert names[:5] == ["Host", "Content-Type", "X-TC-Action", "X-TC-Version", "X-TC-Timestamp"]
    assert ("user-agent", "mine") in exchange.sent.headers
    assert len({name.lower() for name in names}) == len(names)
    assert exchange.sent.headers[0][1] == f"127.0.0.1:{server.port}"


def test_an_answer_is_recorded_whole(server: Loopback) -> None:
    server.answer = http(ENVELOPE, "X-Odd: \xe4", status="200 Fine")
    exchange = send(server.url)
    assert (exchange.status, exchange.reason, exchange.http_version) == (200, "Fine", "HTTP/1.1")
    assert exchange.body == ENVELOPE
    assert exchange.outcome is not None
    assert (exchange.outcome.kind, exchange.outcome.request_id) == (OutcomeKind.SUCCESS, "aa-bb")
    assert exchange.failure is None
    assert exchange.header("x-odd") == "ä"
    assert exchange.received == len(ENVELOPE)
    timing = exchange.timing
    assert timing.tls is None
    assert None not in (timing.connect, timing.first_byte, timing.body)
    assert timing.total >= sum(part or 0.0 for part in (timing.connect, timing.first_byte, timing.body))


def test_a_connection_is_used_again_and_then_has_no_connect_time(server: Loopback) -> None:
    async def run() -> None:
        client = ApiClient()
        first = await client.send(request(server.url), CREDENTIAL)
        second = await client.send(request(server.url), CREDENTIAL)
        await client.aclose()
        assert first.timing.connect is not None
        assert second.timing.connect is None

    asyncio.run(run())
    assert server.connections == 1


def test_a_client_lives_on_in_another_loop(server: Loopback) -> None:
    client = ApiClient()
    server.close_after = True
    for _ in range(2):
        assert send(server.url, client=client).status == 200


def test_many_at_once(server: Loopback) -> None:
    async def run() -> list[int | None]:
        client = ApiClient()
        found = await asyncio.gather(*(client.send(request(server.url), CREDENTIAL) for _ in range(30)))
        await client.aclose()
        return [exchange.status for exchange in found]

    assert asyncio.run(run()) == [200] * 30


def _deflated(body: bytes, bits: int) -> bytes:
    stream = zlib.compressobj(wbits=bits)
    return stream.compress(body) + stream.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(ENVELOPE, mtime=0)),
        ("x-gzip", gzip.compress(ENVELOPE[:9], mtime=0) + gzip.compress(ENVELOPE[9:], mtime=0)),
        ("deflate", zlib.compress(ENVELOPE)),
        ("deflate", _deflated(ENVELOPE, -15)),
        ("deflate, gzip", gzip.compress(zlib.compress(ENVELOPE), mtime=0)),
        ("identity", ENVELOPE),
    ],
)
def test_content_codings(server: Loopback, coding: str, packed: bytes) -> None:
    server.answer = http(packed, f"Content-Encoding: {coding}")
    exchange = send(server.url)
    assert exchange.body == ENVELOPE
    assert exchange.received == len(packed)
    assert exchange.outcome is not None
    assert exchange.outcome.request_id == "aa-bb"


@pytest.mark.parametrize(
    ("answer", "kind", "status"),
    [
        (
            http(b"<html><title>502 Bad</title>", status="502 Bad Gateway", content_type="text/html"),
            OutcomeKind.HTML,
            502,
        ),
        (http(b"", status="504 Gateway Timeout"), OutcomeKind.EMPTY, 504),
        (b"HTTP/1.1 204 No Content\r\n\r\n", OutcomeKind.EMPTY, 204),
        (http(b"oops"), OutcomeKind.NOT_JSON, 200),
        (http(b"[1]"), OutcomeKind.OTHER_JSON, 200),
        (http(b'{"Response":{"Error":{"Code":"C","Message":"m"}}}', status="500 X"), OutcomeKind.ERROR, 500),
        (http(b"data: 1\n\n", content_type="text/event-stream"), OutcomeKind.EVENTS, 200),
    ],
)
def test_what_comes_back_is_told_apart(server: Loopback, answer: bytes, kind: OutcomeKind, status: int) -> None:
    server.answer = answer
    exchange = send(server.url)
    assert exchange.outcome is not None
    assert (exchange.outcome.kind, exchange.status) == (kind, status)


def test_chunks_and_the_request_id_of_a_stream(server: Loopback) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-TC-RequestId: cc\r\n"
    head += b"Transfer-Encoding: chunked\r\n\r\n"
    server.answer = head + b"6\r\ndata: \r\n9\r\n1\n\ndata:2\r\n2\r\n\n\n\r\n0\r\n\r\n"
    exchange = send(server.url)
    assert exchange.body == b"data: 1\n\ndata:2\n\n"
    assert exchange.outcome is not None
    assert (exchange.outcome.request_id, exchange.outcome.note) == ("cc", "2 events.")


def test_a_redirect_is_not_followed(server: Loopback) -> None:
    server.answer = http(b"", f"Location: {server.url}/elsewhere", status="302 Found")
    exchange = send(server.url)
    assert exchange.status == 302
    assert exchange.outcome is not None
    assert "/elsewhere" in exchange.outcome.note
    assert len(server.requests) == 1


def test_a_large_answer_reports_its_progress(server: Loopback) -> None:
    body = json.dumps({"Response": {"Set": ["x" * 100] * 30_000, "RequestId": "end"}}).encode()
    server.answer = http(body)
    seen: list[tuple[int, int | None]] = []

    async def run() -> None:
        client = ApiClient()
        exchange = await client.send(request(server.url), CREDENTIAL, on_progress=lambda *now: seen.append(now))
        await client.aclose()
        assert exchange.body == body
        assert exchange.outcome is not None
        assert exchange.outcome.request_id == "end"

    asyncio.run(run())
    assert seen[-1] == (len(body), len(body))
    assert sorted(seen) == seen


def test_cancel_closes_the_connection_before_the_answer(server: Loopback) -> None:
    async def hold(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        assert await reader.read() == b""

    server.answer = hold
    _cancel_when(server)


def test_cancel_closes_the_connection_inside_the_body(server: Loopback) -> None:
    async def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
        await writer.drain()
        assert await reader.read() == b""

    server.answer = begin
    _cancel_when(server, body=True)


def _cancel_when(server: Loopback, *, body: bool = False) -> None:
    async def run() -> None:
        client = ApiClient()
        begun = asyncio.Event()
        sending = asyncio.create_task(client.send(request(server.url), CREDENTIAL, on_progress=lambda *_: begun.set()))
        await asyncio.to_thread(server.arrived.wait, 10)
        await asyncio.sleep(0.1 if body else 0)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        # The server sees it while the client is still open: it is the cancel that closes, not the clean-up.
        assert await asyncio.to_thread(server.gone.wait, 10)
        server.answer = http()
        assert (await client.send(request(server.url), CREDENTIAL)).status == 200
        await client.aclose()

    asyncio.run(run())
    assert server.connections == 2


def test_an_action_that_needs_no_signature_has_none(server: Loopback) -> None:
    ref = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
    nothing = ObjectSpec("", "", ())
    spec = ActionSpec(ref, "", "", "", nothing, nothing, {}, skip_sign=True)

    async def run() -> None:
        client = ApiClient()
        await client.send(request(server.url), CREDENTIAL, spec=spec)
        await client.aclose()

    asyncio.run(run())
    assert b"Authorization: SKIP\r\n" in server.requests[0]
    assert CREDENTIAL.secret_id.encode() not in server.requests[0]


@pytest.mark.parametrize(("ahead", "headers"), [(600, ()), (-600, ()), (0, ())])
def test_the_clock_of_the_server_is_compared(server: Loopback, ahead: int, headers: tuple[str, ...]) -> None:
    server.answer = http(ENVELOPE, f"Date: {formatdate(time.time() + ahead, usegmt=True)}", *headers)
    skew = send(server.url).clock_skew
    assert skew is not None
    assert abs(skew - ahead) < 30


@pytest.mark.parametrize("header", ["Date: yesterday", "Date: Thu, 01 Jan 1970 00:00:00 GMT", "X: y",
                                    "Date: Tue, 24 Nov 2026 06:00:00 GMT\r\nAge: 9"])  # fmt: skip
def test_no_sensible_date_no_skew(server: Loopback, header: str) -> None:
    server.answer = http(ENVELOPE, header)
    assert send(server.url).clock_skew is None


def test_a_fixed_timestamp_is_sent(server: Loopback) -> None:
    send(server.url, timestamp=1716000000)
    assert b"X-TC-Timestamp: 1716000000\r\n" in server.requests[0]


def test_the_transport_is_an_argument() -> None:
    transport = httpx.MockTransport(lambda wire: httpx.Response(200, stream=httpx.ByteStream(ENVELOPE), request=wire))
    exchange = send("mqtt.example.test", client=ApiClient(transport=transport))
    assert exchange.outcome is not None
    assert exchange.outcome.kind is OutcomeKind.SUCCESS
