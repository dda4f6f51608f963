"""Sending finds the key, obeys the profile, and remembers the exchange without its secrets."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from explorer.core.errors import CredentialError, UsageError
from explorer.core.http.client import ApiClient
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange, OutcomeKind
from explorer.core.models.profile import Residence
from explorer.core.models.request import Request
from explorer.services.explain_error import explain_exchange
from explorer.services.manage_profiles import add_profile
from explorer.services.send_request import new_client, send
from explorer.services.wiring import Services

LIST = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
DELETE = ActionRef("mqtt", "2024-05-16", "DeleteInstance")


def sent(services: Services, request: Request, **more: Any) -> Exchange:
    async def go() -> Exchange:
        client = ApiClient()
        try:
            return await send(services, client, request, **more)
        finally:
            await client.aclose()

    return asyncio.run(go())


def test_the_profile_gives_key_and_region(services: Services) -> None:
    profile = services.practice.offer_profile()
    exchange = sent(services, Request(LIST, endpoint=services.practice.url, profile=profile.name))
    assert exchange.outcome is not None
    assert exchange.outcome.kind is OutcomeKind.SUCCESS
    assert exchange.request.region == profile.region
    kept = services.history.by_request_id(exchange.outcome.request_id)
    assert kept


def test_both_front_ends_go_through_the_proxy_of_the_settings(services: Services) -> None:
    services.save_settings(replace(services.settings, proxy="http://127.0.0.1:9"))
    key = services.practice.offer_profile().name

    async def go() -> Exchange:
        client = new_client(services)
        try:
            return await send(services, client, Request(LIST, endpoint="https://mqtt.example.invalid", profile=key))
        finally:
            await client.aclose()

    failure = asyncio.run(go()).failure
    assert failure is not None
    assert dict(failure.facts)["proxy"] == "127.0.0.1:9"


def test_no_profile_and_no_key_is_told(services: Services) -> None:
    with pytest.raises(CredentialError, match="No profile"):
        sent(services, Request(LIST, endpoint="http://127.0.0.1:1"))


def test_a_read_only_profile_refuses_before_anything_is_sent(services: Services) -> None:
    add_profile(services, "audit", Credential("AKID", "KEY"), read_only=True, residence=Residence.MEMORY)
    request = Request(DELETE, {"InstanceId": "x"}, endpoint="http://127.0.0.1:1", profile="audit")
    with pytest.raises(UsageError, match="read-only"):
        sent(services, request)
    with pytest.raises(UsageError, match="read-only"):
        sent(services, request, credential=Credential("AKID", "KEY"))


def test_an_error_is_explained(services: Services) -> None:
    endpoint = services.practice.start()
    request = Request(DELETE, {"InstanceId": "mqtt-none"}, region="ap-guangzhou", endpoint=endpoint.url)
    exchange = sent(services, request, credential=endpoint.credential)
    explanation = explain_exchange(services, exchange)
    assert explanation is not None
    assert explanation.code.startswith("ResourceNotFound")
    assert explanation.meaning


def test_a_disk_that_refuses_costs_no_answer(services: Services) -> None:
    services.paths.state.parent.mkdir(parents=True, exist_ok=True)
    services.paths.state.write_text("a file where a folder should be", "utf-8")
    endpoint = services.practice.start()
    request = Request(LIST, region="ap-guangzhou", endpoint=endpoint.url)
    assert sent(services, request, credential=endpoint.credential).outcome is not None
