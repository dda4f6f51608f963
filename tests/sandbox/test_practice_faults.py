"""Each fault on demand, as a client meets it."""

import gzip
import http.client
import json
import socket
import threading
import time
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import UsageError
from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import loads
from explorer.sandbox.answers import AnswerBook
from explorer.sandbox.faults import FAULTS, HALF, Faults, parse_faults, split_header
from explorer.sandbox.items import with_items
from explorer.sandbox.server import PracticeEndpoint


def test_every_fault_is_documented_and_readable() -> None:
    values = {
        "error": "A.B", "delay": "1.5", "status": "502", "slow-body": "2", "items": "3", "charset": "gb18030",
        "skew": "-600",
    }  # fmt: skip
    assert len(FAULTS) == len(Faults.__slots__)
    for field in Faults.__slots__:
        name = field.replace("_", "-")
        assert next(fault.meaning for fault in FAULTS if fault.name == name)
        text = f"{name}={values[name]}" if name in values else name
        assert getattr(parse_faults([text]), field) != getattr(Faults(), field)


def test_nothing_is_faulty_by_itself() -> None:
    assert parse_faults([]) == Faults()
    assert parse_faults(["cut"]).cut == HALF
    assert parse_faults(["delay=1", "delay=2"]).delay == 2
    assert split_header(" delay=1, gzip ,,") == ["delay=1", "gzip"]


@pytest.mark.parametrize(
    "wrong",
    [
        "nope", "", "error", "error=", "error=a b", "delay", "delay=long", "delay=-1", "delay=nan", "delay=99999",
        "status=99", "status=600", "status=teapot", "cut=-1", "cut=x", "drop=1", "gzip=yes", "items=1000001", "items",
        "items=-1", "charset=klingon", "charset=", "charset=rot13", "rate=fast", "skew=inf",
    ],
)  # fmt: skip
def test_a_wrong_fault_is_named(wrong: str, catalog: CatalogStore) -> None:
    with pytest.raises(UsageError) as raised:
        parse_faults([wrong])
    assert wrong.partition("=")[0] in str(raised.value)
    with pytest.raises(UsageError):
        PracticeEndpoint(catalog, faults=[wrong])


@given(st.text(max_size=30))
def test_any_text_is_a_fault_or_a_clear_refusal(text: str) -> None:
    try:
        found = parse_faults([text])
    except UsageError as error:
        found = Faults()
        assert "fault" in str(error)  # noqa: PT017
    assert isinstance(found, Faults)


def test_a_wrong_header_is_told_by_400(caller: Any) -> None:
    answer = caller.fault("nope")
    assert (answer.status, b"`nope`" in answer.body) == (400, True)


def test_error(caller: Any) -> None:
    answer = caller.fault("error=ResourceNotFound.Topic")
    assert (answer.status, answer.code) == (200, "ResourceNotFound.Topic")
    assert caller.fault("error=Made.Up").code == "Made.Up"
    assert caller.call().code == "", "a fault in a header is of one call"


def test_error_wins_over_the_checks(caller: Any) -> None:
    answer = caller.call(secret_id="AKIDnobody", headers=(("X-Practice-Fault", "error=InternalError"),))
    assert answer.code == "InternalError"


def test_status_html_and_empty(caller: Any) -> None:
    for status, phrase in ((502, b"502 Bad Gateway"), (413, b"413"), (599, b"599")):
        answer = caller.fault(f"status={status}")
        assert (answer.status, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert phrase in answer.body
    page = caller.fault("html")
    assert (page.status, page.body[:6]) == (200, b"<html>")
    for status in (204, 304):
        bodiless = caller.fault(f"status={status}")
        assert (bodiless.status, bodiless.body) == (status, b"")
    empty = caller.fault("empty")
    assert (empty.status, empty.body, empty.headers["content-length"]) == (200, b"", "0")


def test_malformed(caller: Any) -> None:
    body = caller.fault("malformed").body
    with pytest.raises(json.JSONDecodeError) as raised:
        json.loads(body)
    assert raised.value.pos >= len(body) - 2, "it is broken at its very end"


def test_no_envelope(caller: Any) -> None:
    body = json.loads(caller.fault("no-envelope").body)
    assert ("Response" in body, "Data" in body, "RequestId" in body) == (False, True, True)
    error = json.loads(caller.fault("no-envelope", "DescribeInstance", {"InstanceId": "x"}).body)
    assert error["Error"]["Code"] == "ResourceNotFound.Instance"


def test_error_null(caller: Any) -> None:
    for action, parameters in (("DescribeInstanceList", {}), ("DeleteInstance", {"InstanceId": "mqtt-wjgxr8jg"})):
        response = caller.fault("error-null", action, parameters).response
        assert response["Error"] is None
        assert response["RequestId"]


def test_legacy(caller: Any) -> None:
    assert json.loads(caller.fault("legacy").body)["code"] == 4000
    success = json.loads(caller.fault("legacy=0").body)
    assert (success["code"], "Data" in success) == (0, True)
    refused = json.loads(caller.fault("legacy=4104", "DescribeInstance", {"InstanceId": "x"}).body)
    assert (refused["code"], refused["codeDesc"]) == (4104, "ResourceNotFound.Instance")


@pytest.mark.parametrize("charset", ["utf-16", "gb18030", "iso-8859-1", "utf-8-sig", "shift_jis"])
def test_charset(caller: Any, charset: str) -> None:
    name = "prüfung-检查"
    created = {"InstanceId": "mqtt-d9c4j7mw", "Username": f"{name}-{charset}"}
    assert caller.call("CreateUser", created).code == ""
    answer = caller.fault(f"charset={charset}", "DescribeUserList", {"InstanceId": "mqtt-d9c4j7mw", "Limit": 100})
    assert answer.headers["content-type"] == f"application/json; charset={charset}"
    users = json.loads(answer.body.decode(charset))["Response"]["Data"]
    assert f"{name}-{charset}" in [user["Username"] for user in users]


def test_gzip(caller: Any) -> None:
    answer = caller.fault("gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert "Data" in json.loads(gzip.decompress(answer.body))["Response"]


def test_several_faults_at_once(caller: Any) -> None:
    answer = caller.fault("items=1000, charset=utf-16, gzip")
    assert len(json.loads(gzip.decompress(answer.body).decode("utf-16"))["Response"]["Data"]) == 1000


def test_events(caller: Any) -> None:
    answer = caller.fault("events")
    assert answer.headers["content-type"] == "text/event-stream"
    events = [json.loads(line[6:]) for line in answer.body.decode().split("\n\n") if line]
    assert [event["Seq"] for event in events] == [0, 1, 2]
    assert all("Data" in event for event in events)


@pytest.mark.parametrize(("fault", "kept"), [("cut=10", 10), ("cut=0", 0), ("cut", None)])
def test_cut(caller: Any, fault: str, kept: int | None) -> None:
    with pytest.raises(http.client.IncompleteRead) as raised:
        caller.fault(fault)
    got, missing = len(raised.value.partial), raised.value.expected
    assert missing
    assert got == (kept if kept is not None else (got + missing) // 2)
    assert caller.call().code == ""


def test_cut_of_a_body_of_unknown_length(caller: Any) -> None:
    with pytest.raises(http.client.IncompleteRead) as raised:
        caller.fault("gzip,cut=20")
    assert raised.value.partial[:2] == b"\x1f\x8b"
    assert len(raised.value.partial) == 20


def test_drop(caller: Any) -> None:
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        caller.fault("drop")
    assert caller.call().code == ""


def test_delay(caller: Any) -> None:
    order: list[str] = []

    def delayed() -> None:
        assert caller.fault("delay=0.5").code == ""
        order.append("delayed")

    thread = threading.Thread(target=delayed)
    thread.start()
    assert caller.call().code == ""
    order.append("plain")
    thread.join()
    assert order == ["plain", "delayed"]


def test_slow_body(caller: Any, plan: Any) -> None:
    path, headers, body = caller.signed(plan(headers=(("X-Practice-Fault", "slow-body=0.3"),)))
    connection = http.client.HTTPConnection(caller.address, timeout=30)
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    pieces = list(iter(lambda: answer.read1(1 << 20), b""))
    connection.close()
    assert len(pieces) > 3
    assert json.loads(b"".join(pieces))["Response"]["TotalCount"] > 0


def test_a_client_that_leaves_during_a_delay_harms_nobody(caller: Any, plan: Any) -> None:
    path, headers, body = caller.signed(plan(headers=(("X-Practice-Fault", "delay=30"),)))
    host, port = caller.address.split(":")
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall("\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body)
    assert caller.call().code == ""


def test_skew(caller: Any) -> None:
    ahead = caller.fault("skew=600")
    assert ahead.code == "AuthFailure.SignatureExpire"
    assert parsedate_to_datetime(ahead.headers["date"]).timestamp() - time.time() > 590
    assert caller.fault("skew=-60").code == ""


def test_rate(catalog: CatalogStore, caller: Any) -> None:
    now = [1_800_000_000.0]
    with PracticeEndpoint(catalog, faults=["rate"], clock=lambda: now[0]) as running:
        one = type(caller)(running.url, running.credential)
        codes = [one.call("DescribeInstanceList", clock=now[0]).code for _ in range(22)]
        assert codes == [""] * 20 + ["RequestLimitExceeded"] * 2
        assert one.call("DescribeProductSKUList", clock=now[0]).code == "", "the limit is of one action"
        now[0] += 1.5
        assert one.call("DescribeInstanceList", clock=now[0]).code == ""


def test_without_the_fault_there_is_no_limit(caller: Any) -> None:
    assert {caller.call().code for _ in range(40)} == {""}


def test_a_fault_for_all_calls(catalog: CatalogStore, caller: Any) -> None:
    with PracticeEndpoint(catalog, faults=["error=InternalError"]) as running:
        one = type(caller)(running.url, running.credential)
        assert {one.call().code for _ in range(3)} == {"InternalError"}
        assert one.fault("error=FailedOperation").code == "FailedOperation"


@pytest.mark.parametrize("count", [0, 1, 7, 2500])
def test_items(caller: Any, count: int) -> None:
    response = caller.fault(f"items={count}").response
    assert (response["TotalCount"], len(response["Data"])) == (count, count)
    assert len({item["InstanceId"] for item in response["Data"]}) == count


@pytest.mark.parametrize(
    "action", ["DescribeUserList", "DescribeSharedSubscriptions", "DescribeInstance", "DescribeClientList"]
)
def test_items_of_actions_with_other_lists_or_none(caller: Any, action: str) -> None:
    parameters = {"InstanceId": "mqtt-a7k3m9qx"}
    more = {"SharedName": "workers"} if action == "DescribeSharedSubscriptions" else {}
    response = caller.fault("items=12", action, {**parameters, **more}).response
    assert [len(value) for value in response.values() if isinstance(value, list)] == [12]


def test_items_of_every_action_are_json_of_the_length_that_is_announced(catalog: CatalogStore) -> None:
    book = AnswerBook(catalog)
    checked = 0
    for service in catalog.services()[:12]:
        for summary in catalog.actions(service.name):
            spec = catalog.spec(summary.ref)
            content: Any = loads(book.text(spec))
            reply = with_items(spec, content, 3, "the-id")
            body = b"".join(reply.chunks)
            assert len(body) == reply.length
            assert json.loads(body)["Response"]["RequestId"] == "the-id"
            checked += 1
    assert checked > 300


_INNER = ObjectSpec("Page", "", (Member("Total", Kind.INTEGER), Member("Rates", Kind.FLOAT, is_list=True)))
_NESTED = ActionSpec(
    ActionRef("t", "1", "Nested"),
    "",
    "",
    "",
    ObjectSpec("NestedRequest", "", ()),
    ObjectSpec("NestedResponse", "", (Member("Page", Kind.OBJECT, object_name="Page"),)),
    {"Page": _INNER},
)


def test_items_inside_an_object_and_of_plain_numbers() -> None:
    reply = with_items(_NESTED, {"Page": {"Total": loads("1")}}, 4, "r")
    page = json.loads(b"".join(reply.chunks))["Response"]["Page"]
    assert page == {"Total": 4, "Rates": [100000000, 100000001, 100000002, 100000003]}


def test_a_million_items_are_made_piece_by_piece(catalog: CatalogStore) -> None:
    spec = catalog.spec(ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"))
    reply = with_items(spec, loads(AnswerBook(catalog).text(spec)), 1_000_000, "r")  # type: ignore[arg-type]
    total = biggest = 0
    for chunk in reply.chunks:
        total += len(chunk)
        biggest = max(biggest, len(chunk))
    assert total == reply.length
    assert total > 100_000_000
    assert biggest < 300_000
