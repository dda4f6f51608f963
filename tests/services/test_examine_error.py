"""A real call to the practice endpoint fails; what is said about it fits what was done."""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from explorer.core.http.client import ApiClient
from explorer.core.knowledge.evidence import Evidence, Sign
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange, Failure, FailureKind, SentRequest, Timing
from explorer.core.models.json_value import Number, dumps
from explorer.core.models.request import Request
from explorer.sandbox.server import PracticeEndpoint
from explorer.services.examine_error import examine, fields_to_look_at
from explorer.services.manage_profiles import add_profile
from explorer.services.send_request import send, spec_of
from explorer.services.wiring import Services

REF = ActionRef("mqtt", "2024-05-16", "DescribeInstance")


@pytest.fixture
def endpoint(services: Services) -> Iterator[PracticeEndpoint]:
    with PracticeEndpoint(services.catalog) as running:
        yield running


def examined(services: Services, request: Request, credential: Credential) -> tuple[Exchange, tuple[Evidence, ...]]:
    add_profile(services, "duty", credential)

    async def go() -> Exchange:
        client = ApiClient()
        try:
            return await send(services, client, request)
        finally:
            await client.aclose()

    exchange = asyncio.run(go())
    return exchange, examine(services, exchange, spec_of(services, REF))


def asked(endpoint: PracticeEndpoint, **changes: object) -> Request:
    given: dict[str, object] = {"parameters": {"InstanceId": "mqtt-none"}, "region": "ap-guangzhou", **changes}
    return Request(REF, endpoint=endpoint.url, profile="duty", **given)  # type: ignore[arg-type]


def test_a_wrong_key(services: Services, endpoint: PracticeEndpoint) -> None:
    wrong = Credential(endpoint.credential.secret_id, "not-the-key")
    exchange, found = examined(services, asked(endpoint), wrong)
    assert exchange.outcome is not None
    assert exchange.outcome.code == "AuthFailure.SignatureFailure"
    likely = [item.text for item in found if item.sign is Sign.LIKELY]
    assert likely == ["the SecretKey is not the one of this SecretId"]
    assert len(found) == 4
    assert not any(wrong.secret_id in item.text or wrong.secret_key in item.text for item in found)


def test_an_old_timestamp(services: Services, endpoint: PracticeEndpoint) -> None:
    request = asked(endpoint, timestamp=int(time.time()) - 3600)
    exchange, found = examined(services, request, endpoint.credential)
    assert exchange.outcome is not None
    assert exchange.outcome.code == "AuthFailure.SignatureExpire"
    assert [(item.sign, "own timestamp" in item.text) for item in found] == [(Sign.LIKELY, True)]


@pytest.mark.parametrize("by_hand", [False, True])
def test_where_to_look_is_what_is_likely_and_then_what_the_message_names(services: Services, by_hand: bool) -> None:
    sent = {"Filters": [{"Name": "InstanceName ", "Values": ["x"]}], "Limit": Number("10"), "Foreign": "x"}
    ref = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
    request = Request(ref, body_text=dumps(sent)) if by_hand else Request(ref, sent)
    exchange = Exchange(request, SentRequest("POST", "", (), b""), datetime.now(UTC), Timing())
    found = (
        Evidence(Sign.LIKELY, "blanks", "Filters.0.Name"),
        Evidence(Sign.RULED_OUT, "it was sent", "Limit"),
        Evidence(Sign.LIKELY, "the clock"),
        Evidence(Sign.LIKELY, "not there", "Offset"),
        Evidence(Sign.LIKELY, "unknown and not sent", "Nowhere"),
    )
    fields = fields_to_look_at(exchange, spec_of(services, ref), found, "Filters[0].Values[0] or Filters.0.Name")
    assert fields == ("Filters.0.Name", "Offset", "Filters.0.Values.0")
    assert fields_to_look_at(exchange, None, (), "nothing is named") == ()


def test_a_parameter_of_the_message(services: Services, endpoint: PracticeEndpoint) -> None:
    _, found = examined(services, asked(endpoint), endpoint.credential)
    assert found[0] == Evidence(Sign.LIKELY, "the value of InstanceId (mqtt-none)", "InstanceId")


def test_a_success_has_no_evidence(services: Services, endpoint: PracticeEndpoint) -> None:
    request = Request(
        ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"),
        endpoint=endpoint.url,
        profile="duty",
        region="ap-guangzhou",
    )
    _, found = examined(services, request, endpoint.credential)
    assert found == ()


@pytest.mark.parametrize("no_proxy", ["", "mqtt.intl.tencentcloudapi.com"])
def test_a_failure_knows_the_proxy_without_its_password(
    services: Services, monkeypatch: pytest.MonkeyPatch, no_proxy: str
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("https_proxy", "http://user:word@proxy.example:3128")
    monkeypatch.setenv("no_proxy", no_proxy)
    exchange = Exchange(
        Request(REF),
        SentRequest("POST", "https://mqtt.intl.tencentcloudapi.com/", (), b""),
        datetime(2026, 1, 2, tzinfo=UTC),
        Timing(),
        failure=Failure(FailureKind.NAME, "There is no such host."),
    )
    words = "; ".join(item.text for item in examine(services, exchange, None))
    assert ("the proxy in use (proxy.example:3128)" in words) == (not no_proxy)
    assert ("a proxy (none is in use for this host)" in words) == bool(no_proxy)
    assert "user" not in words
    assert "word" not in words.replace("password", "")


def test_an_endpoint_of_practice_that_is_gone(services: Services, endpoint: PracticeEndpoint) -> None:
    request = asked(endpoint)
    endpoint.stop()
    exchange, found = examined(services, request, endpoint.credential)
    assert exchange.failure is not None
    assert found[0].text == "the practice endpoint is not running"
