"""Every way to sign that the real service accepts, as the vendor's tools put it on the wire."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import loads
from explorer.core.models.request import Algorithm, ContentKind, Method, Request
from explorer.core.signing.prepare import prepare
from explorer.sandbox.call import Call, Refusal
from explorer.sandbox.claim import Claim, Scheme
from explorer.sandbox.desk import Desk
from explorer.sandbox.faults import Faults
from explorer.sandbox.gate import Gate
from explorer.sandbox.targets import Targets

_FORM = "application/x-www-form-urlencoded"
_WIRE = Path(__file__).parents[1] / "data" / "wire"
_MADE_UP = Credential("AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE0001", "FAKEKEYfakekeyFAKEKEYfakekey0001")
_LIST = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
_FILTERS: Any = {"Filters": [{"Name": "InstanceName", "Values": ["prod"]}]}


def _captured(name: str, change: tuple[bytes, bytes] = (b"", b"")) -> tuple[Call, float]:
    """A request as the vendor's SDK or tccli sent it, perhaps changed on the way, and the time of its signature."""
    raw = (_WIRE / name).read_bytes().replace(*change) if change[0] else (_WIRE / name).read_bytes()
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in lines}
    path, _, query = target.partition("?")
    stamp = headers.get("x-tc-timestamp") or body.decode().partition("Timestamp=")[2].partition("&")[0]
    return Call(method, path, query, headers, body, len(body)), float(stamp)


def _told(catalog: CatalogStore, call: Call, now: float) -> str:
    """The code that a captured request is answered with, or its action for one that is let through."""
    try:
        return Gate(Targets(catalog), _MADE_UP, lambda: now).admit(call).spec.ref.name
    except Refusal as refusal:
        return f"{refusal.code}: {refusal.message}"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("sdk-post-tc3.http", "DescribeInstanceList"),
        ("sdk-get-tc3.http", "DescribeInstanceList"),
        ("sdk-post-v1-sha1.http", "DescribeInstanceList"),
        ("tccli-post-empty.http", "DescribeInstanceList"),
        ("sdk-post-multipart.http", "InvalidAction: The action `UploadX`"),
        ("sdk-post-skip-sign.http", "MissingParameter"),
    ],
)
def test_captured_requests_pass_the_signature(catalog: CatalogStore, name: str, told: str) -> None:
    assert _told(catalog, *_captured(name)).startswith(told)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("sdk-post-tc3.http", (b'"Limit": 10', b'"Limit": 11')),
        ("sdk-get-tc3.http", (b"Limit=10", b"Limit=11")),
        ("sdk-post-v1-sha1.http", (b"Limit=10", b"Limit=11")),
        ("tccli-post-empty.http", (b"Host: http://127.0.0.1:18999", b"Host: http://127.0.0.1:18998")),
        ("sdk-post-multipart.http", (b'{"k": [1, 2]}', b'{"k": [1, 3]}')),
    ],
)
def test_a_captured_request_changed_on_the_way(catalog: CatalogStore, name: str, change: tuple[bytes, bytes]) -> None:
    assert _told(catalog, *_captured(name, change)).startswith("AuthFailure.SignatureFailure")


def test_the_values_of_a_captured_query_are_understood(catalog: CatalogStore) -> None:
    call, now = _captured("sdk-get-tc3.http")
    admitted = Gate(Targets(catalog), _MADE_UP, lambda: now).admit(call)
    assert admitted.parameters == loads(
        '{"Filters":[{"Name":"InstanceName","Values":["test a+b/中文~*"]}],"Offset":0,"Limit":10}'
    )


def _prepared(caller: Any, request: Request, **options: Any) -> Any:
    request = replace(request, endpoint=f"http://{caller.address}")
    signed = prepare(request, caller.credential, timestamp=int(time.time()), nonce=7, **options)
    path = "/" + signed.url.partition(caller.address)[2].lstrip("/")
    return caller.raw(signed.method, path, dict(signed.headers), signed.body)


@pytest.mark.parametrize("algorithm", list(Algorithm))
@pytest.mark.parametrize("method", list(Method))
def test_every_algorithm_by_both_methods(caller: Any, algorithm: Algorithm, method: Method) -> None:
    request = Request(_LIST, _FILTERS, algorithm=algorithm, method=method, region="ap-guangzhou")
    answer = _prepared(caller, request)
    assert [item["InstanceName"] for item in answer.response["Data"]] == ["prod-a", "prod-b"]


def test_multipart_and_unsigned_payload(caller: Any) -> None:
    multipart = Request(_LIST, _FILTERS, content_kind=ContentKind.MULTIPART)
    assert _prepared(caller, multipart, boundary="0123456789abcdef").response["TotalCount"] == 2
    assert _prepared(caller, Request(_LIST, _FILTERS, unsigned_payload=True)).response["TotalCount"] == 2


def test_the_body_of_an_unsigned_payload_may_change(caller: Any, plan: Any) -> None:
    path, headers, _ = caller.signed(plan(unsigned_payload=True))
    assert caller.raw("POST", path, headers, b'{"Limit": 3}').code == ""
    path, headers, _ = caller.signed(plan())
    assert caller.raw("POST", path, headers, b'{"Limit": 3}').code == "AuthFailure.SignatureFailure"


def test_parameters_in_headers_beside_raw_bytes(caller: Any) -> None:
    answer = caller.call(
        "DescribeInstance",
        body=b"\x00raw",
        content_type="application/octet-stream",
        headers=(("X-MQTT-InstanceId", "mqtt-a7k3m9qx"),),
    )
    assert answer.response["InstanceName"] == "prod-a"


def test_the_host_may_be_signed_without_its_port(caller: Any) -> None:
    assert caller.call(signed_host="127.0.0.1").code == ""
    assert caller.call(signed_host="127.0.0.2").code == "AuthFailure.SignatureFailure"


def test_a_whole_url_as_host_as_tccli_sends_it(caller: Any) -> None:
    assert caller.call(host=f"http://{caller.address}").code == ""


def test_more_headers_may_be_signed(caller: Any) -> None:
    lower = (("X-TC-Action", "DescribeInstanceList"), ("X-Note", "plain"))
    assert caller.call(signed=("content-type", "host", "x-note"), headers=lower).code == ""


def test_a_content_type_with_a_charset(caller: Any) -> None:
    assert caller.call(content_type="application/json; charset=utf-8").code == ""


@pytest.mark.parametrize("body", [b"", b"  ", b"{}"])
def test_no_parameters(caller: Any, body: bytes) -> None:
    assert caller.call(body=body).code == ""


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "InvalidParameter"),
        (b"[]", "InvalidParameter"),
        (b'"x"', "InvalidParameter"),
        (b"\xff{}", "InvalidParameter"),
        (b'{"a": NaN}', "InvalidParameter"),
        (b"[" * 100_000, "InvalidParameter"),
    ],
)
def test_bodies_that_are_no_json_object(caller: Any, body: bytes, code: str) -> None:
    assert caller.call(body=body).code == code


@pytest.mark.parametrize("body", [b"x", b"--b\r\n", b"--b\r\nA: b\r\n\r\nv\r\n--b--\r\n"])
def test_broken_multipart_bodies(caller: Any, body: bytes) -> None:
    assert caller.call(body=body, content_type="multipart/form-data; boundary=b").code == "InvalidRequest"
    assert caller.call(body=body, content_type="multipart/form-data").code == "InvalidRequest"


def test_a_form_needs_an_old_signature(caller: Any) -> None:
    answer = caller.call(body=b"Limit=1", content_type=_FORM)
    assert (answer.code, f"not support Content-Type=`{_FORM}`" in answer.message) == ("InvalidRequest", True)


def test_skip_is_only_for_the_actions_that_allow_it(caller: Any) -> None:
    web_identity = {"ProviderId": "p", "WebIdentityToken": "t", "RoleArn": "r", "RoleSessionName": "s"}
    one = caller.call(
        "AssumeRoleWithWebIdentity", web_identity, service="sts", version="2018-08-13", authorization="SKIP"
    )
    assert "Credentials" in one.response
    refused = caller.call(authorization="SKIP")
    assert (refused.code, "SKIP" in refused.message) == ("AuthFailure.InvalidAuthorization", True)


def test_an_old_signature_finds_its_service_by_the_action(catalog: CatalogStore) -> None:
    targets = Targets(catalog)
    for service, version, action in [
        ("mqtt", "2024-05-16", "DescribeInstanceList"),
        ("cvm", "2017-03-12", "DescribeInstancesStatus"),
        ("cam", "2019-01-16", "ListUsers"),
    ]:
        desk_call = Call("GET", "/", "", {"host": "127.0.0.1:1"})
        found = targets.find(desk_call, _claim(action, version))
        assert found.ref == ActionRef(service, version, action)
        named = targets.find(Call("GET", "/", "", {"host": f"{service}.tencentcloudapi.com"}), _claim(action, version))
        assert named.ref == found.ref


@pytest.mark.parametrize(
    ("own", "service"),
    [
        ([("SecurityGroupIds.0", "sg-1"), ("InstanceIds.0", "ins-1")], "cvm"),
        ([("Product", "mariadb"), ("SecurityGroupId", "sg-1"), ("InstanceIds.0", "tdsql-1")], "mariadb"),
        ([("Nonsense", "1")], "cvm"),
    ],
)
def test_where_two_services_have_the_action_the_parameters_tell(
    catalog: CatalogStore, own: list[tuple[str, str]], service: str
) -> None:
    claim = replace(_claim("AssociateSecurityGroups", "2017-03-12"), pairs=(("Region", "ap-guangzhou"), *own))
    assert Targets(catalog).find(Call("GET", "/", "", {"host": "127.0.0.1:1"}), claim).ref.service == service


def _claim(action: str, version: str) -> Claim:
    return Claim(Scheme.V1, action=action, version=version)


@pytest.mark.parametrize(
    ("action", "version", "code"),
    [("DescribeX", "2024-05-16", "InvalidAction"), ("DescribeInstanceList", "2000-01-01", "NoSuchVersion")],
)
def test_an_old_signature_for_nothing_known(catalog: CatalogStore, action: str, version: str, code: str) -> None:
    with pytest.raises(Refusal) as raised:
        Targets(catalog).find(Call("GET", "/", "", {"host": "127.0.0.1:1"}), _claim(action, version))
    assert raised.value.code == code


def test_every_answer_has_an_id_of_its_own(catalog: CatalogStore) -> None:
    call, now = _captured("sdk-post-tc3.http")
    desk = Desk(catalog, _MADE_UP, lambda: now)
    ids = {desk.reply(call, Faults())[1] for _ in range(5)}
    assert len(ids) == 5
    assert {len(one) for one in ids} == {36}
