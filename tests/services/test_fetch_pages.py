"""All pages of a list are fetched in order, within the rate, and joined without loss."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from explorer.core.errors import UsageError
from explorer.core.http.client import ApiClient
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange, Failure, FailureKind, Outcome, OutcomeKind, SentRequest, Timing
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps, loads
from explorer.core.models.request import Request
from explorer.services.fetch_pages import Pages, fetch_pages
from explorer.services.wiring import Services

LIST = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
KEY = Credential("AKID", "KEY")


class Server:
    """Stands in for the client: answers each request by a function of its parameters."""

    def __init__(self, answer: Callable[[JsonObject], JsonValue | Failure]) -> None:
        self.answer = answer
        self.asked: list[JsonObject] = []

    async def send(self, request: Request, _credential: Credential, **_: Any) -> Exchange:
        self.asked.append(request.parameters)
        found = self.answer(request.parameters)
        sent = SentRequest("POST", "http://127.0.0.1/", (), b"")
        base: dict[str, Any] = {"request": request, "sent": sent, "started": datetime.now(UTC), "timing": Timing()}
        if isinstance(found, Failure):
            return Exchange(**base, failure=found)
        body = dumps({"Response": found}).encode()
        error = found.get("Error") if isinstance(found, dict) else None
        kind = OutcomeKind.ERROR if isinstance(error, dict) else OutcomeKind.SUCCESS
        code = str(error.get("Code")) if isinstance(error, dict) else ""
        return Exchange(**base, status=200, body=body, outcome=Outcome(kind, code=code))


def fetched(services: Services, client: Any, request: Request, waits: list[float] | None = None) -> list[Pages]:
    async def sleep(seconds: float) -> None:
        if waits is not None:
            waits.append(seconds)

    async def go() -> list[Pages]:
        return [
            pages
            async for pages in fetch_pages(services, client, request, credential=KEY, sleep=sleep, clock=lambda: 0)
        ]

    return asyncio.run(go())


def slice_of(count: int, parameters: JsonObject, total: bool = True) -> JsonObject:
    offset, limit = parameters.get("Offset", Number("0")), parameters.get("Limit", Number("20"))
    assert isinstance(offset, Number)
    assert isinstance(limit, Number)
    first = int(offset.text)
    rows: list[JsonValue] = [
        {"InstanceId": f"i{n}", "N": Number(f"{n}.10")} for n in range(first, min(count, first + int(limit.text)))
    ]
    return {**({"TotalCount": Number(str(count))} if total else {}), "Data": rows, "RequestId": "r"}


@pytest.mark.parametrize("with_total", [True, False])
@pytest.mark.parametrize(("count", "limit"), [(0, 10), (1, 10), (10, 10), (25, 10), (30, 10)])
def test_every_item_comes_once_and_in_order(services: Services, count: int, limit: int, with_total: bool) -> None:
    server = Server(lambda parameters: slice_of(count, parameters, with_total))
    last = fetched(services, server, Request(LIST, {"Limit": Number(str(limit))}))[-1]
    assert last.done
    assert last.stopped == ""
    assert last.items == count
    merged = loads(last.merged().decode())
    assert isinstance(merged, dict)
    response = merged["Response"]
    assert isinstance(response, dict)
    assert response["Data"] == slice_of(count, {"Limit": Number(str(count or 1))})["Data"]
    assert b'"N":0.10' in last.merged() or not count


def test_it_starts_where_the_request_says_and_keeps_its_other_parameters(services: Services) -> None:
    server = Server(lambda parameters: slice_of(25, parameters))
    body = '{"Offset": 15, "Limit": 5, "Filters": []}'
    last = fetched(services, server, Request(LIST, body_text=body))[-1]
    assert [asked["Offset"] for asked in server.asked] == [Number("15"), Number("20")]
    assert all(asked["Filters"] == [] for asked in server.asked)
    assert (last.items, last.total, last.stopped) == (10, 25, "")


def test_the_rate_is_kept_and_a_limit_is_waited_out(services: Services) -> None:
    waits: list[float] = []
    refused = iter([True, False, False, False])

    def answer(parameters: JsonObject) -> JsonObject:
        if next(refused):
            return {"Error": {"Code": "RequestLimitExceeded", "Message": "m"}, "RequestId": "r"}
        return slice_of(25, parameters)

    last = fetched(services, Server(answer), Request(LIST, {"Limit": Number("10")}), waits)[-1]
    assert last.items == 25
    assert waits == [1.0, 0.1, 0.1]


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        ({"Error": {"Code": "InternalError", "Message": "m"}, "RequestId": "r"}, "InternalError"),
        (Failure(FailureKind.TIMEOUT, "No answer within 60 s."), "No answer within 60 s."),
    ],
)
def test_a_page_that_fails_ends_it_with_what_there_is(services: Services, trouble: Any, told: str) -> None:
    server = Server(lambda asked: trouble if asked.get("Offset") else slice_of(25, asked))
    last = fetched(services, server, Request(LIST, {"Limit": Number("10")}))[-1]
    assert last.done
    assert last.items == 10
    assert told in last.stopped
    assert last.summary().startswith("10 of 25 items in 1 page; ")
    assert b'"i9"' in last.merged()


def test_a_server_that_repeats_itself_is_left(services: Services) -> None:
    server = Server(lambda _: slice_of(1000, {}))
    last = fetched(services, server, Request(LIST))[-1]
    assert len(server.asked) == 2
    assert "same page" in last.stopped


def test_an_action_without_pages_is_told(services: Services) -> None:
    with pytest.raises(UsageError, match="pages"):
        fetched(services, Server(lambda _: {}), Request(ActionRef("mqtt", "2024-05-16", "DescribeInstance")))


def test_against_the_practice_endpoint(services: Services) -> None:
    endpoint = services.practice.start()
    request = Request(LIST, {"Limit": Number("7")}, region="ap-guangzhou", endpoint=endpoint.url)

    async def go() -> Pages:
        client = ApiClient()
        found: Pages | None = None
        try:
            async for pages in fetch_pages(services, client, request, credential=endpoint.credential):
                found = pages
        finally:
            await client.aclose()
        assert found is not None
        return found

    last = asyncio.run(go())
    assert last.items == last.total
    assert len(last.answers) > 2
    assert last.stopped == ""
