"""The vendor's Python SDK, unchanged, against the practice endpoint."""

import importlib
import inspect
import json
from typing import Any

import pytest
from tencentcloud.common import credential as sdk_credential
from tencentcloud.common.abstract_client import AbstractClient
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef, Reading, Service
from explorer.core.models.json_value import JsonObject, dumps
from explorer.sandbox.call import Refusal
from explorer.sandbox.events import streams
from explorer.sandbox.parameters import accept
from explorer.sandbox.server import PracticeEndpoint

_MQTT_VERSION = "2024-05-16"


def _module(ref: ActionRef, kind: str) -> Any:
    folder = "autoscaling" if ref.service == "as" else ref.service
    name = f"{folder}_client" if kind == "client" else kind
    return importlib.import_module(f"tencentcloud.{folder}.v{ref.version.replace('-', '')}.{name}")


def _client(
    endpoint: PracticeEndpoint,
    ref: ActionRef,
    method: str = "POST",
    algorithm: str = "TC3-HMAC-SHA256",
    secret_key: str = "",
) -> Any:
    profile = ClientProfile(signMethod=algorithm)
    profile.httpProfile = HttpProfile(
        protocol="http", endpoint=endpoint.url.removeprefix("http://"), reqMethod=method, reqTimeout=20
    )
    kinds = [
        kind
        for _, kind in inspect.getmembers(_module(ref, "client"), inspect.isclass)
        if issubclass(kind, AbstractClient) and kind is not AbstractClient
    ]
    key = secret_key or endpoint.credential.secret_key
    pair = sdk_credential.Credential(endpoint.credential.secret_id, key)
    return kinds[0](pair, "ap-guangzhou", profile)


def _call(client: Any, ref: ActionRef, parameters: JsonObject) -> Any:
    request = getattr(_module(ref, "models"), f"{ref.name}Request")()
    request.from_json_string(dumps(parameters))
    return getattr(client, ref.name)(request)


def _examples(catalog: CatalogStore, ref: ActionRef) -> list[JsonObject]:
    """The vendor's examples of an action that keep to its spec."""
    good = []
    for example in catalog.examples(ref):
        if example.parameters is not None and example.input_reading is not Reading.UNREAD:
            try:
                accept(catalog.spec(ref), example.parameters)
            except Refusal:
                continue
            good.append(example.parameters)
    return good


def test_all_mqtt_actions_with_the_vendors_examples(catalog: CatalogStore) -> None:
    """Each example finds its objects in a fresh endpoint, and all of them in one, when what deletes comes last."""
    summaries = sorted(catalog.actions("mqtt"), key=lambda summary: summary.ref.name.startswith("Delete"))
    with PracticeEndpoint(catalog) as shared:
        for summary in summaries:
            with PracticeEndpoint(catalog) as fresh:
                for endpoint in (fresh, shared):
                    [parameters] = _examples(catalog, summary.ref)
                    answer = _call(_client(endpoint, summary.ref), summary.ref, parameters)
                    assert len(answer.RequestId) == 36, summary.ref.name
                    assert type(answer).__name__ == f"{summary.ref.name}Response"
    assert len(summaries) == 38


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("algorithm", ["TC3-HMAC-SHA256", "HmacSHA1", "HmacSHA256"])
def test_mqtt_by_every_algorithm_and_method(endpoint: PracticeEndpoint, method: str, algorithm: str) -> None:
    ref = ActionRef("mqtt", _MQTT_VERSION, "DescribeInstanceList")
    client = _client(endpoint, ref, method, algorithm)
    parameters: Any = {"Filters": [{"Name": "InstanceName", "Values": ["prod-a"]}]}
    answer = _call(client, ref, parameters)
    assert [one.InstanceId for one in answer.Data] == ["mqtt-a7k3m9qx"]


def test_a_boolean_that_the_sdk_writes_in_its_own_way(endpoint: PracticeEndpoint) -> None:
    ref = ActionRef("mqtt", _MQTT_VERSION, "CreateInstance")
    parameters: Any = {
        "InstanceType": "BASIC",
        "Name": "by-get",
        "SkuCode": "basic_1k",
        "EnablePublic": False,
    }
    answer = _call(_client(endpoint, ref, "GET"), ref, parameters)
    assert answer.InstanceId.startswith("mqtt-")


def test_errors_are_raised_as_the_real_service_makes_them(endpoint: PracticeEndpoint) -> None:
    ref = ActionRef("mqtt", _MQTT_VERSION, "DescribeInstance")
    client = _client(endpoint, ref)
    with pytest.raises(TencentCloudSDKException) as raised:
        _call(client, ref, {"InstanceId": "mqtt-none"})
    assert raised.value.get_code() == "ResourceNotFound.Instance"
    assert len(raised.value.get_request_id()) == 36
    stranger = _client(endpoint, ref, secret_key="wrong")
    with pytest.raises(TencentCloudSDKException) as raised:
        _call(stranger, ref, {"InstanceId": "mqtt-none"})
    assert raised.value.get_code() == "AuthFailure.SignatureFailure"


def _first_call(catalog: CatalogStore, service: Service) -> tuple[ActionRef, JsonObject]:
    for summary in catalog.actions(service.name):
        for parameters in _examples(catalog, summary.ref):
            if not streams(summary.ref, parameters):
                return summary.ref, parameters
    raise AssertionError(f"no example of {service.name} keeps to its spec")


def test_one_action_of_every_other_service(catalog: CatalogStore, endpoint: PracticeEndpoint) -> None:
    others = [service for service in catalog.services() if service.name != "mqtt"]
    for service in others:
        ref, parameters = _first_call(catalog, service)
        answer = _call(_client(endpoint, ref), ref, parameters)
        assert len(answer.RequestId) == 36, ref
    assert len(others) == 143


@pytest.mark.parametrize(
    ("ref", "parameters"),
    [
        (
            ActionRef("cls", "2020-10-16", "ChatCompletions"),
            {"Model": "text2sql", "Stream": True, "Messages": [{"Role": "user", "Content": "hello"}]},
        ),
        (
            ActionRef("lkeap", "2024-05-22", "ChatCompletions"),
            {"Model": "deepseek-r1", "Stream": True, "Messages": [{"Role": "user", "Content": "hello"}]},
        ),
        (ActionRef("lkeap", "2024-05-22", "ReconstructDocumentSSE"), {"FileType": "PDF"}),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_event_streams(endpoint: PracticeEndpoint, ref: ActionRef, parameters: Any) -> None:
    events = list(_call(_client(endpoint, ref), ref, parameters))
    assert len(events) >= 3
    assert all("RequestId" in json.loads(event["data"]) for event in events)
