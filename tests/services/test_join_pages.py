"""Joined pages are one exchange, and it says how much of the whole it holds."""

from datetime import UTC, datetime
from typing import Any

import pytest

from explorer.core.catalog.paging import paging_of
from explorer.core.envelope import understand
from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import Exchange, Failure, FailureKind, Outcome, OutcomeKind, SentRequest, Timing
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps
from explorer.core.models.request import Request
from explorer.services.join_pages import as_exchange, pages_left
from explorer.services.page_parts import Joined, read_part
from explorer.services.page_walk import Pages
from explorer.services.ticket_summary import SummaryForm, summarise
from explorer.services.wiring import Services
from explorer.ui.response.wording import outcome_word

LIST = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")


def page(rows: list[JsonValue], total: int = 5, **changes: Any) -> tuple[JsonObject, Exchange]:
    answer: JsonObject = {"TotalCount": Number(str(total)), "Data": rows, "RequestId": "r"}
    body = dumps({"Response": answer}).encode()
    given: dict[str, Any] = {
        "request": Request(LIST, {"Limit": Number("2")}),
        "sent": SentRequest("POST", "http://127.0.0.1/", (), b""),
        "started": datetime.now(UTC),
        "timing": Timing(total=0.1),
        "status": 200,
        "headers": (("content-type", "application/json; charset=gbk"),),
        "body": body,
        "outcome": understand(body),
        **changes,
    }
    return answer, Exchange(**given)


def pages_of(services: Services, *rows: list[JsonValue], **changes: Any) -> Pages:
    paging = paging_of(services.catalog.spec(LIST))
    assert paging is not None
    made = [page(each) for each in rows]
    given: dict[str, Any] = {"items": sum(map(len, rows)), "total": 5, "last": made[-1][1], "done": True, **changes}
    joined = Joined()
    for _, exchange in made:
        part = read_part(paging, exchange)
        assert part is not None
        joined.add(part)
    return Pages(paging, joined, len(made), **given)


def test_all_of_it(services: Services) -> None:
    joined = as_exchange(pages_of(services, ["a", "b"], ["c", "d"], ["e"]), 1.5)
    assert joined.outcome is not None
    assert joined.outcome.kind is OutcomeKind.SUCCESS
    assert joined.outcome.note == "5 of 5 items in 3 pages."
    assert joined.outcome.warning == ""
    assert b'"Data":["a","b","c","d","e"]' in joined.body
    assert joined.timing.total == 1.5
    assert joined.header("Content-Type") == "application/json"


@pytest.mark.parametrize(("stopped", "outside"), [("a page answered InternalError", ""), ("", "you stopped it")])
def test_what_stopped_early_says_so(services: Services, stopped: str, outside: str) -> None:
    pages = pages_of(services, ["a", "b"], ["c", "d"], done=not outside, stopped=stopped)
    joined = as_exchange(pages, 1, outside)
    assert joined.outcome is not None
    assert joined.outcome.warning == f"4 of 5 items in 2 pages; {stopped or outside}."


def test_all_else_is_of_the_call_whose_request_id_stands_in_the_joined_body(services: Services) -> None:
    asked = Request(LIST, {"Limit": Number("2"), "Offset": Number("2")})
    last = page(["c"], request=asked, started=datetime(2030, 1, 1, tzinfo=UTC), status=203)[1]
    pages = pages_of(services, ["a", "b"], ["c"], last=last)
    opening = page(["a", "b"], started=datetime(2029, 1, 1, tzinfo=UTC))[1]
    pages.joined.opening = opening
    joined = as_exchange(pages, 1.5)
    assert (joined.request, joined.started, joined.status) == (opening.request, opening.started, 200)
    ticket = summarise(joined, form=SummaryForm.PLAIN)
    assert "3 of 5 items in 2 pages." in ticket
    assert "2029-01-01" in ticket
    assert "Offset" not in ticket


def failed_page(services: Services, **changes: Any) -> Exchange:
    asked = Request(LIST, {"Limit": Number("2"), "Offset": Number("4")})
    failed = page([], request=asked, timing=Timing(total=0.7), **changes)[1]
    return as_exchange(pages_of(services, ["a", "b"], ["c", "d"], last=failed, stopped="page 3 answered: why"), 9)


def test_an_error_on_a_later_page_is_the_outcome_and_leaves_what_came(services: Services) -> None:
    body = b'{"Response":{"Error":{"Code":"InternalError","Message":"m"},"RequestId":"r3"}}'
    joined = failed_page(services, body=body, outcome=understand(body))
    assert joined.outcome == Outcome(
        OutcomeKind.ERROR, "r3", "InternalError", "m", warning="4 of 5 items in 2 pages; page 3 answered: why."
    )
    assert b'"Data":["a","b","c","d"]' in joined.body
    ticket = summarise(joined, form=SummaryForm.PLAIN)
    for part in ("InternalError", "RequestId:", "r3", '"Offset": 4', "700 ms", "error"):
        assert part in ticket, part


def test_a_later_page_without_an_answer_leaves_what_came(services: Services) -> None:
    failure = Failure(FailureKind.TIMEOUT, "slow")
    joined = failed_page(services, failure=failure, outcome=None, body=b"", status=None)
    assert (joined.failure, joined.status) == (failure, None)
    assert joined.outcome == Outcome(OutcomeKind.SUCCESS, note="4 of 5 items in 2 pages; page 3 got no answer.")
    assert b'"Data":["a","b","c","d"]' in joined.body


def test_a_later_page_that_is_cut_in_its_error_tells_the_error(services: Services) -> None:
    outcome = Outcome(OutcomeKind.ERROR, "r3", "InternalError", damaged=True)
    joined = failed_page(services, failure=Failure(FailureKind.CUT, "cut"), outcome=outcome)
    assert joined.outcome is not None
    assert (joined.outcome.code, joined.outcome.request_id) == ("InternalError", "r3")
    assert outcome_word(joined) == ("InternalError", "error")


def test_a_later_page_that_is_none_of_the_api_is_an_error(services: Services) -> None:
    body = b"<html><title>502 Bad Gateway</title></html>"
    joined = failed_page(services, body=body, outcome=understand(body, "text/html"), status=502)
    assert joined.outcome is not None
    assert (joined.outcome.kind, joined.outcome.code, joined.status) == (OutcomeKind.ERROR, "", 502)
    assert "502 Bad Gateway" in joined.outcome.message
    assert b'"Data":["a","b","c","d"]' in joined.body


def test_a_failed_first_page_is_shown_as_it_is(services: Services) -> None:
    _, failed = page([])
    paging = paging_of(services.catalog.spec(LIST))
    assert paging is not None
    assert as_exchange(Pages(paging, Joined(), 0, 0, None, failed, True, "why"), 1) is failed


def test_pages_that_are_left(services: Services) -> None:
    spec = services.catalog.spec(LIST)
    assert pages_left(page(["a", "b"])[1], spec)
    assert not pages_left(page(["a", "b"], total=2)[1], spec)
    assert not pages_left(page([], total=0)[1], spec)
    assert not pages_left(page(["a"])[1], None)
    assert not pages_left(page(["a"])[1], services.catalog.spec(ActionRef("mqtt", "2024-05-16", "DescribeInstance")))
