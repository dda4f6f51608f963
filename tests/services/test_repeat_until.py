"""Repeating ends when the expression comes true, or at its limit; what cannot work is told before anything is sent."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from explorer.core.envelope import understand
from explorer.core.errors import UsageError
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange, SentRequest, Timing
from explorer.core.models.request import Request
from explorer.services.repeat_until import Attempt, Until, repeat_until
from explorer.services.wiring import Services

REQUEST = Request(ActionRef("mqtt", "2024-05-16", "DescribeInstance"), {"InstanceId": "mqtt-1"})


class Server:
    def __init__(self, bodies: Iterator[bytes]) -> None:
        self._bodies = bodies

    async def send(self, request: Request, _credential: Credential, **_: Any) -> Exchange:
        sent, found = SentRequest("POST", "http://127.0.0.1/", (), b""), next(self._bodies)
        return Exchange(
            request, sent, datetime.now(UTC), Timing(), status=200, body=found, outcome=understand(found)
        )  # fmt: skip


def attempts(services: Services, bodies: list[bytes], expression: str, **options: Any) -> list[Attempt]:
    async def sleep(_seconds: float) -> None:
        pass

    async def go() -> list[Attempt]:
        server: Any = Server(iter(bodies))
        made = repeat_until(
            services, server, REQUEST, expression, credential=Credential("A", "K"), sleep=sleep, **options
        )
        return [attempt async for attempt in made]

    return asyncio.run(go())


def body(status: str) -> bytes:
    return f'{{"Response":{{"InstanceStatus":"{status}","N":9007199254740993,"RequestId":"r"}}}}'.encode()


def test_it_ends_when_the_expression_comes_true(services: Services) -> None:
    bodies = [body("CREATING"), b"<html>", b'{"Response":{"Error":{"Code":"X"}}}', body("RUNNING"), body("LATER")]
    found = attempts(services, bodies, "Response.InstanceStatus == 'RUNNING'")
    assert [attempt.met for attempt in found] == [False, False, False, True]
    assert found[-1].number == 4


def test_it_ends_at_its_limit(services: Services) -> None:
    found = attempts(services, [body("CREATING")] * 5, "Response.N == `9007199254740992`", limit=3)
    assert [attempt.met for attempt in found] == [False] * 3


@pytest.mark.parametrize(("expression", "options"), [("a[", {}), ("a", {"interval": 0.0}), ("a", {"limit": 0})])
def test_what_cannot_work_is_told_first(services: Services, expression: str, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        attempts(services, [], expression, **options)


@pytest.mark.parametrize(
    ("wanted", "met"),
    [("RUNNING", True), (" RUNNING ", True), ("running", False), ('"RUNNING"', True), ("", True), ('""', False)],
)
def test_a_wanted_text(services: Services, wanted: str, met: bool) -> None:
    found = attempts(services, [body("RUNNING")], "Response.InstanceStatus", wanted=wanted, limit=1)
    assert found[-1].met is met


@pytest.mark.parametrize(
    ("wanted", "met"),
    [("9007199254740993", True), ("9007199254740993.0", True), ("9007199254740992", False), ("x", False)],
)
def test_a_wanted_number_is_compared_exactly(services: Services, wanted: str, met: bool) -> None:
    found = attempts(services, [body("RUNNING")], "Response.N", wanted=wanted, limit=1)
    assert found[-1].met is met


def test_null_can_be_waited_for(services: Services) -> None:
    assert attempts(services, [body("RUNNING")], "Response.Nothing", wanted="null", limit=1)[-1].met


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("Response.Nothing", "null"),
        ("Response.Nothing == null", "true"),
        ("!(Response.Locked)", ""),
        ("Response.RequestId", ""),
        ("length(Response.Nothing || `[]`)", "0"),
    ],
)
@pytest.mark.parametrize(
    "between",
    [
        b'{"Response":{"Error":{"Code":"X","Message":"m"},"RequestId":"r"}}',
        b"<html>",
        b'{"Response":{"InstanceStatus":"A","Lock',
        b"",
        b'{"code":4000,"message":"m","codeDesc":"X"}',
    ],
)
def test_what_is_only_missing_because_of_an_error_is_waited_out(
    services: Services, expression: str, wanted: str, between: bytes
) -> None:
    found = attempts(services, [between, between, body("RUNNING")], expression, wanted=wanted, limit=3)
    assert [attempt.met for attempt in found] == [False, False, True]


@pytest.mark.parametrize(
    ("expression", "wanted"), [("Response.Error.Code", "X"), ("Response.Error", ""), ("Response.Error.Code == 'X'", "")]
)
def test_an_error_can_be_what_is_waited_for(services: Services, expression: str, wanted: str) -> None:
    bodies = [body("DELETING"), b'{"Response":{"Error":{"Code":"X","Message":"m"},"RequestId":"r"}}']
    assert [attempt.met for attempt in attempts(services, bodies, expression, wanted=wanted)] == [False, True]


@pytest.mark.parametrize("later", ["1.0", "1", "10e-1"])
def test_another_spelling_of_a_number_is_no_change(services: Services, later: str) -> None:
    bodies = [f'{{"Response":{{"V":{value}}}}}'.encode() for value in ('{"a":1,"b":2}', f'{{"b":2,"a":{later}}}', "3")]
    assert [each.met for each in attempts(services, bodies, "Response.V", until=Until.CHANGES)] == [False, False, True]


def test_what_does_not_fit_the_expression_is_no_value_that_could_change(services: Services) -> None:
    bodies = [f'{{"Response":{{"V":{value}}}}}'.encode() for value in ("null", "[1]", "null", "[2]", "[2, 3]")]
    found = attempts(services, bodies, "length(Response.V)", until=Until.CHANGES)
    assert [each.met for each in found] == [False] * 4 + [True]


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("Response.Password", "******"),
        ("Response.[Name, Password]", "******"),
        ("Response.Name", "anna"),
        ("Response.Count", "12"),
        ("Response.Nothing", "null"),
        ("Response.Password == 'hunter-22'", "true"),
    ],
)
def test_a_secret_is_not_shown_and_yet_waited_for(services: Services, expression: str, shown: str) -> None:
    answer = b'{"Response":{"Name":"anna","Password":"hunter-22","Count":12,"RequestId":"r"}}'
    assert attempts(services, [answer], expression, limit=1)[0].shown == shown
    assert attempts(services, [answer], "Response.Password", wanted="hunter-22")[0].met


def test_a_change_is_measured_from_the_first_value_that_came(services: Services) -> None:
    broken = b'{"Response":{"Error":{"Code":"X"},"RequestId":"r"}}'
    bodies = [broken, body("CREATING"), broken, b"<html>", body("CREATING"), body("RUNNING")]
    found = attempts(services, bodies, "Response.InstanceStatus", until=Until.CHANGES)
    assert [attempt.met for attempt in found] == [False] * 5 + [True]
    assert found[-1].over == "met"


def test_null_is_a_value_that_can_change(services: Services) -> None:
    bodies = [b'{"Response":{"RequestId":"r"}}', body("RUNNING")]
    assert [each.met for each in attempts(services, bodies, "Response.InstanceStatus", until=Until.CHANGES)] == [0, 1]


def test_the_time_is_a_limit_too(services: Services) -> None:
    ticks = iter(range(0, 1000, 4))
    found = attempts(
        services, [body("CREATING")] * 9, "a", interval=5.0, longest=16.0, clock=lambda: float(next(ticks))
    )  # fmt: skip
    assert [attempt.over for attempt in found] == ["", "", "time"]
    assert found[-1].seconds == 12.0


def test_an_error_can_end_it(services: Services) -> None:
    bodies = [body("CREATING"), b'{"Response":{"Error":{"Code":"X"},"RequestId":"r"}}', body("RUNNING")]
    found = attempts(services, bodies, "Response.InstanceStatus", wanted="RUNNING", stop_at_error=True)
    assert [attempt.over for attempt in found] == ["", "error"]


@pytest.mark.parametrize(
    ("value", "wanted", "met"),
    [
        ('{"a": [1, {"b": 2.50}]}', '{"a":[1.0,{"b":2.5}]}', True),
        ('{"a": [1, {"b": 2.50}]}', '{"a":[1.0,{"b":2.5},3]}', False),
        ('"1"', "1", True),
        ("1", '"1"', False),
        ("true", "true", True),
        ("1", "true", False),
        ('"say \\"hi\\""', 'say "hi"', True),
        ('""', '""', True),
        ("123456789012345678901234567890.1", "123456789012345678901234567890.10", True),
        ("123456789012345678901234567890.1", "123456789012345678901234567890.2", False),
        ("1e999999999999999999999", "2e999999999999999999999", False),
        ("1e999999999999999999999", "1e999999999999999999999", True),
        ("[]", "[", False),
        ("[]", "[" * 5000, False),
    ],
)
def test_values_are_compared_as_what_they_are(services: Services, value: str, wanted: str, met: bool) -> None:
    found = attempts(services, [f'{{"Response":{{"V":{value}}}}}'.encode()], "Response.V", wanted=wanted, limit=1)
    assert found[-1].met is met


def test_an_expression_that_does_not_fit_the_answer_says_why(services: Services) -> None:
    broken = b'{"Response":{"Error":{"Code":"X"},"RequestId":"r"}}'
    found = attempts(services, [body("RUNNING"), broken], "length(Response.N)", limit=2)
    assert "length" in found[0].reason
    assert found[1].reason == "", "an error says enough itself"
