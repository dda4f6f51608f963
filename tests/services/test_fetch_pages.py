"""All pages of a list are fetched in order, within the rate, and joined without loss."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from explorer.core.catalog.paging import Paging, PagingScheme
from explorer.core.envelope import understand
from explorer.core.errors import UsageError
from explorer.core.http.client import ApiClient
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange, Failure, FailureKind, Outcome, OutcomeKind, SentRequest, Timing
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps, loads
from explorer.core.models.request import Request
from explorer.services.fetch_pages import fetch_pages, seconds_between
from explorer.services.page_parts import Joined, Part
from explorer.services.page_walk import Pages, asks_for_same_list, with_most
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


def test_where_the_request_begins_is_said(services: Services) -> None:
    server = Server(lambda parameters: slice_of(25, parameters))
    last = fetched(services, server, Request(LIST, {"Offset": Number("15"), "Limit": Number("5")}))[-1]
    assert last.summary() == "10 of 25 items in 2 pages; begun at Offset 15, as asked"
    last = fetched(services, server, Request(LIST, {"Offset": Number("0"), "Limit": Number("5")}))[-1]
    assert last.summary() == "25 of 25 items in 5 pages"


@pytest.mark.parametrize("told", [0, 4, 10])
@pytest.mark.parametrize("count", [20, 25])
def test_a_count_that_is_less_than_what_came_is_not_believed(services: Services, told: int, count: int) -> None:
    server = Server(lambda parameters: {**slice_of(count, parameters), "TotalCount": Number(str(told))})
    request = Request(LIST, {"Limit": Number("10")})
    last = fetched(services, server, request)[-1]
    if told == 10:
        assert (last.items, last.summary()) == (10, "10 of 10 items in 1 page")  # nothing tells it from a true one
    else:
        assert (last.items, last.total, last.stopped) == (count, None, "")
        assert last.summary() == f"{count} items in 3 pages; the server counts only {told}"


def test_the_exchange_of_the_first_page_is_kept_without_its_body(services: Services) -> None:
    server = Server(lambda parameters: slice_of(25, parameters))
    opening = fetched(services, server, Request(LIST, {"Limit": Number("10")}))[-1].joined.opening
    assert opening is not None
    assert (opening.request.parameters, opening.body) == ({"Limit": Number("10")}, b"")


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
    assert last.summary() == "20 of 1000 items in 1 page; the server gave the same page again"
    assert len(ids(last)) == 20, "the repeat is not joined"
    assert len(last.joined.parts) == last.count == 1


@pytest.mark.parametrize("total", [True, False])
def test_one_item_is_said_as_one(services: Services, total: bool) -> None:
    last = fetched(services, Server(lambda asked: slice_of(1, asked, total)), Request(LIST))[-1]
    assert last.progress() == ("1 of 1 item in 1 page" if total else "1 item in 1 page")


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
    assert last.count > 2
    assert last.stopped == ""


class Wire:
    """Answers with bytes, one after the other, whatever is asked."""

    def __init__(self, *bodies: bytes) -> None:
        self.bodies = iter(bodies)
        self.asked: list[JsonObject] = []

    async def send(self, request: Request, _credential: Credential, **_: Any) -> Exchange:
        self.asked.append(request.parameters)
        body = next(self.bodies)
        sent = SentRequest("POST", "http://127.0.0.1/", (), b"")
        return Exchange(
            request, sent, datetime.now(UTC), Timing(), status=200, body=body, outcome=understand(body)
        )  # fmt: skip


def test_the_joined_text_is_the_server_s_own(services: Services) -> None:
    rows = [rb'{"b":1.00,"a":"\u4e2d\/","a":1E400}', b'{ "n" : 123456789012345678901234567890 }', b'{"z":-0.0}']
    head, tail = b'{"X": 1, "Response": {"TotalCount": 3, "Data": [', b' ], "RequestId": "r", "More": null}}\n'
    last = fetched(services, Wire(*(head + row + tail for row in rows)), Request(LIST, {"Limit": Number("1")}))[-1]
    assert last.merged() == head + b",".join(rows) + tail.lstrip()


def test_an_empty_first_page_and_a_null_list_join_too(services: Services) -> None:
    last = fetched(services, Wire(b'{"Response":{"Data":null,"RequestId":"r"}}'), Request(LIST))[-1]
    assert (last.items, last.done, last.stopped) == (0, True, "")
    assert last.merged() == b'{"Response":{"Data":null,"RequestId":"r"}}'


def test_a_list_that_changes_meanwhile_says_so(services: Services) -> None:
    def page(ids: list[str], total: int) -> bytes:
        rows: list[JsonValue] = [{"InstanceId": each, "N": Number("1.0")} for each in ids]
        return dumps({"Response": {"TotalCount": Number(str(total)), "Data": rows, "RequestId": "r"}}).encode()

    server = Wire(page(["a", "b"], 5), page(["b", "c"], 6), page(["d", "e"], 6))
    last = fetched(services, server, Request(LIST, {"Limit": Number("2")}))[-1]
    assert last.summary() == (
        "6 of 6 items in 3 pages; 1 item came twice (same InstanceId), so the list changed meanwhile; "
        "the server's count went from 5 to 6 meanwhile"
    )


def test_it_goes_on_from_the_page_that_failed(services: Services) -> None:
    broken = {"now": True}

    def answer(asked: JsonObject) -> JsonValue:
        if asked.get("Offset") == Number("10") and broken["now"]:
            return {"Error": {"Code": "InternalError", "Message": "m"}, "RequestId": "r"}
        return slice_of(25, asked)

    server, request = Server(answer), Request(LIST, {"Limit": Number("10")})
    stopped = fetched(services, server, request)[-1]
    assert stopped.stopped == "page 2 answered InternalError"
    assert stopped.following is not None
    broken["now"] = False

    async def go_on() -> list[Pages]:
        async def sleep(_: float) -> None:
            pass

        client: Any = server
        made = fetch_pages(services, client, request, resumed=stopped, credential=KEY, sleep=sleep)
        return [pages async for pages in made]

    last = asyncio.run(go_on())[-1]
    assert last.summary() == "25 of 25 items in 3 pages"
    assert [str(asked.get("Offset")) for asked in server.asked] == [
        str(each) for each in (None, Number("10"), Number("10"), Number("20"))
    ]
    assert loads(last.merged().decode())["Response"]["Data"] == slice_of(25, {"Limit": Number("25")})["Data"]  # type: ignore[call-overload, index]


def cursor_paging() -> Paging:
    return Paging(PagingScheme.CURSOR, "NextToken", "MaxResults", items=("Rows",), cursor=("NextToken",))


def test_cursors_in_a_ring_are_left(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(services.catalog), "paging", lambda *_: cursor_paging())
    following = {None: "a", "a": "b", "b": "a"}
    server = Server(
        lambda asked: {"Rows": [asked.get("NextToken")], "NextToken": following[asked.get("NextToken")]}  # type: ignore[index]
    )
    last = fetched(services, server, Request(LIST))[-1]
    assert last.stopped == "the server gave the same cursor again"
    assert last.items == 3


OPEN = Paging(
    PagingScheme.OFFSET, "Offset", "Limit", items=("Data",), total=("TotalCount",), may_count_pages=True
)  # fmt: skip


def fetched_as(services: Services, paging: Paging, server: Server, asked: JsonObject) -> Pages:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(services.catalog), "paging", lambda *_: paging)
        return fetched(services, server, Request(LIST, asked))[-1]


def ids(pages: Pages) -> list[str]:
    response: Any = loads(pages.merged().decode())
    return [row["InstanceId"] for row in response["Response"]["Data"]]


def paged(count: int, asked: JsonObject, first: int) -> JsonObject:
    """As a server that counts pages from ``first`` on answers."""
    page, size = asked.get("Offset", Number(str(first))), asked.get("Limit", Number("20"))
    assert isinstance(page, Number)
    assert isinstance(size, Number)
    return slice_of(count, {"Offset": Number(str((int(page.text) - first) * int(size.text))), "Limit": size})


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("count", [0, 1, 7, 8, 30])
def test_an_offset_that_counts_pages_is_found_out(services: Services, count: int, first: int, total: bool) -> None:
    paging = replace(OPEN, first=first, total=OPEN.total if total else ())
    server = Server(lambda asked: paged(count, asked, first))
    pages = fetched_as(services, paging, server, {"Limit": Number("7")})
    assert ids(pages) == [f"i{n}" for n in range(count)]
    assert pages.stopped == ""


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("count", [0, 1, 7, 8, 30])
def test_an_offset_that_is_only_called_a_page_number_counts_items(services: Services, count: int, first: int) -> None:
    server = Server(lambda asked: slice_of(count, asked))
    pages = fetched_as(services, replace(OPEN, first=first), server, {"Limit": Number("7")})
    assert ids(pages) == [f"i{n}" for n in range(count)]
    assert pages.joined.twice == 0


def test_pages_that_begin_with_zero_lose_none(services: Services) -> None:
    paging = Paging(PagingScheme.PAGE, "Offset", "Limit", first=0, items=("Data",), total=("TotalCount",))
    pages = fetched_as(services, paging, Server(lambda asked: paged(30, asked, 0)), {"Limit": Number("7")})
    assert ids(pages) == [f"i{n}" for n in range(30)]


UNTOLD = Paging(
    PagingScheme.PAGE, "Offset", "Limit", first=1, items=("Data",), total=("TotalCount",), may_begin_at_0=True
)  # fmt: skip


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("count", [0, 1, 7, 8, 30])
def test_the_first_page_s_number_is_found_out(services: Services, count: int, first: int, total: bool) -> None:
    server = Server(lambda asked: {**paged(count, asked, first), "RequestId": f"r{len(server.asked)}"})
    paging = replace(UNTOLD, total=UNTOLD.total if total else ())
    pages = fetched_as(services, paging, server, {"Limit": Number("7")})
    assert ids(pages) == [f"i{n}" for n in range(count)]
    assert (pages.stopped, pages.joined.twice, pages.count) == ("", 0, len(pages.joined.parts))
    if count == 30:
        asked = [str(each.get("Offset")) for each in server.asked]
        assert asked == [str(each) for each in (None, *map(Number, "1234" if first == 0 else "12345"))]


def test_a_first_page_that_changes_meanwhile_is_known_again(services: Services) -> None:
    def answer(asked: JsonObject) -> JsonObject:
        made = paged(30, asked, 1)
        rows = made["Data"]
        assert isinstance(rows, list)
        return {**made, "Data": [*rows[1:], {"InstanceId": "new"}]} if len(server.asked) == 2 else made

    server = Server(answer)
    pages = fetched_as(services, UNTOLD, server, {"Limit": Number("7")})
    assert ids(pages) == [f"i{n}" for n in range(30)]


@pytest.mark.parametrize("begin", [0, 2])
def test_a_number_that_the_request_names_is_followed_by_the_next(services: Services, begin: int) -> None:
    server = Server(lambda asked: paged(30, asked, 0))
    pages = fetched_as(services, UNTOLD, server, {"Limit": Number("7"), "Offset": Number(str(begin))})
    assert ids(pages) == [f"i{n}" for n in range(begin * 7, 30)]


def test_pages_inside_an_object(services: Services) -> None:
    paging = replace(OPEN, may_count_pages=False, within="Filter")

    def answer(asked: JsonObject) -> JsonObject:
        inside = asked["Filter"]
        assert isinstance(inside, dict)
        assert asked["MemberId"] == ["m"]
        return slice_of(25, inside)

    asked: JsonObject = {"MemberId": ["m"], "Filter": {"Limit": Number("10")}}
    assert ids(fetched_as(services, paging, Server(answer), asked)) == [f"i{n}" for n in range(25)]


def test_pages_are_as_large_as_is_documented_unless_the_request_says(services: Services) -> None:
    server = Server(lambda asked: slice_of(250, asked))
    assert fetched(services, server, Request(LIST))[-1].items == 250
    assert [asked["Limit"] for asked in server.asked] == [Number("100")] * 3
    server = Server(lambda asked: slice_of(25, asked))
    fetched(services, server, Request(LIST, {"Limit": Number("10")}))
    assert [asked["Limit"] for asked in server.asked] == [Number("10")] * 3


def test_a_documented_size_that_is_refused_is_left_out(services: Services) -> None:
    def answer(asked: JsonObject) -> JsonObject:
        if "Limit" in asked:
            return {"Error": {"Code": "InvalidParameterValue.Limit", "Message": "m"}, "RequestId": "r"}
        return slice_of(25, asked)

    server = Server(answer)
    last = fetched(services, server, Request(LIST))[-1]
    assert (last.items, last.stopped) == (25, "")
    assert ["Limit" in asked for asked in server.asked] == [True, False, False]


def test_a_size_that_the_server_cuts_down_unsaid_loses_nothing(services: Services) -> None:
    paging = replace(OPEN, may_count_pages=False, total=())
    server = Server(lambda asked: slice_of(25, {**asked, "Limit": Number("10")}, total=False))
    assert fetched_as(services, paging, server, {"Limit": Number("200")}).items == 25


def test_a_position_that_travels_as_text_stays_text(services: Services) -> None:
    paging = replace(OPEN, may_count_pages=False, is_text=True, size_is_text=True, most=10)

    def answer(asked: JsonObject) -> JsonObject:
        return slice_of(25, {name: Number(str(value)) for name, value in asked.items()})

    server = Server(answer)
    assert fetched_as(services, paging, server, {}).items == 25
    assert server.asked == [{"Limit": "10"}, {"Limit": "10", "Offset": "10"}, {"Limit": "10", "Offset": "20"}]


def test_the_same_list_is_known_again() -> None:
    paging = replace(OPEN, most=100)
    asked = with_most(paging, Request(LIST, {"Filters": []}))
    assert asked.parameters == {"Filters": [], "Limit": Number("100")}
    following = replace(asked, parameters={**asked.parameters, "Offset": Number("100")})
    assert asks_for_same_list(paging, Request(LIST, {"Filters": []}), following)
    assert not asks_for_same_list(paging, Request(LIST, {"Filters": [], "Limit": Number("10")}), following)
    assert not asks_for_same_list(paging, Request(LIST, {}), following)
    third = Request(LIST, {"Offset": Number("3")})
    assert with_most(paging, third) == third, "another size would make another page of the third"


@pytest.mark.parametrize(
    ("document", "seconds"),
    [
        ("A maximum of 10 requests can be initiated per second for this API.", 0.2),
        ("(Note: The API request frequency limit follows a restriction: 200 requests/10 minutes).", 6.0),
        ("The rate limit of this API is one call every 15 seconds.", 30.0),
        ("Lists what there is.", 0.1),
        ("- The rate limit of this API is five calls per second", 0.4),
        ("Default API request rate limit: 5 requests/second", 0.4),
        ("The API request frequency limit: 1,000 times/second", 0.1),
        ("API call rate limit: 20 calls/second (1,200 calls/minute)", 0.1),
    ],
)
def test_the_rate_is_the_document_s_own(services: Services, document: str, seconds: float) -> None:
    spec = replace(services.catalog.spec(LIST), document=document)
    assert seconds_between(spec) == pytest.approx(seconds)


def test_many_pages_take_the_memory_of_their_text(services: Services) -> None:
    joined = Joined()
    part = Part(b'{"InstanceId":"x"}', 1, 5000)
    for number in range(5000):
        joined.add(replace(part, items=b'{"InstanceId":"%d"}' % number))
    assert joined.size == sum(len(each.items) for each in joined.parts)
    assert sum(bool(each.body) for each in joined.parts) <= 1
