"""Whatever comes in, an envelope goes out: no call makes the practice endpoint fail."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import from_python
from explorer.core.resources import catalog as catalog_path
from explorer.sandbox.call import Call, Refusal
from explorer.sandbox.desk import Desk
from explorer.sandbox.faults import Faults
from explorer.sandbox.mqtt.actions import HANDLERS
from explorer.sandbox.mqtt.service import MqttService
from explorer.sandbox.parameters import accept

_STORE = CatalogStore(catalog_path())
_DESK = Desk(_STORE, Credential("id", "key"), time.time)
_SERVICE = MqttService(_STORE, time.time)
_SEEDED = ["mqtt-a7k3m9qx", "mqtt-g4r4wpne", "gateway-01", "gateway", "workers", "factory/#", "1", "2", "", "CREATING"]

_HEADERS = st.dictionaries(
    st.sampled_from(
        ["authorization", "host", "content-type", "x-tc-action", "x-tc-version", "x-tc-timestamp", "x-tc-region"]
    ),
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "SKIP",
                "TC3-HMAC-SHA256 Credential=id/2026-01-01/mqtt/tc3_request, SignedHeaders=host;x, Signature=aa",
                str(int(time.time())),
                "multipart/form-data; boundary=b",
                "application/x-www-form-urlencoded",
                "mqtt.intl.tencentcloudapi.com",
                "AssumeRoleWithSAML",
                "2018-08-13",
            ]
        ),
    ),
)
_QUERIES = st.one_of(
    st.text(alphabet="&=%.0AaZé+SecretIdSignatureAction", max_size=60),
    st.just(f"Action=DescribeInstanceList&Version=2024-05-16&SecretId=id&Timestamp={int(time.time())}&Signature=%FF"),
)


@given(st.sampled_from(["GET", "POST", "PUT", "HEAD", "get"]), _QUERIES, _HEADERS, st.one_of(st.binary(max_size=80)))
def test_anything_gets_an_envelope(method: str, query: str, headers: dict[str, str], body: bytes) -> None:
    reply, request_id = _DESK.reply(Call(method, "/", query, headers, body, len(body)), Faults())
    response = json.loads(b"".join(reply.chunks))["Response"]
    assert response["RequestId"] == request_id
    assert response["Error"]["Code"]


def _values(spec: ActionSpec, member: Member) -> st.SearchStrategy[Any]:
    shape = spec.object_of(member)
    if shape is not None:
        one: st.SearchStrategy[Any] = _objects(spec, shape.members)
    elif member.kind is Kind.BOOLEAN:
        one = st.booleans()
    elif member.kind in (Kind.INTEGER, Kind.UNSIGNED):
        one = st.one_of(st.integers(-2, 12), st.integers(0, 2**62))
    else:
        one = st.one_of(st.sampled_from(_SEEDED), st.text(max_size=6))
    return st.lists(one, max_size=3) if member.is_list else one


def _objects(spec: ActionSpec, members: tuple[Member, ...]) -> st.SearchStrategy[dict[str, Any]]:
    required = {member.name: _values(spec, member) for member in members if member.required}
    optional = {member.name: _values(spec, member) for member in members if not member.required}
    return st.fixed_dictionaries(required, optional=optional)


@pytest.mark.parametrize("action", sorted(HANDLERS))
@settings(max_examples=25)
@given(data=st.data())
def test_every_mqtt_action_takes_whatever_its_spec_allows(action: str, data: st.DataObject) -> None:
    spec = _STORE.spec(ActionRef("mqtt", "2024-05-16", action))
    parameters = data.draw(_objects(spec, spec.input.members))
    accepted = accept(spec, from_python(parameters))  # type: ignore[arg-type]
    try:
        text = _SERVICE.text(spec, accepted)
    except Refusal as refusal:
        text = json.dumps({"Code": refusal.code})
    assert isinstance(json.loads(text or ""), dict)
